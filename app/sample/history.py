"""Twelve weeks, task by task: made, begun, moved, reviewed, finished, or stuck; and what was said."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.domain.access import Actor
from app.lookups import statuses_of
from app.models import Task
from app.sample import cast
from app.sample.hours import Hours
from app.sample.plans import Move, Remark, TaskPlan, Turn
from app.sample.plot import CHAINS
from app.sample.story import Story
from app.sample.words import working
from app.work import comments, relations, tasks

# What names other tasks, about which task, when: told once every task has its key.
Talk = list[tuple[str, Remark, datetime]]


def play(story: Story) -> Iterator[None]:
    """Tell every list's story, what blocks what, and what was said; pauses after each task and remark."""
    talk: Talk = []
    makers: dict[str, Actor] = {}
    for plan in cast.LISTS:
        statuses = {s.name: s.id or 0 for s in statuses_of(story.session, story.lists[plan.name])}
        for title, task in plan.tasks.items():
            talk += _task(story, plan.name, title, task, statuses)
            makers[title] = story.actor(task.life.by)
            yield
    for first, second in CHAINS:
        _chain(story, story.tasks[first], story.tasks[second], makers[second])
        yield
    for title, remark, at in talk:
        _say(story, story.tasks[title], remark, at)
        yield


def _task(story: Story, home: str, title: str, plan: TaskPlan, statuses: dict[str, int]) -> Talk:
    """Make it and let happen what happened to it; what names other tasks is returned."""
    life, kind, hours = plan.life, plan.kind, Hours(title, story.now)
    at = hours.on(life.made)
    task = tasks.create(
        story.session,
        story.lists[home].id or 0,
        title=title,
        by=story.actor(life.by),
        at=at,
        status_id=statuses[life.first],
        parent_id=story.tasks[life.parent].id if life.parent else None,
        priority=kind.priority,
        assignees=[story.actor(life.to).user_id or 0] if life.to else [],
        due=_day(story, life.due),
        points=kind.points,
        estimate_minutes=kind.minutes,
        tags=list(kind.tags),
        description=story.worded(plan.about, at),
    )
    story.tasks[title], story.keys[title] = task, task.key
    who = story.actor(life.to or life.by)
    talk: Talk = []
    for happening in sorted((*plan.moved, *life.turns, *plan.said), key=_earliest_first):
        at = hours.on(happening.ago)
        match happening:
            case Remark() if "{task:" in happening.text:
                talk.append((title, happening, at))
            case Remark():
                _say(story, task, happening, at)
            case Turn():
                tasks.move(
                    story.session,
                    task.id or 0,
                    to=statuses[happening.status],
                    by=who,
                    at=at,
                    reason=happening.why,
                )
            case Move():
                _moved(story, task, happening, who, at)
    return talk


def _earliest_first(happening: Move | Turn | Remark) -> tuple[int, bool]:
    """Of one day, what was done comes before what was said about it."""
    return -happening.ago, isinstance(happening, Remark)


def _moved(story: Story, task: Task, move: Move, who: Actor, at: datetime) -> None:
    estimate = {} if move.minutes is None else {"estimate_minutes": move.minutes}
    tasks.edit(
        story.session,
        task.id or 0,
        due=_day(story, move.due),
        **estimate,
        by=who,
        at=at,
        reason=move.why,
    )


def _say(story: Story, task: Task, remark: Remark, at: datetime) -> None:
    comments.add(
        story.session,
        ("task", task.id or 0),
        text=story.worded(remark.text, at),
        by=story.actor(remark.who),
        at=at,
    )


def _chain(story: Story, first: Task, second: Task, by: Actor) -> None:
    """One waits for the other; whoever made the later one saw it two days after."""
    at = working(max(first.created_at, second.created_at) + timedelta(days=2))
    relations.relate(
        story.session,
        first.id or 0,
        kind="blocks",
        to_task=second.id or 0,
        by=by,
        at=min(at, story.now),
    )


def _day(story: Story, days: int | None) -> date | None:
    return None if days is None else story.now.date() + timedelta(days=days)
