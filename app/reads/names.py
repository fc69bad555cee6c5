"""Names of many things of many kinds, by id, in one statement."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Integer, and_, bindparam, literal, null, or_, true, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app.among import ids_of, one_of
from app.domain.access import Actor
from app.models import Doc, Goal, Status, Task, TaskList, User
from app.models.base import columns_of
from app.prepared import Prepared

KINDS = ("user", "status", "list", "task", "goal", "doc")


def of(
    session: Session, ids: Mapping[str, Iterable[int]], *, actor: Actor
) -> dict[str, dict[int, Any]]:
    """Rows (`name`, `key` of a task, `is_active` of a person) by kind and id, as far as visible.

    People and statuses are named by rows the actor already sees.
    """
    scope = {
        "my_lists": ids_of(actor.lists),
        "my_spaces": ids_of(actor.spaces),
        "insider": int(not actor.is_guest),
    }
    wanted = {kind: ids_of(ids.get(kind, ())) for kind in KINDS}
    found: dict[str, dict[int, Any]] = {kind: {} for kind in KINDS}
    for row in NAMES.all(session, wanted | scope):
        found[row.kind][row.id] = row
    return found


U, S, L, T, G, D = (columns_of(m) for m in (User, Status, TaskList, Task, Goal, Doc))
NONE = null()


def _of_space(item: Any) -> Any:
    everyones = and_(item.space_id.is_(None), bindparam("insider", type_=Integer()) == 1)
    return and_(item.deleted_at.is_(None), or_(everyones, one_of(item.space_id, "my_spaces")))


def _named(
    kind: str, item: Any, name: Any, condition: Any, key: Any = NONE, active: Any = NONE
) -> Any:
    return sql(
        literal(kind).label("kind"),
        item.id,
        name.label("name"),
        key.label("key"),
        active.label("is_active"),
    ).where(one_of(item.id, kind), condition)


# Made once: to build a statement costs more than to run it.
NAMES = Prepared(
    union_all(
        _named("user", U, U.name, true(), active=U.is_active),
        _named("status", S, S.name, true()),
        _named("list", L, L.name, and_(L.deleted_at.is_(None), one_of(L.id, "my_lists"))),
        _named(
            "task",
            T,
            T.title,
            and_(T.deleted_at.is_(None), one_of(T.list_id, "my_lists")),
            key=T.key,
        ),
        _named("goal", G, G.title, _of_space(G)),
        _named("doc", D, D.title, _of_space(D)),
    )
)
