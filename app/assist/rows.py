"""The rows a typed question is computed from: of what its asker may see, and of nothing else."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session, func, select

from agents.algebra.query import Event as Happening
from agents.algebra.query import Json
from agents.algebra.rows import Happened, Load, Row, StayFact
from agents.facts import ChangeKind
from app import access
from app.among import among
from app.assist import facts, findings, history
from app.assist.filters import Where
from app.domain import filters
from app.domain.access import Actor
from app.domain.bottlenecks.overload import HORIZON
from app.domain.errors import Invalid
from app.domain.events import OPEN, Category, Kind
from app.models import Comment, Event, Space, Status, Target, Task, TaskList, User
from app.models.base import columns_of
from app.reads import filtering, flow, goals, serving

T, E, C, G = (columns_of(one) for one in (Task, Event, Comment, Target))

# Where a task stands, which groups it; and what it is measured by.
PLACED = sql(T.id, T.key, T.title, T.list_id, T.space_id, T.status_id, T.category, T.priority)
MEASURED = (
    *(T.due, T.estimate_minutes, T.points, T.created_by),
    *(T.created_at, T.updated_at, T.started_at, T.done_at),
)
NOTHING = (None,) * len(MEASURED)
NOBODY: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())


def conditions(session: Session, actor: Actor, where: Json, *, today: date) -> list[Where]:
    """What fits a filter tree and is visible; raises ValueError for what is no filter."""
    try:
        tree = filters.parse(where)
        fits = filtering.compile(session, tree, actor=actor, today=today)
    except Invalid as error:
        raise ValueError(str(error)) from error
    return [access.tasks_open_to(actor), fits]


def tasks(
    session: Session,
    where: Sequence[Where],
    actor: Actor,
    *,
    per: str | None = None,
    is_counted: bool = False,
) -> list[Row]:
    """The tasks that fit, the most pressing first; with the goals they serve when grouped by them.

    In groups no task is told by itself: of people and tags only what groups them is read. Where they are only
    counted, their days and sizes are not read either: ten thousand of them would take most of the time.
    """
    columns = PLACED if is_counted else PLACED.add_columns(*MEASURED)
    found = (
        session.connection()
        .execute(columns.where(*where).order_by(*facts.ORDERS["pressing"]))
        .all()
    )
    ids = [one.id for one in found]
    lists, statuses, users = _lists(session), _statuses(session), _users(session)
    spaces = dict(session.exec(select(Space.id, Space.name)).all())
    people = _people(session, ids) if per in (None, "person", "task") else {}
    tags = _tags(session, ids) if per in (None, "tag") else {}
    goals = _goals(session, ids, actor) if per == "goal" else {}
    made: list[Row] = []
    for task_id, key, title, list_id, space_id, status_id, category, priority, *measured in found:
        names, people_ids = people.get(task_id, NOBODY)
        due, estimate, points, by, created, updated, started, done = measured or NOTHING
        row = Row("task", task_id, key, title, f"/tasks/{key}", names, people_ids)
        row.creator, row.place = users.get(by, ""), lists.get(list_id, "")
        row.space, row.space_id = spaces.get(space_id, ""), space_id
        row.status, row.category = statuses.get(status_id, ""), category
        row.priority, row.tags = priority, tags.get(task_id, ())
        row.goals = goals.get(task_id, ())
        row.due, row.estimate, row.points = due, estimate, points
        row.created, row.updated, row.started, row.done = created, updated, started, done
        made.append(row)
    return made


def happened(
    session: Session,
    actor: Actor,
    where: Sequence[Where],
    kind: Happening,
    stretch: tuple[datetime, datetime],
) -> list[Happened]:
    """What happened to the tasks that fit in [start, end), oldest first; a reason only where it could be read then.

    A move of the due day counts each time (“moved”, to an earlier day “hastened”); a slip once a task, as everywhere.
    """
    start, end = stretch
    if kind == "entered":
        raise ValueError("what came into a status is told by its stays")
    if kind not in ("moved", "hastened"):
        settled: ChangeKind = kind
        found = history.changes(session, list(where), start, end, [settled], actor=actor)
        return [
            Happened(one.task_id, one.at, one.who, one.reason, one.old, one.new) for one in found
        ]
    rows = (
        session.connection()
        .execute(
            sql(E.id, E.subject_id, E.at, E.actor_id, E.reason, E.changes)
            .where(E.kind == Kind.TASK_CHANGED.value, E.at >= start, E.at < end)
            .where(E.subject_id.in_(sql(T.id).where(*where)))
            .order_by(E.at, E.id)
        )
        .all()
    )
    moves = [row for row in rows if all(row.changes.get("due", [None, None]))]
    if kind == "hastened":
        moves = [row for row in moves if row.changes["due"][1] < row.changes["due"][0]]
    reasons = history.reasons_of(session, [row for row in moves if row.reason], actor)
    names = _users(session)
    return [
        Happened(
            row.subject_id,
            row.at,
            names.get(row.actor_id, ""),
            reasons.get(row.id, ""),
            *row.changes["due"],
        )
        for row in moves
    ]


def goal_rows(gateway: Any) -> list[Row]:
    """The visible goals with their numbers, and how much visible work serves each."""
    session, actor = gateway.session, gateway.actor
    lines = goals.lines(session, actor=actor, now=gateway.now, today=gateway.today)
    work, open_work = _work(session, actor)
    spoken = last_spoken_of(session, list(lines))
    return [
        Row(
            kind="goal",
            id=line.id,
            key=f"goal:{line.id}",
            title=line.title,
            url=f"/goals/{line.id}",
            people=(line.owner.name,) if line.owner else (),
            people_ids=(line.owner.id,) if line.owner and line.owner.id else (),
            due=line.period_end,
            begins=line.period_start,
            updated=spoken.get(line.id),
            health=line.health,
            state=line.state,
            actual=line.actual,
            expected=line.expected,
            behind=None
            if line.actual is None or line.expected is None
            else line.expected - line.actual,
            work=work[line.id],
            open_work=open_work[line.id],
            space_id=line.space_id,
            parent_id=line.parent_id,
            category=line.kind,
            override=line.override_reason if line.override and not line.override_is_stale else "",
        )
        for line in lines.values()
    ]


def last_spoken_of(
    session: Session, ids: Sequence[int], *, until: datetime | None = None
) -> dict[int, datetime]:
    """When each goal last had a comment, or a person changed it or one of its targets; before `until`."""
    commented = [] if until is None else [C.created_at < until]
    changed = [] if until is None else [E.at < until]
    by_person = E.actor_id.is_not(None)
    of_goal = E.subject_kind == "goal", by_person, among(E.subject_id, ids)
    of_target = E.subject_kind == "target", by_person, among(G.goal_id, ids)
    spoken = C.subject_kind == "goal", C.deleted_at.is_(None), among(C.subject_id, ids)
    found = [
        sql(C.subject_id, func.max(C.created_at)).where(*spoken, *commented).group_by(C.subject_id),
        sql(E.subject_id, func.max(E.at)).where(*of_goal, *changed).group_by(E.subject_id),
        sql(G.goal_id, func.max(E.at))
        .join_from(Target, Event, G.id == E.subject_id)
        .where(*of_target, *changed)
        .group_by(G.goal_id),
    ]
    last: dict[int, datetime] = {}
    for query in found:
        for goal_id, at in session.connection().execute(query).all():
            last[goal_id] = max(at, last.get(goal_id, at))
    return last


def _work(session: Session, actor: Actor) -> tuple[Counter[int], Counter[int]]:
    """How many visible tasks have a path to each goal, and how many of them are open."""
    query = sql(T.id, T.category).where(access.tasks_open_to(actor))
    known = {row.id: row.category for row in session.connection().execute(query)}
    every, still = Counter[int](), Counter[int]()
    for task_id, ways in serving.of_tasks(session, list(known), actor=actor).items():
        for goal_id in {way.goal_id for way in ways}:
            every[goal_id] += known[task_id] != Category.CANCELLED
            still[goal_id] += known[task_id] in OPEN
    return every, still


def loads(session: Session, actor: Actor, *, first: date | None, end: date) -> list[Load]:
    """What everybody has due in [first, end), against their hours of these days; the fullest first.

    Without a first day all that is overdue counts, too, and the hours are those of the usual horizon.
    """
    items, people = findings.open_items(session, actor)
    days = HORIZON if first is None else (end - first).days
    found: list[Load] = []
    for person_id, (name, hours_a_week) in people.items():
        mine = [
            one
            for one in items.values()
            if person_id in one.people
            and one.due
            and one.due < end
            and (first is None or one.due >= first)
        ]
        known = [one for one in mine if one.estimate_minutes]
        hours = sum((one.estimate_minutes or 0) / 60 / len(one.people) for one in known)
        tasks = tuple((one.id, one.key) for one in mine)
        capacity = hours_a_week / 7 * days
        found.append(Load(person_id, name, hours, capacity, tasks, len(mine) - len(known), days))
    return sorted(
        found, key=lambda one: (-(one.hours / one.capacity if one.capacity else 0), one.person)
    )


def stays(session: Session, where: Sequence[Where]) -> list[StayFact]:
    """Every stay in a status of the tasks that fit."""
    fitting = session.connection().execute(sql(T.id, T.key).where(*where))
    keys = {row.id: row.key for row in fitting}
    return [
        StayFact(one.task_id, keys[one.task_id], one.status, one.entered, one.left)
        for one in flow.stays(session, where)
        if one.task_id in keys
    ]


def _people(
    session: Session, ids: Sequence[int]
) -> dict[int, tuple[tuple[str, ...], tuple[int, ...]]]:
    """Who each task is assigned to: their names, their ids."""
    return {
        task_id: (tuple([name for _, name in people]), tuple([person for person, _ in people]))
        for task_id, people in facts.people_of(session, ids).items()
    }


def _tags(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found = facts.tags_of(session, ids)
    return {task_id: tuple(sorted(tags, key=str.casefold)) for task_id, tags in found.items()}


def _goals(session: Session, ids: Sequence[int], actor: Actor) -> dict[int, tuple[str, ...]]:
    ways = serving.of_tasks(session, ids, actor=actor)
    return {
        task_id: tuple(dict.fromkeys(way.title for way in some)) for task_id, some in ways.items()
    }


def _lists(session: Session) -> dict[int | None, str]:
    return dict(session.exec(select(TaskList.id, TaskList.name)).all())


def _statuses(session: Session) -> dict[int | None, str]:
    return dict(session.exec(select(Status.id, Status.name)).all())


def _users(session: Session) -> dict[int | None, str]:
    return dict(session.exec(select(User.id, User.name)).all())
