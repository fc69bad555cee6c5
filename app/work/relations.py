"""How tasks depend on one another, and what ties tasks, docs and goals together."""

from datetime import datetime
from typing import Literal

from sqlalchemy import literal
from sqlmodel import Session, col, select

from app import access, tree
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Cycle, Invalid
from app.domain.events import Kind
from app.models import Doc, Goal, Link, Relation, Task
from app.work.recording import of_item, of_task, record, when

RelationKind = Literal["blocks", "relates", "duplicates"]
KINDS = ("blocks", "relates", "duplicates")
ORDER = ("task", "doc", "goal")


def relate(
    session: Session,
    from_task: int | str,
    *,
    kind: str,
    to_task: int | str,
    by: Actor,
    at: datetime | None = None,
) -> Relation:
    """`from` blocks, relates to or duplicates `to`; twice is once. Raises Cycle with the path."""
    must_edit(by)
    if kind not in KINDS:
        raise Invalid(f"“{kind}” is not one of {', '.join(KINDS)}.", field="kind")
    first, second = access.task(session, from_task, by), access.task(session, to_task, by)
    if first.id == second.id:
        raise Invalid("A task can't be related to itself.", field="to")
    if kind == "relates" and (first.id or 0) > (second.id or 0):
        first, second = second, first  # it has no direction: kept once
    found = _relation(session, kind, first, second)
    if found is not None:
        return found
    if kind == "blocks":
        _refuse_circle(session, first, second, by)
    relation = Relation(
        kind=kind,
        from_id=first.id or 0,
        to_id=second.id or 0,
        created_by=by.user_id,
        created_at=when(at),
    )
    session.add(relation)
    session.flush()
    _record_both(session, Kind.TASK_RELATED, kind, first, second, by=by, at=at)
    return relation


def unrelate(
    session: Session, from_task: int | str, *, kind: str, to_task: int | str, by: Actor
) -> None:
    """Take a relation away; taking away what isn't there is fine."""
    must_edit(by)
    first, second = access.task(session, from_task, by), access.task(session, to_task, by)
    found = _relation(session, kind, first, second)
    if found is None and kind == "relates":
        first, second = second, first
        found = _relation(session, kind, first, second)
    if found is not None:
        session.delete(found)
        _record_both(session, Kind.TASK_UNRELATED, kind, first, second, by=by)


def link(
    session: Session,
    one: tuple[str, int],
    other: tuple[str, int],
    *,
    by: Actor,
    at: datetime | None = None,
) -> Link:
    """Tie two of task, doc and goal together, given as (kind, id); twice is once."""
    must_edit(by)
    (from_kind, from_id), (to_kind, to_id) = sorted([one, other], key=_place)
    if (from_kind, from_id) == (to_kind, to_id):
        raise Invalid("It can't be linked to itself.", field="to")
    first = access.item(session, from_kind, from_id, by)
    second = access.item(session, to_kind, to_id, by)
    found = _link(session, (from_kind, from_id), (to_kind, to_id))
    if found is not None:
        return found
    made = Link(
        from_kind=from_kind,
        from_id=from_id,
        to_kind=to_kind,
        to_id=to_id,
        created_by=by.user_id,
        created_at=when(at),
    )
    session.add(made)
    session.flush()
    _record_link(session, Kind.LINKED, first, second, by=by, at=at)
    return made


def unlink(session: Session, one: tuple[str, int], other: tuple[str, int], *, by: Actor) -> None:
    must_edit(by)
    (from_kind, from_id), (to_kind, to_id) = sorted([one, other], key=_place)
    first = access.item(session, from_kind, from_id, by)
    second = access.item(session, to_kind, to_id, by)
    found = _link(session, (from_kind, from_id), (to_kind, to_id))
    if found is not None:
        session.delete(found)
        _record_link(session, Kind.UNLINKED, first, second, by=by)


def _place(end: tuple[str, int]) -> tuple[int, int]:
    if end[0] not in ORDER:
        raise Invalid("Only tasks, docs and goals can be linked.", field="kind")
    return ORDER.index(end[0]), end[1]


def _relation(session: Session, kind: str, first: Task, second: Task) -> Relation | None:
    return session.exec(
        select(Relation).where(
            Relation.kind == kind, Relation.from_id == first.id, Relation.to_id == second.id
        )
    ).first()


def _link(session: Session, first: tuple[str, int], second: tuple[str, int]) -> Link | None:
    return session.exec(
        select(Link).where(
            Link.from_kind == first[0],
            Link.from_id == first[1],
            Link.to_kind == second[0],
            Link.to_id == second[1],
        )
    ).first()


def _refuse_circle(session: Session, blocker: Task, blocked: Task, by: Actor) -> None:
    """Walk what `blocked` blocks; reaching `blocker` is a circle. Hidden tasks are not named."""
    edge = select(col(Relation.from_id), col(Relation.to_id)).where(Relation.kind == "blocks")
    walk = tree.spread(
        edge.add_columns(literal(1).label("depth")).where(Relation.from_id == blocked.id),
        lambda walk: (
            edge.add_columns(walk.c.depth + 1)
            .join(walk, col(Relation.from_id) == walk.c.to_id)
            .where(walk.c.depth <= tree.FURTHEST)
        ),
        name="blocked",
    )
    steps = session.exec(select(walk.c.from_id, walk.c.to_id, walk.c.depth)).all()
    came_from: dict[int, int] = {}
    for from_id, to_id, _ in sorted(steps, key=lambda step: step[2]):
        came_from.setdefault(to_id, from_id)  # the nearest way there
    if blocker.id in came_from:
        raise Cycle(_path(session, blocker.id, blocked.id or 0, came_from, by))
    if any(depth > tree.FURTHEST for _, _, depth in steps):
        raise Conflict(
            f"More than {tree.FURTHEST} tasks wait one behind another after {blocked.key}: "
            "no circle could be ruled out. Take one relation out first."
        )


def _path(
    session: Session, end: int, start: int, came_from: dict[int, int], by: Actor
) -> list[str]:
    """The circle's tasks from `end` over `start` to `end` again, those that are hidden left out."""
    ids = [end]
    while ids[-1] != start:
        ids.append(came_from[ids[-1]])
    ids.append(end)
    rows = {t.id: t for t in session.exec(select(Task).where(col(Task.id).in_(ids)))}
    # Each step back was one level nearer.
    return [rows[i].key for i in reversed(ids) if rows[i].list_id in by.lists]


def _record_both(
    session: Session,
    what: Kind,
    kind: str,
    first: Task,
    second: Task,
    *,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Each end's log tells the story from its side; the ids let a reader check access."""
    added = what is Kind.TASK_RELATED
    for task, other, word in ((first, second, kind), (second, first, f"{kind}_by")):
        value = {"relation": word, "task_id": other.id}
        record(
            session,
            what,
            of_task(task),
            {"relation": [None, value] if added else [value, None]},
            by=by,
            at=at,
        )


def _record_link(
    session: Session,
    what: Kind,
    first: Task | Doc | Goal,
    second: Task | Doc | Goal,
    *,
    by: Actor,
    at: datetime | None = None,
) -> None:
    added = what is Kind.LINKED
    for item, other in ((first, second), (second, first)):
        value = {"kind": type(other).__name__.lower(), "id": other.id}
        record(
            session,
            what,
            of_item(item),
            {"link": [None, value] if added else [value, None]},
            by=by,
            at=at,
        )
