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


def flow_fact(gateway: Any, where: Sequence[Any], period: Days) -> FlowFact:
    """What the finished work of a stretch says."""
    start, end = (moment.astimezone(UTC) for moment in period.instants(gateway.zone))
    work = flow.finished(gateway.session, where, start=start, end=end)
    keys = _keys(gateway, [one.id for one in work])
    kept, late = metrics.on_time(work)
    cycle, lead = (
        metrics.spread(metrics.cycle_times(work)),
        metrics.spread(metrics.lead_times(work)),
    )
    begun = [one for one in work if one.started]
    days = zip(metrics.cycle_times(begun), begun, strict=True)
    longest = sorted(days, key=lambda pair: -pair[0])[:SLOWEST]
    tasks = {t.id: t for t in gateway.these([(one.id, keys[one.id]) for _, one in longest])}
    return FlowFact(
        finished=_tasks(gateway, keys, [one.id for one in reversed(work)]),
        cycle=SpreadFact(cycle.p50, cycle.p85),
        lead=SpreadFact(lead.p50, lead.p85),
        slowest=tuple((tasks[one.id], days) for days, one in longest if one.id in tasks),
        weeks=tuple(
            metrics.per_week(
                [one.done.astimezone(gateway.zone).date() for one in work], period.start, period.end
            )
        ),
        on_time=_tasks(gateway, keys, kept),
        late=_tasks(gateway, keys, late),
        enough=FEWEST,
    )


def queue_facts(gateway: Any, where: Sequence[Any], period: Days) -> list[QueueFact]:
    """Where open work waits, in the order of the workflow."""
    start, _ = (moment.astimezone(UTC) for moment in period.instants(gateway.zone))
    found = metrics.queues(
        flow.stays(gateway.session, where),
        start=start,
        now=gateway.now,
        order=flow.order(gateway.session),
    )
    keys = _keys(gateway, [task_id for one in found for task_id in one.now])
    return [
        QueueFact(
            one.status,
            _tasks(gateway, keys, one.now),
            one.oldest_days,
            one.stayed.p85,
            one.arrived,
            one.departed,
        )
        for one in found
    ]


def _keys(gateway: Any, ids: Sequence[int]) -> dict[int, str]:
    every: Tasks = gateway.tasks(TaskFilter())
    wanted = set(ids)
    return {i: key for i, key in zip(every.ids, every.keys, strict=True) if i in wanted}


def _tasks(gateway: Any, keys: dict[int, str], ids: Sequence[int]) -> Tasks:
    return gateway.these([(i, keys[i]) for i in ids if i in keys])
