"""What work waits for, and what waits for it."""

from agents import claims
from agents.algebra.measures.measure import number
from agents.algebra.rows import Row
from agents.algebra.told.teller import Teller
from agents.answer import of_task
from agents.facts import TaskFact
from agents.plain.status import task_itself
from agents.plain.words import SHOWN, joined, people, plural, verb

MOST_BEHIND = 7


def waits(t: Teller) -> None:
    """What blocked work waits for, and who has that."""
    rows = t.result.rows
    if not rows:
        key = t.query.after.strip()
        is_one = key.startswith("(")
        text = (
            f"{key.strip('()')} waits for nothing{t.gateway.you_can_see}"
            if is_one
            else f"There are no {t.noun(0)}: nothing of it waits"
        )
        t.say(f"{text}.", ())
        return
    if len(rows) > 1:
        t.say(f"{number(len(rows))} {t.noun(len(rows))}.", rows)
    for row in rows[:SHOWN]:
        waiting(t, row)


def waiting(t: Teller, row: Row) -> None:
    """What one blocked task waits for, and who has that."""
    task, before = t.gateway.task(row.key), t.gateway.blockers_of(row.id)
    first = joined([f"{one.key} {one.title} ({people(one)})" for one in before])
    if task is not None:
        claim = claims.every(
            claims.of_waiting(task, before, before=True),
            claims.of_task(task, "title"),
            *(claims.of_task(one, "title", "people") for one in before),
        )
        text = f"{t.title(row)} waits for {first}."
        keys = tuple(one.key for one in before)
        t.draft.say(text, *(of_task(one) for one in (task, *before)), items=keys, claim=claim)


def holds(t: Teller) -> None:
    """What waits for this work, who has that, and what waits behind it."""
    rows = t.result.rows
    if not rows:
        key = t.query.after.replace("that block others", "").strip()
        is_one = key.startswith("(")
        text = (
            f"Nothing{t.gateway.you_can_see} waits for {key.strip('()')}"
            if is_one
            else f"There are no {t.noun(0)}: nothing{t.gateway.you_can_see} waits for it"
        )
        t.say(f"{text}.", ())
        return
    behind = {row.key: t.gateway.waiting_for(row.id) for row in rows}
    rows = tuple(sorted(rows, key=lambda row: -len(behind[row.key])))
    if t.query.order == "most":
        first = rows[0]
        many = plural(len(behind[first.key]), "open task")
        t.say(
            f"{t.title(first)} holds up most: {many} {verb(len(behind[first.key]), 'waits', 'wait')} for it.",
            (first,),
        )
        for row in rows[:SHOWN]:
            if (task := t.gateway.task(row.key)) is not None:
                _held(t, task, behind[row.key])
        return
    every = {one.key: one for some in behind.values() for one in some}
    whom = sorted({name for one in every.values() for name in one.people})
    of_whom = f", with {joined(whom)}" if whom else ""
    waits = verb(len(every), "waits", "wait")
    of = t.query.after.replace("that block others", "").strip()
    what = (
        of.strip("()")
        if of.startswith("(")
        else f"{number(len(rows))} open {'task' if len(rows) == 1 else 'tasks'} {of}"
    )
    t.say(f"{plural(len(every), 'open task')} {waits} for {what}{of_whom}.", rows)
    for row in rows[:SHOWN]:
        task = t.gateway.task(row.key)
        if task is not None:
            _held(t, task, behind[row.key])


def between(t: Teller) -> None:
    """Whether the first of two tasks waits for the second, directly or behind others."""
    first, second = (t.gateway.task(key) for key in t.query.keys[:2])
    if first is None or second is None:
        t.draft.looked_at.append(f"the tasks {joined(list(t.query.keys))}")
        return
    behind = t.gateway.waiting_for(second.id)
    is_so = any(one.id == first.id for one in behind)
    words = "waits" if is_so else "does not wait"
    text = f"{'Yes' if is_so else 'No'}: {first.key} ({first.title}) {words} for {second.key} ({second.title})."
    claim = claims.every(
        claims.of_waiting(second, behind, before=False),
        claims.of_task(first, "title"),
        claims.of_task(second, "title"),
    )
    t.draft.say(text, of_task(first), of_task(second), claim=claim)
    for task in (second, first):
        task_itself(task, t.gateway, t.draft)


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
