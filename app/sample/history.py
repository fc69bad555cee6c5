"""Twelve weeks, task by task: made, begun, slipped, reviewed, finished, or stuck."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.domain.access import Actor
from app.lookups import statuses_of
from app.models import Task, TaskList
from app.sample import cast, crews, remarks
from app.sample.plot import CHAINS, FATES, FIXED, FRANKFURT, OVERLOADED, TAGS
from app.sample.story import Story
from app.work import comments, relations, tasks


def play(story: Story) -> Iterator[None]:
    """Tell every list's story, then the chains between them; pauses after each task."""
    for plan in cast.LISTS:
        home = story.lists[plan.name]
        story.statuses = {s.name: s.id or 0 for s in statuses_of(story.session, home)}
        for title in plan.titles:
            _task(story, home, plan.name, title)
            yield
        yield from _subtasks(story, home, plan)
    for first, second in CHAINS:
        _chain(story, story.tasks[first], story.tasks[second])
        yield
    for title, words in remarks.DECIDED:
        task = story.tasks[title]
        at = max(task.created_at, story.now - timedelta(days=story.dice.randint(9, 50)))
        who = story.actors[story.dice.choice(crews.crew(crews.list_of(title)))]
        comments.add(story.session, ("task", task.id or 0), text=words, by=who, at=story.moment(at))
        yield


def _task(story: Story, home: TaskList, name: str, title: str) -> None:
    dice = story.dice
    fate = FIXED.get(title) or dice.choice(FATES)
    crew = crews.crew(name)
    author, owner = dice.choice(crew), crews.owner(dice, crew, fate)
    age = dice.randint(6, 82) if fate in ("done", "cancelled") else dice.randint(3, 80)
    if title in FIXED:
        age = 60 + dice.randint(0, 15)
    made = story.moment(story.now - timedelta(days=age))
    due = _due(story, fate, made)
    task = tasks.create(
        story.session,
        home.id or 0,
        title=title,
        by=story.actors[author],
        at=made,
        status_id=story.statuses[
            "Backlog" if fate == "backlog" or dice.random() < 0.3 else "To do"
        ],
        priority=1
        if title == FRANKFURT
        else dice.choice((0, 0, 2, 3, 3, 3, 4, 1 if dice.random() < 0.3 else 3)),
        assignees=_ids(story, owner),
        due=due,
        points=dice.choice((1, 2, 2, 3, 3, 5, 8, None)),
        estimate_minutes=dice.choice((None, 120, 240, 480, 480, 960)),
        tags=dice.sample(TAGS[name], dice.randint(0, min(2, len(TAGS[name])))),
        description=crews.about(dice, title),
    )
    story.tasks[title] = task
    _live(story, task, fate, owner or author, made, due)
    if owner == OVERLOADED and fate in ("todo", "started"):
        soon = story.now.date() + timedelta(days=dice.randint(1, 12))
        tasks.edit(
            story.session,
            task.id or 0,
            due=soon,
            estimate_minutes=dice.choice((960, 1200, 1440)),
            by=story.actors[OVERLOADED],
            at=story.moment(story.now - timedelta(days=2)),
        )


def _live(
    story: Story, task: Task, fate: str, owner: str, made: datetime, due: date | None
) -> None:
    """What happened to it since."""
    dice, who = story.dice, story.actors[owner]
    left = (story.now - made).days
    if fate in ("backlog", "todo"):
        if due and dice.random() < 0.25:
            _slip(story, task, who, made + timedelta(days=dice.randint(1, max(2, left))))
        if dice.random() < 0.3:
            _say(
                story,
                task,
                owner,
                remarks.PROGRESS,
                made + timedelta(days=dice.randint(0, max(1, left))),
            )
        return
    if fate == "cancelled":
        _to(
            story,
            task,
            "Cancelled",
            who,
            made + timedelta(days=dice.randint(2, max(3, left))),
            "Not worth it any more",
        )
        return
    begun = made + timedelta(days=dice.randint(1, max(2, left // 3)))
    aged = fate in ("started", "review") and dice.random() < 0.4
    if fate in ("started", "review") and not aged:
        begun = max(begun, story.now - timedelta(days=dice.randint(1, 7)))
    _to(story, task, "In progress", who, begun)
    _say(story, task, owner, remarks.STARTED, begun, chance=0.6)
    if due and dice.random() < 0.3:
        _slip(story, task, who, begun + timedelta(days=1))
    _say(
        story, task, owner, remarks.PROGRESS, begun + timedelta(days=dice.randint(1, 4)), chance=0.7
    )
    if fate == "started":
        return
    reviewed = begun + timedelta(days=dice.randint(1, 6))
    _to(story, task, "In review", who, reviewed)
    _say(story, task, owner, remarks.REVIEW, reviewed, chance=0.6)
    if fate == "review":
        return
    ended = min(
        reviewed + timedelta(days=dice.choice((0, 1, 1, 2, 3, 6))),
        story.now - timedelta(days=dice.randint(0, 3)),
    )
    if dice.random() < 0.06:
        _to(story, task, "Done", who, reviewed)
        _to(
            story,
            task,
            "In progress",
            who,
            reviewed + timedelta(days=1),
            "A customer still sees it",
        )
    _to(story, task, "Done", who, ended)
    _say(story, task, owner, remarks.DONE, ended, chance=0.5)


def _to(story: Story, task: Task, status: str, who: Actor, day: datetime, reason: str = "") -> None:
    """Move it at some hour of the day, never before what happened last."""
    at = max(story.moment(day), task.updated_at + timedelta(minutes=3))
    tasks.move(
        story.session,
        task.id or 0,
        to=story.statuses[status],
        by=who,
        at=min(at, story.now),
        reason=reason,
    )


def _slip(story: Story, task: Task, who: Actor, day: datetime) -> None:
    if task.due is None:
        return
    later = task.due + timedelta(days=story.dice.choice((3, 5, 7, 10, 14)))
    at = max(story.moment(day), task.updated_at + timedelta(minutes=2))
    tasks.edit(
        story.session,
        task.id or 0,
        due=later,
        by=who,
        at=min(at, story.now),
        reason=story.dice.choice(remarks.SLIPPED),
    )


def _say(
    story: Story,
    task: Task,
    owner: str,
    stock: tuple[str, ...],
    day: datetime,
    *,
    chance: float = 1.0,
) -> None:
    if story.dice.random() > chance:
        return
    others = [n for n in list(story.actors)[:-1] if n != owner]
    name = story.dice.choice(others).split(" ")[0]
    words = story.dice.choice(stock).format(
        day=f"{day + timedelta(days=3):%A}", name=name, blocker=""
    )
    at = max(story.moment(day), task.created_at + timedelta(minutes=9))
    comments.add(
        story.session,
        ("task", task.id or 0),
        text=words,
        by=story.actors[owner],
        at=min(at, story.now),
    )


def _chain(story: Story, first: Task, second: Task) -> None:
    """One waits for the other, and says so."""
    at = story.moment(max(first.created_at, second.created_at) + timedelta(days=2))
    who = story.actors[crews.crew(crews.list_of(second.title))[0]]
    relations.relate(
        story.session, first.id or 0, kind="blocks", to_task=second.id or 0, by=who, at=at
    )
    other = story.dice.choice(list(story.actors)[:-1]).split(" ")[0]
    words = story.dice.choice(remarks.BLOCKED).format(blocker=f"#{first.key}", name=other)
    comments.add(
        story.session,
        ("task", second.id or 0),
        text=words,
        by=who,
        at=min(at + timedelta(hours=1), story.now),
    )


def _subtasks(story: Story, home: TaskList, plan: cast.ListOf) -> Iterator[None]:
    """Two larger tasks of each list are split."""
    for title in plan.titles[:2]:
        parent = story.tasks[title]
        who = story.actors[crews.crew(plan.name)[0]]
        for index, part in enumerate(
            ("Find out what is there today", "Agree with everybody concerned", "Do it, and check")
        ):
            made = tasks.create(
                story.session,
                home.id or 0,
                title=f"{part}: {title[0].lower()}{title[1:]}"[:120],
                parent_id=parent.id,
                by=who,
                at=min(parent.created_at + timedelta(hours=2), story.now),
            )
            if parent.category == "done" or index == 0:
                tasks.move(
                    story.session,
                    made.id or 0,
                    to=story.statuses["Done"],
                    by=who,
                    at=min(made.created_at + timedelta(days=4), story.now),
                )
            yield


def _due(story: Story, fate: str, made: datetime) -> date | None:
    dice = story.dice
    if fate == "backlog" or dice.random() < 0.25:
        return None
    if fate in ("done", "cancelled"):
        return (made + timedelta(days=dice.randint(7, 24))).date()
    return story.now.date() + timedelta(
        days=dice.choice((-12, -6, -3, -1, 1, 2, 4, 5, 8, 11, 15, 21, 28))
    )


def _ids(story: Story, owner: str) -> list[int]:
    return [story.actors[owner].user_id or 0] if owner else []
