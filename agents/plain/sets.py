"""Answers that are sets of tasks as they are: overdue, due, unassigned, stale, aged, next."""

from dataclasses import replace
from datetime import timedelta

from agents import claims
from agents.answer import Draft
from agents.facts import TaskFact, TaskFilter, Tasks
from agents.plain.scope import kind_of, of_whom
from agents.plain.words import (
    SHOWN,
    cap,
    counted,
    due,
    each,
    joined,
    people,
    plural,
    sources_of,
    verb,
)
from agents.reading.priorities import WORD
from agents.reading.reading import Period, Reading
from agents.reading.traits import OPEN, STALE_DAYS
from agents.workspace import WorkspaceGateway

DUE_SOON = 7  # days, when no period is named
NEXT_OF = 400  # the most pressing tasks weighed for “what next”


def overdue(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    wanted = reading.filter
    if wanted.due_before is None:
        wanted = replace(wanted, categories=OPEN, due_before=gateway.today)
    tasks = gateway.tasks(wanted)
    scope, kind = of_whom(reading), kind_of(reading, but=("overdue",))
    draft.looked_at.append(f"open tasks{scope} due before {_day(reading, gateway)}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(
            f"No {kind}task{scope} is overdue." if kind or scope else "Nothing is overdue.",
            claim=claim,
        )
        return
    first = tasks[0]
    worst = (gateway.today - first.due).days if first.due else 0
    head = f"{cap(plural(len(tasks), f'{kind}task'))} {verb(len(tasks))} overdue{scope}, the oldest by {plural(worst, 'day')}."
    counted(draft, head, tasks, claims.every(claim, claims.of_task(first, "due")))
    each(draft, tasks, gateway.today)
    _by_person(draft, wanted, gateway, len(tasks))


def due_(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    wanted, scope = reading.filter, of_whom(reading, with_period=False)
    kind = kind_of(reading)
    if wanted.no_due:
        _no_due(reading, gateway, draft)
        return
    period = reading.period or Period(
        gateway.today, gateway.today + timedelta(days=DUE_SOON), f"the next {DUE_SOON} days"
    )
    wanted = replace(
        wanted,
        categories=wanted.categories or OPEN,
        due_before=period.end,
        due_from=None if period.is_open else period.start,
    )
    tasks = gateway.tasks(wanted)
    draft.looked_at.append(f"{kind}tasks{scope} due {period.words}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        link = (
            ""
            if period.is_open
            else "in "
            if period.words.startswith("the")
            else "on "
            if _one_day(period)
            else "from "
        )
        draft.say(f"Nothing {kind}is due{scope} {link}{period.words}.", claim=claim)
        return
    head = (
        f"{cap(plural(len(tasks), f'{kind}task'))}{scope} {verb(len(tasks))} due, {period.words}."
    )
    counted(draft, head, tasks, claim)
    each(draft, tasks, gateway.today)


def _one_day(period: Period) -> bool:
    return (period.end - period.start).days == 1


def _no_due(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    scope = of_whom(reading, with_period=False).replace(" without a due date", "")
    wanted = replace(reading.filter, categories=reading.filter.categories or OPEN)
    tasks = gateway.tasks(wanted)
    draft.looked_at.append(f"open tasks{scope} without a due date")
    head = f"{cap(plural(len(tasks), f'{kind_of(reading)}task'))}{scope} {verb(len(tasks), 'has', 'have')} no due date."
    counted(draft, head, tasks, claims.of_tasks(wanted, tasks.keys))
    each(draft, tasks, gateway.today)


def listed(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Whatever the filter says: open, unassigned, unaligned, in a status."""
    wanted, scope, kind = reading.filter, of_whom(reading), kind_of(reading)
    tasks = gateway.tasks(wanted)
    draft.looked_at.append(f"{kind}tasks{scope}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(f"There is no {kind}task{scope}.", claim=claim)
        return
    counted(
        draft, f"There {verb(len(tasks))} {plural(len(tasks), f'{kind}task')}{scope}.", tasks, claim
    )
    each(draft, tasks, gateway.today)


def stale(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    wanted = replace(reading.filter, categories=("started",))
    tasks = gateway.tasks(wanted, "longest quiet")
    scope = of_whom(reading).replace(" without movement for two weeks", "")
    draft.looked_at.append(f"started tasks{scope} unchanged for {STALE_DAYS} days")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(
            f"Every started task{scope} changed within the last {STALE_DAYS} days.", claim=claim
        )
        return
    head = f"{cap(plural(len(tasks), 'started task'))}{scope} did not change for {STALE_DAYS} days or more."
    counted(draft, head, tasks, claim)
    for task in tasks[:SHOWN]:
        quiet = plural((gateway.now - task.updated_at).days, "day")
        draft.say_of_task(
            f"{task.title}: last changed {quiet} ago, with {people(task)}.",
            task,
            "title",
            "updated_at",
            "people",
        )


def aged(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    wanted = replace(reading.filter, categories=("started",))
    tasks = gateway.tasks(wanted, "longest started")
    scope = of_whom(reading).replace(" in progress", "")
    draft.looked_at.append(f"started tasks{scope}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(f"No task{scope} is in progress.", claim=claim)
        return
    head = f"{cap(plural(len(tasks), 'task'))} {verb(len(tasks))} in progress{scope}; the oldest come first."
    counted(draft, head, tasks, claim)
    for task in tasks[:SHOWN]:
        if task.started_at:
            days = plural((gateway.now - task.started_at).days + 1, "day")
            draft.say_of_task(
                f"{task.title}: started {days} ago, {task.status.lower()}, with {people(task)}.",
                task,
                "title",
                "started_at",
                "status",
                "people",
            )


def next_(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What to take up, and why: unblocked, then overdue, urgent, in others' way, soon due."""
    wanted = replace(reading.filter, categories=("unstarted", "started"), blocked=False)
    tasks = gateway.tasks(wanted)
    scope = of_whom(reading)
    draft.looked_at.append(f"open, unblocked tasks{scope}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(f"There is no open, unblocked task{scope}.", claim=claim)
        return
    # They come most pressing first: what is far down can't be next.
    ranked = sorted(tasks[:NEXT_OF], key=lambda t: -_pull(t, gateway))
    first = [(t.id, t.key) for t in ranked]
    seen = {t.key for t in ranked}
    rest = [pair for pair in zip(tasks.ids, tasks.keys, strict=True) if pair[1] not in seen]
    head = f"{cap(plural(len(tasks), 'open task'))}{scope} can be worked on now; these come first."
    counted(draft, head, gateway.these([*first, *rest]), claim)
    for task in ranked[:3]:
        reasons = [
            due(task, gateway.today),
            f"{WORD[task.priority]} priority" if task.priority in (1, 2) else "",
            f"{plural(task.blocking, 'task')} {verb(task.blocking, 'waits', 'wait')} for it"
            if task.blocking
            else "",
            "already started" if task.category == "started" else "",
        ]
        draft.say_of_task(
            f"{task.title}: {', '.join(r for r in reasons if r) or 'next in line'}.",
            task,
            "title",
            "due",
            "priority",
            "blocking",
            "category",
        )


def similar(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    for key in reading.keys:
        task = gateway.task(key)
        if task is None:
            continue
        alike = gateway.similar(task.id)
        draft.looked_at.append(f"tasks like {key}")
        if not alike:
            continue
        head = f"{cap(plural(len(alike), 'task'))} {verb(len(alike), 'reads', 'read')} most like {key} ({task.title})."
        claim = claims.every(claims.of_similar(task, alike), claims.of_task(task, "title"))
        counted(draft, head, Tasks.of(alike), claim)
        for one in alike[:SHOWN]:
            draft.say_of_task(f"{one.title} ({one.status.lower()}).", one, "title", "status")


def _by_person(draft: Draft, wanted: TaskFilter, gateway: WorkspaceGateway, count: int) -> None:
    if count <= SHOWN:
        return
    groups = gateway.split(wanted, "person")
    if len(groups) > 1:
        first = [task for _, group in groups[:3] for task in group[:1]]
        names = joined([f"{name} {len(group)}" for name, group in groups[: SHOWN + 1]])
        keys = tuple(dict.fromkeys(key for _, group in groups for key in group.keys))
        draft.say(
            f"By person: {names}.",
            *sources_of(first),
            items=keys,
            claim=claims.every(
                claims.of_tasks(wanted, keys),
                *(claims.of_group(wanted, "person", n, g.keys) for n, g in groups[: SHOWN + 1]),
            ),
        )


def _day(reading: Reading, gateway: WorkspaceGateway) -> str:
    return f"{gateway.today:%-d %b}" if reading.as_of else "today"


def _pull(task: TaskFact, gateway: WorkspaceGateway) -> float:
    """How much a task asks to be next."""
    late = (gateway.today - task.due).days if task.due else -30
    return (
        3.0 * (5 - task.priority if task.priority else 1)
        + max(-10.0, min(20.0, late))
        + 4.0 * task.blocking
        + 5.0 * (task.category == "started")
    )
