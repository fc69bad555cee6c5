"""Groups and sides: who has most, who has none, which of two is more."""

from collections.abc import Sequence

from agents.algebra.groups import Group
from agents.algebra.measures.measure import number
from agents.algebra.query import Having
from agents.algebra.told.teller import HAPPENED, Teller
from agents.plain.words import joined, verb

SAID = {"lt": "fewer than", "lte": "at most", "eq": "exactly", "gte": "at least", "gt": "more than"}
NOT_ONE = {"person": "Nobody", "list": "No list", "space": "No space", "owner": "Nobody"}
PLACES = {2: "second", 3: "third"}
MOST_GROUPS, MOST_TIED, MOST_NAMED = 12, 6, 20


def groups(t: Teller) -> None:
    """All groups, those that are first, or those a number is true of."""
    found = t.result.groups
    if t.query.having is not None:
        _having(t, found, t.query.having)
    elif not found:
        t.say(f"There are no {t.noun(0)}.", ())
    elif t.query.rank:
        _placed(t, found, t.query.rank)
    elif t.query.order:
        _first(t, found)
    else:
        parts = [_group(t, one) for one in found[:MOST_GROUPS]]
        rest = len(found) - len(parts)
        text = f"{', '.join(parts)} and {rest} more" if rest else joined(parts)
        total = len({(row.kind, row.id) for row in t.result.rows})
        t.say(f"{number(total)} {t.noun(total)} by {t.query.per}: {text}.", t.result.rows)
        for one in found:
            t.say(f"{one.label}: {_number(t, one)}.", one.rows, label=one.label)


def _having(t: Teller, found: Sequence[Group], having: Having) -> None:
    is_none = having.op == "eq" and having.value == 0
    words = f"no {t.noun(2)}" if is_none else f"{SAID[having.op]} {having.value:g} {t.noun(2)}"
    if t.query.per == "title":
        told = joined([f"{one.label} ({_number(t, one)})" for one in found[:MOST_NAMED]])
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        times = SAID[having.op]
        t.say(
            f"{number(len(found))} {verb(len(found), 'goal was', 'goals were')} set {times} {having.value:g}"
            f" {verb(int(having.value), 'time', 'times')}{f': {told}{more}' if found else ''}.",
            t.result.rows,
        )
        return
    if not found:
        t.say(f"{NOT_ONE.get(t.query.per or '', 'Nothing')} has {words}.", ())
        return
    names = [one.label if is_none else f"{one.label} ({_number(t, one)})" for one in found]
    has = verb(len(found), "has", "have")
    t.say(f"{joined(names[:MOST_NAMED])} {has} {words}.", t.result.rows)


def _first(t: Teller, found: Sequence[Group]) -> None:
    tied = [one for one in found if one.value == found[0].value]
    names = joined([one.label for one in tied[:MOST_TIED]])
    is_most = t.query.order == "most"
    if t.query.per == "reason":
        head = f"“{names}”: {_number(t, found[0])} of {number(len(t.result.rows))} {t.noun(2)}."
    elif t.query.per == "title":
        were, way = verb(len(tied), "was", "were"), "most often" if is_most else "least often"
        head = f"{names} {were} set {way}: {_number(t, found[0])} times."
    elif t.counts:
        has, way = verb(len(tied), "has", "have"), "most" if is_most else "fewest"
        head = f"{names} {has} the {way} {t.noun(2)}: {_number(t, found[0])}."
    elif t.measure.is_sum:
        head = (
            f"{names}: {_number(t, found[0])} of {t.noun(2)}, the {'most' if is_most else 'least'}."
        )
    else:
        way = "highest" if is_most else "lowest"
        head = f"{names}: {_number(t, found[0])}, the {way} median {t.measure.label} ({t.noun(2)})."
    t.say(head, tuple(row for one in tied for row in one.rows))
    following = [one for one in found if one not in tied][: max(3, t.query.limit - 1)]
    if following:
        rows = tuple(row for one in following for row in one.rows)
        t.say(f"Then {joined([_group(t, one) for one in following])}.", rows)
    if not is_most and t.result.none and t.counts:
        t.say(f"None at all: {joined(list(t.result.none[:MOST_NAMED]))}.", ())


def _placed(t: Teller, found: Sequence[Group], rank: int) -> None:
    """Who comes second, after whom; those with as much share a place."""
    values = list(dict.fromkeys(one.value for one in found))
    ahead = [one for one in found if one.value in values[: rank - 1]]
    at = [one for one in found if one.value == values[rank - 1]] if len(values) >= rank else []
    if not at:
        t.say(f"There is no {PLACES[rank]} place among {t.noun(2)}.", t.result.rows)
        return
    names = joined([one.label for one in at[:MOST_TIED]])
    more = f" and {len(at) - MOST_TIED} more" if len(at) > MOST_TIED else ""
    before = joined([_group(t, one) for one in ahead[:MOST_TIED]])
    come = verb(len(at), "comes", "come")
    rows = tuple(row for one in at for row in one.rows)
    t.say(f"{names}{more} {come} {PLACES[rank]} ({t.noun(2)}): {_number(t, at[0])}.", rows)
    t.say(f"Before: {before}.", tuple(row for one in ahead for row in one.rows))


def _group(t: Teller, one: Group) -> str:
    return f"{one.label} {_number(t, one)}"


def _number(t: Teller, one: Group) -> str:
    if one.value is None:
        return "nothing to measure"
    if t.query.measure == "share":
        return f"{int(one.value + 0.5)} % ({len(one.rows)} of {one.whole})"
    return number(one.value) if t.counts else t.value(one.value)


def versus(t: Teller, *, says_yes: bool) -> None:
    """Which of the sides is more, with each side's number; asked whether the first is, yes or no."""
    found = t.result.groups
    parts = [f"{_side(t, one)}: {_number(t, one)}" for one in found]
    is_least = t.query.order == "least"
    happens = any(side.event for side in t.query.versus)
    if len({one.value for one in found}) == 1:
        head = "The same"
    elif happens:
        head = f"{'Fewer' if is_least else 'More'} were {_side(t, found[0])}"
    elif t.measure.is_sum and t.query.measure != "share":
        head = f"{'Fewer' if is_least else 'More'}: {_side(t, found[0])}"
    elif t.query.measure in ("cycle", "lead"):
        head = f"{'Faster' if is_least else 'Slower'}: {_side(t, found[0])}"
    else:
        head = f"{'Lower' if is_least else 'Higher'}: {_side(t, found[0])}"
    if says_yes:
        is_so = found[0].label == t.query.versus[0].label
        same = head == "The same"
        head = "No, it is the same" if same else "Yes" if is_so else "No, the other way round"
    t.say(f"{head}. {'; '.join(parts)} ({_of(t)}).", t.result.rows)


def _of(t: Teller) -> str:
    """What was counted, or measured of what."""
    is_median = not t.measure.is_sum and not t.counts and t.query.of == "tasks"
    is_median = is_median and t.query.measure != "share"
    return f"median {t.measure.label}, {t.noun(2)}" if is_median else t.noun(2)


def _side(t: Teller, one: Group) -> str:
    side = next(side for side in t.query.versus if side.label == one.label)
    return HAPPENED[side.event] if side.event else one.label
