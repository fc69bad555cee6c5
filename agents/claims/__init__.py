"""What a sentence asserts, in a form that can be run again.

A claim names its predicate, what it is about, and the value it found; `check` runs the predicate anew
under the viewer's rights and says whether it still holds. Claims are kept as JSON, and come back as JSON
from whoever asks: `verdict` takes any.
"""

from agents.claims.check import check, verdict, verdicts
from agents.claims.claim import Claim, every, fingerprint, on, parts
from agents.claims.made import (
    of_blocker,
    of_blockers,
    of_change,
    of_changed_group,
    of_changes,
    of_field,
    of_finding,
    of_findings,
    of_flow,
    of_goal,
    of_goals,
    of_group,
    of_last,
    of_link,
    of_queues,
    of_quote,
    of_serves,
    of_similar,
    of_split,
    of_summary,
    of_task,
    of_tasks,
    of_things,
    of_waiting,
    of_written,
)
from agents.claims.stored import filter_from, filter_json
from agents.claims.values import FlowPart

__all__ = [
    "Claim",
    "FlowPart",
    "check",
    "every",
    "filter_from",
    "filter_json",
    "fingerprint",
    "of_blocker",
    "of_blockers",
    "of_change",
    "of_changed_group",
    "of_changes",
    "of_field",
    "of_finding",
    "of_findings",
    "of_flow",
    "of_goal",
    "of_goals",
    "of_group",
    "of_last",
    "of_link",
    "of_queues",
    "of_quote",
    "of_serves",
    "of_similar",
    "of_split",
    "of_summary",
    "of_task",
    "of_tasks",
    "of_things",
    "of_waiting",
    "of_written",
    "on",
    "parts",
    "verdict",
    "verdicts",
]
