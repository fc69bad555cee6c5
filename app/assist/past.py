"""The workspace as it was: what changed since is undone, in tables only this question sees.

A temporary table hides the real one of the same name, in SQLite as in PostgreSQL. So every query that
answers about today answers about a past day too, under today's rights. What was written where the asker could
not look stays there: a text then is told as it first stood where they could.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Table, bindparam, text
from sqlalchemy import select as sql
from sqlmodel import Session, SQLModel

from app.among import among
from app.assist import facts, past_ties
from app.domain import fields as registry
from app.domain.access import Actor
from app.domain.events import Category
from app.domain.fields import Type
from app.models import (
    Event,
    Folder,
    Goal,
    GoalNumber,
    Link,
    Relation,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
)
from app.models.base import table_of
from app.past import place_then_open_to

if TYPE_CHECKING:
    from app.assist.gateway import DatabaseGateway

HIDDEN: tuple[type[SQLModel], ...] = (
    Task,
    TaskAssignee,
    TaskTag,
    Relation,
    Goal,
    Target,
    TargetTask,
    TargetList,
    Link,
    TaskList,
    Folder,
    GoalNumber,
)
REWOUND: dict[str, type[SQLModel]] = {
    "task": Task,
    "goal": Goal,
    "target": Target,
    "list": TaskList,
    "folder": Folder,
}
# The log's name of a field, where its column is called otherwise.
COLUMNS = {"status": "status_id"}
# What people write, as the fields tell; where something stands in its row is no word of theirs.
TEXTS = frozenset(
    field.name
    for noun in REWOUND
    for field in registry.of(noun).values()
    if field.type in (Type.TEXT, Type.LONG_TEXT, Type.TAGS)
) - {"rank"}
Fields = dict[str, Any]


@contextmanager
def gateway_on(gateway: "DatabaseGateway", day: date) -> Generator["DatabaseGateway"]:
    """A gateway that looks from the end of `day`; the tables it needs are gone when it is left."""
    end = datetime.combine(day + timedelta(days=1), time.min, gateway.zone).astimezone(UTC)
    with as_of(gateway.session, gateway.actor, end):
        now = end - timedelta(seconds=1)
        then = type(gateway)(
            gateway.session, gateway.actor, gateway.library, now=now, zone=gateway.zone
        )
        then.said_until = end
        yield then


@contextmanager
def as_of(session: Session, actor: Actor, end: datetime) -> Generator[None]:
    """Every query of the session sees the workspace as it was just before a moment."""
    if session.info.get("as_of"):  # looked back already
        yield
        return
    connection = session.connection()
    session.info["as_of"] = end
    for model in HIDDEN:
        _hide(connection, table_of(model))
    session.expire_all()
    try:
        _rewind(connection, end, actor)
        # What looks from that day keeps its own.
        session.info["open_blocks"] = facts.open_blocks(session, actor)
        yield
    finally:
        schema = "temp" if _is_sqlite(connection) else "pg_temp"
        for model in HIDDEN:
            connection.execute(text(f'DROP TABLE IF EXISTS {schema}."{table_of(model).name}"'))
        del session.info["as_of"]
        session.expire_all()
        session.info["open_blocks"] = facts.open_blocks(session, actor)


def _hide(connection: Connection, table: Table) -> None:
    """A copy of a table, in its place for this connection."""
    real, index = ("main", "temp.") if _is_sqlite(connection) else ("public", "")
    name = table.name
    connection.execute(text(f'CREATE TEMPORARY TABLE "{name}" AS SELECT * FROM {real}."{name}"'))
    for column in ("id", "task_id", "target_id", "to_id"):
        if column in table.c:
            connection.execute(
                text(f'CREATE INDEX {index}"then_{name}_{column}" ON "{name}" ({column})')
            )


def _rewind(connection: Connection, end: datetime, actor: Actor) -> None:
    """Take back what happened from `end` on."""
    # What is kept is today's: without it, numbers are computed from the work of then.
    connection.execute(table_of(GoalNumber).delete())
    e = table_of(Event).c
    events = connection.execute(
        sql(e.id, e.kind, e.subject_kind, e.subject_id, e.changes)
        .where(e.at >= end, e.subject_kind.in_(REWOUND))
        .order_by(e.at.desc(), e.id.desc())
    ).all()
    then, made = _values_then(events, end, _untold(connection, events, actor))
    for subject, model in REWOUND.items():
        _remove(connection, model, made[subject])
        _reset(connection, model, then[subject])
    _people(connection, then["task"])
    _tags(connection, then["task"])
    past_ties.counted(connection, then["target"])
    past_ties.relations(connection, events, end)
    past_ties.links(connection, events, end)
    _moments(connection, then["task"], end)


def _untold(connection: Connection, events: Sequence[Row[Any]], actor: Actor) -> frozenset[int]:
    """The changes of texts the actor was not told of, for they happened where nobody let them in."""
    changed = {one.id for one in events if not TEXTS.isdisjoint(one.changes)}
    if actor.everything or not changed:
        return frozenset()
    e = table_of(Event).c
    told = sql(e.id).where(among(e.id, changed), place_then_open_to(actor))
    # What opened a place changed what was private until then.
    opened = {one.id for one in events if one.changes.get("is_private") == [True, False]}
    return frozenset(changed - (set(connection.execute(told).scalars()) - opened))


def _values_then(
    events: Sequence[Row[Any]], end: datetime, untold: frozenset[int]
) -> tuple[dict[str, dict[int, Fields]], dict[str, set[int]]]:
    """The fields that differ from today's, by subject and id; and what was not made yet."""
    then: dict[str, dict[int, Fields]] = {subject: defaultdict(dict) for subject in REWOUND}
    made: dict[str, set[int]] = {subject: set() for subject in REWOUND}
    for event in events:
        kind, item_id = event.kind, event.subject_id
        fields = then[event.subject_kind][item_id]
        if kind.endswith(".created"):
            made[event.subject_kind].add(item_id)
        # Newest first, so the oldest change is written last: it holds the value of then.
        fields |= {
            COLUMNS.get(name, name): pair[0]
            for name, pair in event.changes.items()
            if name not in TEXTS or event.id not in untold
        }
        if kind.endswith((".deleted", ".restored")):
            fields["deleted_at"] = None if kind.endswith(".deleted") else end.isoformat()
    for subject, ids in made.items():
        for item_id in ids:
            then[subject].pop(item_id, None)
    return then, made


def _remove(connection: Connection, model: type[SQLModel], ids: Iterable[int]) -> None:
    table = table_of(model)
    rows = [{"gone": item_id} for item_id in ids]
    if rows:
        connection.execute(table.delete().where(table.c.id == bindparam("gone")), rows)


def _reset(connection: Connection, model: type[SQLModel], then: Mapping[int, Fields]) -> None:
    """Set columns back to their values of then, a column at a time."""
    table = table_of(model)
    by_column: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item_id, fields in then.items():
        for name, value in fields.items():
            if name in table.c and name != "id":
                by_column[name].append({"item": item_id, "was": _typed(table, name, value)})
    for name, rows in by_column.items():
        change = table.update().where(table.c.id == bindparam("item"))
        connection.execute(change.values({name: bindparam("was", type_=table.c[name].type)}), rows)


def _typed(table: Table, name: str, value: Any) -> Any:
    """A value of the log (ISO text, numbers) as its column wants it."""
    column = table.c[name]
    kind = column.type.python_type
    if value is None:
        return None if column.nullable else kind()
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value


def _people(connection: Connection, then: Mapping[int, Fields]) -> None:
    changed = {i: fields["assignees"] or [] for i, fields in then.items() if "assignees" in fields}
    rows = [{"task_id": i, "user_id": user} for i, users in changed.items() for user in users]
    _replace_ties(connection, TaskAssignee, changed, rows)


def _tags(connection: Connection, then: Mapping[int, Fields]) -> None:
    t = table_of(Tag).c
    ids = {name: tag_id for tag_id, name in connection.execute(sql(t.id, t.name)).all()}
    changed = {i: fields["tags"] or [] for i, fields in then.items() if "tags" in fields}
    rows = [
        {"task_id": i, "tag_id": ids[name]}
        for i, names in changed.items()
        for name in names
        if name in ids
    ]
    _replace_ties(connection, TaskTag, changed, rows)


def _replace_ties(
    connection: Connection, model: type[SQLModel], ids: Iterable[int], rows: list[dict[str, Any]]
) -> None:
    table = table_of(model)
    gone = [{"of": item_id} for item_id in ids]
    if gone:
        connection.execute(table.delete().where(table.c.task_id == bindparam("of")), gone)
    if rows:
        connection.execute(table.insert(), rows)


def _moments(connection: Connection, then: Mapping[int, Fields], end: datetime) -> None:
    """When a task was started and done follows from what it was then."""
    table = table_of(Task)
    rows = [{"item": i} for i, fields in then.items() if "category" in fields]
    if not rows:
        return
    here = table.c.id == bindparam("item")
    not_done = table.c.category != Category.DONE
    connection.execute(table.update().where(here, not_done).values(done_at=None), rows)
    later = table.c.started_at >= end
    connection.execute(table.update().where(here, later).values(started_at=None), rows)


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
