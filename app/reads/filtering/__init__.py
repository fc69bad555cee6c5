"""A filter as one condition on Task, true or false of each, under its reader's rights."""

from app.reads.filtering.compiling import compile
from app.reads.filtering.naming import names_for
from app.reads.filtering.sorting import order

__all__ = ["compile", "names_for", "order"]
