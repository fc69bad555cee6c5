"""Ids given ahead to new rows of a table, so that they are written in one statement, or as plain rows.

SQLite returns the ids of rows inserted together in no promised order, so SQLAlchemy inserts them one by
one. Whoever holds the write lock is the only writer: the next ids are known before. PostgreSQL takes them
from the table's sequence, and needs none for objects: their ids come back in order.
"""

from collections import defaultdict
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, Table, column, event, func, select, table
from sqlalchemy.orm import Mapper, UOWTransaction, object_mapper
from sqlmodel import Session

# Fewer rows cost no more by themselves than with the question for their ids.
FEWEST = 3


def number_ahead(session: Session) -> None:
    """Give new rows of this session their ids before they are written; only for a writer on SQLite."""
    if session.get_bind().dialect.name == "sqlite":
        event.listen(session, "before_flush", _number)


def ahead(session: Session, of: Table, count: int) -> list[int]:
    """The ids of rows that will be inserted as plain ones, in their order; only for a writer."""
    if session.get_bind().dialect.name == "sqlite":
        last = _last_id(session, of)
        return list(range(last + 1, last + count + 1))
    sequence = func.pg_get_serial_sequence(of.name, "id")
    asked = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
    return sorted(session.connection().execute(asked).scalars())


def _number(session: Session, _context: UOWTransaction, _instances: object) -> None:
    waiting: dict[Mapper[Any], list[Any]] = defaultdict(list)
    for row in session.new:
        mapper = object_mapper(row)
        if _is_counted(mapper) and row.id is None:
            waiting[mapper].append(row)
    for mapper, rows in waiting.items():
        if len(rows) >= FEWEST:
            last = _last_id(session, mapper.local_table)
            for number, row in enumerate(rows, last + 1):
                row.id = number


def _is_counted(mapper: Mapper[Any]) -> bool:
    """The table's key is a number SQLite counts by itself."""
    [first, *others] = mapper.primary_key
    return not others and first.key == "id" and isinstance(first.type, Integer)


def _last_id(session: Session, of: Any) -> int:
    """The highest id in use, or, where an id is never used twice, ever used."""
    assert isinstance(of, Table)
    return session.connection().execute(_asking_last(of)).scalar() or 0


@cache
def _asking_last(of: Table) -> Select[int]:
    if of.dialect_options["sqlite"]["autoincrement"]:
        sequence = table("sqlite_sequence", column("name"), column("seq", Integer()))
        return select(sequence.c.seq).where(sequence.c.name == of.name)
    return select(func.max(of.c.id))
