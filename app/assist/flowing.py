"""Flow as the agents' facts: the domain's numbers over the tasks an asker may see."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from agents.facts import FlowFact, QueueFact, SpreadFact, TaskFilter, Tasks
from agents.workspace import Days
from app.domain.flow import metrics
from app.domain.flow.percentiles import FEWEST
from app.reads import flow

SLOWEST = 3


def flow_fact(desk: Any, where: Sequence[Any], period: Days) -> FlowFact:
    """What the finished work of a stretch says."""
    start, end = (moment.astimezone(UTC) for moment in period.instants(desk.zone))
    work = flow.finished(desk.session, where, start=start, end=end)
    keys = _keys(desk, [one.id for one in work])
    kept, late = metrics.on_time(work)
    cycle, lead = (
        metrics.spread(metrics.cycle_times(work)),
        metrics.spread(metrics.lead_times(work)),
    )
    begun = [one for one in work if one.started]
    days = zip(metrics.cycle_times(begun), begun, strict=True)
    longest = sorted(days, key=lambda pair: -pair[0])[:SLOWEST]
    tasks = {t.id: t for t in desk.these([(one.id, keys[one.id]) for _, one in longest])}
    return FlowFact(
        finished=_tasks(desk, keys, [one.id for one in reversed(work)]),
        cycle=SpreadFact(cycle.p50, cycle.p85),
        lead=SpreadFact(lead.p50, lead.p85),
        slowest=tuple((tasks[one.id], days) for days, one in longest if one.id in tasks),
        weeks=tuple(
            metrics.per_week(
                [one.done.astimezone(desk.zone).date() for one in work], period.start, period.end
            )
        ),
        on_time=_tasks(desk, keys, kept),
        late=_tasks(desk, keys, late),
        enough=FEWEST,
    )


def queue_facts(desk: Any, where: Sequence[Any], period: Days) -> list[QueueFact]:
    """Where open work waits, in the order of the workflow."""
    start, _ = (moment.astimezone(UTC) for moment in period.instants(desk.zone))
    found = metrics.queues(
        flow.stays(desk.session, where), start=start, now=desk.now, order=flow.order(desk.session)
    )
    keys = _keys(desk, [task_id for one in found for task_id in one.now])
    return [
        QueueFact(
            one.status,
            _tasks(desk, keys, one.now),
            one.oldest_days,
            one.stayed.p85,
            one.arrived,
            one.departed,
        )
        for one in found
    ]


def _keys(desk: Any, ids: Sequence[int]) -> dict[int, str]:
    every: Tasks = desk.tasks(TaskFilter())
    wanted = set(ids)
    return {i: key for i, key in zip(every.ids, every.keys, strict=True) if i in wanted}


def _tasks(desk: Any, keys: dict[int, str], ids: Sequence[int]) -> Tasks:
    return desk.these([(i, keys[i]) for i in ids if i in keys])
