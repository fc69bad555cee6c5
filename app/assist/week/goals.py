"""How each goal moved in a week, and why: its numbers at both ends, and what the log says between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from agents.facts import TaskFact, TaskFilter
from agents.plain.words import HEALTH, cap, joined, percent, plural, verb
from app import access
from app.assist import blocks, facts, filters, rows
from app.assist.week import moves
from app.assist.week.values import GoalWeek
from app.domain.access import Actor
from app.domain.bottlenecks.blocker import FEWEST_WAITING, behind
from app.domain.events import OPEN
from app.models import Task, TaskList, User
from app.reads import serving
from app.reads.goals import GoalLine

# A goal nobody spoke of for so long is owed a word.
OWED_AFTER = timedelta(days=14)
WORST_FIRST = ("off_track", "at_risk", "no_data", "on_track", "planned")
TROUBLE = ("off_track", "at_risk")
MOST_VERDICTS = 6  # in an opening paragraph

Lines = Mapping[int, GoalLine]


@dataclass(frozen=True)
class Moment:
    """The end of the week, or now while it lasts."""

    start: datetime
    end: datetime
    today: date
    zone: ZoneInfo

    def day(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone).date():%a %-d %b}"


def of(
    session: Session,
    actor: Actor,
    subject: tuple[str, int],
    ends: tuple[Lines, Lines],
    moment: Moment,
    done: Sequence[TaskFact],
) -> tuple[GoalWeek, ...]:
    """The goals of a subject, the most worrying first, each above those below it.

    `ends` are all visible goals before the week and after it, `done` is what was finished in it.
    """
    before, after = ends
    shown = _shown(_within(session, actor, subject, after), before, after)
    said = moves.log(session, actor, shown.values(), (moment.start, moment.end), moment.zone)
    work = _Work.of(session, actor, after, done)
    spoken = rows.last_spoken_of(session, list(shown), until=moment.end)
    names = dict(session.exec(select(col(User.id), col(User.name))).all())
    found: list[GoalWeek] = []
    for goal, depth in _in_order(shown):
        was = before.get(goal.id)
        below = [(after[i], before.get(i)) for i in goal.children if i in after]
        served = [one for one in done if goal.id in work.own.get(one.id, ())]
        found.append(
            GoalWeek(
                id=goal.id,
                title=goal.title,
                url=f"/goals/{goal.id}",
                owner=goal.owner.name if goal.owner else "",
                state=goal.state,
                health=goal.health,
                health_before=was.health if was else "",
                actual=goal.actual,
                actual_before=was.actual if was else None,
                expected=goal.expected if goal.is_open else None,
                verdict=_verdict(goal, was),
                cause=_cause(session, goal, work, moment.today),
                confidence=_confidence(goal, names, moment),
                owes=_owes(goal, spoken.get(goal.id), moment),
                moves=moves.of(goal, was, said, below=below, finished=served),
                depth=depth,
            )
        )
    return tuple(found)


def lead(goals: Sequence[GoalWeek], *, title: str) -> tuple[str, ...]:
    """The verdicts as sentences, the most worrying first; of many the rest is counted."""
    running = [one for one in goals if one.health != "planned"]
    running.sort(key=lambda one: (one.title != title, WORST_FIRST.index(one.health)))
    told: list[str] = []
    causes: set[str] = set()
    # One more costs no more words than counting it.
    most = len(running) if len(running) == MOST_VERDICTS + 1 else MOST_VERDICTS
    for one in running[:most]:
        name = "It" if one.title == title else one.title
        told.append(f"{name} is {one.verdict[0].lower()}{one.verdict[1:]}")
        # What holds up several goals is said of the first.
        holder = one.cause.partition(" holds up ")[0]
        if one.cause and holder not in causes:
            told.append(one.cause)
        causes.add(holder)
    rest = running[most:]
    counts = [(HEALTH[word], sum(one.health == word for one in rest)) for word in WORST_FIRST]
    if rest:
        words = joined([f"{count} {word}" for word, count in counts if count])
        told.append(f"The other {plural(len(rest), 'goal')}: {words}.")
    return tuple(told)


# -- which goals -----------------------------------------------------------------------------------


def _within(session: Session, actor: Actor, subject: tuple[str, int], lines: Lines) -> set[int]:
    """The goals a subject is about: itself and those below, or those of a space and of its work."""
    kind, item_id = subject
    if kind == "goal":
        return _below(item_id, lines)
    if kind != "space":
        return set(lines)
    here = [TaskList.space_id == item_id, access.lists_open_to(actor)]
    lists = session.exec(select(col(TaskList.id)).where(*here)).all()
    ways = serving.of_lists(session, [i for i in lists if i is not None], actor=actor)
    served = {way.goal_id for each in ways.values() for way in each}
    return {one.id for one in lines.values() if one.space_id == item_id or one.id in served}


def _below(goal_id: int, lines: Lines) -> set[int]:
    found, layer = {goal_id}, [goal_id]
    while layer:
        layer = [i for one in layer if one in lines for i in lines[one].children if i not in found]
        found |= set(layer)
    return found


def _shown(ids: Iterable[int], before: Lines, after: Lines) -> dict[int, GoalLine]:
    """Without what was over or put by before the week began."""
    found: dict[int, GoalLine] = {}
    for goal_id in ids:
        now, was = after.get(goal_id), before.get(goal_id)
        was_gone = was is not None and (was.is_archived or not was.is_open)
        if (
            now is not None
            and not (was_gone and not now.is_open)
            and not (was is not None and was.is_archived)
        ):
            found[goal_id] = now
    return found


def _in_order(shown: Mapping[int, GoalLine]) -> Iterable[tuple[GoalLine, int]]:
    """Worst first, each followed by those below it, with how far below they are."""

    def worry(one: GoalLine) -> tuple[int, float, str]:
        gap = (one.expected or 0.0) - (one.actual or 0.0)
        return WORST_FIRST.index(one.health), -gap, one.rank

    def walk(goals: Iterable[GoalLine], depth: int) -> Iterable[tuple[GoalLine, int]]:
        for one in sorted(goals, key=worry):
            yield one, depth
            yield from walk((shown[i] for i in one.children if i in shown), depth + 1)

    yield from walk((one for one in shown.values() if one.parent_id not in shown), 0)


# -- what is said of one ---------------------------------------------------------------------------


def _verdict(goal: GoalLine, before: GoalLine | None) -> str:
    """As in “At risk: 36 %, up 4 points; 50 % expected; on track a week before”."""
    if not goal.is_open:
        return f"{cap(goal.state.replace('_', ' '))} at {percent(goal.actual)}."
    if goal.health == "planned":
        begins = f"; it begins {goal.period_start:%-d %b %Y}" if goal.period_start else ""
        return f"Planned{begins}."
    if goal.actual is None:
        return "Without data: nothing measures it yet."
    change = _change(goal.actual, before.actual if before else None)
    turned = ""
    if before is not None and before.health not in (goal.health, "planned"):
        turned = f"; {HEALTH[before.health]} a week before"
    if goal.expected is None:
        return f"Under way: {percent(goal.actual)}{change}{turned}."
    word = cap(HEALTH[goal.health])
    return f"{word}: {percent(goal.actual)}{change}; {percent(goal.expected)} expected{turned}."


def _change(now: float, before: float | None) -> str:
    if before is None:
        return ""
    points = int(now + 0.5) - int(before + 0.5)
    if not points:
        return ", as a week before"
    return f", {'up' if points > 0 else 'down'} {plural(abs(points), 'point')}"


def _cause(session: Session, goal: GoalLine, work: "_Work", today: date) -> str:
    """What holds a goal in trouble up most, in a sentence."""
    if goal.health not in TROUBLE or not goal.is_open:
        return ""
    mine = work.open_of(goal.id)
    root, waiting = work.holding(mine)
    if root is not None:
        [task] = facts.by_ids(session, [root]).values()
        who = ", ".join(task.people) or "nobody is on it"
        late = (today - task.due).days if task.due else 0
        overdue = f", {plural(late, 'day')} overdue" if late > 0 else ""
        return f"{task.title} ({task.key}, {who}{overdue}) holds up {plural(waiting, 'task')}."
    late_ones = [i for i in mine if (due := work.due.get(i)) and due < today]
    if late_ones:
        count = len(late_ones)
        return f"{count} of its {len(mine)} open tasks {verb(count)} overdue."
    return ""


def _confidence(goal: GoalLine, names: Mapping[int | None, str], moment: Moment) -> str:
    """Where its pace leads, and what a person judged of it."""
    told: list[str] = []
    if goal.is_open and goal.actual is not None and goal.expected:
        reach = goal.actual / goal.expected
        end = f"{goal.period_end:%-d %b %Y}" if goal.period_end else "the end"
        told.append(
            f"At this pace it is reached by {end}."
            if reach >= 1
            else f"At this pace it is at {int(100 * reach)} % on {end}."
        )
    if goal.override and goal.override_at and not goal.override_is_stale and goal.is_open:
        who = names.get(goal.override_by, "") or "Somebody"
        word = HEALTH[goal.override]
        told.append(
            f"{who} judged it {word} {moment.day(goal.override_at)}: “{goal.override_reason}”"
        )
    return " ".join(told)


def _owes(goal: GoalLine, spoken: datetime | None, moment: Moment) -> str:
    first = moment.today - OWED_AFTER
    if not goal.is_open or (spoken and spoken.astimezone(moment.zone).date() >= first):
        return ""
    who = goal.owner.name if goal.owner else "Somebody"
    since = (
        f"nobody spoke of it since {moment.day(spoken)}" if spoken else "nobody ever spoke of it"
    )
    return f"{who} owes an update: {since}."


@dataclass(frozen=True)
class _Work:
    """The open work and what was finished, with the goals all of it serves."""

    own: Mapping[int, frozenset[int]]  # the goals each task serves itself
    serves: Mapping[int, frozenset[int]]  # those above them, too
    due: Mapping[int, date | None]  # of open tasks
    below: blocks.Below

    @classmethod
    def of(cls, session: Session, actor: Actor, lines: Lines, done: Sequence[TaskFact]) -> "_Work":
        is_open = filters.conditions(session, TaskFilter(categories=tuple(OPEN)), actor)
        rows = session.exec(select(col(Task.id), col(Task.due)).where(*is_open))
        due = {task_id or 0: day for task_id, day in rows}
        ways = serving.of_tasks(session, {*due, *(one.id for one in done)}, actor=actor)
        above = {i: frozenset(_above(i, lines)) for i in lines}
        own = {i: frozenset(way.goal_id for way in each) for i, each in ways.items()}
        serves = {
            task_id: frozenset[int]().union(*(above.get(i, frozenset()) for i in goals))
            for task_id, goals in own.items()
        }
        return cls(own, serves, due, blocks.below(session.info["open_blocks"]))

    def goals_of(self, task_id: int) -> frozenset[int]:
        return self.serves.get(task_id, frozenset())

    def open_of(self, goal_id: int) -> set[int]:
        return {i for i in self.due if goal_id in self.goals_of(i)}

    def holding(self, tasks: set[int]) -> tuple[int | None, int]:
        """What most of these wait for, itself free to be worked on, and how many they are."""
        blocked = {second for group in self.below.values() for second in group}
        found = [
            (len(behind(root, self.below) & tasks), root)
            for root in self.below
            if root not in blocked
        ]
        waiting, root = max(found, default=(0, 0), key=lambda one: (one[0], -one[1]))
        return (root, waiting) if waiting >= FEWEST_WAITING else (None, 0)


def _above(goal_id: int, lines: Lines) -> Iterable[int]:
    met: set[int] = set()
    at: int | None = goal_id
    while at is not None and at in lines and at not in met:
        met.add(at)
        yield at
        at = lines[at].parent_id
