"""What happened to each task of the sample company, and what was said about it: read from `lists/`.

Days are counted back from today, so that the company is of the same age whenever it is made; days of a
due date are counted from today, too, and lie ahead when they are positive.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

FOLDER = Path(__file__).parent / "lists"


class Move(NamedTuple):
    """Its due date became another one: how many days ago, to which, why, and the new estimate if any."""

    ago: int
    due: int
    why: str
    minutes: int | None = None


class Remark(NamedTuple):
    """What somebody, by first name, said so many days ago."""

    ago: int
    who: str
    text: str


class Turn(NamedTuple):
    """So many days ago it came to another status, and why when somebody said so."""

    ago: int
    status: str
    why: str = ""


@dataclass(frozen=True)
class Life:
    """Who made it and who has it, by first name, and when it went through which status."""

    by: str
    made: int
    first: str = "To do"
    to: str = ""
    due: int | None = None
    turns: tuple[Turn, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Kind:
    """What it is like."""

    priority: int = 0
    points: float | None = None
    minutes: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskPlan:
    """One task from beginning to end."""

    life: Life
    kind: Kind = Kind()
    about: str = ""
    moved: tuple[Move, ...] = ()
    said: tuple[Remark, ...] = ()


_PLANS = TypeAdapter(dict[str, TaskPlan])


@cache
def of(name: str) -> dict[str, TaskPlan]:
    """A list's tasks by title, as they were made; a long list has the steps of its tasks in a second file."""
    stem = name.lower().replace(" ", "_")
    found: dict[str, TaskPlan] = {}
    for file in (FOLDER / f"{stem}.toml", FOLDER / f"{stem}_steps.toml"):
        if file.exists():
            told = tomllib.loads(file.read_text(encoding="utf-8"))
            found |= _PLANS.validate_python(told)
    return found
