"""Goals for programs: narrowed by the filter language, in a chosen order, a page at a time.

A workspace has hundreds of goals, and their numbers follow from all of them: they are read whole and decided here.
"""

import base64
import binascii
import functools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.among import among
from app.domain import filters
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.fields import Field, Names, Type
from app.domain.fields.chosen import Choice
from app.domain.filters import Filter, vocabulary
from app.domain.filters.vocabulary import GOAL
from app.models import Goal
from app.models.base import columns_of
from app.reads import filtering
from app.reads.goals import GoalLine

MOST_KEYS = 5
NO_MARK = "This is no `next` of a page in this order: start again without it."
# What stands in the goal's row beside what a line has.
STORED = (
    "description",
    "closed_at",
    "closed_reason",
    "final_progress",
    "created_by",
    "created_at",
    "updated_at",
)


@dataclass(frozen=True)
class Wanted:
    """Which goals, in which order, and behind which mark."""

    where: Filter
    sort: str = ""
    after: str = ""
    limit: int = 100


@dataclass(frozen=True)
class GoalFacts:
    """A line with what else its row holds, as its reader sees it."""

    line: GoalLine
    stored: dict[str, Any]

    def value(self, name: str) -> Any:
        if name in self.stored:
            return self.stored[name]
        if name in self.line.more:
            return self.line.more[name]
        return getattr(self.line, _CALLED.get(name, name))


def page(
    session: Session,
    lines: Iterable[GoalLine],
    wanted: Wanted,
    *,
    actor: Actor,
    today: date,
    zone: ZoneInfo,
) -> tuple[list[GoalFacts], str | None]:
    """Up to `limit` goals that fit, and the mark of the page behind them.

    Raises Invalid for an order that is none, and for a mark of another order.
    """
    keys = _keys(wanted.sort)
    every = _with_rows(session, lines, actor)
    asked = filters.resolve(wanted.where, today=today, me=actor.user_id)
    fitting = [one for one in every if filters.matches(asked, _Plain(one), zone=zone)]
    names = functools.cache(filtering.names_for(session, actor))
    placed = [(_place(one, keys, names), one) for one in fitting]
    placed.sort(key=functools.cmp_to_key(_by_place(keys)))
    if wanted.after:
        mark = _unmarked(wanted)
        placed = [one for one in placed if _compared(one[0], mark, keys) > 0]
    shown = placed[: wanted.limit]
    more = len(placed) > len(shown)
    return [one for _, one in shown], _marked(wanted.sort, shown[-1][0]) if more else None


def chosen(lines: Iterable[GoalLine], wanted: Filter, *, archived: bool) -> list[GoalLine]:
    """Those that are not archived, or those that are; all where the filter asks for it itself."""
    if any(leaf.field == "is_archived" for leaf in filters.tree.leaves(wanted)):
        return list(lines)
    return [one for one in lines if one.is_archived == archived]


def _with_rows(session: Session, lines: Iterable[GoalLine], actor: Actor) -> list[GoalFacts]:
    by_id = {one.id: one for one in lines}
    rows = db.execute(session, sql(G.id, *(G[name] for name in STORED)).where(among(G.id, by_id)))
    found: dict[int, dict[str, Any]] = {
        goal_id: dict(zip(STORED, more, strict=True)) for goal_id, *more in rows
    }
    if actor.is_guest:  # whom they may know of is asked elsewhere
        found = {i: stored | {"created_by": None} for i, stored in found.items()}
    return [GoalFacts(line, found[i]) for i, line in by_id.items() if i in found]


class _Plain(dict[str, Any]):
    """The facts of a goal as a filter compares them, made as they are asked for."""

    def __init__(self, of: GoalFacts) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, name: str) -> Any:
        field, value = GOAL[name], self._of.value(name)
        if field.type in (Type.ITEM, Type.ITEMS):
            ids = value if isinstance(value, list) else [value]
            return frozenset(one for one in ids if one is not None)
        return value


Place = list[Any]
Placed = tuple[Place, GoalFacts]
Key = tuple[Field | None, bool]  # None: by id; whether it falls


def _keys(spec: str) -> list[Key]:
    names = [part.strip() for part in spec.split(",")] if spec.strip() else []
    if len(names) > MOST_KEYS:
        raise Invalid(f"sort: goals are sorted by {MOST_KEYS} fields at most.", field="sort")
    return [(_field(name.removeprefix("-")), name.startswith("-")) for name in names]


def _field(name: str) -> Field | None:
    if name == "id":
        return None
    found = vocabulary.of("goal").get(name)
    if found is None or not found.is_sortable:
        known = ", ".join(one.name for one in GOAL.values() if one.is_sortable)
        shown = "".join(c for c in name[:40] if c.isprintable())
        raise Invalid(
            f"sort: goals can't be sorted by “{shown}”: choose of id, {known}.", field="sort"
        )
    return found


def _place(one: GoalFacts, keys: Sequence[Key], names: Names) -> Place:
    """Where a goal stands, as JSON keeps it; its id settles what is equal."""
    return [*(_ordered(one, field, names) for field, _ in keys), one.line.id]


def _ordered(one: GoalFacts, field: Field | None, names: Names) -> Any:
    if field is None:
        return one.line.id
    value = one.value(field.name)
    if value is None or value == "":
        return None
    if isinstance(field.values, Choice):
        return field.values.places.get(value)
    if field.type is Type.ITEM:
        return (names(getattr(field.values, "noun", ""), value) or "").casefold() or None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.casefold() if isinstance(value, str) else value


def _by_place(keys: Sequence[Key]) -> Callable[[Placed, Placed], int]:
    return lambda one, other: _compared(one[0], other[0], keys)


def _compared(first: Place, second: Place, keys: Sequence[Key]) -> int:
    """What is empty comes last, whichever way it goes."""
    for (a, b), (_, falls) in zip(zip(first, second, strict=True), [*keys, _BY_ID], strict=True):
        if a != b:
            if a is None or b is None:
                return 1 if a is None else -1
            return (1 if a > b else -1) * (-1 if falls else 1)
    return 0


_BY_ID: Key = (None, False)
# What a line calls otherwise.
_CALLED = {"override_health": "override"}


def _marked(sort: str, place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, *place]).encode()).decode()


def _unmarked(wanted: Wanted) -> Place:
    keys = _keys(wanted.sort)
    try:
        of, *place = json.loads(base64.urlsafe_b64decode(wanted.after.encode()))
        fits = of == wanted.sort and len(place) == len(keys) + 1
        held = [*(_held(field) for field, _ in keys), (int,)]
        if not fits or not all(_is(one, kind) for one, kind in zip(place, held, strict=True)):
            raise ValueError  # noqa: TRY301 - one refusal for every mark that is none
        return place  # noqa: TRY300 - as above
    except (ValueError, TypeError, binascii.Error, RecursionError, UnicodeError) as error:
        raise Invalid(NO_MARK, field="after") from error


def _held(field: Field | None) -> tuple[type, ...]:
    """What a place holds of a field."""
    if field is None or isinstance(field.values, Choice) or field.type is Type.FLAG:
        return (int,)
    return (int, float) if field.type is Type.NUMBER else (str,)


def _is(one: Any, kinds: tuple[type, ...]) -> bool:
    return one is None or isinstance(one, kinds)


G = columns_of(Goal)
