"""What goes along when something is deleted, in numbers and in the words that ask and tell."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from app.domain.plurals import many

NOUNS = {
    "folders": "folder",
    "lists": "list",
    "tasks": "task",
    "docs": "doc",
    "goals": "goal",
    "targets": "target",
}
UNDER = {"task": ("subtask",), "doc": ("page below it", "pages below it")}


@dataclass(frozen=True)
class Contents:
    """How much goes with something into the trash, of what the one who asks may see.

    `stays` is what is not deleted but let go: a folder's lists, a goal's sub-goals and places.
    """

    folders: int = 0
    lists: int = 0
    tasks: int = 0
    docs: int = 0
    goals: int = 0
    targets: int = 0
    stays: int = 0

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def told(kind: str, contents: Contents) -> str:
    """“4 lists, 212 tasks and 9 docs”; of a task its subtasks; nothing when nothing goes along."""
    counts = [
        many(getattr(contents, name), *UNDER.get(kind, (noun,)))
        for name, noun in NOUNS.items()
        if getattr(contents, name)
    ]
    return ", ".join(counts[:-1]) + f" and {counts[-1]}" if len(counts) > 1 else "".join(counts)


def question(kind: str, name: str, contents: Contents, *, days: int) -> str:
    """What to ask before something is deleted."""
    return f"Delete the {kind} “{name}”? {_consequence(kind, contents, days)}"


def question_many(names: Sequence[str], under: int, *, days: int) -> str:
    """The same before several tasks are deleted, of which some have others under them."""
    which = f"the task “{names[0]}”" if len(names) == 1 else many(len(names), "task")
    go, them = ("goes" if under == 1 else "go"), ("it" if len(names) == 1 else "them")
    along = many(under, "subtask")
    return f"Delete {which}? {along} {go} to the trash with {them} for {many(days, 'day')}."


def sentence(kind: str, name: str, contents: Contents, *, days: int) -> str:
    """What was deleted, once it is."""
    along = told(kind, contents)
    more = f" with {along}" if along else ""
    return f"The {kind} “{name}” is in the trash{more}, for {many(days, 'day')}.{_stays(kind, contents)}"


def _consequence(kind: str, contents: Contents, days: int) -> str:
    along = told(kind, contents)
    if not along:
        return f"It stays in the trash for {many(days, 'day')}.{_stays(kind, contents)}"
    go = "goes" if _total(contents) == 1 else "go"
    return f"{along[0].upper()}{along[1:]} {go} to the trash with it for {many(days, 'day')}.{_stays(kind, contents)}"


def _stays(kind: str, contents: Contents) -> str:
    """What is let go, as a sentence of its own."""
    if not contents.stays:
        return ""
    if kind == "folder":
        return f" Its {many(contents.stays, 'list')} {_stay(contents)} in the space."
    return f" {many(contents.stays, 'sub-goal, list or folder', 'sub-goals, lists and folders')} {_stay(contents)}."


def _stay(contents: Contents) -> str:
    return "stays" if contents.stays == 1 else "stay"


def _total(contents: Contents) -> int:
    return sum(getattr(contents, name) for name in NOUNS)
