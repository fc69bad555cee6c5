"""What became of goals in a week: targets from where to where, health, state, period; since when, by whom and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from agents.facts import TaskFact
from agents.plain.words import HEALTH, joined, percent
from app import db, past
from app.among import among
from app.assist.week.values import Move
from app.domain.access import Actor
from app.domain.events import Kind
from app.domain.goals import TargetKind
from app.domain.numbers import shown, with_unit
from app.models import Event, User
from app.models.base import columns_of
from app.reads import targetlines
from app.reads.goals import GoalLine
from app.reads.targetlines import TargetLine

KINDS = (
    Kind.GOAL_CHANGED,
    Kind.GOAL_CLOSED,
    Kind.GOAL_REOPENED,
    Kind.TARGET_CREATED,
    Kind.TARGET_CHANGED,
)
NAMED = 3  # finished tasks named behind a count
E = columns_of(Event)


@dataclass(frozen=True)
class _Told:
    """When something last changed in the week, by whom and why."""

    since: str
    who: str
    reason: str


@dataclass(frozen=True)
class Log:
    """The last change of each field of goals and targets in a week, as far as the actor was told of it."""

    fields: Mapping[tuple[str, int, str], _Told]

    def move(self, kind: str, item_id: int, field: str, *, what: str, old: str, new: str) -> Move:
        told = self.fields.get((kind, item_id, field), _Told("", "", ""))
        return Move(what, old, new, told.since, told.who, told.reason)


def log(
    session: Session,
    actor: Actor,
    lines: Iterable[GoalLine],
    stretch: tuple[datetime, datetime],
    zone: ZoneInfo,
) -> Log:
    """What the log says of these goals and their targets in [start, end)."""
    start, end = stretch
    goals = {one.id: one for one in lines}
    targets = {each.id for one in goals.values() for each in one.targets}
    query = (
        sql(E.id, E.subject_kind, E.subject_id, E.at, E.actor_id, E.reason, E.changes)
        .where(E.kind.in_([one.value for one in KINDS]), E.at >= start, E.at < end)
        .where(
            or_(
                and_(E.subject_kind == "goal", among(E.subject_id, goals)),
                and_(E.subject_kind == "target", among(E.subject_id, targets)),
            )
        )
        .where(past.place_then_open_to(actor))
        .order_by(E.at, E.id)
    )
    names = dict(session.exec(select(col(User.id), col(User.name))).all())
    found: dict[tuple[str, int, str], _Told] = {}
    for event in db.execute(session, query):
        day = event.at.astimezone(zone).date().isoformat()
        told = _Told(day, names.get(event.actor_id, ""), event.reason)
        for field in event.changes:
            found[event.subject_kind, event.subject_id, field] = told
    return Log(found)


def of(
    goal: GoalLine,
    before: GoalLine | None,
    said: Log,
    *,
    below: Sequence[tuple[GoalLine, GoalLine | None]],
    finished: Sequence[TaskFact],
) -> tuple[Move, ...]:
    """What became of one goal, what weighs most first; `below` are its sub-goals now and before."""
    if before is None:
        return (said.move("goal", goal.id, "title", what="New this week", old="", new=goal.title),)
    found = [
        *_of_itself(goal, before, said),
        *_of_targets(goal, before, said, finished),
        *_of_period(goal, before, said),
    ]
    for now, then in below:
        was = then.actual if then else None
        if then is not None and percent(was) != percent(now.actual):
            found.append(Move(now.title, percent(was), percent(now.actual)))
    return tuple(found)


def _of_itself(goal: GoalLine, before: GoalLine, said: Log) -> Iterable[Move]:
    if goal.state != before.state:
        old, new = (one.state.replace("_", " ") for one in (before, goal))
        yield said.move("goal", goal.id, "state", what="State", old=old, new=new)
    if goal.health != before.health and goal.is_open:
        by_hand = ("goal", goal.id, "override_health") in said.fields
        old, new = (HEALTH.get(one.health, one.health) for one in (before, goal))
        if by_hand:
            yield said.move("goal", goal.id, "override_health", what="Health", old=old, new=new)
        else:
            yield Move("Health", old, new, reason="by its pace")


def _of_targets(
    goal: GoalLine, before: GoalLine, said: Log, finished: Sequence[TaskFact]
) -> Iterable[Move]:
    then = {one.id: one for one in before.targets}
    for one in goal.targets:
        was = then.pop(one.id, None)
        if was is None:
            yield said.move(
                "target", one.id, "name", what="New target", old="", new=f"{one.name}, {value(one)}"
            )
            continue
        if one.kind == TargetKind.TASKS:
            is_told = not (was.counts_confidential or one.counts_confidential)
            if is_told and (was.done, was.total) != (one.done, one.total):
                yield Move(one.name, value(was), value(one), reason=_named(finished))
        elif was.current != one.current:
            yield said.move(
                "target", one.id, "current_value", what=one.name, old=value(was), new=_aimed(one)
            )
        if was.target != one.target:
            yield said.move(
                "target",
                one.id,
                "target_value",
                what=f"Aim of {one.name}",
                old=_amount(was, was.target),
                new=_amount(one, one.target),
            )
    for was in then.values():
        yield Move("Target taken away", value(was), was.name)


def _of_period(goal: GoalLine, before: GoalLine, said: Log) -> Iterable[Move]:
    for field, what in (("period_start", "Begins"), ("period_end", "Ends")):
        old, new = (getattr(one, field) for one in (before, goal))
        if old != new:
            yield said.move("goal", goal.id, field, what=what, old=_day(old), new=_day(new))
    if before.owner_id != goal.owner_id:
        old, new = (one.owner.name if one.owner else "nobody" for one in (before, goal))
        yield said.move("goal", goal.id, "owner_id", what="Owner", old=old, new=new)


def value(one: TargetLine) -> str:
    """“55 accounts”, “12 of 30 done”, “not yet”."""
    if one.kind == TargetKind.TASKS:
        counted, unit = targetlines.counts(one, shown), " h" if one.by_estimate else ""
        if counted is None:
            return targetlines.CONFIDENTIAL
        return f"{counted[0]} of {counted[1]}{unit} done"
    if one.kind == TargetKind.BOOLEAN:
        return "reached" if one.current >= 1 else "not yet"
    return _amount(one, one.current)


def _aimed(one: TargetLine) -> str:
    told = value(one)
    return told if one.kind == TargetKind.BOOLEAN else f"{told} (aim {_amount(one, one.target)})"


def _amount(one: TargetLine, amount: float) -> str:
    return with_unit(amount, kind=one.kind, unit=one.unit)


def _named(finished: Sequence[TaskFact]) -> str:
    """“ENG-3 and ENG-9 were finished”."""
    if not finished:
        return ""
    keys = [one.key for one in finished[:NAMED]]
    more = [f"{len(finished) - NAMED} more"] if len(finished) > NAMED else []
    return f"{joined([*keys, *more])} {'was' if len(finished) == 1 else 'were'} finished"


def _day(value: date | None) -> str:
    return f"{value:%-d %b %Y}" if value else "no day"
