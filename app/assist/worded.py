"""Fields of tasks and goals as answers say them, and names as far as the viewer may know them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session

from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.fields import Field, Type
from app.domain.fields.chosen import Item, Items
from app.models import Event, Goal, Space, Status, TaskList
from app.reads import columns

PLACES: dict[str, Callable[[Session, int, Actor], TaskList | Space | Goal]] = {
    "list": access.task_list,
    "space": access.space,
    "goal": access.goal,
}
MACHINES = {"importer": "an import", "automation": "an automation"}


def held(session: Session, noun: str, name: str, item_id: int) -> Any:
    """What a field holds now, as the log keeps it."""
    field = fields.named(noun, name)
    if field.is_set:
        return field.to_log(columns.held(session, noun, field.name, item_id))
    column = columns.expression(noun, field.name)
    found = session.connection().execute(sql(column).where(columns.identity(noun) == item_id))
    return field.to_log(found.scalar())


class Words:
    """Values of the log in words: people, statuses and tasks by name, else as they are kept."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session, self.actor = session, actor

    def who(self, event: Event) -> str:
        return self.person(event.actor_id) or MACHINES.get(event.actor_kind, "")

    def person(self, user_id: int | None) -> str:
        if user_id is None:
            return ""
        found = access.people_open_to(self.session, self.actor, only=[user_id])
        return found[0].name if found else ""

    def of(self, field: Field, value: Any) -> str:
        """A value as the log keeps it; empty when it is none."""
        if field.is_empty(value) or value is False:
            return ""
        if isinstance(field.values, Items):
            return ", ".join(sorted(self._name(field.values, one) for one in value))
        if isinstance(field.values, Item):
            return self._name(field.values, value)
        match field.type:
            case Type.TAGS:
                return ", ".join(value)
            case Type.NUMBER:
                return f"{value:g}"
            case Type.FLAG:
                return "yes"
            case _:
                return str(value)

    def _name(self, values: Item | Items, item_id: int) -> str:
        match values.noun:
            case "user":
                return self.person(item_id) or values.unknown
            case "status":
                status = self.session.get(Status, item_id)
                return status.name if status else ""
            case "task":
                return self._key(item_id) or values.unknown
            case noun if noun in PLACES:
                return self._place(noun, item_id) or values.unknown
            case _:
                return values.unknown

    def _place(self, noun: str, item_id: int) -> str:
        """The name of a list, space or goal the actor may see."""
        try:
            found = PLACES[noun](self.session, item_id, self.actor)
        except NotFound:
            return ""
        return found.title if isinstance(found, Goal) else found.name

    def _key(self, task_id: int) -> str:
        try:
            return access.task(self.session, task_id, self.actor).key
        except NotFound:
            return ""
