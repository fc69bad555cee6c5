"""Weekly summaries of goals and spaces: counted from the log, under the reader's rights.

A reader's summary is computed for that reader: the same week of the same place never differs but by
what they may see. What is kept (`Summary`) is that it was written, and how it reads for everybody.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from agents.facts import TaskFact, TaskFilter
from app import access
from app.assist import facts, filters, findings, history, timeline
from app.assist.weeks import Line, Section, WeekSummary
from app.domain import weekly
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.lookups import workspace
from app.models import Event, Goal, Space, Summary, TaskList
from app.reads import goals

WRITTEN_AT = time(8)  # on Mondays, in the workspace's zone


def of_week(
    session: Session, actor: Actor, *, week: str, subject: tuple[str, int], now: datetime
) -> WeekSummary:
    """The summary of an ISO week for one reader; raises NotFound, and Invalid for what is no week."""
    kind, item_id = subject
    title, url = _named(session, actor, kind, item_id)
    try:
        first, after = weekly.days_of(week)
    except ValueError as error:
        raise Invalid(f"“{week}” is no week: write it like 2026-W47.", field="week") from error
    zone = _zone(session)
    start, end = (datetime.combine(day, time.min, zone).astimezone(UTC) for day in (first, after))
    session.info["open_blocks"] = facts.open_blocks(session, actor)
    lines = timeline.of(session, actor, kind, item_id)
    counted = weekly.reconcile(lines.values(), start, end)
    wanted = TaskFilter(goal=item_id) if kind == "goal" else TaskFilter(spaces=(item_id,))
    sections = _sections(session, actor, counted, wanted, (start, min(end, now)))
    if end > now or (now - end).days < 7:
        sections.append(_found(session, actor, kind, item_id, now))
    return WeekSummary(
        week=week.strip().upper(),
        kind=kind,
        id=item_id,
        title=title,
        url=url,
        first=first.isoformat(),
        last=(after - (after - first) / 7).isoformat(),
        opening=len(counted.opening),
        added=len(counted.added),
        reopened=len(counted.reopened),
        done=len(counted.done),
        cancelled=len(counted.cancelled),
        moved=counted.moved,
        closing=len(counted.closing),
        headline=_headline(title, counted, session, actor, kind, item_id, now),
        sections=sections,
        written_at=_written(session, week, kind, item_id),
    )


def subjects(session: Session, actor: Actor) -> list[tuple[str, int, str]]:
    """What can be summed up: the actor's spaces and open goals."""
    spaces = session.exec(
        select(Space.id, Space.name).where(access.spaces_open_to(actor)).order_by(Space.rank)
    )
    open_goals = session.exec(
        select(Goal.id, Goal.title)
        .where(access.goals_open_to(actor), Goal.state == "in_progress")
        .order_by(Goal.rank)
    )
    return [
        *(("space", i or 0, name) for i, name in spaces),
        *(("goal", i or 0, title) for i, title in open_goals),
    ]


@dataclass(frozen=True)
class Composed:
    """A week's summary as JSON, and the last event it knows of."""

    content: dict[str, Any]
    upto_event: int


def compose(session: Session, *, week: str, subject: tuple[str, int], now: datetime) -> Composed:
    """A week of one goal or space as it reads for everybody, to be kept."""
    content = of_week(session, _everybody(session), week=week, subject=subject, now=now).plain()
    upto = session.exec(select(func.max(col(Event.id)))).one() or 0
    return Composed(content | {"written_at": now.isoformat()}, upto)


def keep(
    session: Session,
    composed: Composed,
    *,
    week: str,
    subject: tuple[str, int],
    now: datetime,
) -> Summary:
    """Keep that a week was summed up; twice is once."""
    kind, item_id = subject
    found = session.exec(
        select(Summary).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == item_id
        )
    ).first()
    if found is None:
        found = Summary(week=week, subject_kind=kind, subject_id=item_id, written_at=now)
        session.add(found)
    found.upto_event, found.content = composed.upto_event, composed.content
    found.written_at = now
    return found


def due(session: Session, *, now: datetime) -> list[tuple[str, str, int]]:
    """(week, kind, id) of last week's summaries that should exist by now and don't."""
    local = now.astimezone(_zone(session))
    monday = local.date().fromordinal(local.date().toordinal() - local.weekday())
    if local < datetime.combine(monday, WRITTEN_AT, local.tzinfo):
        return []
    week = weekly.week_of(monday.fromordinal(monday.toordinal() - 1))
    known = {
        (s.subject_kind, s.subject_id)
        for s in session.exec(select(Summary).where(Summary.week == week))
    }
    wanted = subjects(session, _everybody(session, private=True))
    return [(week, kind, item_id) for kind, item_id, _ in wanted if (kind, item_id) not in known]


def latest(session: Session, actor: Actor, *, now: datetime) -> list[WeekSummary]:
    """Last week of each space the actor sees, computed for them."""
    local = now.astimezone(_zone(session)).date()
    week = weekly.week_of(local.fromordinal(local.toordinal() - 7))
    return [
        of_week(session, actor, week=week, subject=(kind, item_id), now=now)
        for kind, item_id, _ in subjects(session, actor)
        if kind == "space"
    ]


# -- inside --------------------------------------------------------------------------------------------


def _named(session: Session, actor: Actor, kind: str, item_id: int) -> tuple[str, str]:
    if kind == "goal":
        return access.goal(session, item_id, actor).title, f"/goals/{item_id}"
    return access.space(session, item_id, actor).name, f"/spaces/{item_id}"


def _zone(session: Session) -> ZoneInfo:
    home = workspace(session)
    return ZoneInfo(home.zone if home else "UTC")


def _everybody(session: Session, *, private: bool = False) -> Actor:
    """A reader who sees what every member of a place sees: no private lists."""
    machine = access.machine(session)
    if private:
        return machine
    hidden = session.exec(select(TaskList.id).where(col(TaskList.is_private).is_(True)))
    return replace(
        machine, lists=machine.lists - {i for i in hidden if i is not None}, everything=False
    )


def _written(session: Session, week: str, kind: str, item_id: int) -> str:
    at = session.exec(
        select(Summary.written_at).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == item_id
        )
    ).first()
    return at.isoformat() if at else ""


def _sections(
    session: Session,
    actor: Actor,
    counted: weekly.Week,
    wanted: TaskFilter,
    stretch: tuple[datetime, datetime],
) -> list[Section]:
    """Each number with its items, and what happened that changes no number."""
    ids = counted.done | counted.added | counted.cancelled | counted.moved_in | counted.moved_out
    rows = {t.id: t for t in facts.tasks(session, [filters.col_task_in(ids)])} if ids else {}
    where = filters.conditions(session, wanted, actor)
    happened = history.changes(session, where, *stretch, ("started", "slipped"))
    known = facts.by_ids(session, list({c.task_id for c in happened}))
    started = {c.key: known[c.task_id] for c in happened if c.kind == "started"}
    slipped = [(c, known[c.task_id]) for c in happened if c.kind == "slipped"]
    blocked = list(
        facts.tasks(
            session,
            filters.conditions(
                session, replace(wanted, categories=tuple(weekly.OPEN), blocked=True), actor
            ),
        )
    )
    return [
        _section(
            "done",
            "Done",
            [_line(rows[i]) for i in sorted(counted.done) if i in rows],
            len(counted.done),
        ),
        _section("started", "Started", [_line(task) for task in started.values()]),
        _section(
            "added",
            "Added",
            [
                _line(rows[i], "taken up again" if i in counted.reopened else "")
                for i in sorted(counted.added)
                if i in rows
            ],
            len(counted.added),
        ),
        _section(
            "slipped",
            "Moved to a later day",
            [
                _line(task, f"{c.old} → {c.new}" + (f", {c.who}" if c.who else ""))
                for c, task in slipped
            ],
        ),
        _section(
            "cancelled",
            "Cancelled",
            [_line(rows[i]) for i in sorted(counted.cancelled) if i in rows],
            len(counted.cancelled),
        ),
        _section(
            "moved",
            "Came from or went elsewhere",
            [
                _line(rows[i], "came" if i in counted.moved_in else "went")
                for i in sorted(counted.moved_in | counted.moved_out)
                if i in rows
            ],
            len(counted.moved_in) + len(counted.moved_out),
        ),
        _section(
            "blocked", "Blocked now", [_line(t, f"waits for {t.blocked_by}") for t in blocked]
        ),
    ]


def _section(name: str, title: str, items: list[Line], count: int | None = None) -> Section:
    return Section(name, title, items, len(items) if count is None else count)


def _line(task: TaskFact, note: str = "") -> Line:
    return Line(task.key, task.title, task.url, note)


def _found(session: Session, actor: Actor, kind: str, item_id: int, now: datetime) -> Section:
    lists = None
    if kind == "space":
        inside = session.exec(select(TaskList.id).where(TaskList.space_id == item_id))
        lists = frozenset(i for i in inside if i is not None)
    title = _named(session, actor, kind, item_id)[0]
    found = findings.current(session, actor, now=now, lists=lists)
    if kind == "goal":
        found = [f for f in found if title in f.measure]
    lines = [Line("", f.title, "", f"{f.measure}; {f.comparison}. {f.next_act}") for f in found]
    return _section("findings", "Findings", lines)


def _headline(
    title: str,
    counted: weekly.Week,
    session: Session,
    actor: Actor,
    kind: str,
    item_id: int,
    now: datetime,
) -> str:
    """The week in one or two sentences."""
    done, added = len(counted.done), len(counted.added)
    trend = (
        "fewer"
        if len(counted.closing) < len(counted.opening)
        else "more"
        if len(counted.closing) > len(counted.opening)
        else "as many"
    )
    than = "as before" if trend == "as many" else "than before"
    words = f"{title} finished {done} and added {added}; {len(counted.closing)} are open, {trend} {than}."
    if kind == "goal":
        line = goals.lines(session, actor=actor, now=now, today=now.date()).get(item_id)
        if line and line.actual is not None:
            words += f" It stands at {line.label}."
    return words
