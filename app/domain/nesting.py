"""Rows already read that nest by a parent: in order, and what is above or below; a circle ends every walk."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

Id = TypeVar("Id", int, str)


def depth_first(parents: Mapping[Id, Id | None]) -> list[tuple[Id, int]]:
    """Every row once with its depth (0 at the top), parents before children, in the order given.

    A row whose parent is not among them stands at the top; of a circle, the row given first does.
    """
    children: dict[Id, list[Id]] = {}
    for row, parent in parents.items():
        if parent is not None and parent in parents:
            children.setdefault(parent, []).append(row)
    found: dict[Id, int] = {}
    tops = [row for row, parent in parents.items() if parent is None or parent not in parents]
    for top in (*tops, *parents):
        waiting = [(top, 0)]
        while waiting:  # each turn takes a row that was not found before, or one of finitely many
            row, depth = waiting.pop()
            if row not in found:
                found[row] = depth
                waiting += [(child, depth + 1) for child in reversed(children.get(row, []))]
    return list(found.items())


def above(row: Id, parents: Mapping[Id, Id | None]) -> list[Id]:
    """What a row is part of, the nearest first; ends at a row met before."""
    met: dict[Id, None] = {row: None}
    parent = parents.get(row)
    while parent is not None and parent in parents and parent not in met:
        met[parent] = None
        parent = parents.get(parent)
    return list(met)[1:]


def reached(start: Id, following: Callable[[Id], Collection[Id]]) -> set[Id]:
    """Everything that follows from `start`, however far, without it."""
    found: set[Id] = set()
    level: Iterable[Id] = [start]
    while level:
        level = {one for row in level for one in following(row)} - found - {start}
        found |= level
    return found
