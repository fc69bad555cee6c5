"""Weekly summaries of goals and spaces: counted from the log, under the reader's rights.

A reader's summary is computed for that reader: the same week of the same place never differs but by
what they may see. What is kept (`Summary`) is that it was written, and how it reads for everybody.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, select

from agents.facts import TaskFact, TaskFilter
from app import access
from app.assist import facts, filters, findings, history, past, timeline
from app.assist.weeks import Line, Section, WeekSummary
from app.domain import weekly
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.models import Summary, Task, TaskList
from app.reads import goals


def of_week(
    session: Session, actor: Actor, *, week: str, subject: tuple[str, int], now: datetime
) -> WeekSummary:
    """The summary of an ISO week for one reader; raises NotFound, and Invalid for what is no week."""
    [found] = of_weeks(session, actor, week=week, subjects=[subject], now=now)
    return found


def of_weeks(
    session: Session,
    actor: Actor,
    *,
    week: str,
    subjects: Sequence[tuple[str, int]],
    now: datetime,
) -> list[WeekSummary]:
    """The same week of several. A week that is over is read as it ended, whatever was changed since."""
    for kind, item_id in subjects:
        _named(session, actor, kind, item_id)
    _, end = stretch_of(session, week)
    if end > now:
        session.info["open_blocks"] = facts.open_blocks(session, actor)
        return [_of_week(session, actor, week=week, subject=one, now=now) for one in subjects]
    with past.as_of(session, actor, end):
        then = end - timedelta(seconds=1)
        found = [_of_week(session, actor, week=week, subject=one, now=then) for one in subjects]
    return [_still_there(session, actor, one) for one in found]


def stretch_of(session: Session, week: str) -> tuple[datetime, datetime]:
    try:
        days = weekly.days_of(week)
    except ValueError as error:
        raise Invalid(f"“{week}” is no week: write it like 2026-W47.", field="week") from error
    zone = filters.zone_of(session)
    start, end = (datetime.combine(day, time.min, zone).astimezone(UTC) for day in days)
    return start, end


def _still_there(session: Session, actor: Actor, found: WeekSummary) -> WeekSummary:
    """What was deleted since is named, and leads nowhere."""
    keys = {item.key for section in found.sections for item in section.items if item.key}
    rows = select(Task.key).where(col(Task.key).in_(keys), access.tasks_open_to(actor))
    alive = set(session.exec(rows))
    sections = [
        replace(
            section,
            items=[
                item if not item.key or item.key in alive else replace(item, url="")
                for item in section.items
            ],
        )
        for section in found.sections
    ]
    return replace(found, sections=sections)


def _of_week(
    session: Session, actor: Actor, *, week: str, subject: tuple[str, int], now: datetime
) -> WeekSummary:
    """As the session sees the workspace; `now` lies in the week, or at its end."""
    kind, item_id = subject
    title, url = _named(session, actor, kind, item_id)
    first, after = weekly.days_of(week)
    start, end = stretch_of(session, week)
    lines = timeline.of(session, actor, kind, item_id)
    counted = weekly.reconcile(lines.values(), start, end)
    wanted = TaskFilter(goal=item_id) if kind == "goal" else TaskFilter(spaces=(item_id,))
    sections = _sections(session, actor, counted, wanted, (start, end))
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


def title_of(session: Session, actor: Actor, subject: str) -> str:
    """What “goal-3” or “space-1” is called; raises NotFound, and Invalid for neither."""
    kind, _, number = subject.partition("-")
    if not number.isdigit() or kind not in ("space", "goal"):
        raise Invalid("Choose a goal or a space.")
    return _named(session, actor, kind, int(number))[0]


# -- inside --------------------------------------------------------------------------------------------


def _named(session: Session, actor: Actor, kind: str, item_id: int) -> tuple[str, str]:
    if kind == "goal":
        return access.goal(session, item_id, actor).title, f"/goals/{item_id}"
    return access.space(session, item_id, actor).name, f"/spaces/{item_id}"


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
    happened = history.changes(session, where, *stretch, ("started", "slipped"), actor=actor)
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
                _line(
                    task,
                    f"{c.old} → {c.new}"
                    + (f", {c.who}" if c.who else "")
                    + (f": {c.reason}" if c.reason else ""),
                )
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
        _section("blocked", "Blocked", [_line(t, f"waits for {t.blocked_by}") for t in blocked]),
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
    words = in_a_sentence(title, counted)
    if kind == "goal":
        today = now.astimezone(filters.zone_of(session)).date()
        line = goals.lines(session, actor=actor, now=now, today=today).get(item_id)
        if line and line.actual is not None:
            words += f" It stands at {line.label}."
        if line and line.override and not line.override_is_stale:
            words += f" Its health was set by hand: “{line.override_reason}”"
    return words


def in_a_sentence(title: str, counted: weekly.Week) -> str:
    """The counts in words: “Growth finished 3 and added 5; 12 are open, more than before.”: nothing else is told."""
    done, added = len(counted.done), len(counted.added)
    before, now = len(counted.opening), len(counted.closing)
    trend = "fewer" if now < before else "more" if now > before else "as many"
    than = "as before" if trend == "as many" else "than before"
    return f"{title} finished {done} and added {added}; {now} are open, {trend} {than}."
