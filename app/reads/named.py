"""What goes by a name that somebody may see, in one statement: spaces, lists, goals and people."""

from dataclasses import dataclass

from sqlalchemy import Integer, Text, cast, literal, null, select, union_all
from sqlmodel import Session

from app import rights
from app.domain.access import Actor
from app.models import Goal, Space, TaskList, User
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import people


@dataclass(frozen=True)
class Name:
    """Something that is called so; `space_id` is where a list or goal is."""

    kind: str  # space, list, goal, person
    id: int
    name: str
    key: str
    space_id: int | None


def visible(session: Session, *, actor: Actor) -> list[Name]:
    """All of them but what is archived; of people a guest is told of those of their own places."""
    rows = NAMES.all(session, rights.of(actor.current))
    found = [Name(kind, i, name, key or "", home) for kind, i, name, key, home in rows]
    if not actor.is_guest:
        return found
    known = {one.id for one in people.everyone(session, actor=actor)}
    return [one for one in found if one.kind != "person" or one.id in known]


G, L, S, U = (columns_of(table) for table in (Goal, TaskList, Space, User))
# With their types: PostgreSQL takes an empty column that has none for a text.
NO_KEY, NO_SPACE = cast(null(), Text), cast(null(), Integer)
# Made once: to build a statement costs more than to run it.
NAMES = Prepared(
    union_all(
        select(literal("space"), S.id, S.name, S.key, NO_SPACE).where(
            S.deleted_at.is_(None), rights.in_spaces(S.id)
        ),
        select(literal("list"), L.id, L.name, NO_KEY, L.space_id).where(
            L.deleted_at.is_(None), rights.in_lists(L.id)
        ),
        select(literal("goal"), G.id, G.title, NO_KEY, G.space_id).where(
            G.deleted_at.is_(None), G.archived_at.is_(None), rights.of_space(G.space_id)
        ),
        select(literal("person"), U.id, U.name, NO_KEY, NO_SPACE).where(U.import_run_id.is_(None)),
    )
)
