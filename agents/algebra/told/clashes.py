"""Work that is due before what it waits for is."""

from agents import claims
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller, as_day
from agents.answer import of_task
from agents.plain.words import joined, people, verb

MOST_SHOWN = 10


def clashes(t: Teller) -> None:
    """How many, then each with the days that don't fit."""
    rows = t.result.rows
    if not rows:
        t.say(f"Nothing{t.gateway.you_can_see} is due before what it waits for.", ())
        return
    is_, they = verb(len(rows)), verb(len(rows), "it waits", "they wait")
    noun = "open task" if len(rows) == 1 else "open tasks"
    t.say(f"{number(len(rows))} {noun} {is_} due before what {they} for.", rows)
    for row in rows[:MOST_SHOWN]:
        task, before = t.gateway.task(row.key), t.gateway.blockers_of(row.id)
        if task is None or task.due is None:
            continue
        later = [one for one in before if one.due and one.due > task.due]
        first = joined(
            [f"{one.key} {one.title} ({people(one)}), due {as_day(str(one.due))}" for one in later]
        )
        claim = claims.every(
            claims.of_waiting(task, before, before=True),
            claims.of_task(task, "title", "due"),
            *(claims.of_task(one, "title", "people", "due") for one in later),
        )
        t.draft.say(
            f"{t.title(row)} is due {as_day(str(task.due))} and waits for {first}.",
            *(of_task(one) for one in (task, *later)),
            claim=claim,
        )
