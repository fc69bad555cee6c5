"""Statements made once: compiled for the database at their first use, then given to its driver as they are.

SQLAlchemy looks a statement over at every execution (its parts, its parameters, its result), which takes several times
what SQLite takes to answer. Pages and calls read by a handful of statements that never change.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session

Processor = Callable[[Any], Any]
Parameters = Mapping[str, object]
Rows = Callable[[Sequence[Any]], list[Any]]
Reading = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


@dataclass(frozen=True)
class _Plan:
    """A statement as one kind of database takes it."""

    text: str
    names: tuple[str, ...]  # of the parameters, in their order
    is_positional: bool
    fixed: dict[str, object]  # parameters the statement itself gives
    given: tuple[tuple[str, Processor | None], ...]  # those it is asked with

    def arguments(self, parameters: Parameters) -> tuple[object, ...] | dict[str, object]:
        values = self.fixed.copy()
        for name, process in self.given:
            value = parameters[name]
            values[name] = process(value) if process else value
        return tuple([values[name] for name in self.names]) if self.is_positional else values


class Prepared:
    """A statement of plain columns with named parameters. Its rows are named tuples."""

    def __init__(self, statement: Reading) -> None:
        self.statement = statement
        self._plans: dict[str, _Plan] = {}
        self._rows: dict[str, Rows] = {}

    def all(self, session: Session, parameters: Parameters | None = None) -> list[Any]:
        """Every row; what the session changed is written first. Raises KeyError for a parameter that is not given."""
        if session.autoflush:
            session.flush()
        connection = session.connection()
        kind = connection.dialect.name
        plan = self._plans.get(kind)
        if plan is None:
            plan = self._plans[kind] = _planned(self.statement, connection.dialect)
        types, found = _fetched(connection, plan, plan.arguments(parameters or {}))
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = _rows(self.statement, connection.dialect, types)
        return rows(found)

    def first(self, session: Session, parameters: Parameters | None = None) -> Any:
        """The first row, or None; for statements that find one at most."""
        rows = self.all(session, parameters)
        return rows[0] if rows else None


def _fetched(connection: Connection, plan: _Plan, arguments: Any) -> tuple[Any, Any]:
    """What the driver says of each column, and the rows as it gives them."""
    cursor = connection.connection.cursor()
    try:
        # Whoever listens to the engine hears of these statements too.
        for note in connection.dispatch.before_cursor_execute:
            note(connection, cursor, plan.text, arguments, None, False)  # noqa: FBT003 - its interface
        cursor.execute(plan.text, arguments)
        return cursor.description, cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            plan.text, arguments, error, connection.dialect.loaded_dbapi.Error
        ) from error
    finally:
        cursor.close()


def _planned(statement: Reading, dialect: Dialect) -> _Plan:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    asked = [name for name, bind in compiled.binds.items() if bind.required]
    # With the values of lists the statement was written with, each by itself.
    state = compiled.construct_expanded_state(dict.fromkeys(asked))
    processors = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    } | dict(state.processors)
    return _Plan(
        text=state.statement,
        names=tuple(state.positiontup or ()),
        is_positional=state.positiontup is not None,
        fixed={
            name: process(value) if (process := processors.get(name)) else value
            for name, value in state.parameters.items()
            if name not in asked
        },
        given=tuple((name, processors[name]) for name in asked),
    )


def _rows(statement: Reading, dialect: Dialect, types: Any) -> Rows:
    """Makes rows of what the driver gives: by name, in Python's types."""
    # Of a union the first part names the columns and their types.
    part = statement.selects[0] if isinstance(statement, CompoundSelect) else statement
    columns = list(part.selected_columns)
    row = namedtuple("Row", [column.key or "" for column in columns], rename=True)  # type: ignore[misc]
    processors = [
        (place, process)
        for place, column in enumerate(columns)
        if (process := column.type.dialect_impl(dialect).result_processor(dialect, types[place][1]))
    ]

    def made(found: Sequence[Any]) -> list[Any]:
        if processors and found:
            # Column by column: each value is looked at by C alone.
            held: list[Iterable[Any]] = [*zip(*found, strict=True)]
            for place, process in processors:
                held[place] = map(process, held[place])
            found = [*zip(*held, strict=True)]
        return [*map(row._make, found)]

    return made
