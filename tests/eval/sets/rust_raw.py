"""What the Rust project's own pages say of a goal: its table, its folder, its words."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from tests.real import GOALS

WORDS = {"accepted": "in progress", "proposed": "planned", "not accepted": "dropped", "": "planned"}
FOLDERS = {
    "2024h2": (date(2024, 7, 1), date(2024, 12, 31)),
    "2025h1": (date(2025, 1, 1), date(2025, 6, 30)),
    "2025h2": (date(2025, 7, 1), date(2025, 12, 31)),
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
}


@dataclass(frozen=True)
class RustGoal:
    """A goal page as it lies in the folder."""

    path: str
    title: str
    owner: str
    status: str  # in Goalward's words
    start: date
    end: date

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def is_open(self) -> bool:
        return self.status != "dropped"


@cache
def goals() -> tuple[RustGoal, ...]:
    """Every page of a period's folder whose table names a point of contact."""
    found = []
    for file in sorted(GOALS.rglob("*.md")):
        path = file.relative_to(GOALS).as_posix()
        table = _table(file.read_text())
        if path.partition("/")[0] in FOLDERS and "point of contact" in table:
            start, end = FOLDERS[path.partition("/")[0]]
            if years := re.findall(r"20\d\d", table.get("timespan", "")):
                start, end = date(int(years[0]), 1, 1), date(int(years[-1]), 12, 31)
            owner = re.search(r"@([\w-]+)", table["point of contact"])
            status = WORDS[table.get("status", "").casefold()]
            title = _title(file.read_text()) or file.stem
            found.append(RustGoal(path, title, owner.group(1) if owner else "", status, start, end))
    return tuple(found)


def unique() -> list[RustGoal]:
    """Goals whose title no other goal has."""
    times = Counter(goal.title.casefold() for goal in goals())
    return [goal for goal in goals() if times[goal.title.casefold()] == 1]


def owned_by(owner: str) -> list[RustGoal]:
    return [goal for goal in goals() if goal.owner.casefold() == owner.casefold()]


def owners(most: int) -> list[str]:
    """Who owns most goals, in the spelling used most."""
    counted = Counter(goal.owner for goal in goals() if goal.owner)
    return [name for name, _ in counted.most_common(most)]


def by_path() -> dict[str, RustGoal]:
    return {goal.path: goal for goal in goals()}


def _table(text: str) -> dict[str, str]:
    """The rows of the first table when it is headed “Metadata”."""
    rows = re.search(r"^\|[^\n]*metadata[^\n]*\n((?:\|.*(?:\n|$))+)", text, re.I | re.M)
    found: dict[str, str] = {}
    for line in rows.group(1).splitlines() if rows else []:
        name, _, value = line.strip().strip("|").partition("|")
        found.setdefault(name.strip(" *").casefold(), value.strip())
    return found


def _title(text: str) -> str:
    """The first heading without Markdown's marks."""
    line = next((line for line in text.splitlines() if line.startswith("# ")), "# ")
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line[2:])
    return " ".join(plain.replace("`", "").replace("**", "").split())
