"""How often a due date was moved, from when to when, by whom and why; and what it was at first."""

from datetime import date

from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller
from agents.plain.words import SHOWN, joined, plural

FIRST = "first due"


def moves(t: Teller) -> None:
    """Oldest first; a task that never moved is said not to have."""
    rows = sorted(t.result.rows, key=lambda row: row.at or t.gateway.now)
    if not rows:
        keys = joined(list(t.query.keys))
        t.say(f"The due date of {keys} was never moved.", ())
        for key in t.query.keys:
            task = t.gateway.task(key)
            if task is not None and task.due:
                t.draft.say_of_task(f"{key} is due {_day(task.due.isoformat())}.", task, "due")
        return
    first = rows[0]
    times = "once" if len(rows) == 1 else f"{number(len(rows))} times"
    t.say(
        f"{t.title(first)} was first due {_day(first.old)}; that was moved {times}, now {_day(rows[-1].new)}.",
        rows,
    )
    for row in rows[:SHOWN]:
        reason = f": “{row.reason}”" if row.reason else ", no reason was written down"
        who = row.who or "somebody"
        t.say(f"From {_day(row.old)} to {_day(row.new)} by {who}, {t.on(row.at)}{reason}.", (row,))
    if len(rows) > SHOWN:
        t.say(f"{plural(len(rows) - SHOWN, 'more move')}.", rows[SHOWN:])


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%-d %b %Y}"
    except ValueError:
        return iso
