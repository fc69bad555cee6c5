"""Load against capacity, and why something happened."""

from datetime import date

from agents.algebra.groups import Group
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import HAPPENED, Teller
from agents.plain.words import SHOWN, cap, verb

FOLLOWING = 4


def loads(t: Teller) -> None:
    """Who has more due than fits, the fullest first; or who has room."""
    found = [one for one in t.result.groups if one.value is not None]
    if not found:
        t.say("No dated work with an estimate is there to set against hours.", ())
        return
    over, first = [one for one in found if (one.value or 0) > 1], found[0]
    told = [first]
    if t.query.order == "least":
        t.say(f"{first.label} has the most room: {_load(t, first)}.", first.rows)
    elif len(found) == 1:
        verdict = "more due than fits" if over else "room"
        t.say(f"{first.label} has {verdict}: {_load(t, first)}.", first.rows)
    elif over:
        told = over
        for one in over:
            t.say(f"{one.label} has more due than fits: {_load(t, one)}.", one.rows)
    else:
        t.say(
            f"Nobody has more due than fits; {first.label} has most: {_load(t, first)}.", first.rows
        )
    for one in [other for other in found if other not in told][:FOLLOWING]:
        t.say(f"{one.label}: {_load(t, one)}.", one.rows)


def _load(t: Teller, one: Group) -> str:
    load = next(load for load in t.result.loads if load.person == one.label)
    when = t.when() or f"within {load.days} {verb(load.days, 'day', 'days')}"
    unknown = f", {load.unknown} more without an estimate" if load.unknown else ""
    hours, capacity = number(round(load.hours)), number(round(load.capacity))
    return f"{hours} h due {when} against {capacity} h{unknown}"


def reasons(t: Teller) -> None:
    """Why it happened, newest first; when it did not happen, or nobody said why, that."""
    rows = sorted(t.result.rows, key=lambda row: row.at or t.gateway.now, reverse=True)
    word = HAPPENED[t.query.event or "moved"] or "moved"
    if not rows:
        t.say(f"{t.query.after.strip('() ')} was not {word} {t.when()}".strip() + ".", ())
        return
    for row in rows[:SHOWN]:
        moved = f" from {_day(row.old)} to {_day(row.new)}" if row.old and row.new else ""
        reason = f"“{row.reason}”" if row.reason else "no reason was written down"
        happened = f"{t.title(row)} was {word}{moved} by {row.who or 'somebody'}, {t.on(row.at)}"
        t.say(f"{cap(reason)}: {happened}.", (row,))


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%-d %b %Y}"
    except ValueError:  # a stretch is told in words already
        return iso
