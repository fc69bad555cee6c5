"""Answers that are sets of tasks: overdue, due, unassigned, blocked, what happened, counts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from agents.answer import Draft, of_quote, of_task
from agents.plain.words import (
    PRIORITY,
    SHOWN,
    cap,
    counted,
    day,
    due,
    each,
    joined,
    people,
    plural,
    sources_of,
)
from agents.reading.reading import Period, Reading
from agents.workspace import Change, ChangeKind, Desk, TaskFact, TaskFilter

OPEN = ("backlog", "unstarted", "started")
DUE_SOON = 7  # days, when no period is named
NOBODY = "Nobody"
STALE = 14  # days without any change
HAPPENED: dict[str, tuple[ChangeKind, str]] = {
    "done": ("done", "finished"),
    "created": ("created", "added"),
    "started": ("started", "started"),
    "cancelled": ("cancelled", "cancelled"),
    "slipped": ("slipped", "moved to a later day"),
}


def of_whom(reading: Reading, *, with_period: bool = True) -> str:
    """The scope in words: “ in Engineering for Bob, 9 to 15 Nov”."""
    wanted = reading.filter
    words = reading.where
    kept = [p.name for p in reading.people if p.id not in wanted.not_people]
    left = [p.name for p in reading.people if p.id in wanted.not_people]
    words += f" with {joined(kept)}" if kept else ""
    words += f" not with {joined(left)}" if left else ""
    words += f" tagged {joined(list(wanted.tags))}" if wanted.tags else ""
    if wanted.priorities:
        words += f" of {joined([PRIORITY[p] for p in wanted.priorities])} priority"
    if with_period and reading.period:
        words += f" ({reading.period.words})"
    return words


def overdue(reading: Reading, desk: Desk, draft: Draft) -> None:
    wanted = replace(reading.filter, categories=OPEN, due_before=_until(reading.period, desk))
    if reading.period and reading.period.start.year > 1970:
        wanted = replace(wanted, due_from=reading.period.start)
    tasks = desk.tasks(wanted)
    draft.looked_at.append(f"open tasks{of_whom(reading, with_period=False)} due before today")
    if not tasks:
        draft.say(f"Nothing is overdue{of_whom(reading)}.")
        return
    worst = max((desk.today - t.due).days for t in tasks if t.due)
    verb = "is" if len(tasks) == 1 else "are"
    counted(
        draft,
        f"{cap(plural(len(tasks), 'task'))} {verb} overdue{of_whom(reading)}, the oldest by {plural(worst, 'day')}.",
        tasks,
    )
    each(draft, tasks, desk.today)
    _owners(draft, tasks)


def due_(reading: Reading, desk: Desk, draft: Draft) -> None:
    period = reading.period or Period(
        desk.today, desk.today + timedelta(days=DUE_SOON), f"the next {DUE_SOON} days"
    )
    wanted = replace(reading.filter, categories=OPEN, due_before=period.end)
    if period.start.year > 1970:
        wanted = replace(wanted, due_from=period.start)
    if reading.filter.no_due:
        wanted = replace(reading.filter, categories=OPEN, no_due=True)
    tasks = desk.tasks(wanted)
    scope = of_whom(reading, with_period=False)
    draft.looked_at.append(f"open tasks{scope} due {period.words}")
    if reading.filter.no_due:
        counted(
            draft,
            f"{cap(plural(len(tasks), 'open task'))}{scope} {'has' if len(tasks) == 1 else 'have'} no due date.",
            tasks,
        )
    elif not tasks:
        draft.say(
            f"Nothing open is due{scope} in {period.words}.".replace("in before", "before")
            .replace("in by", "by")
            .replace("in the", "in the")
        )
        return
    else:
        counted(
            draft,
            f"{cap(plural(len(tasks), 'open task'))}{scope} {'is' if len(tasks) == 1 else 'are'} due, {period.words}.",
            tasks,
        )
    each(draft, tasks, desk.today)


def unassigned(reading: Reading, desk: Desk, draft: Draft) -> None:
    tasks = desk.tasks(replace(reading.filter, categories=OPEN, unassigned=True, people=()))
    _set(reading, desk, draft, tasks, "without anybody", "open tasks without an assignee")


def blocked(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What waits, and for what."""
    tasks = desk.tasks(replace(reading.filter, categories=OPEN, blocked=True))
    draft.looked_at.append(f"open tasks{of_whom(reading)} with an open blocker")
    if not tasks:
        draft.say(f"No open task{of_whom(reading)} is blocked.")
        return
    verb = "is" if len(tasks) == 1 else "are"
    counted(
        draft, f"{cap(plural(len(tasks), 'open task'))}{of_whom(reading)} {verb} blocked.", tasks
    )
    for task in tasks[:SHOWN]:
        by = desk.blockers_of(task.id)
        names = joined(
            [f"{b.title} ({people(b)}{', ' + due(b, desk.today) if b.due else ''})" for b in by[:3]]
        )
        draft.say(f"{task.title} waits for {names}.", of_task(task), *sources_of(by[:3]))


def blockers(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What holds most up, heaviest first."""
    if reading.keys:
        waiting(reading, desk, draft)
        return
    found = desk.blockers(replace(reading.filter, categories=OPEN))
    draft.looked_at.append(f"open tasks that block others{of_whom(reading)}")
    if not found:
        draft.say(f"Nothing open blocks anything{of_whom(reading)}.")
        return
    every = [blocker.task for blocker in found]
    behind = {t.key: t for blocker in found for t in blocker.waiting}
    noun = "open task holds" if len(every) == 1 else "open tasks hold"
    counted(
        draft,
        f"{cap(str(len(every)))} {noun} up {plural(len(behind), 'other')}{of_whom(reading)}.",
        every,
    )
    comments = desk.last_comments([b.task.id for b in found[:3]])
    for blocker in found[:SHOWN]:
        task = blocker.task
        goals = f", on the way to {joined(list(blocker.goals))}" if blocker.goals else ""
        draft.say(
            f"{task.title} ({people(task)}, {task.status.lower()}) keeps {plural(len(blocker.waiting), 'task')}"
            f" waiting for {plural(blocker.days, 'day')}{goals}.",
            of_task(task), *sources_of(blocker.waiting[:3]), items=tuple(t.key for t in blocker.waiting),
        )  # fmt: skip
        if comment := comments.get(task.id):
            draft.say(
                f"{comment.author} wrote on {day(comment.at.astimezone(desk.zone).date(), desk.today)}: “{short(comment.text)}”",
                of_quote(comment),
            )


def waiting(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What one task waits for and what waits for it; or what waits for a person."""
    for key in reading.keys:
        task = desk.task(key)
        if task is None:
            continue
        before, after = desk.blockers_of(task.id), desk.waiting_for(task.id)
        if before:
            names = joined([f"{b.title} ({people(b)})" for b in before[:SHOWN]])
            draft.say(
                f"{task.key} waits for {plural(len(before), 'open task')}: {names}.",
                of_task(task),
                *sources_of(before[:SHOWN]),
                items=tuple(b.key for b in before),
            )
        else:
            draft.say(f"Nothing open blocks {task.key} ({task.title}).", of_task(task))
        if after:
            draft.say(
                f"{cap(plural(len(after), 'open task'))} {'waits' if len(after) == 1 else 'wait'} for {task.key}.",
                of_task(task),
                *sources_of(after[:SHOWN]),
                items=tuple(a.key for a in after),
            )
    if reading.keys:
        return
    mine = desk.tasks(replace(reading.filter, categories=OPEN))
    holding = [task for task in mine if task.blocking]
    draft.looked_at.append(f"open tasks{of_whom(reading)} others wait for")
    if not holding:
        draft.say(f"Nobody waits for open work{of_whom(reading)}.")
        return
    counted(
        draft, f"Others wait for {plural(len(holding), 'open task')}{of_whom(reading)}.", holding
    )
    for task in holding[:SHOWN]:
        after = desk.waiting_for(task.id)
        draft.say(
            f"{task.title} keeps {plural(len(after), 'task')} waiting.",
            of_task(task),
            *sources_of(after[:3]),
            items=tuple(a.key for a in after),
        )


def happened(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What was done, added, started, cancelled or slipped in a period."""
    kind, word = HAPPENED[reading.intent]
    changes = _changes(reading, desk, reading.period, kind)
    draft.looked_at.append(f"what was {word}{of_whom(reading)}")
    tasks = _tasks(changes)
    if not tasks:
        draft.say(f"Nothing was {word}{of_whom(reading)}.")
        return
    counted(
        draft,
        f"{cap(plural(len(tasks), 'task'))} {'was' if len(tasks) == 1 else 'were'} {word}{of_whom(reading)}.",
        tasks,
    )
    for change in _latest(changes)[:SHOWN]:
        draft.say(_sentence(change, desk), of_task(change.task))


def changed(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Everything that happened, by kind."""
    draft.looked_at.append(f"what changed{of_whom(reading)}")
    words = {
        "done": "finished",
        "created": "added",
        "started": "started",
        "cancelled": "cancelled",
        "slipped": "moved to a later day",
        "reopened": "reopened",
    }
    for kind, word in words.items():
        changes = _changes(reading, desk, reading.period, kind)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - keys of the table
        tasks = _tasks(changes)
        if tasks:
            counted(
                draft,
                f"{cap(plural(len(tasks), 'task'))} {'was' if len(tasks) == 1 else 'were'} {word}{of_whom(reading)}.",
                tasks,
            )
    if not draft.sentences:
        draft.say(f"Nothing was added, started, finished, moved or cancelled{of_whom(reading)}.")


def compare(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Two periods side by side."""
    if reading.period is None or reading.earlier is None:
        return
    draft.looked_at.append(
        f"what happened{reading.where}, {reading.period.words} and {reading.earlier.words}"
    )
    for kind, word in (
        ("done", "finished"),
        ("created", "added"),
        ("slipped", "moved to a later day"),
    ):
        now = _tasks(_changes(reading, desk, reading.period, kind))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - literals
        then = _tasks(_changes(reading, desk, reading.earlier, kind))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - literals
        counted(
            draft,
            f"{cap(plural(len(now), 'task'))} {'was' if len(now) == 1 else 'were'} {word} in {reading.period.words}{reading.where}.",
            now,
        )
        counted(draft, f"In {reading.earlier.words} it was {len(then)}.", then)


def count(reading: Reading, desk: Desk, draft: Draft) -> None:
    """How many, and split by what was asked."""
    wanted, note = _counted(reading, desk)
    tasks = desk.tasks(wanted)
    if reading.period and "overdue" not in note and not wanted.due_before:
        tasks = [t for t in tasks if _within(t, reading.period, desk, wanted)]
    words: dict[tuple[str, ...], str] = {
        ("done",): "done ",
        ("cancelled",): "cancelled ",
        OPEN: "open ",
    }
    what = note or words.get(wanted.categories, "")
    draft.looked_at.append(f"{what}tasks{of_whom(reading)}, of the {desk.visible()} you can see")
    noun = f"{what}task"
    verb = "is" if len(tasks) == 1 else "are"
    counted(draft, f"There {verb} {plural(len(tasks), noun)}{of_whom(reading)}.", tasks)
    if reading.group_by:
        for name, group in _split(tasks, reading.group_by):
            counted(draft, f"{name}: {len(group)}.", group)


def work(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Who works on what."""
    tasks = desk.tasks(replace(reading.filter, categories=reading.filter.categories or OPEN))
    draft.looked_at.append(f"open tasks{of_whom(reading)}")
    if not tasks:
        draft.say(f"There is no open work{of_whom(reading)}.")
        return
    if reading.people:
        started = [t for t in tasks if t.category == "started"]
        name = joined([p.name for p in reading.people])
        counted(
            draft,
            f"{name} has {plural(len(tasks), 'open task')}{reading.where}, {len(started)} of them started.",
            tasks,
        )
        each(
            draft, sorted(tasks, key=lambda t: (t.category != "started", t.due is None)), desk.today
        )
        return
    groups = [one for one in _split(tasks, "person") if one[0] != NOBODY]
    alone = [task for task in tasks if not task.people]
    held = len(tasks) - len(alone)
    verb = "works" if len(groups) == 1 else "work"
    counted(
        draft,
        f"{cap(plural(len(groups), 'person', 'people'))} {verb} on {plural(held, 'open task')}{of_whom(reading)}.",
        [task for task in tasks if task.people],
    )
    if alone:
        counted(draft, f"Nobody is on {plural(len(alone), 'more', 'more')}.", alone)
    for name, group in groups[: SHOWN + 3]:
        started = [t for t in group if t.category == "started"]
        counted(
            draft,
            f"{name}: {plural(len(group), 'open task')}, {len(started)} started.",
            [*started, *(t for t in group if t not in started)],
        )


def stale(reading: Reading, desk: Desk, draft: Draft) -> None:
    limit = desk.now - timedelta(days=STALE)
    tasks = desk.tasks(replace(reading.filter, categories=("started",), updated_before=limit))
    tasks.sort(key=lambda t: t.updated_at)
    draft.looked_at.append(f"started tasks{of_whom(reading)} unchanged for {STALE} days")
    if not tasks:
        draft.say(f"Every started task{of_whom(reading)} changed within the last {STALE} days.")
        return
    counted(
        draft,
        f"{cap(plural(len(tasks), 'started task'))}{of_whom(reading)} did not change for {STALE} days or more.",
        tasks,
    )
    for task in tasks[:SHOWN]:
        draft.say(
            f"{task.title}: last changed {plural((desk.now - task.updated_at).days, 'day')} ago, with {people(task)}.",
            of_task(task),
        )


def aged(reading: Reading, desk: Desk, draft: Draft) -> None:
    tasks = [
        t for t in desk.tasks(replace(reading.filter, categories=("started",))) if t.started_at
    ]
    tasks.sort(key=lambda t: t.started_at or desk.now)
    draft.looked_at.append(f"started tasks{of_whom(reading)}")
    if not tasks:
        draft.say(f"No task{of_whom(reading)} is in progress.")
        return
    counted(
        draft,
        f"{cap(plural(len(tasks), 'task'))} {'is' if len(tasks) == 1 else 'are'} in progress{of_whom(reading)}; the oldest come first.",
        tasks,
    )
    for task in tasks[:SHOWN]:
        days = (desk.now - (task.started_at or desk.now)).days + 1
        draft.say(
            f"{task.title}: started {plural(days, 'day')} ago, {task.status.lower()}, with {people(task)}.",
            of_task(task),
        )


def open_(reading: Reading, desk: Desk, draft: Draft) -> None:
    tasks = desk.tasks(reading.filter)
    words = (
        f"tasks in {joined(list(reading.filter.statuses))}"
        if reading.filter.statuses
        else "open tasks"
    )
    _set(reading, desk, draft, tasks, "", words)


def next_(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What to take up, and why: unblocked, then overdue, urgent, in others' way, soon due."""
    tasks = [
        t
        for t in desk.tasks(replace(reading.filter, categories=OPEN))
        if not t.blocked_by and t.category != "backlog"
    ]
    draft.looked_at.append(f"open, unblocked tasks{of_whom(reading)}")
    if not tasks:
        draft.say(f"There is no open, unblocked task{of_whom(reading)}.")
        return
    ranked = sorted(tasks, key=lambda t: -_pull(t, desk))
    counted(
        draft,
        f"{cap(plural(len(tasks), 'open task'))}{of_whom(reading)} can be worked on now; these come first.",
        ranked,
    )
    for task in ranked[:3]:
        reasons = [due(task, desk.today) if task.due else "", f"{PRIORITY[task.priority]} priority" if task.priority in (1, 2) else "",
                   f"{plural(task.blocking, 'task')} wait for it" if task.blocking else "", "already started" if task.category == "started" else ""]  # fmt: skip
        draft.say(
            f"{task.title}: {', '.join(r for r in reasons if r) or 'next in line'}.", of_task(task)
        )


def similar(reading: Reading, desk: Desk, draft: Draft) -> None:
    for key in reading.keys:
        task = desk.task(key)
        if task is None:
            continue
        alike = desk.similar(task.id)
        draft.looked_at.append(f"tasks like {key}")
        if alike:
            draft.say(
                f"{cap(plural(len(alike), 'task'))} {'reads' if len(alike) == 1 else 'read'} most like {key} ({task.title}).",
                of_task(task),
                items=tuple(t.key for t in alike),
            )
            for one in alike[:SHOWN]:
                draft.say(f"{one.title} ({one.status.lower()}).", of_task(one))


def _set(
    reading: Reading, desk: Desk, draft: Draft, tasks: list[TaskFact], ending: str, words: str
) -> None:
    draft.looked_at.append(f"{words}{of_whom(reading)}")
    noun = "task" if reading.filter.statuses else "open task"
    state = f" in {joined(list(reading.filter.statuses))}" if reading.filter.statuses else ""
    if not tasks:
        draft.say(f"There is no {noun}{state}{of_whom(reading)}{' ' + ending if ending else ''}.")
        return
    verb = "is" if len(tasks) == 1 else "are"
    counted(
        draft,
        f"There {verb} {plural(len(tasks), noun)}{state}{of_whom(reading)}{' ' + ending if ending else ''}.",
        tasks,
    )
    each(draft, tasks, desk.today)


def _owners(draft: Draft, tasks: list[TaskFact]) -> None:
    groups = _split(tasks, "person")
    if len(tasks) > SHOWN and len(groups) > 1:
        draft.say(
            "By person: "
            + joined([f"{name} {len(group)}" for name, group in groups[: SHOWN + 1]])
            + ".",
            *sources_of(tasks[:3]),
            items=tuple(t.key for t in tasks),
        )


def _until(period: Period | None, desk: Desk) -> date:
    return min(period.end, desk.today) if period else desk.today


def _changes(reading: Reading, desk: Desk, period: Period | None, kind: ChangeKind) -> list[Change]:
    if period is None:
        return []
    start, end = period.instants(desk.zone)
    return desk.changes(replace(reading.filter, categories=()), start, end, [kind])


def _tasks(changes: list[Change]) -> list[TaskFact]:
    """The tasks of changes, each once, newest change first."""
    return [change.task for change in _latest(changes)]


def _latest(changes: list[Change]) -> list[Change]:
    by_task = {change.task.key: change for change in changes}
    return sorted(by_task.values(), key=lambda c: c.at, reverse=True)


def _sentence(change: Change, desk: Desk) -> str:
    when = day(change.at.astimezone(desk.zone).date(), desk.today)
    if change.kind == "slipped":
        why = f" (“{short(change.because)}”)" if change.because else ""
        return f"{change.task.title}: from {change.old} to {change.new}, by {change.who} on {when}{why}."
    word = {
        "done": "finished",
        "created": "added",
        "started": "started",
        "cancelled": "cancelled",
        "reopened": "reopened",
    }[change.kind]
    who = f" by {change.who}" if change.who else ""
    return f"{change.task.title}: {word} {when}{who}."


def _split(tasks: list[TaskFact], by: str) -> list[tuple[str, list[TaskFact]]]:
    """Tasks by a field, the largest group first; a task with two people is in both groups."""
    pick: dict[str, Callable[[TaskFact], tuple[str, ...]]] = {
        "status": lambda t: (t.status,),
        "person": lambda t: t.people or (NOBODY,),
        "priority": lambda t: (cap(PRIORITY.get(t.priority, "no priority")),),
        "list": lambda t: (t.list_name,),
        "tag": lambda t: t.tags or ("No tag",),
        "space": lambda t: (t.key.partition("-")[0],),
    }
    groups: dict[str, list[TaskFact]] = {}
    for task in tasks:
        for name in pick[by](task):
            groups.setdefault(name, []).append(task)
    sizes = Counter({name: len(group) for name, group in groups.items()})
    return [(name, groups[name]) for name, _ in sizes.most_common()]


def _counted(reading: Reading, desk: Desk) -> tuple[TaskFilter, str]:
    """Particular counts: overdue, blocked, unassigned, due in a period."""
    label = " ".join(reading.about.casefold().split())
    wanted = reading.filter
    if "overdue" in label or "late" in label.split():
        return replace(wanted, categories=OPEN, due_before=desk.today), "overdue "
    if "blocked" in label:
        return replace(wanted, categories=OPEN, blocked=True), "blocked open "
    if "unassigned" in label:
        return replace(wanted, categories=OPEN, unassigned=True), "unassigned open "
    if "due" in label.split() and reading.period:
        return replace(
            wanted, categories=OPEN, due_from=reading.period.start, due_before=reading.period.end
        ), "open "
    return wanted, ""


def _within(task: TaskFact, period: Period, desk: Desk, wanted: TaskFilter) -> bool:
    """“How many were done last week”: done then; otherwise: made then."""
    moment = task.done_at if wanted.categories == ("done",) else task.created_at
    return moment is not None and period.start <= moment.astimezone(desk.zone).date() < period.end


def _pull(task: TaskFact, desk: Desk) -> float:
    """How much a task asks to be next."""
    late = (desk.today - task.due).days if task.due else -30
    return (
        3.0 * (5 - task.priority if task.priority else 1)
        + max(-10.0, min(20.0, late))
        + 4.0 * task.blocking
        + 5.0 * (task.category == "started")
    )


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 220 else line[:219].rsplit(" ", 1)[0] + "…"
