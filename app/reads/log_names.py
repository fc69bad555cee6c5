"""The names of everything some events mention, looked up once for all of them."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session

from app.domain import fields
from app.domain.access import Actor
from app.domain.fields.chosen import Item, Items
from app.models import Event
from app.reads import names, people


class LogNames:
    """Names by noun and id, as far as the actor may know them; a call gives one, or None."""

    def __init__(self, session: Session, actor: Actor, events: Iterable[Event]) -> None:
        ids: dict[str, set[int]] = {}
        for event in events:
            for noun, item_id in _mentioned(event):
                ids.setdefault(noun, set()).add(item_id)
        found = names.of(session, ids, actor=actor)
        self.people = {
            user_id: people.known(user_id, row.name, is_active=row.is_active)
            for user_id, row in found["user"].items()
        }
        self._names = {
            noun: {i: f"{row.key} {row.name}" if row.key else row.name for i, row in rows.items()}
            for noun, rows in found.items()
        }

    def __call__(self, noun: str, item_id: int) -> str | None:
        return self._names.get(noun, {}).get(item_id)


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
