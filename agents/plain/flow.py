"""Answers about flow: how long work takes, how much gets done a week, how often on time, where it waits.

Percentiles, never a bare mean; where there is too little finished work the answer says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from agents import claims
from agents.answer import Draft, of_task
from agents.facts import FlowFact, QueueFact
from agents.plain.scope import of_whom
from agents.plain.words import SHOWN, cap, counted, joined, plural, verb
from agents.reading import spans
from agents.reading.reading import Period, Reading
from agents.workspace import WorkspaceGateway

WINDOW = 90  # days looked back when no period is named
WEEKS = 12


def cycle(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """How long work takes from its start, and from when it was written down."""
    reading = _over(reading, gateway, WINDOW)
    took = gateway.flow(reading.filter, reading.period)
    scope = of_whom(reading)
    draft.looked_at.append(f"finished tasks{scope}")
    if not took.finished:
        draft.say(
            f"Nothing was finished{scope}, so nothing can be said of how long it takes.",
            claim=_claim(reading, took, "finished"),
        )
        return
    counted(
        draft,
        f"{cap(plural(len(took.finished), 'task'))} {verb(len(took.finished), 'was', 'were')} finished{scope}.",
        took.finished,
        _claim(reading, took, "finished"),
    )
    sources = [of_task(task) for task in took.finished[:3]]
    if took.cycle.p50 is None or took.cycle.p85 is None:
        draft.say(
            f"Too few of them are known to have been started to say how long that took: {took.enough} are needed.",
            *sources,
            claim=_claim(reading, took, "cycle"),
        )
    else:
        draft.say(
            f"From start to done half of them took {_days(took.cycle.p50)} or less, and 85 % took {_days(took.cycle.p85)} or less.",
            *sources,
            items=took.finished.keys,
            claim=_claim(reading, took, "cycle"),
        )
    if took.lead.p50 is not None and took.lead.p85 is not None:
        draft.say(
            f"From being written down to done half took {_days(took.lead.p50)} or less, and 85 % {_days(took.lead.p85)}.",
            *sources,
            items=took.finished.keys,
            claim=_claim(reading, took, "lead"),
        )
    for task, days in took.slowest[:3]:
        first = task is took.slowest[0][0]
        draft.say(
            f"{task.title}{' took longest of late' if first else ''}: {_days(days)}.",
            of_task(task),
            claim=claims.every(
                _claim(reading, took, "slowest", task.key), claims.of_task(task, "title")
            ),
        )


def throughput(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Finished a week, over whole weeks."""
    reading = _over(
        reading,
        gateway,
        7 * WEEKS + gateway.today.weekday(),
        until=gateway.today - timedelta(days=gateway.today.weekday()),
    )
    took = gateway.flow(reading.filter, reading.period)
    scope = of_whom(reading)
    draft.looked_at.append(f"finished tasks{scope}, week by week")
    if not took.weeks:
        draft.say(f"There is no whole week{scope} to count.", claim=_claim(reading, took, "weeks"))
        return
    counts = sorted(n for _, n in took.weeks)
    middle = counts[(len(counts) - 1) // 2]
    head = f"{cap(plural(len(took.finished), 'task'))} {verb(len(took.finished), 'was', 'were')} finished in {plural(len(took.weeks), 'whole week')}{scope}."
    weekly = _claim(reading, took, "weeks")
    counted(draft, head, took.finished, claims.every(_claim(reading, took, "finished"), weekly))
    draft.say(
        f"A usual week finishes {middle}; the least was {counts[0]}, the most {counts[-1]}.",
        *(of_task(task) for task in took.finished[:SHOWN]),
        items=took.finished.keys,
        claim=weekly,
    )
    weeks = [f"{start:%-d %b} {count}" for start, count in took.weeks[-6:]]
    draft.say(
        f"By week, from its Monday: {joined(weeks)}.",
        *(of_task(t) for t in took.finished[:3]),
        items=took.finished.keys,
        claim=weekly,
    )


def ontime(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Finished by the day it was due."""
    reading = _over(reading, gateway, WINDOW)
    took = gateway.flow(reading.filter, reading.period)
    scope = of_whom(reading)
    dated = len(took.on_time) + len(took.late)
    claim = _claim(reading, took, "ontime")
    draft.looked_at.append(f"finished tasks{scope} that had a due day")
    if not dated:
        draft.say(f"No task finished{scope} had a due day.", claim=claim)
        return
    share = int(100 * len(took.on_time) / dated + 0.5)
    counted(
        draft,
        f"{len(took.on_time)} of {dated} finished tasks{scope} were on time: {share} %.",
        took.on_time,
        claim,
    )
    if took.late:
        counted(
            draft,
            f"{cap(plural(len(took.late), 'task'))} {verb(len(took.late), 'was', 'were')} late.",
            took.late,
            claim,
        )


def queue(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Where open work waits, and how long stays there take."""
    reading = _over(reading, gateway, WINDOW)
    found = gateway.queues(replace(reading.filter, statuses=(), categories=()), reading.period)
    statuses = reading.filter.statuses
    found = [one for one in found if one.tasks and (not statuses or one.status in statuses)]
    scope = of_whom(
        replace(reading, filter=replace(reading.filter, statuses=())), with_period=False
    )
    draft.looked_at.append(
        f"every stay in a status{scope}, {reading.period.words if reading.period else ''}"
    )
    if not found:
        draft.say(f"No open work waits{scope}.", claim=_waiting(reading, found, statuses))
        return
    for one in sorted(found, key=lambda q: -q.oldest_days)[:SHOWN]:
        usual = f"; 85 % of stays end within {_days(one.p85)}" if one.p85 is not None else ""
        counted(
            draft,
            f"{one.status}: {plural(len(one.tasks), 'task')} now, the oldest for {_days(one.oldest_days)}{usual}. "
            f"{one.arrived} came in and {one.departed} left.",
            one.tasks,
            _waiting(reading, [one], (one.status,)),
        )


def _over(
    reading: Reading, gateway: WorkspaceGateway, days: int, until: date | None = None
) -> Reading:
    """The reading with a period to look back over, when it names none."""
    if reading.period is not None:
        return reading
    end = until if until is not None else gateway.today + timedelta(days=1)
    start = gateway.today - timedelta(days=days)
    period = Period(start, end, spans.span(start, end))
    return replace(reading, period=period, filter=replace(reading.filter, categories=()))


def _claim(
    reading: Reading, took: FlowFact, part: claims.FlowPart, key: str = ""
) -> claims.Claim | None:
    days = reading.period
    return claims.of_flow(reading.filter, days, took, part, key) if days else None


def _waiting(
    reading: Reading, found: Sequence[QueueFact], statuses: Sequence[str]
) -> claims.Claim | None:
    wanted = replace(reading.filter, statuses=(), categories=())
    return claims.of_queues(wanted, reading.period, found, statuses) if reading.period else None


def _days(value: float) -> str:
    return plural(int(value), "day")
