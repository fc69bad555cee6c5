"""A built-in field is named by its registry, its model and its migrations; who else names it says why."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DECLARED = ("app/domain/fields/", "app/models/", "app/migrations/")
COMPUTED = "computes with it"
# Files that name a field, and why.
NAMED = {
    "is_milestone": {},
    "estimate_minutes": {
        "app/domain/bottlenecks/facts.py": COMPUTED,
        "app/domain/bottlenecks/overload.py": COMPUTED,
        "app/assist/findings.py": COMPUTED,
        "app/reads/goalschanged.py": COMPUTED,
        "app/assist/rows.py": COMPUTED,
        "agents/algebra/measures/estimate.py": COMPUTED,
        "agents/algebra/measures/estimating.py": COMPUTED,
        "agents/algebra/amounts.py": "hours that are said are minutes there",
        "agents/algebra/conditions.py": "“without an estimate”, in the words of questions",
        "app/sample/history.py": "writes a company out",
        "app/importing/jira_fields.py": "knows what the source calls it",
        "app/importing/apply_tasks.py": "remembers tasks as earlier imports did",
    },
}


def _names(path: Path) -> set[str]:
    """Every name and every string a module writes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Constant(value=str(text)):
                found.add(text)
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.arg(arg=name):
                found.add(name)
            case ast.keyword(arg=str(name)):
                found.add(name)
            case _:
                pass
    return found


@pytest.mark.parametrize("field", list(NAMED))
def test_a_field_is_named_where_it_is_declared_or_computed_with(field):
    naming = {
        path.relative_to(ROOT).as_posix()
        for room in ("app", "agents", "knowledge")
        for path in (ROOT / room).rglob("*.py")
        if field in _names(path)
    }

    declared = {name for name in naming if name.startswith(DECLARED)}
    assert {"app/domain/fields/tasks.py", "app/models/tasks.py"} <= declared
    assert naming - declared == set(NAMED[field])
