"""Answers about what happened in a stretch of time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agents import claims
from agents.answer import Draft, of_task
from agents.facts import Change, ChangeKind, TaskFact, Tasks
from agents.plain.scope import of_whom
from agents.plain.words import SHOWN, cap, counted, day, during, plural, short, verb
from agents.reading.reading import Period, Reading
from agents.workspace import WorkspaceGateway

WORDS: dict[ChangeKind, str] = {
    "done": "finished",
    "created": "added",
    "started": "started",
    "cancelled": "cancelled",
    "slipped": "moved to a later day",
    "reopened": "reopened",
}


def happened(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What was done, added, started, cancelled, reopened or slipped in a period."""
    kind = reading.happened or "done"
    word, scope = WORDS[kind], of_whom(reading)
    changes = changes_in(reading, gateway, reading.period, kind)
    draft.looked_at.append(f"what was {word}{scope}")
    if not changes:
        draft.say(
            f"Nothing was {word}{scope}.", claim=_claim(reading, gateway, reading.period, kind, [])
        )
        return
    say_count(draft, reading, gateway, reading.period, kind, scope=scope)
    latest = _latest(changes)[:SHOWN]
    tasks = {t.key: t for t in gateway.these([(c.task_id, c.key) for c in latest])}
    for change in latest:
        if task := tasks.get(change.key):
            claim = claims.every(_once(reading, gateway, change), claims.of_task(task, "title"))
            draft.say(_sentence(change, task, gateway), of_task(task), claim=claim)


def changed(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Everything that happened, by kind."""
    scope = of_whom(reading)
    draft.looked_at.append(f"what changed{scope}")
    for kind in WORDS:
        if changes_in(reading, gateway, reading.period, kind):
            say_count(draft, reading, gateway, reading.period, kind, scope=scope)
    if not draft.sentences:
        claim = claims.every(
            *(_claim(reading, gateway, reading.period, kind, []) for kind in WORDS)
        )
        draft.say(f"Nothing was added, started, finished, moved or cancelled{scope}.", claim=claim)


def away(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What happened since the asker was last here; of everything they may see, then of their own."""
    since = gateway.last_seen()
    if since is not None and reading.slots.period is None:
        today = gateway.today
        day_of = since.astimezone(gateway.zone).date()
        words = f"since {day(day_of, today)}" if day_of != today else "since this morning"
        reading = replace(
            reading, period=Period(day_of, today.fromordinal(today.toordinal() + 1), words)
        )
    # “I was away” names when, not whose work.
    mine = replace(
        reading, filter=replace(reading.filter, people=()), slots=replace(reading.slots, people=())
    )
    changed(mine, gateway, draft)
    for quote in gateway.mentions(
        reading.period.instants(gateway.zone)[0] if reading.period else gateway.now
    )[:3]:
        when, words = (
            day(quote.at.astimezone(gateway.zone).date(), gateway.today),
            short(quote.text),
        )
        draft.quote(
            f"{quote.author} mentioned you on {quote.key or quote.title} ({when}): “{words}”",
            quote,
            words,
        )


def compare(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Two periods side by side."""
    if reading.period is None or reading.earlier is None:
        return
    scope = of_whom(reading, with_period=False)
    draft.looked_at.append(
        f"what happened{scope}, {reading.period.words} and {reading.earlier.words}"
    )
    kinds: tuple[ChangeKind, ...] = ("done", "created", "slipped")
    if reading.slots.happened and reading.slots.happened not in kinds:
        kinds = (reading.slots.happened, *kinds)
    for kind in kinds:
        now = _tasks(changes_in(reading, gateway, reading.period, kind), gateway)
        then = _tasks(changes_in(reading, gateway, reading.earlier, kind), gateway)
        head = f"{cap(plural(len(now), 'task'))} {verb(len(now), 'was', 'were')} {WORDS[kind]} {during(reading.period.words)}{scope}{_than(len(now), len(then))}."
        first = _claim(reading, gateway, reading.period, kind, now.keys)
        before = _claim(reading, gateway, reading.earlier, kind, then.keys)
        counted(draft, head, now, claims.every(first, before))
        counted(draft, f"{cap(during(reading.earlier.words))} it was {len(then)}.", then, before)


def _than(now: int, then: int) -> str:
    if now == then:
        return ", as many as before"
    return f", {abs(now - then)} {'more' if now > then else 'fewer'} than before"


def say_count(
    draft: Draft,
    reading: Reading,
    gateway: WorkspaceGateway,
    period: Period | None,
    kind: ChangeKind,
    *,
    scope: str,
) -> Tasks:
    """Say “7 tasks were finished in Engineering (9 to 15 Nov)”."""
    tasks = _tasks(changes_in(reading, gateway, period, kind), gateway)
    head = (
        f"{cap(plural(len(tasks), 'task'))} {verb(len(tasks), 'was', 'were')} {WORDS[kind]}{scope}."
    )
    counted(draft, head, tasks, _claim(reading, gateway, period, kind, tasks.keys))
    return tasks


def changes_in(
    reading: Reading, gateway: WorkspaceGateway, period: Period | None, kind: ChangeKind
) -> list[Change]:
    """What happened so to the tasks that fit, oldest first."""
    if period is None:
        return []
    start, end = period.instants(gateway.zone)
    return gateway.changes(replace(reading.filter, categories=()), start, end, [kind])


def group_claim(
    reading: Reading, gateway: WorkspaceGateway, label: str, keys: Sequence[str]
) -> claims.Claim | None:
    """Of what happened, exactly these are in one of the groups asked for."""
    if reading.period is None or reading.happened is None or reading.group_by is None:
        return None
    happened = (reading.happened, *reading.period.instants(gateway.zone))
    wanted = replace(reading.filter, categories=())
    return claims.of_changed_group(wanted, happened, reading.group_by, label, keys)


def _claim(
    reading: Reading,
    gateway: WorkspaceGateway,
    period: Period | None,
    kind: ChangeKind,
    keys: Sequence[str],
) -> claims.Claim | None:
    if period is None:
        return None
    start, end = period.instants(gateway.zone)
    return claims.of_changes(replace(reading.filter, categories=()), kind, start, end, keys)


def _once(reading: Reading, gateway: WorkspaceGateway, change: Change) -> claims.Claim | None:
    """That this was the last such change of its task in the period."""
    if reading.period is None:
        return None
    start, end = reading.period.instants(gateway.zone)
    return claims.of_change(replace(reading.filter, categories=()), start, end, change)


def _tasks(changes: list[Change], gateway: WorkspaceGateway) -> Tasks:
    """The tasks of changes, each once, newest change first."""
    return gateway.these([(change.task_id, change.key) for change in _latest(changes)])


def _latest(changes: list[Change]) -> list[Change]:
    by_task = {change.key: change for change in changes}
    return sorted(by_task.values(), key=lambda c: c.at, reverse=True)


def _sentence(change: Change, task: TaskFact, gateway: WorkspaceGateway) -> str:
    when = local_day(change.at, gateway.zone, gateway.today)
    if change.kind == "slipped":
        why = f" (“{short(change.reason)}”)" if change.reason else ""
        return f"{task.title}: from {change.old} to {change.new}, by {change.who} on {when}{why}."
    who = f" by {change.who}" if change.who else ""
    return f"{task.title}: {WORDS[change.kind]} {when}{who}."


def local_day(at: datetime, zone: ZoneInfo, today: date) -> str:
    return day(at.astimezone(zone).date(), today)
