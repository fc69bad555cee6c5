"""The plan of each intent."""

from collections.abc import Callable

from agents.answer import Draft
from agents.plain import (
    blocking,
    counts,
    experts,
    flow,
    happenings,
    portfolio,
    sets,
    status,
    summary,
)
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

Plan = Callable[[Reading, WorkspaceGateway, Draft], None]
PLANS: dict[str, Plan] = {
    "status": status.status,
    "goals": portfolio.goals,
    "when": status.when,
    "owner": status.owner,
    "serves": status.serves,
    "findings": status.findings,
    "overdue": sets.overdue,
    "due": sets.due_,
    "unassigned": sets.listed,
    "unaligned": sets.listed,
    "open": sets.listed,
    "stale": sets.stale,
    "aged": sets.aged,
    "next": sets.next_,
    "similar": sets.similar,
    "blocked": blocking.blocked,
    "blockers": blocking.blockers,
    "waiting": blocking.waiting,
    "done": happenings.happened,
    "created": happenings.happened,
    "started": happenings.happened,
    "cancelled": happenings.happened,
    "slipped": happenings.happened,
    "reopened": happenings.happened,
    "changed": happenings.changed,
    "away": happenings.away,
    "compare": happenings.compare,
    "summary": summary.summary,
    "count": counts.count,
    "work": counts.work,
    "knows": experts.knows,
    "cycle": flow.cycle,
    "throughput": flow.throughput,
    "ontime": flow.ontime,
    "queue": flow.queue,
}
