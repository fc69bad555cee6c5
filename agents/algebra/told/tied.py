"""What work waits for, and what waits for it."""

from agents import claims
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller
from agents.answer import of_task
from agents.facts import TaskFact
from agents.plain.words import SHOWN, joined, people, verb

MOST_BEHIND = 7


def waits(t: Teller) -> None:
    """What blocked work waits for, and who has that."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}: nothing of it waits.", ())
        return
    if len(rows) > 1:
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


def holds(t: Teller) -> None:
    """What waits for this work, who has that, and what waits behind it."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}: nothing waits for it.", ())
        return
    behind = {row.key: t.gateway.waiting_for(row.id) for row in rows}
    every = {one.key: one for some in behind.values() for one in some}
    whom = sorted({name for one in every.values() for name in one.people})
    of_whom = f", with {joined(whom)}" if whom else ""
    waits = verb(len(every), "waits", "wait")
    head = f"{number(len(rows))} {t.noun(len(rows))}; {len(every)} open {waits} for that{of_whom}."
    t.say(head, rows)
    for row in rows[:SHOWN]:
        task = t.gateway.task(row.key)
        if task is not None:
            _held(t, task, behind[row.key])


def _held(t: Teller, task: TaskFact, behind: list[TaskFact]) -> None:
    """One task, what waits for it itself, then what waits behind that."""
    direct = [one for one in behind if any(b.id == task.id for b in t.gateway.blockers_of(one.id))]
    first = joined([f"{one.key} {one.title} ({people(one)})" for one in direct[:SHOWN]])
    rest = [one for one in behind if one not in direct]
    more = f"; behind that {joined([one.key for one in rest[:MOST_BEHIND]])}" if rest else ""
    claim = claims.every(
        claims.of_waiting(task, behind, before=False),
        claims.of_task(task, "title"),
        *(claims.of_task(one, "title", "people") for one in direct[:SHOWN]),
    )
    t.draft.say(
        f"{first or 'Nothing itself'} {verb(len(direct) or 1, 'waits', 'wait')} for {task.key} {task.title}{more}.",
        *(of_task(one) for one in (task, *direct[:SHOWN])),
        items=tuple(one.key for one in behind) if len(behind) == len(direct) else (),
        claim=claim,
    )
