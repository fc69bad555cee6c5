"""A filter as one condition on Task, true or false of each, under its reader's rights."""

from app.reads.filtering.choosing import Choices, choices
from app.reads.filtering.compiling import actor_for, compile, is_of_rows
from app.reads.filtering.naming import names_for
from app.reads.filtering.paging import page
from app.reads.filtering.reader import Reader
from app.reads.filtering.sorting import order
from app.reads.filtering.valued import NO_VALUE, values

__all__ = [
    "NO_VALUE",
    "Choices",
    "Reader",
    "actor_for",
    "choices",
    "compile",
    "is_of_rows",
    "names_for",
    "order",
    "page",
    "values",
]
