"""What the first page shows, and changing a status on it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypedDict

import reflex as rx

from app.assist import findings, lastweek
from app.domain.bottlenecks import Finding
from app.lookups import statuses_of_lists
from app.reads import goals, home, inbox
from app.reads.tasks import Row
from app.ui import rows, words
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.goal_lines import GoalView, goal_view
from app.ui.rows import Option, TaskLine
from app.work import comments, tasks

# On the first page; the rest is asked for ("what is at risk?").
MOST_FINDINGS, MOST_ITEMS = 4, 6
# Lines of tasks by id, those that may be shown.
Shown = Callable[[Iterable[int]], list[TaskLine]]


class Group(TypedDict):
    """Tasks due about the same time."""

    name: str
    tone: str
    count: int
    tasks: list[TaskLine]


class FindingView(TypedDict):
    """What a detector saw."""

    title: str
    measure: str
    comparison: str
    next_act: str
    url: str  # where the next step is taken
    is_mine: bool
    tasks: list[TaskLine]
    more: int


class LastWeek(TypedDict):
    """What a week amounted to, in one sentence."""

    title: str
    url: str
    headline: str


class CommentForMe(TypedDict):
    """A comment somebody gave me."""

    id: int
    url: str
    key: str
    title: str
    author: str
    at: str
    text: str


class HomePage(TypedDict):
    """All of the page but the weeks."""

    hello: str
    today: str
    groups: list[Group]
    choices: dict[str, list[Option]]
    waiting: list[TaskLine]
    comments_for_me: list[CommentForMe]
    goals: list[GoalView]
    findings: list[FindingView]
    total: int
    late: int
    has_work: bool


class Home(Page, rx.State):
    """My open work and what surrounds it."""

    hello: str = ""
    today: str = ""
    groups: list[Group] = []
    choices: dict[str, list[Option]] = {}
    waiting: list[TaskLine] = []
    comments_for_me: list[CommentForMe] = []
    goals: list[GoalView] = []
    findings: list[FindingView] = []
    weeks: list[LastWeek] = []
    total: int = 0
    late: int = 0
    has_work: bool = False

    @loader
    async def load(self) -> None:
        self._take(await self._read_shared(_page))
        self.ready = True

    @loader
    async def load_weeks(self) -> None:
        """Last week in a sentence a space: computed after the rest is on the page."""
        self.weeks = await self._read_shared(_weeks)

    @handler
    async def move(self, key: str, status_id: int) -> Any:
        """Give one of the tasks shown another status."""
        names = {one["value"]: one["label"] for every in self.choices.values() for one in every}
        task, batch = await self._write(
            lambda d: tasks.move(d.session, key, to=status_id, by=d.actor)
        )
        self._take(await self._read_shared(_page))
        return toast(f"{task.key} is now {names.get(status_id, 'moved')}.", batch)

    @handler
    async def settle(self, comment_id: int) -> Any:
        """Resolve a comment given to me."""
        _, batch = await self._write(lambda d: comments.resolve(d.session, comment_id, by=d.actor))
        self.comments_for_me = [one for one in self.comments_for_me if one["id"] != comment_id]
        return toast("Settled.", batch)


def _page(context: RequestContext) -> HomePage:
    session, actor, today = context.session, context.actor, context.today
    found = findings.for_person(session, actor, now=context.now)[:MOST_FINDINGS]
    about = [i for one in found for i in (*one.items[:MOST_ITEMS], one.about) if i is not None]
    own_work = home.own_work(session, actor=actor, today=today, also=about)
    lists = statuses_of_lists(session, {row.list_id for row in own_work.rows.values()})
    own = [own_work.rows[i] for i in own_work.mine]
    notes = {one.task_id: f"waits for {one.blocker_key}" for one in own_work.waiting}

    def shown(ids: Iterable[int], notes: dict[int, str] | None = None) -> list[TaskLine]:
        present = [own_work.rows[i] for i in ids if i in own_work.rows]
        return rows.dressed(present, lists, own_work.people, today=today, notes=notes)

    return {
        "hello": f"{_greeting(context)}, {actor.name.split(' ')[0]}",
        "today": words.exact_day(today),
        "groups": _groups(today, own, shown),
        "choices": rows.options_of_lists(lists),
        "waiting": shown((one.task_id for one in own_work.waiting), notes),
        "comments_for_me": [
            _comment(notice, context) for notice in inbox.asked(session, actor=actor)
        ],
        "goals": _goals(context),
        "findings": [_finding(one, shown, actor.user_id) for one in found],
        "total": len(own),
        "late": sum(1 for row in own if row.due and row.due < today),
        "has_work": bool(actor.lists),
    }


def _goals(context: RequestContext) -> list[GoalView]:
    lines = goals.standings(
        context.session, actor=context.actor.current, now=context.now, today=context.today
    )
    own = [g for g in lines if g.is_open and g.owner_id == context.actor.user_id]
    # Nobody's goals on the page would say nothing: then the workspace's own top goals stand here.
    shown = own or [g for g in lines if g.is_open and g.parent_id is None]
    return [goal_view(goal, context.today) for goal in shown[:8]]


def _weeks(context: RequestContext) -> list[LastWeek]:
    return [
        LastWeek(
            title=one.title,
            headline=one.headline,
            url=f"/summaries?of={one.subject[0]}-{one.subject[1]}&week={one.week}",
        )
        for one in lastweek.of_places(context.session, context.actor, now=context.now)
        if not one.is_empty
    ]


def _finding(one: Finding, shown: Shown, me: int | None) -> FindingView:
    """What a detector saw, with some of the tasks it is about."""
    about = shown(one.items[:MOST_ITEMS])
    step = shown([one.about] if one.about is not None else [])
    return FindingView(
        title=one.title,
        measure=one.measure,
        comparison=one.comparison,
        next_act=one.next_act,
        url=step[0]["url"] if step else "",
        is_mine=me in one.people,
        tasks=about,
        more=max(0, len(one.items) - len(about)),
    )


def _greeting(context: RequestContext) -> str:
    hour = context.now.astimezone(context.zone).hour
    if hour < 5:  # late for some, early for others
        return "Hello"
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def _groups(today: date, mine: list[Row], shown: Shown) -> list[Group]:
    sunday = today + timedelta(days=6 - today.weekday())
    kept: dict[str, list[Row]] = {
        "Overdue": [],
        "Today": [],
        "This week": [],
        "Later": [],
        "No date": [],
    }
    for row in mine:
        kept[_when(row.due, today, sunday)].append(row)
    return [
        Group(
            name=name,
            tone="is-red" if name == "Overdue" else "",
            count=len(found),
            tasks=shown([row.id for row in found]),
        )
        for name, found in kept.items()
        if found
    ]


def _when(due: date | None, today: date, sunday: date) -> str:
    if due is None:
        return "No date"
    if due < today:
        return "Overdue"
    if due == today:
        return "Today"
    return "This week" if due <= sunday else "Later"


def _comment(notice: inbox.Notice, context: RequestContext) -> CommentForMe:
    return CommentForMe(
        id=notice.comment_id or 0,
        url=notice.url,
        key=notice.key,
        title=notice.title,
        author=notice.author,
        at=words.moment(notice.at, context.now, context.zone),
        text=notice.text,
    )
