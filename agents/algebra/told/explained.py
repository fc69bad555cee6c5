"""Load against capacity, and why something happened."""

from datetime import date

from agents import claims
from agents.algebra.groups import Group
from agents.algebra.measures.measure import number
from agents.algebra.rows import Row
from agents.algebra.told.teller import HAPPENED, Teller
from agents.answer import of_task
from agents.plain.words import SHOWN, cap, joined, people, verb

FOLLOWING = 4


def loads(t: Teller) -> None:
    """Who has more due than fits, the fullest first; or who has room."""
    found = [one for one in t.result.groups if one.value is not None]
    if not found:
        t.say("No dated work with an estimate is there to set against hours.", ())
        return
    over, first = [one for one in found if (one.value or 0) > 1], found[0]
    if t.query.order == "least":
        t.say(f"{first.label} has the most room: {_load(t, first)}.", first.rows)
    elif len(found) == 1:
        verdict = "more due than fits" if over else "room"
        t.say(f"{first.label} has {verdict}: {_load(t, first)}.", first.rows)
    elif over:
        names = joined([one.label for one in over])
        has = verb(len(over), "has", "have")
        t.say(f"{names} {has} more due than fits: {_load(t, over[0])}.", over[0].rows)
    else:
        t.say(
            f"Nobody has more due than fits; {first.label} has most: {_load(t, first)}.", first.rows
        )
    for one in [other for other in found if other is not (over or found)[0]][:FOLLOWING]:
        t.say(f"{one.label}: {_load(t, one)}.", one.rows)


def _load(t: Teller, one: Group) -> str:
    load = next(load for load in t.result.loads if load.person == one.label)
    when = t.when() or f"within {load.days} days"
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


def waits(t: Teller) -> None:
    """What blocked work waits for, and who has that."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}: nothing of it waits.", ())
        return
    t.say(f"{number(len(rows))} {t.noun(len(rows))}.", rows)
    for row in rows[:SHOWN]:
        task, before = t.gateway.task(row.key), t.gateway.blockers_of(row.id)
        first = joined([f"{one.key} {one.title} ({people(one)})" for one in before])
        if task is not None:
            claim = claims.every(
                claims.of_waiting(task, before, before=True),
                *(claims.of_task(one, "title", "people") for one in before),
            )
            text = f"{t.title(row)} waits for {first}."
            t.draft.say(text, *(of_task(one) for one in (task, *before)), claim=claim)


def forecast(t: Teller) -> None:
    """Whether a goal will be reached when it goes on as it did."""
    for row in t.result.rows[:SHOWN]:
        t.say(_forecast(row), (row,))
    if not t.result.rows:
        t.say(f"There are no {t.noun(0)}.", ())


def _forecast(row: Row) -> str:
    if row.actual is None or not row.expected:
        return f"{row.title}: there is too little to tell at which pace it goes."
    done, gone = int(row.actual + 0.5), int(row.expected + 0.5)
    reached = row.actual / row.expected
    end = f"{row.due:%-d %b %Y}" if row.due else "the end"
    fact = f"{done} % of the way with {gone} % of the time gone"
    if row.state in ("achieved", "missed", "dropped"):
        return f"{row.title} is {row.state}: {done} % of the way."
    if reached >= 1:
        return f"Yes, at this pace: {row.title} is {fact}, so it is reached by {end}."
    return f"No, not at this pace: {row.title} is {fact}; it would be at {int(100 * reached)} % on {end}."


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%-d %b %Y}"
    except ValueError:  # a stretch is told in words already
        return iso
