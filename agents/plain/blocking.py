"""Answers about what waits for what."""

import re
from dataclasses import replace

from agents import claims
from agents.answer import Draft, of_task
from agents.facts import Quote, TaskFact, TaskFilter, Tasks
from agents.plain.scope import kind_of, of_whom
from agents.plain.words import (
    SHOWN,
    cap,
    counted,
    day,
    due,
    joined,
    people,
    plural,
    short,
    sources_of,
    verb,
)
from agents.reading.names import fold
from agents.reading.reading import Reading
from agents.reading.stems import holds, stem, stemmed
from agents.reading.traits import OPEN
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

# What waits for the task is asked, not what it waits for.
KEEPS = re.compile(
    r"\b(?:wait\w*|block\w*|stuck|held up|hold\w* (?:it )?up|delay\w*|until|depends?|missing|needs?)\b",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"\b(?:what|who|which \w+)(?: is| are|'s)? wait\w* (?:for|on)\b|\bdepends? on\b|\bblocked by\b|\bdoes\b.*\bblock\b"
)


def blocked(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What waits, and for what."""
    wanted = reading.filter
    tasks = gateway.tasks(wanted)
    scope, kind = of_whom(reading), kind_of(reading, but=("blocked", "unblocked"))
    word = "blocked" if wanted.blocked else "unblocked"
    draft.looked_at.append(f"{kind}tasks{scope} with an open blocker")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        hidden = gateway.you_can_see if wanted.blocked else ""
        by = f" by anything{hidden}" if hidden else ""
        draft.say(f"No {kind}task{scope} is {word}{by}.", claim=claim)
        return
    counted(
        draft,
        f"{cap(plural(len(tasks), f'{kind}task'))}{scope} {verb(len(tasks))} {word}.",
        tasks,
        claim,
    )
    for task in tasks[:SHOWN] if wanted.blocked else ():
        by = gateway.blockers_of(task.id)
        names = joined(
            [
                f"{b.title} ({people(b)}{', ' + due(b, gateway.today) if b.due else ''})"
                for b in by[:3]
            ]
        )
        draft.say(
            f"{task.title} waits for {names}.",
            of_task(task),
            *sources_of(by[:3]),
            claim=claims.every(
                claims.of_waiting(task, by, before=True),
                claims.of_task(task, "title"),
                *(claims.of_task(b, "title", "people", "due") for b in by[:3]),
            ),
        )


def blockers(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What holds most up, heaviest first."""
    if reading.keys:
        waiting(reading, gateway, draft)
        return
    wanted = replace(reading.filter, categories=reading.filter.categories or OPEN)
    held_up(reading, wanted, gateway, draft)


def held_up(reading: Reading, wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The open work in the way of the tasks that fit."""
    found = gateway.blockers(wanted)
    scope = of_whom(reading)
    draft.looked_at.append(f"open tasks that block others{scope}")
    if not found:
        text = f"Nothing open{gateway.you_can_see} blocks anything{scope}."
        draft.say(text, claim=claims.of_blockers(wanted, found))
        return
    every = Tasks.of([blocker.task for blocker in found])
    behind = {t.key for blocker in found for t in blocker.waiting}
    noun = "open task holds" if len(every) == 1 else "open tasks hold"
    counted(
        draft,
        f"{cap(str(len(every)))} {noun} up {plural(len(behind), 'other')}{scope}.",
        every,
        claims.of_blockers(wanted, found),
    )
    comments = gateway.last_comments([b.task.id for b in found[:3]])
    for blocker in found[:SHOWN]:
        task = blocker.task
        goals = f", on the way to {joined(list(blocker.goals))}" if blocker.goals else ""
        draft.say(
            f"{task.title} ({people(task)}, {task.status.lower()}) keeps {plural(len(blocker.waiting), 'task')}"
            f" waiting for {plural(blocker.days, 'day')}{goals}.",
            of_task(task),
            *sources_of(blocker.waiting[:3]),
            items=tuple(t.key for t in blocker.waiting),
            claim=claims.every(
                claims.of_blocker(wanted, blocker),
                claims.of_task(task, "title", "people", "status"),
            ),
        )
        comment = comments.get(task.id)
        if comment is not None and _bears_on(comment, task):
            when, words = (
                day(comment.at.astimezone(gateway.zone).date(), gateway.today),
                short(comment.text),
            )
            draft.quote(f"{comment.author} wrote on {when}: “{words}”", comment, words)


def _bears_on(comment: Quote, task: TaskFact) -> bool:
    """Whether it speaks of the task, or of what keeps it; else it is no cause of anything."""
    said = stemmed(comment.text)
    titled = (stem(word) for word in fold(task.title).split() if word not in FILLER)
    return KEEPS.search(comment.text) is not None or any(holds(said, one) for one in titled)


def waiting(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What one task waits for and what waits for it; or what waits for a person."""
    for key in reading.keys:
        if task := gateway.task(key):
            behind = BEHIND.search(reading.slots.normalized) is not None
            _around(task, gateway, draft, behind_first=behind)
    if reading.keys:
        return
    wanted = replace(reading.filter, categories=reading.filter.categories or OPEN, blocking=True)
    holding = gateway.tasks(wanted)
    scope = of_whom(reading)
    draft.looked_at.append(f"open tasks{scope} others wait for")
    claim = claims.of_tasks(wanted, holding.keys)
    if not holding:
        draft.say(f"Nobody waits for open work{scope}.", claim=claim)
        return
    counted(draft, f"Others wait for {plural(len(holding), 'open task')}{scope}.", holding, claim)
    for task in holding[:SHOWN]:
        after = gateway.waiting_for(task.id)
        draft.say(
            f"{task.title} keeps {plural(len(after), 'task')} waiting.",
            of_task(task),
            *sources_of(after[:3]),
            items=tuple(a.key for a in after),
            claim=claims.every(
                claims.of_waiting(task, after, before=False), claims.of_task(task, "title")
            ),
        )


def waits(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What a task waits for, when it does."""
    before = gateway.blockers_of(task.id)
    if not before:
        return
    names = joined([f"{b.title} ({people(b)})" for b in before[:3]])
    draft.say(
        f"It waits for {names}.",
        of_task(task),
        *sources_of(before[:3]),
        items=tuple(b.key for b in before),
        claim=claims.every(
            claims.of_waiting(task, before, before=True),
            *(claims.of_task(b, "title", "people") for b in before[:3]),
        ),
    )


def _around(task: TaskFact, gateway: WorkspaceGateway, draft: Draft, *, behind_first: bool) -> None:
    """What the task waits for, and what waits for it; what was asked comes first."""
    parts = [_before, _behind]
    for part in reversed(parts) if behind_first else parts:
        part(task, gateway, draft)


def _before(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    before = gateway.blockers_of(task.id)
    if not before:
        claim = claims.every(
            claims.of_waiting(task, before, before=True), claims.of_task(task, "title")
        )
        draft.say(
            f"Nothing open{gateway.you_can_see} blocks {task.key} ({task.title}).",
            of_task(task),
            claim=claim,
        )
        return
    names = joined([f"{b.title} ({people(b)})" for b in before[:SHOWN]])
    draft.say(
        f"{task.key} waits for {plural(len(before), 'open task')}: {names}.",
        of_task(task),
        *sources_of(before[:SHOWN]),
        items=tuple(b.key for b in before),
        claim=claims.every(
            claims.of_waiting(task, before, before=True),
            *(claims.of_task(b, "title", "people") for b in before[:SHOWN]),
        ),
    )
    by_id = {one.id: one for one in before[:2]}
    for task_id, quote in gateway.last_comments(list(by_id)).items():
        if not _bears_on(quote, by_id[task_id]):
            continue
        when, words = (
            day(quote.at.astimezone(gateway.zone).date(), gateway.today),
            short(quote.text),
        )
        draft.quote(f"{quote.author} wrote on {quote.key} on {when}: “{words}”", quote, words)


def _behind(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    after = gateway.waiting_for(task.id)
    if after:
        draft.say(
            f"{cap(plural(len(after), 'open task'))} {verb(len(after), 'waits', 'wait')} for {task.key}.",
            of_task(task),
            *sources_of(after[:SHOWN]),
            items=tuple(a.key for a in after),
            claim=claims.of_waiting(task, after, before=False),
        )
