"""Groups and sides: who has most, who has none, which of two is more."""

from collections.abc import Sequence
from statistics import mean, median

from agents.algebra.groups import Group
from agents.algebra.measures.measure import number
from agents.algebra.query import Having
from agents.algebra.told.teller import HAPPENED, Teller
from agents.plain.words import cap, joined, plural, verb

SAID = {"lt": "fewer than", "lte": "at most", "eq": "exactly", "gte": "at least", "gt": "more than"}
NOT_ONE = {
    "person": "Nobody",
    "mover": "Nobody",
    "list": "No list",
    "space": "No space",
    "owner": "Nobody",
}
BY = {"mover": "who did it"}
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
        total = len({ref for one in found for ref in one.refs})
        head = f"{number(total)} {t.noun(total)}"
        if t.query.measure == "share":
            head = f"The share of {t.noun(2)} that is {t.query.part_words.strip()}"
        head = f"{head} by {BY.get(t.query.per or '', t.query.per)}"
        if not (t.counts or _is_sum(t) or t.query.measure == "share"):
            head = f"{cap(_middle(t))} of {head}"
        t.say(f"{head}: {text}.", t.result.rows)
        _from_hour_to_hour(t, found[:MOST_GROUPS])
        for one in found:
            t.say(f"{one.label}: {_number(t, one)}.", one.rows, label=one.label)


def _having(t: Teller, found: Sequence[Group], having: Having) -> None:
    if t.query.per == "task" and t.query.event:
        _repeated(t, found, having)
        return
    is_none = having.op == "eq" and having.value == 0
    words = (
        f"no {t.noun(2)}"
        if is_none
        else f"{SAID[having.op]} {having.value:g} {t.noun(having.value)}"
    )
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


def _repeated(t: Teller, found: Sequence[Group], having: Having) -> None:
    """“moved more than twice”: which tasks, each with how often."""
    word = HAPPENED[t.query.event or "moved"] or "moved"
    times = f"{SAID[having.op]} {having.value:g} {'time' if having.value == 1 else 'times'}"
    when = f" {t.when()}" if t.query.when else ""
    names = [f"{one.label} ({_number(t, one)})" for one in found]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    was = f"{joined(names[:MOST_NAMED])}{more} {verb(len(names), 'was', 'were')}"
    t.say(f"{was if names else 'No task was'} {word} {times}{when}.", t.result.rows)


def _first(t: Teller, found: Sequence[Group]) -> None:
    tied = [one for one in found if one.value == found[0].value]
    names = joined([one.label for one in tied[:MOST_TIED]])
    is_most = t.query.order == "most"
    if t.query.per == "reason":
        head = f"“{names}”: {_number(t, found[0])} of {number(len(t.result.rows))} {t.noun(2)}."
    elif t.query.per == "title":
        were, way = verb(len(tied), "was", "were"), "most often" if is_most else "least often"
        times = verb(int(found[0].value or 0), "time", "times")
        head = f"{names} {were} set {way}: {_number(t, found[0])} {times}."
    elif t.counts:
        has, way = verb(len(tied), "has", "have"), "most" if is_most else "fewest"
        head = f"{names} {has} the {way} {t.noun(2)}: {_number(t, found[0])}."
    elif t.query.measure == "share":
        way = "highest" if is_most else "lowest"
        part = t.query.part_words.strip()
        head = f"{names}: {_number(t, found[0])} of {t.noun(2)} {part}, the {way} share."
    elif _is_sum(t):
        head = (
            f"{names}: {_number(t, found[0])} of {t.noun(2)}, the {'most' if is_most else 'least'}."
        )
    else:
        way = "highest" if is_most else "lowest"
        head = f"{names}: {_number(t, found[0])}, the {way} {_middle(t)} ({t.noun(2)})."
    t.say(head, tuple(row for one in tied for row in one.rows))
    following = [one for one in found if one not in tied][: max(3, t.query.limit - 1)]
    if following:
        rows = tuple(row for one in following for row in one.rows)
        t.say(f"Then {joined([_group(t, one) for one in following])}.", rows)
    _from_hour_to_hour(t, [*tied, *following])
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
    return number(one.value) if t.counts else t.value(round(one.value, 1))


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
    elif _is_sum(t) and t.query.measure != "share":
        head = f"{'Fewer' if is_least else 'More'}: {_side(t, found[0])}"
    elif t.query.measure in ("cycle", "lead", "pickup"):
        head = f"{'Faster' if is_least else 'Slower'}: {_side(t, found[0])}"
    else:
        head = f"{'Lower' if is_least else 'Higher'}: {_side(t, found[0])}"
    if says_yes:
        is_so = found[0].label == t.query.versus[0].label
        same = head == "The same"
        head = "No, it is the same" if same else "Yes" if is_so else "No, the other way round"
    t.say(f"{head}. {'; '.join(parts)} ({_of(t)}).", t.result.rows)
    _from_hour_to_hour(t, found)


def _of(t: Teller) -> str:
    """What was counted, or measured of what."""
    is_middle = not (_is_sum(t) or t.counts) and t.query.of == "tasks"
    is_middle = is_middle and t.query.measure != "share"
    return f"{_middle(t)}, {t.noun(2)}" if is_middle else t.noun(2)


def _is_sum(t: Teller) -> bool:
    return t.measure.is_sum and not t.query.mean


def _middle(t: Teller) -> str:
    """“median age”, “mean time from start to done”."""
    label = t.measure.label.replace("a status", f"“{t.query.status}”")
    return f"{'mean' if t.query.mean else 'median'} {label}"


def _from_hour_to_hour(t: Teller, found: Sequence[Group]) -> None:
    """What is told in whole calendar days, in tenths; with how many each has."""
    middle = mean if t.query.mean else median
    parts: list[str] = []
    for one in found:
        hours = [days for row in one.rows if (days := t.measure.exact(row)) is not None]
        if hours:
            other = "" if t.query.mean else f", mean {mean(hours):.1f}"
            said = t.value(round(middle(hours), 1))
            parts.append(f"{_side(t, one)}: {said} ({plural(len(hours), 'task')}{other})")
    if parts:
        rows = tuple(row for one in found for row in one.rows)
        t.say(f"From hour to hour: {'; '.join(parts)}.", rows)


def _side(t: Teller, one: Group) -> str:
    side = next((side for side in t.query.versus if side.label == one.label), None)
    if side is None:
        return one.label
    return HAPPENED[side.event] if side.event else one.label
