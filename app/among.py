"""“Is one of these ids” as one parameter, however many there are.

A plain `IN` of a list has a parameter an id: SQLAlchemy writes the statement anew for each length, looks at
each value, and SQLite takes 32,766 of them. This is the same text for any set, so it is made once.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType


class Among(FunctionElement[bool]):
    """`column` is in the set that `ids_of` gave."""

    # Not Boolean: of that SQLAlchemy makes `(…) = 1` for SQLite, which keeps it from the column's index.
    type = NullType()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - as the line above says
    name = "among"
    inherit_cache = True


def among(column: object, ids: Iterable[int]) -> ColumnElement[bool]:
    """The column (not null) is one of these ids."""
    # The name is made unique, so that two sets in one statement keep apart.
    return Among(column, bindparam("ids", ids_of(ids), type_=Text(), unique=True))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportReturnType] - a mapped column


def one_of(column: object, parameter: str) -> ColumnElement[bool]:
    """The column (not null) is one of the ids a prepared statement is asked with, given by `ids_of`."""
    return Among(column, bindparam(parameter, type_=Text()))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportReturnType] - a mapped column


def ids_of(ids: Iterable[int]) -> str:
    """A set of ids as a parameter."""
    return json.dumps(sorted(ids))


@compiles(Among)
def _anywhere(element: Among, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"


@compiles(Among, "postgresql")
def _postgresql(element: Among, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} IN (SELECT value::int FROM json_array_elements_text(CAST({ids} AS json)))"
