"""What every table shares: the metadata's naming, and instants that are always UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

metadata = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value of the log is turned into for such a column."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        # SQLite keeps text: without an offset it sorts and compares as written.
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """SQLite's text becomes an instant in one step: a list reads four for each of its rows."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        parse = datetime.fromisoformat
        return lambda text: None if text is None else parse(text + "+00:00")

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy gives it
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def instant(*, index: bool = False) -> Any:
    """A moment that is always known."""
    return Field(sa_type=Instant, nullable=False, index=index)  # pyright: ignore[reportCallIssue] - sa_type takes a TypeDecorator


def maybe_instant(*, index: bool = False) -> Any:
    """A moment that may not have come."""
    return Field(default=None, sa_type=Instant, nullable=True, index=index)  # pyright: ignore[reportCallIssue] - sa_type takes a TypeDecorator


def table_of(model: type[SQLModel]) -> Any:
    """A model's table as SQLAlchemy knows it, for statements of plain columns."""
    return model.__table__  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLModel does not declare it


def columns_of(model: type[SQLModel]) -> Any:
    """A model's columns, for the same."""
    return table_of(model).c
