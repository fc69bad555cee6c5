"""One way of writing of several: filters that differ in their writing alone become the same tree."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.domain.fields import Type
from app.domain.filters.parsing import to_json
from app.domain.filters.tree import OPPOSITES, Every, Filter, Leaf, Not, Op, Some, Token, Value
from app.domain.filters.values import LARGEST_OFFSET
from app.domain.filters.vocabulary import TASK
from app.domain.text import folded

DAY = timedelta(days=1)
_ANY = (Op.IN, Op.HAS_ANY)
_NONE = (Op.NOT_IN, Op.HAS_NONE)


def same(first: Filter, second: Filter) -> bool:
    """Whether two filters are one, written differently."""
    return canonical(first) == canonical(second)


def canonical(of: Filter) -> Filter:
    """The filter without double negation, needless groups, repetition or an order of its parts."""
    return _plain(of, negated=False)


def _plain(of: Filter, *, negated: bool) -> Filter:
    match of:
        case Not(part):
            return _plain(part, negated=not negated)
        case Leaf():
            return _leaf(of, negated=negated)
        case Every(parts) | Some(parts):
            # What is not all of them is some of what they are not.
            group = Every if isinstance(of, Every) is not negated else Some
            return _group(group, [_plain(part, negated=negated) for part in parts])


def _group(group: type[Every] | type[Some], parts: list[Filter]) -> Filter:
    flat: list[Filter] = []
    for part in parts:
        flat += part.parts if isinstance(part, group) else [part]
    other = Some if group is Every else Every
    if other(()) in flat:
        return other(())
    found = _ordered(_merged(flat, _NONE if group is Every else _ANY))
    return found[0] if len(found) == 1 else group(found)


def _merged(parts: list[Filter], ops: tuple[Op, ...]) -> list[Filter]:
    """Leaves that ask one field for any (or for none) of some values become one leaf."""
    asked: dict[tuple[str, Op], set[Value]] = {}
    rest: list[Filter] = []
    for part in parts:
        if isinstance(part, Leaf) and part.op in ops:
            asked.setdefault((part.field, part.op), set()).update(part.values)
        else:
            rest.append(part)
    return [*rest, *(Leaf(field, op, _sorted(found)) for (field, op), found in asked.items())]


def _leaf(leaf: Leaf, *, negated: bool) -> Filter:
    kind = TASK[leaf.field].type
    op, found = leaf.op, leaf.values
    if kind is Type.FLAG:
        return Leaf(leaf.field, Op.IS, (bool(found[0]) is ((op is Op.IS) is not negated),))
    if op is Op.BETWEEN:
        ends = zip((Op.GTE, Op.LTE), found, strict=True)
        between = Every(tuple(Leaf(leaf.field, end, (value,)) for end, value in ends))
        return _plain(between, negated=negated)
    if negated and op in OPPOSITES:
        op, negated = OPPOSITES[op], False
    op = {Op.IS: Op.IN, Op.IS_NOT: Op.NOT_IN}.get(op, op)
    found = tuple(folded(one) if isinstance(one, str) else one for one in found)
    if op is Op.HAS_ALL and len(set(found)) == 1:
        op, negated = (Op.HAS_NONE if negated else Op.HAS_ANY), False
    plain = _bounded(Leaf(leaf.field, op, _sorted(found)))
    return Not(plain) if negated else plain


def _bounded(leaf: Leaf) -> Leaf:
    """“On or before the 5th” is “before the 6th”."""
    before = {Op.LTE: Op.LT, Op.GT: Op.GTE}.get(leaf.op)
    if before is None:
        return leaf
    match leaf.values[0]:
        case Token("today", offset) if offset < LARGEST_OFFSET:
            return Leaf(leaf.field, before, (Token("today", offset + 1),))
        case datetime():
            return leaf
        case date() as day if day.year < date.max.year:
            return Leaf(leaf.field, before, (day + DAY,))
        case _:
            return leaf


def _sorted(found: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(sorted(set(found), key=lambda one: (type(one).__name__, str(one))))


def _ordered(parts: list[Filter]) -> tuple[Filter, ...]:
    return tuple(sorted(dict.fromkeys(parts), key=lambda part: str(to_json(part))))
