"""Whether something will be done in time: a goal by its pace, a task by what it waits for and by how long work takes."""

from collections.abc import Sequence
from datetime import date, timedelta

from agents import claims
from agents.algebra.rows import Row
from agents.algebra.told.teller import Teller
from agents.answer import of_task
from agents.facts import TaskFact, TaskFilter
from agents.plain.words import SHOWN, day, people, plural, verb

DEEPEST = 6  # blockers behind blockers that are looked at


def forecast(t: Teller) -> None:
    """Goals, or tasks."""
    if t.query.of == "goals":
        _goals(t)
    else:
        _tasks(t)


def _goals(t: Teller) -> None:
    """Whether a goal will be reached when it goes on as it did; of several those that won't first."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}.", ())
        return
    paced = [row for row in rows if row.actual is not None and row.expected and _is_open(row)]
    short = [row for row in paced if _reach(row) < 1]
    if len(rows) > 1 and not paced:
        t.say(f"There is too little to tell at which pace any of the {t.noun(2)} goes.", ())
        return
    if len(rows) > 1:
        count = f"{len(short)} of {len(paced)} {t.noun(len(paced))}"
        t.say(
            f"{count} will not be reached in time at {verb(len(short), 'its', 'their')} pace.",
            short,
        )
    told = rows if len(rows) == 1 else sorted(short, key=_reach)
    for row in told[:SHOWN]:
        text = _goal(row)
        t.say(text if len(told) == 1 else text.partition(": ")[2] or text, (row,))
        if len(told) == 1 and (then := _then(t, row)):
            t.say(then, (row,))
        goal = t.gateway.goal(row.id) if len(told) == 1 else None
        if goal is not None and goal.targets:
            words = "; ".join(target.words for target in goal.targets)
            t.draft.say_of_goal(f"Its targets: {words}.", goal, "targets")


def _is_open(row: Row) -> bool:
    return row.state not in ("achieved", "missed", "dropped")


def _reach(row: Row) -> float:
    return (row.actual or 0.0) / (row.expected or 1.0)


def _goal(row: Row) -> str:
    if row.state in ("achieved", "missed", "dropped"):
        return f"{row.title} is {row.state}."
    if row.actual is None or not row.expected:
        return f"{row.title}: there is too little to tell at which pace it goes."
    done, gone = int(row.actual + 0.5), int(row.expected + 0.5)
    end = f"{row.due:%-d %b %Y}" if row.due else "the end"
    fact = f"{done} % of the way with {gone} % of the time gone"
    if _reach(row) >= 1:
        return f"Yes, at this pace: {row.title} is {fact}, so it is reached by {end}."
    reached = int(100 * _reach(row))
    return f"No, not at this pace: {row.title} is {fact}; it would be at {reached} % on {end}."


def _then(t: Teller, row: Row) -> str:
    """When it would be reached, going on as it did."""
    goal = t.gateway.goal(row.id)
    is_short = row.actual and row.expected and _reach(row) < 1
    if goal is None or not is_short or goal.period_start is None or not row.actual:
        return ""
    gone = (t.gateway.today - goal.period_start).days + 1
    ends = t.gateway.today + timedelta(days=int(gone * (100 / row.actual - 1)))
    return f"It would be reached around {ends:%-d %b %Y}."


def _tasks(t: Teller) -> None:
    rows = t.result.rows
    if len(rows) == 1 and t.query.limit == 1:
        task = t.gateway.task(rows[0].key)
        if task is not None:
            _task(t, task)
        return
    late = [row for row in rows if row.due is not None and row.due < t.gateway.today]
    coming = [row for row in rows if row not in late and _is_held(t, row)]
    if not coming:
        text = f"Of the {t.noun(2)} nothing waits for work that is late or due after it"
        t.say(f"{text}; {len(late)} {verb(len(late))} overdue already.", late)
        return
    noun = f"{len(coming)} of the {t.noun(2)}"
    text = f"{noun} {verb(len(coming), 'waits', 'wait')} for work that is late or due after {verb(len(coming), 'it', 'them')}"
    t.say(f"{text}; {len(late)} more {verb(len(late))} overdue already.", coming)
    for row in coming[:SHOWN]:
        task = t.gateway.task(row.key)
        if task is not None:
            _task(t, task)


def _is_held(t: Teller, row: Row) -> bool:
    if row.due is None:
        return False
    last = _last(t, t.gateway.blockers_of(row.id))
    return last is not None and (last.due is None or last.due > row.due or _is_late(t, last))


def _is_late(t: Teller, task: TaskFact) -> bool:
    return task.due is not None and task.due < t.gateway.today


def _last(t: Teller, before: Sequence[TaskFact]) -> TaskFact | None:
    """Of all open work that comes before it, what is late, else what is due last."""
    known: dict[int, TaskFact] = {}
    layer = list(before)
    for _ in range(DEEPEST):
        known |= {one.id: one for one in layer}
        layer = [b for one in layer for b in t.gateway.blockers_of(one.id) if b.id not in known]
        if not layer:
            break
    late = [one for one in known.values() if _is_late(t, one)]
    if late:
        return min(late, key=lambda one: one.due or date.max)
    return max(known.values(), key=lambda one: one.due or date.min, default=None)


def _task(t: Teller, task: TaskFact) -> None:
    """The verdict, and by what it is told."""
    name = f"{task.key} ({task.title})"
    before = t.gateway.blockers_of(task.id)
    last = _last(t, before)
    fields = ("title", "due", "done_at", "category", "started_at")
    is_over = task.category in ("done", "cancelled")
    if is_over or task.due is None or last is None or task.due < t.gateway.today:
        t.draft.say_of_task(_alone(t, task, name), task, *fields)
        return
    text = _held(t, task, last, name)
    claim = claims.every(
        claims.of_waiting(task, before, before=True),
        claims.of_task(task, *fields),
        claims.of_task(last, "title", "people", "due"),
    )
    t.draft.say(text, of_task(task), of_task(last), claim=claim)


def _alone(t: Teller, task: TaskFact, name: str) -> str:
    """By itself: it is over, it is late, or it has as long as such work takes."""
    today = t.gateway.today
    if task.category == "cancelled":
        return f"{name} is cancelled."
    if task.done_at is not None:
        done = t.moment.day(task.done_at)
        way = "" if task.due is None else ", in time" if done <= task.due else ", late"
        return f"{name} is finished, since {day(done, today)}{way}."
    if task.due is None:
        return f"{name} has no due date to be in time for."
    left = (task.due - today).days
    if left < 0:
        return f"No: {name} was due {day(task.due, today)}, {plural(-left, 'day')} ago, and is not finished."
    usual = t.gateway.flow(TaskFilter(lists=(task.list_id,)), None).cycle.p50
    gone = (today - t.moment.day(task.started_at)).days + 1 if task.started_at else 0
    ends = f"{name} is due {day(task.due, today)}, in {plural(left, 'day')}"
    if usual is None:
        return f"{ends}; nothing{t.gateway.you_can_see} holds it up, and too little was finished in its list to say more."
    needs = f"half of the work in its list takes {plural(round(usual), 'day')} from start to done"
    begun = f"started {plural(gone, 'day')} ago" if gone else "not started"
    verdict = "Likely" if usual - gone <= left else "Doubtful"
    return (
        f"{verdict}: {ends}, and {begun}; {needs}, and nothing{t.gateway.you_can_see} holds it up."
    )


def _held(t: Teller, task: TaskFact, last: TaskFact, name: str) -> str:
    today = t.gateway.today
    if task.due is None or last.due is None:
        return f"It can't be told: {name} waits for {last.key} {last.title} ({people(last)}), which has no due date."
    ends = f"due {day(task.due, today)}"
    if last.due < today:
        late = plural((today - last.due).days, "day")
        return f"Doubtful: {name} is {ends} and waits for {last.key} {last.title} ({people(last)}), {late} overdue itself."
    behind = f"{last.key} {last.title} ({people(last)}), due {day(last.due, today)}"
    if last.due > task.due:
        return f"No, by the dates: {name} is {ends} and waits for {behind}."
    return f"Yes, by the dates: {name} is {ends}, and what it waits for ends before: {behind}."
