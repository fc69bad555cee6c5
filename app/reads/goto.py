"""Things by key or name, instantly: what the palette offers while somebody types."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils
from sqlmodel import Session, col, func, or_, select

from app import access
from app.domain.access import Actor
from app.models import Doc, Goal, Space, Task, TaskList
from app.reads import spaces

LEAST_SCORE = 62
LOOKED_THROUGH = 25_000  # tasks
PLACES = (
    ("Home", "/"),
    ("Goals", "/goals"),
    ("Docs", "/docs"),
    ("Ask", "/ask"),
    ("Summaries", "/summaries"),
    ("Archive", "/archive"),
    ("Trash", "/trash"),
    ("Settings", "/settings"),
)


@dataclass(frozen=True)
class Found:
    """One thing to go to."""

    kind: str  # page, space, list, task, goal, doc
    id: int
    key: str
    title: str
    url: str
    place: str


def matches(session: Session, query: str, *, actor: Actor, limit: int = 12) -> list[Found]:
    """Best first: the exact key, then names by likeness, then titles that hold the words; nothing archived."""
    words, actor = query.strip(), actor.current
    if not words:
        return [Found("page", 0, "", name, url, "") for name, url in PLACES]
    named = _by_likeness(words, _named(session, actor), limit)
    tasks = _tasks(session, words, actor, limit)
    exact = [one for one in tasks if one.key == words.upper().lstrip("#")]
    rest = [one for one in tasks if one not in exact]
    return [*exact, *named[: max(3, limit // 2)], *rest, *named[max(3, limit // 2) :]][:limit]


def _named(session: Session, actor: Actor) -> list[Found]:
    """Everything that goes by a name."""
    found = [Found("page", 0, "", name, url, "") for name, url in PLACES]
    names: dict[int, str] = {}
    for space_id, key, name in session.exec(
        select(Space.id, Space.key, Space.name).where(col(Space.deleted_at).is_(None))
    ):
        names[space_id or 0] = name
        if space_id in actor.spaces:
            found.append(Found("space", space_id or 0, key, name, f"/spaces/{space_id}", ""))
    for space_id, lists in spaces.lists_of(session, actor=actor).items():
        found += [
            Found("list", one.id, "", one.name, f"/lists/{one.id}", names.get(space_id, ""))
            for one in lists
        ]
    goals = session.exec(select(Goal.id, Goal.title).where(access.goals_open_to(actor)))
    found += [Found("goal", i or 0, "", title, f"/goals/{i}", "Goals") for i, title in goals]
    docs = session.exec(select(Doc.id, Doc.title).where(access.docs_open_to(actor)))
    found += [Found("doc", i or 0, "", title, f"/docs/{i}", "Docs") for i, title in docs]
    return found


def _by_likeness(words: str, named: list[Found], limit: int) -> list[Found]:
    hits = process.extract(
        words,
        [one.title for one in named],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=LEAST_SCORE,
    )
    folded = words.casefold()
    ranked = sorted(
        hits, key=lambda hit: (not named[hit[2]].title.casefold().startswith(folded), -hit[1])
    )
    return [named[index] for _, _, index in ranked]


def _tasks(session: Session, words: str, actor: Actor, limit: int) -> list[Found]:
    """Tasks whose key starts so, or whose title holds every word; open and recent first."""
    every = [col(Task.title).icontains(word, autoescape=True) for word in words.split()[:6]]
    key = words.upper().lstrip("#")
    # Titles are looked through from the newest on; further back, search finds them.
    newest = session.exec(select(func.max(Task.id))).one() or 0
    late = col(Task.id) > newest - LOOKED_THROUGH
    rows = session.exec(
        select(Task.id, Task.key, Task.title, TaskList.name)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .where(
            access.tasks_open_to(actor),
            or_(
                col(Task.key).startswith(key, autoescape=True),
                *([late & _all(every)] if every else []),
            ),
        )
        .order_by(
            col(Task.key) != key,
            col(Task.category).in_(("done", "cancelled")),
            col(Task.updated_at).desc(),
        )
        .limit(limit)
    )
    return [
        Found("task", i or 0, key_, title, f"/tasks/{key_}", place)
        for i, key_, title, place in rows
    ]


def _all(conditions: list[Any]) -> Any:  # an AND of column conditions
    both = conditions[0]
    for one in conditions[1:]:
        both &= one
    return both
