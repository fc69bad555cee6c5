"""Claims as answers make them, of what they just found."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from agents.changed import LastChange
from agents.claims import values
from agents.claims.claim import Claim, fingerprint
from agents.claims.stored import filter_json
from agents.claims.values import FlowPart
from agents.facts import (
    BlockerFact,
    Change,
    ChangeKind,
    Field,
    FindingFact,
    FlowFact,
    GoalFact,
    QueueFact,
    Quote,
    TaskFact,
    TaskFilter,
    Tasks,
)
from agents.goalfilter import GoalFilter
from agents.weeks import SummaryPart
from agents.workspace import Days


def of_tasks(wanted: TaskFilter, keys: Iterable[str]) -> Claim:
    """Exactly these tasks fit the filter."""
    return Claim("tasks", {"filter": filter_json(wanted)}, fingerprint(sorted(keys)))


def of_group(wanted: TaskFilter, by: Field, label: str, keys: Iterable[str]) -> Claim:
    """Exactly these of the tasks that fit are in a group."""
    about = {"filter": filter_json(wanted), "by": by, "label": label}
    return Claim("group", about, fingerprint(sorted(keys)))


def of_split(
    wanted: TaskFilter, by: Field, groups: Sequence[tuple[str, Tasks]], *, but: Sequence[str] = ()
) -> Claim:
    """Beside `but`, what fits is in so many groups, and exactly these tasks are in any of them."""
    about = {"filter": filter_json(wanted), "by": by, "but": list(but)}
    return Claim("split", about, fingerprint(values.split(groups)))


def of_changes(
    wanted: TaskFilter, kind: ChangeKind, start: datetime, end: datetime, keys: Iterable[str]
) -> Claim:
    """Exactly these tasks changed so in [start, end)."""
    about = _happened(wanted, kind, start, end)
    return Claim("changes", about, fingerprint(sorted(keys)))


def of_changed_group(
    wanted: TaskFilter,
    happened: tuple[ChangeKind, datetime, datetime],
    by: Field,
    label: str,
    keys: Iterable[str],
) -> Claim:
    """Exactly these of the tasks that changed so are in a group now."""
    about = {**_happened(wanted, *happened), "by": by, "label": label}
    return Claim("changes", about, fingerprint(sorted(keys)))


def of_change(wanted: TaskFilter, start: datetime, end: datetime, change: Change) -> Claim:
    """Its task changed so for the last time in [start, end), when and by whom it says."""
    about = {**_happened(wanted, change.kind, start, end), "key": change.key}
    return Claim("changes", about, fingerprint(values.change(change)))


def _happened(
    wanted: TaskFilter, kind: ChangeKind, start: datetime, end: datetime
) -> dict[str, object]:
    return {
        "filter": filter_json(wanted),
        "kind": kind,
        "start": start.isoformat(),
        "end": end.isoformat(),
    }


def of_waiting(task: TaskFact, found: Iterable[TaskFact], *, before: bool) -> Claim:
    """Exactly these open tasks block the task, or (not `before`) wait for it."""
    about = {"key": task.key, "way": "before" if before else "after"}
    return Claim("waiting", about, fingerprint(sorted(one.key for one in found)))


def of_blockers(wanted: TaskFilter, found: Sequence[BlockerFact]) -> Claim:
    """Exactly these tasks hold up those that fit, and exactly these of them wait."""
    return Claim("blockers", {"filter": filter_json(wanted)}, fingerprint(values.blockers(found)))


def of_blocker(wanted: TaskFilter, found: BlockerFact) -> Claim:
    """Exactly these tasks wait for this one, on the way to these goals."""
    about = {"filter": filter_json(wanted), "key": found.task.key}
    return Claim("blockers", about, fingerprint(values.blocker(found)))


def of_flow(wanted: TaskFilter, days: Days, took: FlowFact, part: FlowPart, key: str = "") -> Claim:
    """What the finished work of these days says: how much, how long, how often on time."""
    about = {**_days(wanted, days), "part": part, "key": key}
    return Claim("flow", about, fingerprint(values.flow(took, part, key)))


def of_queues(
    wanted: TaskFilter, days: Days, found: Sequence[QueueFact], statuses: Sequence[str]
) -> Claim:
    """In these statuses (in any, when none is named) exactly this work waits, and so much came and went."""
    about = {**_days(wanted, days), "statuses": list(statuses)}
    return Claim("queue", about, fingerprint(values.queues(found, statuses)))


def _days(wanted: TaskFilter, days: Days) -> dict[str, object]:
    return {
        "filter": filter_json(wanted),
        "start": days.start.isoformat(),
        "end": days.end.isoformat(),
    }


def of_task(task: TaskFact, *fields: str) -> Claim:
    """These fields of the task are as they are now; all that is ever said of one, when none is named."""
    return Claim(
        "task", {"key": task.key, "fields": list(fields)}, fingerprint(values.task(task, fields))
    )


def of_goal(goal: GoalFact, *fields: str) -> Claim:
    """These fields of the goal stand as they do now."""
    return Claim(
        "goal", {"id": goal.id, "fields": list(fields)}, fingerprint(values.goal(goal, fields))
    )


def of_goals(wanted: GoalFilter, found: Iterable[GoalFact]) -> Claim:
    """Exactly these goals fit, each standing as it does."""
    return Claim("goals", {"filter": filter_json(wanted)}, fingerprint(values.goals(found)))


def of_field(fact: TaskFact | GoalFact, name: str, now: str, last: LastChange | None) -> Claim:
    """A field is so now, and this was its last change."""
    which = {"key": fact.key} if isinstance(fact, TaskFact) else {"id": fact.id}
    return Claim("field", {**which, "field": name}, fingerprint(values.field(now, last)))


def of_serves(task: TaskFact, found: Sequence[tuple[GoalFact, str]]) -> Claim:
    """The task's path leads to this goal, or to none."""
    return Claim(
        "serves", {"key": task.key}, fingerprint([[goal.id, through] for goal, through in found])
    )


def of_link(kind: str, item_id: int, task: TaskFact) -> Claim:
    """The item is tied to the task."""
    return Claim("linked", {"kind": kind, "id": item_id, "key": task.key}, "")


def of_similar(task: TaskFact, found: Iterable[TaskFact]) -> Claim:
    """Exactly these tasks read most like one."""
    return Claim("similar", {"key": task.key}, fingerprint(sorted(one.key for one in found)))


def of_findings(found: Sequence[FindingFact]) -> Claim:
    """The detectors see exactly this."""
    return Claim("findings", {}, fingerprint(sorted(one.title for one in found)))


def of_finding(found: FindingFact) -> Claim:
    """A detector sees this."""
    return Claim("findings", {"title": found.title}, fingerprint(values.finding(found)))


def of_summary(part: SummaryPart, first: date) -> Claim:
    """The summary of a week, from its first day, says this of its scope."""
    kind, item_id = part.scope
    about = {"kind": kind, "id": item_id, "first": first.isoformat()}
    return Claim("summary", about, fingerprint(values.part(part)))


def of_quote(kind: str, item_id: int, record: str, text: str) -> Claim:
    """Somebody's words stand where they were quoted from."""
    return Claim("quote", {"kind": kind, "id": item_id, "record": record, "text": text}, "")


def of_last(kind: str, item_id: int, comment: Quote) -> Claim:
    """Nothing was said on an item after this."""
    return Claim("last", {"kind": kind, "id": item_id}, fingerprint([comment.id]))


def of_written(quote: Quote) -> Claim:
    """A record was written by this person, last at this moment."""
    about = {"kind": quote.kind, "id": quote.id, "record": quote.record}
    return Claim("written", about, fingerprint(values.written(quote.author, quote.at)))


def of_things(person: str, found: Iterable[Quote]) -> Claim:
    """A person wrote each of these, or does it; and they read as they do."""
    things = [[one.kind, one.id, one.record, values.mark(one)] for one in found]
    return Claim("things", {"person": person, "things": things}, "")
