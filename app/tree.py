"""The tree of tasks, goals and docs: what is above, what is below, and which parent is refused.

Walks are recursive queries. Where only *which* rows matters, `UNION` drops a row met before, so a
circle in the data ends it; where their order matters the depth is counted, and limited.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import CTE, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from app import access
from app.among import among
from app.domain.access import Actor
from app.domain.errors import Conflict, Cycle
from app.models import Doc, Goal, Task

Nested = type[Task] | type[Goal] | type[Doc]
# Levels a new parent may lead to: nesting beyond this is a mistake, not a plan.
DEEPEST = 20
# Levels a walk upwards reads at most, of what an older version or another hand let nest deeper.
FURTHEST = 200
OPEN_TO = {Task: access.tasks_open_to, Goal: access.goals_open_to, Doc: access.docs_open_to}


def above(session: Session, table: Nested, item_id: int) -> list[int]:
    """Ids of what an item is part of, the nearest first; ends where a circle closes."""
    return [one for one in dict.fromkeys(_upwards(session, table, item_id)) if one != item_id]


def below(session: Session, table: Nested, item_id: int) -> list[int]:
    """Ids of everything under an item, also what was put away, in no order; without the item."""
    return sorted(set(session.exec(with_below(table, [item_id]))) - {item_id})


def with_above(table: Nested, ids: Iterable[int]) -> SelectOfScalar[int]:
    """The ids of the items and of all they are part of, to select from or for an `in_`."""
    row = aliased(table)
    walk = spread(
        select(col(table.id), col(table.parent_id)).where(among(table.id, ids)),
        lambda walk: select(row.id, row.parent_id).join(walk, row.id == walk.c.parent_id),  # type: ignore[arg-type]
        name="above",
    )
    return select(walk.c.id)


def with_below(table: Nested, ids: Iterable[int], *, alive: bool = False) -> SelectOfScalar[int]:
    """The ids of the items and of all under them; `alive` stops at what was put away."""
    row = aliased(table)
    under = select(row.id).where(col(row.deleted_at).is_(None)) if alive else select(row.id)
    walk = spread(
        select(col(table.id)).where(among(table.id, ids)),
        lambda walk: under.join(walk, row.parent_id == walk.c.id),  # type: ignore[arg-type]
        name="below",
    )
    return select(walk.c.id)


def parents_above(session: Session, table: Nested, ids: Iterable[int]) -> dict[int, int | None]:
    """The parent of each item and of all they are part of, by id."""
    return {one or 0: parent for one, parent in session.exec(_above_pairs(table, ids))}


class Parents:
    """The part of a tree that some new parents touch: read at once, and kept up while they are set."""

    def __init__(self, session: Session, table: Nested, *, by: Actor) -> None:
        self._session, self._table, self._by = session, table, by
        self._parent: dict[int, int | None] = {}
        self._children: dict[int, set[int]] = {}
        self._walked_up: set[int] = set()
        self._walked_down: set[int] = set()

    def expect(self, items: Iterable[int], parents: Iterable[int]) -> None:
        """Read what is above the parents and below the items, where it is not known yet."""
        up, down = set(parents) - self._walked_up, set(items) - self._walked_down
        for ids, walk in ((up, _above_pairs), (down, _below_pairs)):
            if ids:
                for item_id, parent_id in self._session.exec(walk(self._table, ids)):
                    if item_id not in self._parent:
                        self._put(item_id, parent_id)
        self._walked_up |= up
        self._walked_down |= down

    def validate(self, item_id: int | None, parent_id: int) -> int:
        """A parent (already fetched through its door) that is not the item itself nor below it.

        Raises Cycle naming the path as far as the actor may see it, Conflict when it would nest too deep.
        `item_id` None is an item about to be made.
        """
        self.expect([] if item_id is None else [item_id], [parent_id])
        walked = self._upwards(parent_id)
        chain = list(dict.fromkeys(walked))
        if item_id is not None and item_id in chain:
            circle = [item_id, *reversed(chain[: chain.index(item_id)]), item_id]
            raise Cycle(self._names(circle), verb="nest")
        if len(walked) > len(chain):
            circle = [*reversed(chain[chain.index(walked[len(chain)]) :]), walked[len(chain)]]
            path = " > ".join(self._names([circle[-1], *circle[:-1]]))
            raise Conflict(
                f"The chosen parent is in a circle already: {path}. Take one of them out first."
            )
        if len(chain) + (self._height(item_id) if item_id else 0) > DEEPEST:
            raise Conflict(
                f"{self._table.__name__}s nest at most {DEEPEST} deep: choose a parent further up."
            )
        return parent_id

    def set(self, item_id: int, parent_id: int | None) -> None:
        """The item has another parent from now on, written or not."""
        before = self._parent.get(item_id)
        if before is not None:
            self._children[before].discard(item_id)
        self._put(item_id, parent_id)

    def _put(self, item_id: int, parent_id: int | None) -> None:
        self._parent[item_id] = parent_id
        if parent_id is not None:
            self._children.setdefault(parent_id, set()).add(item_id)

    def _upwards(self, item_id: int) -> list[int]:
        """The item and what is above it, the nearest first; a circle comes round until the limit."""
        walked: list[int] = []
        at: int | None = item_id
        while at is not None and len(walked) <= FURTHEST:
            walked.append(at)
            at = self._parent.get(at)
        return walked

    def _height(self, item_id: int) -> int:
        """Levels under an item, counted no further than matters."""
        level, height = {item_id}, 0
        while height <= DEEPEST:
            level = {child for one in level for child in self._children.get(one, ())}
            if not level:
                break
            height += 1
        return height

    def _names(self, ids: list[int]) -> list[str]:
        return _names(self._session, self._table, ids, self._by)


def upwards(table: Nested, start: Any, *more: str, only: Callable[[Any], Any] | None = None) -> CTE:
    """(start_id, id, parent_id, depth, and `more` columns) of some items and of all they are part of.

    `start` is a condition on the table, `only` one on each item above: where it fails the walk ends. A
    circle comes round until the limit of depth.
    """
    row = aliased(table)
    first = select(
        col(table.id).label("start_id"),
        col(table.id),
        col(table.parent_id),
        literal(0).label("depth"),
        *(getattr(table, name) for name in more),
    ).where(start)

    def higher(walk: CTE) -> Any:
        columns = (row.id, row.parent_id, walk.c.depth + 1, *(getattr(row, n) for n in more))
        joined = select(walk.c.start_id, *columns).join(walk, row.id == walk.c.parent_id)  # type: ignore[arg-type]
        limited = joined.where(walk.c.depth < FURTHEST)
        return limited if only is None else limited.where(only(row))

    return spread(first, higher, name="upwards")


def spread(first: Any, step: Callable[[CTE], Any], *, name: str | None = None) -> CTE:
    """The rows of one select and all that a step leads to from them, each once.

    Without a name it may stand several times in one statement.

    The step is a select from the rows found so far, of the same columns. A row met before is dropped,
    so it ends also where the data has a circle, unless a column counts on: then the step limits it.
    """
    walk: CTE = first.cte(name, recursive=True)
    return walk.union(step(walk))


def validate_parent(
    session: Session, table: Nested, item_id: int | None, parent_id: int, by: Actor
) -> int:
    """One new parent, as `Parents.validate` makes sure of it."""
    return Parents(session, table, by=by).validate(item_id, parent_id)


def _upwards(session: Session, table: Nested, item_id: int) -> list[int]:
    """The item and what is above it, the nearest first; a circle comes round until the limit."""
    walk = upwards(table, col(table.id) == item_id)
    return list(session.exec(select(walk.c.id).order_by(walk.c.depth)))


def _above_pairs(table: Nested, ids: Iterable[int]) -> Select[int, int | None]:
    """(id, parent) of the items and of all they are part of."""
    row = aliased(table)
    walk = spread(
        _pairs(table, ids),
        lambda walk: select(row.id, row.parent_id).join(walk, row.id == walk.c.parent_id),  # type: ignore[arg-type]
        name="walked",
    )
    return select(walk.c.id, walk.c.parent_id)


def _below_pairs(table: Nested, ids: Iterable[int]) -> Select[int, int | None]:
    """(id, parent) of the items and of all under them."""
    row = aliased(table)
    walk = spread(
        _pairs(table, ids),
        lambda walk: select(row.id, row.parent_id).join(walk, row.parent_id == walk.c.id),  # type: ignore[arg-type]
        name="walked",
    )
    return select(walk.c.id, walk.c.parent_id)


def _pairs(table: Nested, ids: Iterable[int]) -> Select[int | None, int | None]:
    return select(col(table.id), col(table.parent_id)).where(among(table.id, ids))


def _names(session: Session, table: Nested, ids: list[int], by: Actor) -> list[str]:
    """What each is called: a task by its key, others by title; what is hidden is left out, as everywhere."""
    name = Task.key if table is Task else table.title
    rows = select(table.id, name).where(col(table.id).in_(ids), OPEN_TO[table](by))
    known = dict(session.exec(rows).all())
    return [known[one] for one in ids if one in known]
