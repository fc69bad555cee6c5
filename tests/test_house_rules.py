"""The rules of the house, each a test: what the layout promises must stay so."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.domain.events import Kind
from app.settings import Settings
from app.ui.pages import PAGES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("app", "agents", "knowledge")
FILES = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if not {"versions", "node_modules"}.intersection(path.parts)
]
# Longer than a file should be, and why.
LONG = {
    "app/sample/company.py": "a company's tasks, written out",
}
LONGEST = 300
# The database module, and Alembic, which runs before there is a workspace to write to.
COMMITTING = ("app/db.py", "app/migrations/env.py")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _found(pattern: str, files: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{_name(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line.split("#")[0])
    ]


def test_only_the_database_module_commits():
    work = [p for p in FILES if _name(p).startswith("app/") and _name(p) not in COMMITTING]

    assert _found(r"\.commit\(", work) == []


def test_reads_never_write():
    reads = [path for path in FILES if _name(path).startswith("app/reads/")]

    assert reads
    assert _found(r"session\.(add|delete|merge|flush)\(", reads) == []


def test_recursion_in_the_database_stands_in_one_module():
    others = [path for path in FILES if _name(path) != "app/tree.py"]

    assert _found(r"recursive\s*=|WITH RECURSIVE", others) == []
    assert len(_found(r"recursive=True", [ROOT / "app" / "tree.py"])) == 1


def test_time_is_an_argument_below_the_screens():
    """Only screens, the API, consumers, commands, the log and the doors to them ask for the time."""
    asking = (
        "app/ui/",
        "app/api/",
        "app/consumers/",
        "app/commands/",
        "app/work/recording.py",
        "app/wiring.py",
        "app/assist/past.py",
        "app/sample/",
    )
    below = [path for path in FILES if not _name(path).startswith(asking)]

    assert _found(r"datetime\.now\(|date\.today\(", below) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_event_is_named_in_the_architecture(kind):
    assert f"`{kind.value}`" in (ROOT / "ARCHITECTURE.md").read_text()


def test_every_setting_is_in_the_readme():
    text = (ROOT / "README.md").read_text()
    names = {
        getattr(field.validation_alias, "choices", [field.validation_alias or f"GOALWARD_{name}"])[
            0
        ]
        for name, field in Settings.model_fields.items()
    }

    assert names
    assert [name for name in names if name.upper() not in text] == []


def test_every_feature_of_the_screens_stands_apart():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    apart = next(c for c in contracts if c["type"] == "independence")
    features = {
        f"app.ui.{path.name}"
        for path in (ROOT / "app" / "ui").iterdir()
        if (path / "page.py").exists()
    }

    assert features
    assert features - set(apart["modules"]) == set()


def test_every_page_is_imported_by_the_application():
    screens = sorted((ROOT / "app" / "ui").rglob("*.py"))
    with_a_route = {
        _name(path).removesuffix(".py").replace("/", ".")
        for path in screens
        if "@rx.page(" in path.read_text()
    }

    assert with_a_route == set(PAGES)


def test_what_pages_hold_and_receive_has_named_keys():
    """TypedDict or dataclass; a picker's keys and a field's words are the only free dicts, of str."""
    screens = [path for path in FILES if _name(path).startswith("app/ui/")]

    assert len(screens) > 40
    assert _found(r"dict\[str, (Any|object)\]|: dict\b(?!\[)|\(dict\)", screens) == []


def test_every_module_opens_with_a_sentence():
    silent = [
        _name(path)
        for path in FILES
        if not (ast.get_docstring(ast.parse(path.read_text())) or "")
        .strip()
        .split("\n")[0]
        .endswith((".", ":"))
        and path.read_text().strip()
    ]

    assert silent == []


def test_files_stay_small():
    long = {
        _name(path): lines
        for path in FILES
        if (lines := len(path.read_text().splitlines())) > LONGEST and _name(path) not in LONG
    }

    assert long == {}


@pytest.mark.parametrize(
    "module", ["app.work", "app.reads", "app.api.paging", "app.cli", "app.domain", "agents.ask"]
)
def test_light_imports_stay_light(module):
    heavy = (
        "reflex",
        "torch",
        "chromadb",
        "langchain",
        "langchain_core",
        "sentence_transformers",
        "onnxruntime",
        "transformers",
    )
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert run.stdout.strip() == "[]"


def test_nothing_speaks_of_how_it_was_made():
    words = r"\b(TODO|FIXME|XXX|lorem ipsum)\b"

    assert _found(words, FILES) == []


def test_what_comes_in_and_goes_out_has_a_type():
    """The API hands on models and values with names, never a dictionary of anything."""
    edges = [path for path in FILES if _name(path).startswith("app/api/")]

    assert len(edges) > 40
    assert _found(r"dict\[str, (Any|object)\]|Mapping\[str, Any\]|: dict\b(?!\[)", edges) == []


# Conditions on tasks that a filter can say stand in one place, `reads/filtering/`. Elsewhere:
OWN_CONDITIONS = {
    "app/reads/home.py": "the blocker beside the task that a filter found",
    "app/reads/serving/work.py": "upkeep is handed down: what the filter itself asks",
    "app/reads/examples.py": "titles short enough for a question",
    "app/reads/spaces.py": "open work counted by list, in one prepared statement",
    "app/reads/goalschanged.py": "a target counts by definition, for all goals in one statement",
    "app/reads/flow.py": "what flow measures by definition: what was done in a stretch of time",
    "app/reads/taskpage.py": "how long tasks of a list took: a measure",
    "app/reads/goto.py": "the order of a jump list",
    "app/assist/findings.py": "all open work in one prepared statement, for detectors that list none",
    "app/assist/facts.py": "how a set that a filter found is split and ordered",
    "app/assist/names.py": "statuses somebody uses, and tags: the join alone",
    "app/assist/acting.py": "own open work counted by list",
}
CONDITION = re.compile(
    r"\b(?:Task|T|BLOCKER|blocker)\.(?:category|due|start|priority|status_id|points|title"
    r"|(?:created|updated|started|done)_at|estimate_minutes|is_\w+)\)*\s*"
    r"(?:[=!]=|[<>]=?|\.(?:in_|not_in|is_|is_not|between|i?like|i?contains)\()"
)


def test_a_condition_a_filter_can_say_is_a_filter():
    """`filtering.compile` says it once; by hand only what is told above why, and all of that is used."""
    rooms = ("app/reads/", "app/assist/", "app/ui/", "app/api/", "app/consumers/", "app/mcp/")
    by_hand = {
        name
        for file in FILES
        if (name := _name(file)).startswith(rooms)
        and not name.startswith("app/reads/filtering/")
        and CONDITION.search(file.read_text())
    }

    assert by_hand == set(OWN_CONDITIONS)
