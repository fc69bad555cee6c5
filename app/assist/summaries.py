"""Weekly summaries of goals, spaces and the workspace: counted from the log, under the reader's rights.

A reader's summary is computed for that reader: the same week of the same place never differs but by
what they may see. What is kept (`Summary`) is that it was written, and how it reads for everybody.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, select

from agents.facts import TaskFilter
from agents.plain.words import joined
from app import access, lookups
from app.assist import facts, filters, past, quotes, summed, timeline
from app.assist.summed import WORKSPACE
from app.assist.week import goals as moved
from app.assist.week import sections
from app.assist.week.goals import Lines, Moment
from app.assist.week.said import Scope
from app.assist.week.values import Line, Section, WeekSummary
from app.domain import weekly
from app.domain.access import Actor
from app.domain.errors import Invalid, NotFound
from app.models import Space, Summary, Task, TaskList
from app.reads import goals

Subject = tuple[str, int]
KINDS = ("workspace", "space", "goal")


@dataclass(frozen=True)
class _Before:
    """The week before: its numbers by subject and section, and where the goals stood at its end."""

    counts: dict[Subject, dict[str, int]]
    lines: Lines


def of_week(
    session: Session, actor: Actor, *, week: str, subject: Subject, now: datetime
) -> WeekSummary:
    """The summary of an ISO week for one reader; raises NotFound, and Invalid for what is no week."""
    [found] = of_weeks(session, actor, week=week, subjects=[subject], now=now)
    return found


def of_weeks(
    session: Session,
    actor: Actor,
    *,
    week: str,
    subjects: Sequence[Subject],
    now: datetime,
) -> list[WeekSummary]:
    """The same week of several. A week that is over is read as it ended, whatever was changed since."""
    for one in subjects:
        _named(session, actor, *one)
    start, end = stretch_of(session, week)
    before = _before(session, actor, week, subjects, start) if start < now else _Before({}, {})
    with _at(session, actor, end, now) as then:
        found = [_of_week(session, actor, week, one, then, before) for one in subjects]
    return [_still_there(session, actor, one) for one in found] if end <= now else found


@contextmanager
def _at(session: Session, actor: Actor, end: datetime, now: datetime) -> Generator[datetime]:
    """The workspace at the end of a week, or now while the week lasts; and which moment that is."""
    if end > now:
        session.info["open_blocks"] = facts.open_blocks(session, actor)
        yield now
    else:
        with past.as_of(session, actor, end):
            yield end - timedelta(seconds=1)


def stretch_of(session: Session, week: str) -> tuple[datetime, datetime]:
    try:
        days = weekly.days_of(week)
    except ValueError as error:
        raise Invalid(f"“{week}” is no week: write it like 2026-W47.", field="week") from error
    zone = filters.zone_of(session)
    start, end = (datetime.combine(day, time.min, zone).astimezone(UTC) for day in days)
    return start, end


def title_of(session: Session, actor: Actor, subject: str) -> str:
    """What “goal-3” or “space-1” is called; raises NotFound, and Invalid for neither."""
    return _named(session, actor, *subject_of(subject))[0]


def subject_of(words: str) -> Subject:
    """“goal-3”, “space-1”, “workspace-1”; raises Invalid for what is none."""
    kind, _, number = words.partition("-")
    if not (number.isascii() and number.isdigit()) or kind not in KINDS or len(number) > 15:
        raise Invalid("Choose a goal or a space.")
    return kind, int(number)


def counts(session: Session, actor: Actor, week: str, subject: Subject) -> weekly.Week:
    """The items behind the numbers of a week, as the session sees the workspace."""
    stretch = stretch_of(session, week)
    away = _put_by(session, stretch[0]) if subject == WORKSPACE else frozenset[int]()
    histories = timeline.of(session, actor, *subject, without=away)
    return weekly.reconcile(histories.values(), *stretch)


def in_a_sentence(title: str, counted: weekly.Week) -> str:
    """The counts in words: “Growth finished 3 and added 5; 12 are open, more than before.”: nothing else is told.

    They add up: what was cancelled, came from elsewhere, was moved away or deleted is told where it is not zero.
    """
    changed = [f"finished {len(counted.done)}"]
    changed += [f"cancelled {len(counted.cancelled)}"] if counted.cancelled else []
    changed.append(f"added {len(counted.added)}")
    elsewhere = [f"{len(counted.moved_in)} came from elsewhere"] if counted.moved_in else []
    if gone := len(counted.moved_out):
        elsewhere.append(f"{gone} {'was' if gone == 1 else 'were'} moved away or deleted")
    told = "; ".join([joined(changed), *([joined(elsewhere)] if elsewhere else [])])
    before, now = len(counted.opening), len(counted.closing)
    trend = "fewer" if now < before else "more" if now > before else "as many"
    than = "as before" if trend == "as many" else "than before"
    return f"{title} {told}; {now} are open, {trend} {than}."


# -- inside ----------------------------------------------------------------------------------------


def _before(
    session: Session, actor: Actor, week: str, subjects: Sequence[Subject], start: datetime
) -> _Before:
    """Of each subject what its own summary of the week before says."""
    last = weekly.week_of(weekly.days_of(week)[0] - timedelta(days=7))
    with past.as_of(session, actor, start):
        now = start - timedelta(seconds=1)
        lines = _lines(session, actor, now)
        counts = {
            one: {part.name: part.count for part in _told(session, actor, last, one, now)[2]}
            for one in subjects
        }
    return _Before(counts, lines)


def _of_week(
    session: Session, actor: Actor, week: str, subject: Subject, now: datetime, before: _Before
) -> WeekSummary:
    """As the session sees the workspace; `now` lies in the week, or at its end."""
    kind, item_id = subject
    title, url = _named(session, actor, kind, item_id)
    first, after = weekly.days_of(week)
    counted, work, parts = _told(session, actor, week, subject, now)
    ends = (before.lines, _lines(session, actor, now))
    told = moved.of(session, actor, subject, ends, _moment(session, week, now), work.done)
    if subject == WORKSPACE:
        parts = [_spaces(session, actor, week), *parts]
    return WeekSummary(
        week=week.strip().upper(),
        kind=kind,
        id=item_id,
        title=title,
        url=url,
        first=first.isoformat(),
        last=(after - timedelta(days=1)).isoformat(),
        opening=len(counted.opening),
        added=len(counted.added),
        reopened=len(counted.reopened),
        done=len(counted.done),
        cancelled=len(counted.cancelled),
        moved=counted.moved,
        closing=len(counted.closing),
        headline=in_a_sentence(title, counted),
        lead=moved.lead(told, title=title),
        goals=told,
        sections=parts,
        before=before.counts.get(subject, {}),
        written_at=_written(session, week, kind, item_id),
    )


def _told(
    session: Session, actor: Actor, week: str, subject: Subject, now: datetime
) -> tuple[weekly.Week, sections.Work, list[Section]]:
    """The numbers of a week, and each with its items."""
    kind, item_id = subject
    moment = _moment(session, week, now)
    stretch = (moment.start, moment.end)
    counted = counts(session, actor, week, subject)
    wanted, lists = TaskFilter(), None
    if subject == WORKSPACE:
        wanted = TaskFilter(not_lists=tuple(sorted(_put_by(session, stretch[0]))))
    elif kind == "goal":
        wanted = TaskFilter(goal=item_id)
    elif kind == "space":
        wanted = TaskFilter(spaces=(item_id,))
        inside = session.exec(select(TaskList.id).where(TaskList.space_id == item_id))
        lists = frozenset(i for i in inside if i is not None)
    where = filters.conditions(session, wanted, actor)
    scope = Scope(
        where,
        goal_id=item_id if kind == "goal" else None,
        space_id=item_id if kind == "space" else None,
        is_whole=subject == WORKSPACE,
    )
    work = sections.work(session, actor, counted, wanted, lists, stretch)
    return counted, work, sections.of(session, actor, work, scope, moment, now)


def _put_by(session: Session, start: datetime) -> frozenset[int]:
    """The lists of spaces that were archived before then."""
    gone = select(Space.id).where(col(Space.archived_at) < start)
    found = session.exec(select(TaskList.id).where(col(TaskList.space_id).in_(gone)))
    return frozenset(i for i in found if i is not None)


def _spaces(session: Session, actor: Actor, week: str) -> Section:
    """Each space in a sentence, with its own summary."""
    start, _ = stretch_of(session, week)
    lines: list[Line] = []
    for kind, item_id, title in summed.subjects(session, actor, since=start):
        if kind == "space":
            words = in_a_sentence(title, counts(session, actor, week, (kind, item_id)))
            url = f"/summaries?of=space-{item_id}&week={week.strip().upper()}"
            lines.append(Line("", title, url, words.removeprefix(f"{title} ").rstrip(".")))
    return Section("spaces", "Spaces", lines, len(lines))


def _lines(session: Session, actor: Actor, now: datetime) -> Lines:
    today = now.astimezone(filters.zone_of(session)).date()
    return goals.lines(session, actor=actor, now=now, today=today)


def _moment(session: Session, week: str, now: datetime) -> Moment:
    zone = filters.zone_of(session)
    return Moment(*stretch_of(session, week), now.astimezone(zone).date(), zone)


def _still_there(session: Session, actor: Actor, found: WeekSummary) -> WeekSummary:
    """What was deleted since is named, and leads nowhere."""
    lines = [item for section in found.sections for item in section.items]
    keys = {item.key for item in lines if item.key}
    rows = select(Task.key).where(col(Task.key).in_(keys), access.tasks_open_to(actor))
    alive = set(session.exec(rows))
    said = [item.comment_id for item in lines if item.comment_id]
    there = {quote.id for quote in quotes.comments(session, actor, said)}

    def leading(item: Line) -> Line:
        is_gone = (item.key and item.key not in alive) or (
            item.comment_id and item.comment_id not in there
        )
        return replace(item, url="") if is_gone else item

    parts = [replace(one, items=[leading(item) for item in one.items]) for one in found.sections]
    return replace(found, sections=parts)


def _named(session: Session, actor: Actor, kind: str, item_id: int) -> tuple[str, str]:
    if kind == "goal":
        return access.goal(session, item_id, actor).title, f"/goals/{item_id}"
    if kind == "space":
        return access.space(session, item_id, actor).name, f"/spaces/{item_id}"
    home = lookups.workspace(session)
    # A guest is in places, not in the workspace.
    if (kind, item_id) != WORKSPACE or home is None or actor.is_guest:
        raise NotFound("summary")
    return home.name, "/"


def _written(session: Session, week: str, kind: str, item_id: int) -> str:
    at = session.exec(
        select(Summary.written_at).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == item_id
        )
    ).first()
    return at.isoformat() if at else ""
