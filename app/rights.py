"""Who may see what, as conditions with named parameters: for statements that are made once (`app/prepared.py`).

`access` says the same for statements made anew, with what is open to one actor written into them.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, or_

from app.among import ids_of, one_of
from app.domain.access import Actor

Where = ColumnElement[bool]
INSIDER = bindparam("insider", type_=Integer())


def of(actor: Actor) -> dict[str, object]:
    """What these conditions are asked with."""
    return {
        "lists": ids_of(actor.lists),
        "spaces": ids_of(actor.spaces),
        "insider": int(not actor.is_guest),
        "me": actor.user_id or 0,
    }


def in_lists(column: Any) -> Where:
    """The list a column names is open."""
    return one_of(column, "lists")  # pyright: ignore[reportReturnType] - true or false


def in_spaces(column: Any) -> Where:
    """The space a column names is open as a whole."""
    return one_of(column, "spaces")  # pyright: ignore[reportReturnType] - true or false


def of_space(column: Any) -> Where:
    """What belongs to this space as a whole, or to the workspace where the column is empty, is open."""
    return or_(and_(column.is_(None), INSIDER == 1), in_spaces(column))


def me() -> Any:
    """The person's own id; 0 for what is nobody's."""
    return bindparam("me", type_=Integer())
