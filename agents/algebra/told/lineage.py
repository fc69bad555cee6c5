"""What became of a goal's name over its periods."""

from collections.abc import Sequence
from datetime import timedelta

from agents.algebra.rows import Row, fits
from agents.algebra.told.teller import Teller
from agents.plain.words import joined, plural
from agents.reading import spans

MOST = 12
TIMES = {1: "once", 2: "twice"}


def lineage(t: Teller) -> None:
    """What was asked of it first, then each time it was set."""
    rows = sorted(t.result.rows, key=lambda row: (str(row.begins or ""), row.id))
    if not rows:
        t.say(f"There are no {t.noun(0)}.", ())
        return
    if t.query.part and not {"any", "all"} & set(t.query.part):
        _premise(t, rows)
    if t.query.by:
        _after(t, rows, t.query.by)
    _often(t, rows)
    for row in rows[:MOST]:
        t.say(f"{row.title}, {period(row)}: {_state(row)}, {_owner(row)}.", (row,))


def period(row: Row) -> str:
    """“H2 2024”, as people call it."""
    return spans.stretch(row.begins, row.due) or "without a period"


def _owner(row: Row) -> str:
    return f"{row.people[0]}'s" if row.people else "without an owner"


def _whose(row: Row) -> str:
    return row.people[0] if row.people else "without an owner"


def _state(row: Row) -> str:
    return row.state.replace("_", " ")


def _meant(t: Teller, rows: Sequence[Row]) -> list[Row]:
    """Those of the period that was named."""
    when = t.query.when
    if when is None:
        return list(rows)
    last = when.end - timedelta(days=1)
    return [
        row
        for row in rows
        if (row.begins is None or row.begins <= last) and (row.due is None or row.due >= when.start)
    ]


def _premise(t: Teller, rows: Sequence[Row]) -> None:
    """Whether what was taken for granted is so of the one that is meant; else of which it is."""
    meant, words = _meant(t, rows), t.query.part_words
    so = [row for row in meant if fits(row, t.query.part or {})]
    if so:
        for row in so:
            why = t.gateway.stated("goal", row.id, "closed_reason")
            reason = f"“{why}”" if why else "no reason was written down"
            is_over = row.state in ("dropped", "missed", "achieved")
            t.say(
                f"{row.title} of {period(row)} {'was' if is_over else 'is'} {_state(row)}"
                f"{f': {reason}' if is_over else ''}.",
                (row,),
            )
        return
    if meant:
        stand = joined([f"that of {period(row)} is {_state(row)}" for row in meant])
        t.say(f"No, {rows[0].title} is not {words}: {stand}.", meant)
    others = [row for row in rows if row not in meant and fits(row, t.query.part or {})]
    for row in others:
        t.say(f"The one that is {words} is that of {period(row)} ({_owner(row)}).", (row,))


def _after(t: Teller, rows: Sequence[Row], before: Sequence[str]) -> None:
    """Who owned it after somebody."""
    last = max((n for n, row in enumerate(rows) if set(row.people) & set(before)), default=None)
    name = joined(list(before))
    if last is None:
        t.say(f"{name} never owned {rows[0].title}.", rows)
        return
    later = [row for row in rows[last + 1 :] if row.people]
    if not later:
        ended = period(rows[last])
        t.say(f"Nobody took over {rows[0].title} from {name}: {ended} is the last time.", rows)
        return
    new = later[0]
    t.say(f"{new.people[0]} took over {new.title} from {name}, for {period(new)}.", (new,))


def _often(t: Teller, rows: Sequence[Row]) -> None:
    """How often it was set, and whether it stayed with one owner."""
    many = TIMES.get(len(rows), plural(len(rows), "time"))
    owners = [row.people[0] if row.people else "nobody" for row in rows]
    changes = [name for n, name in enumerate(owners) if not n or owners[n - 1] != name]
    if len(rows) == 1:
        whose = f", {_owner(rows[0])}"
    elif len(changes) == 1:
        whose = f", always {changes[0]}'s"
    else:
        whose = f"; its owner changed from {' to '.join(changes)}"
    meant = _meant(t, rows)
    if t.query.when is not None and not meant:
        t.say(f"None of them is for {t.query.when.words}.", rows)
    elif len(meant) < len(rows) and not t.query.part:
        told = joined([f"{period(row)} ({_whose(row)})" for row in meant])
        times = TIMES.get(len(meant), plural(len(meant), "time"))
        when = t.query.when.words if t.query.when else ""
        t.say(f"For {when} {rows[0].title} was set {times}: {told}.", meant)
    t.say(f"{rows[0].title} was set as a goal {many}{whose}.", rows)
