"""A count stands before its noun by one helper: “1 tasks” is written nowhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.plain.words import plural
from app.domain.plurals import many

NOUNS = (
    "answers changes characters comments days docs events fields folders goals hours issues items lists mails "
    "minutes months people pages points questions records relations requests rows seconds sentences sockets spaces "
    "statuses subtasks tags targets tasks things times tokens weeks words"
).replace(" ", "|")
NEXT = re.compile(rf" (?:[a-z]+ )?(?:{NOUNS})\b")
WORDS = {"scope", "name", "whose", "dated"}  # what is in them is words, never a count
# Said of two or more alone, for one is told in other words.
NEVER_ONE = {
    "agents/algebra/told/moves.py": "number(len(rows))",  # “once”
    "agents/algebra/measures/estimating.py": "value",  # “1.0 times the estimate”
    "agents/citations.py": "len(self.items)",  # read by a check, not by people
}


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 tasks"), (1, "1 task"), (2, "2 tasks"), (1200, "1,200 tasks"), (0.5, "0.5 tasks")],
)
def test_one_is_singular(count, said):
    assert many(count, "task") == said


def test_a_noun_may_have_another_plural():
    assert many(2, "page below it", "pages below it") == "2 pages below it"
    assert plural(1, "person", "people") == "1 person"


def test_no_count_is_written_before_a_plural():
    found = [
        f"{path}:{line}: {{{value}}}{noun}"
        for path in (*Path("app").rglob("*.py"), *Path("agents").rglob("*.py"))
        for line, value, noun in _counted(path.read_text())
        if NEVER_ONE.get(path.as_posix()) != value
    ]
    assert found == []


def test_none_is_written_so_in_the_browser():
    found = [
        f"{path}: {one}"
        for path in Path("app/ui/web/src").rglob("*.ts*")
        if not path.name.endswith(".d.ts")
        for one in re.findall(rf"\$\{{[^{{}}]*\}}{NEXT.pattern}", path.read_text())
    ]
    assert found == []


def _counted(source: str) -> Iterator[tuple[int, str, str]]:
    """What an f-string writes right before a plural noun, but limits, which are written in capitals."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, text in zip(node.values, node.values[1:], strict=False):
            if isinstance(value, ast.FormattedValue) and isinstance(text, ast.Constant):
                written, noun = ast.unparse(value.value), NEXT.match(str(text.value))
                is_count = not written.rpartition(".")[2].isupper() and "{" not in written
                if noun and is_count and not _is_words(value.value):
                    yield node.lineno, written, noun.group()


def _is_words(value: ast.expr) -> bool:
    """“the tasks of …”, “with comments”: chosen words, no number."""
    return isinstance(value, ast.IfExp) or (isinstance(value, ast.Name) and value.id in WORDS)
