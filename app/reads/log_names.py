"""The names of everything some events mention, looked up once for all of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import true
from sqlmodel import Session, col, select

from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.fields.chosen import Item, Items
from app.models import Doc, Event, Goal, Status, Task, TaskList
from app.reads import people


class LogNames:
    """Names by noun and id, as far as the actor may know them; a call gives one, or None."""

    def __init__(self, session: Session, actor: Actor, events: Iterable[Event]) -> None:
        ids: dict[str, set[int]] = {}
        for event in events:
            for noun, item_id in _mentioned(event):
                ids.setdefault(noun, set()).add(item_id)
        self.people = people.by_ids(session, ids.get("user", set()))
        self._names: dict[str, dict[int, str]] = {
            "user": {user_id: person.name for user_id, person in self.people.items()},
            "status": _named(session, Status.id, Status.name, ids.get("status"), true()),
            "list": _named(
                session, TaskList.id, TaskList.name, ids.get("list"), access.lists_open_to(actor)
            ),
            "goal": _named(
                session, Goal.id, Goal.title, ids.get("goal"), access.goals_open_to(actor)
            ),
            "doc": _named(session, Doc.id, Doc.title, ids.get("doc"), access.docs_open_to(actor)),
            "task": _named(
                session,
                Task.id,
                col(Task.key) + " " + col(Task.title),
                ids.get("task"),
                access.tasks_open_to(actor),
            ),
        }

    def __call__(self, noun: str, item_id: int) -> str | None:
        return self._names.get(noun, {}).get(item_id)


def _named(
    session: Session, item_id: Any, name: Any, ids: set[int] | None, where: Any
) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.exec(select(item_id, name).where(col(item_id).in_(ids), where))
    return {found: words for found, words in rows}  # noqa: C416 - rows, not pairs


def _mentioned(event: Event) -> Iterator[tuple[str, int]]:
    """Everything an event names: who did it, and whatever its fields point at."""
    if event.actor_id:
        yield "user", event.actor_id
    for name, pair in event.changes.items():
        sides = [side for side in pair if side]
        if name == "relation":
            yield from (("task", side["task_id"]) for side in sides)
        elif name == "link":
            yield from ((side["kind"], side["id"]) for side in sides)
        elif name == "member":
            yield from (("user", side) for side in sides)
        else:
            values = fields.logged(event.subject_kind, name).values
            if isinstance(values, Item | Items):
                for side in sides:
                    for one in side if isinstance(side, list) else [side]:
                        yield values.noun, one
