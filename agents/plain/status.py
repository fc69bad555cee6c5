"""How things stand: goals, lists, spaces, tasks, people, findings."""

import re
from dataclasses import replace

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.facts import GoalFact, Named, Quote, TaskFact, TaskFilter
from agents.plain import blocking, counts, sets
from agents.plain.words import (
    HEALTH,
    SHOWN,
    cap,
    counted,
    day,
    due,
    joined,
    people,
    percent,
    plural,
    short,
    sources_of,
    verb,
)
from agents.reading import times
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import Desk

WANTED_HEALTH = (
    ("off_track", r"\boff[- ]track\b|\bbehind\b|\bin trouble\b|\bfail\w*\b"),
    ("at_risk", r"\bat[- ]risk\b|\bbehind\b"),
    ("on_track", r"\bon[- ]track\b"),
    ("no_data", r"\bno data\b|\bwithout data\b"),
)
STATES = {
    "planned": "planned",
    "in_progress": "in progress",
    "achieved": "achieved",
    "missed": "missed",
    "dropped": "dropped",
}


def status(reading: Reading, desk: Desk, draft: Draft) -> None:
    """The status of whatever the question names."""
    for key in reading.keys:
        task_status(key, desk, draft)
    for named in reading.goals:
        if goal := desk.goal(named.id):
            goal_status(goal, reading, desk, draft)
    for named in (*reading.lists, *reading.spaces):
        place_status(named, reading, desk, draft)
    if not draft.sentences and not reading.keys:
        whole(reading, desk, draft)


def goal_status(goal: GoalFact, reading: Reading, desk: Desk, draft: Draft) -> None:
    """Its number against the pace, its parts, what holds it up, its owner's last words."""
    goal_itself(goal, desk, draft)
    goal_in_the_way(goal, reading, desk, draft)
    for quote in desk.comments_on("goal", goal.id)[:1]:
        last_said(quote, desk, draft)


def goal_itself(goal: GoalFact, desk: Desk, draft: Draft) -> None:
    """Its number against the pace, and its parts."""
    draft.looked_at.append(f"the goal {goal.title}")
    draft.say_of_goal(headline(goal, desk), goal)
    if goal.override_reason:
        draft.say_of_goal(
            f"Its health was set by hand: “{goal.override_reason}”. The pace alone says {HEALTH[goal.suggested]}.",
            goal,
        )
    if goal.targets:
        draft.say_of_goal("Its targets: " + "; ".join(t.words for t in goal.targets) + ".", goal)
    if goal.children:
        worst = sorted(goal.children, key=lambda c: (c[2] is None, c[2] or 0))[:3]
        names = joined([f"{title} at {percent(value)}" for _, title, value in worst])
        draft.say_of_goal(
            f"It has {plural(len(goal.children), 'sub-goal')}, the least far: {names}.", goal
        )


def goal_in_the_way(goal: GoalFact, reading: Reading, desk: Desk, draft: Draft) -> None:
    """The work left for it, what of that is late, and what holds it up."""
    wanted = replace(reading.filter, goal=goal.id, categories=OPEN)
    _goal_work(wanted, desk, draft)
    if desk.blockers(wanted):
        only = replace(
            reading, goals=(Named("goal", goal.id, goal.title),), keys=(), period=None, traits=()
        )
        blocking.held_up(only, wanted, desk, draft)
    else:
        draft.say("No open task blocks its work.", of_goal(goal))


def _goal_work(wanted: TaskFilter, desk: Desk, draft: Draft) -> None:
    work = desk.tasks(wanted)
    overdue = replace(wanted, due_before=desk.today)
    late = desk.tasks(overdue)
    if work:
        ending = f", {len(late)} of them overdue" if late else ", none of them overdue"
        head = f"{cap(plural(len(work), 'open task'))} {verb(len(work), 'serves', 'serve')} it{ending}."
        counted(draft, head, work, claims.of_tasks(wanted, work.keys))
    if late:
        names = [f"{t.title} ({due(t, desk.today)}, {people(t)})" for t in late[:3]]
        counted(draft, f"Overdue: {joined(names)}.", late, claims.of_tasks(overdue, late.keys))


def last_said(quote: Quote, desk: Desk, draft: Draft) -> None:
    when, words = day(quote.at.astimezone(desk.zone).date(), desk.today), short(quote.text)
    draft.quote(f"Last said, by {quote.author} on {when}: “{words}”", quote, words)


def headline(goal: GoalFact, desk: Desk) -> str:
    """A goal in a sentence, as in “EU launch is at risk: 31 % of the way, 50 % expected by today”."""
    owner = f" {goal.owner} owns it." if goal.owner else ""
    if goal.final:
        return f"{goal.title} was {STATES[goal.state]} at {percent(goal.actual)}.{owner}"
    if goal.actual is None:
        return f"{goal.title} is {STATES[goal.state]} and has no data yet: none of its targets can be counted.{owner}"
    pace = f", {percent(goal.expected)} expected by today" if goal.expected is not None else ""
    end = f"; its period ends {day(goal.period_end, desk.today)}" if goal.period_end else ""
    health = HEALTH.get(goal.health, goal.health)
    word = f"is {health}" if goal.expected is not None else "is under way"
    return f"{goal.title} {word}: {percent(goal.actual)} of the way{pace}{end}.{owner}"


def place_status(named: Named, reading: Reading, desk: Desk, draft: Draft) -> None:
    """A list or space: what is open, started, blocked, overdue, and what was finished of late."""
    wanted = replace(
        reading.filter,
        lists=(named.id,) if named.kind == "list" else (),
        spaces=(named.id,) if named.kind == "space" else (),
        categories=OPEN,
    )
    place_itself(named, wanted, desk, draft)
    place_in_the_way(wanted, desk, draft)
    place_lately(wanted, desk, draft)


def place_itself(named: Named, wanted: TaskFilter, desk: Desk, draft: Draft) -> None:
    work = desk.tasks(wanted)
    started = desk.tasks(replace(wanted, categories=("started",)))
    draft.looked_at.append(f"the tasks of {named.name}")
    claim = claims.of_tasks(wanted, work.keys)
    head = f"{named.name} has {plural(len(work), 'open task')}, {len(started)} of them started."
    counted(draft, head, work, claim)


def place_in_the_way(wanted: TaskFilter, desk: Desk, draft: Draft) -> None:
    """What is late, blocked or nobody's."""
    work = desk.tasks(wanted)
    late = _part(draft, desk, replace(wanted, due_before=desk.today), "overdue")
    held = _part(draft, desk, replace(wanted, blocked=True), "blocked")
    if not late and not held and work:
        draft.say("Nothing in it is overdue or blocked.", *sources_of(work[:1]))
    unowned = replace(wanted, unassigned=True)
    alone = desk.tasks(unowned)
    if alone:
        them = "it" if len(alone) == 1 else "them"
        head = f"{cap(plural(len(alone), 'open task'))} {verb(len(alone), 'has', 'have')} nobody on {them}."
        counted(draft, head, alone, claims.of_tasks(unowned, alone.keys))


def place_lately(wanted: TaskFilter, desk: Desk, draft: Draft) -> None:
    """What was finished of late."""
    week, _ = times.read("the last 7 days", desk.today)
    if week:
        start, end = week.instants(desk.zone)
        fitting = replace(wanted, categories=())
        done = {c.key: c.task_id for c in desk.changes(fitting, start, end, ["done"])}
        head = f"{cap(plural(len(done), 'task'))} {verb(len(done), 'was', 'were')} finished in the last 7 days."
        tasks = desk.these([(task_id, key) for key, task_id in done.items()])
        counted(draft, head, tasks, claims.of_changes(fitting, "done", start, end, done))


def _part(draft: Draft, desk: Desk, wanted: TaskFilter, word: str) -> bool:
    tasks = desk.tasks(wanted)
    if tasks:
        names = joined([f"{t.title} ({people(t)})" for t in tasks[:3]])
        head = f"{cap(plural(len(tasks), 'task'))} {verb(len(tasks))} {word}, first {names}."
        counted(draft, head, tasks, claims.of_tasks(wanted, tasks.keys))
    return bool(tasks)


def task_status(key: str, desk: Desk, draft: Draft) -> None:
    task = desk.task(key)
    if task is None:
        draft.looked_at.append(f"the task {key}")
        return
    task_itself(task, desk, draft)
    task_in_the_way(task, desk, draft)
    for quote in list(desk.last_comments([task.id]).values())[:1]:
        last_said(quote, desk, draft)


def task_itself(task: TaskFact, desk: Desk, draft: Draft) -> None:
    """Where it is, who has it, and when it is due."""
    draft.looked_at.append(f"the task {task.key}")
    parts = [
        f"with {people(task)}",
        due(task, desk.today) if task.category not in ("done", "cancelled") else "",
    ]
    if task.done_at:
        parts.append(f"finished {day(task.done_at.astimezone(desk.zone).date(), desk.today)}")
    elif task.started_at and task.category == "started":
        parts.append(f"started {plural((desk.now - task.started_at).days + 1, 'day')} ago")
    draft.say_of_task(
        f"{task.key} ({task.title}) is in “{task.status}”, {', '.join(p for p in parts if p)}.",
        task,
    )


def task_in_the_way(task: TaskFact, desk: Desk, draft: Draft) -> None:
    """What it waits for, and what waits for it."""
    before, after = desk.blockers_of(task.id), desk.waiting_for(task.id)
    if before:
        names = joined([f"{b.title} ({people(b)})" for b in before[:3]])
        draft.say(
            f"It waits for {names}.", of_task(task), *sources_of(before[:3]),
            items=tuple(b.key for b in before), claim=claims.of_task(task),
        )  # fmt: skip
    if after:
        draft.say(
            f"{cap(plural(len(after), 'open task'))} {verb(len(after), 'waits', 'wait')} for it.",
            of_task(task), *sources_of(after[:SHOWN]), items=tuple(a.key for a in after),
            claim=claims.of_task(task),
        )  # fmt: skip


def owner(reading: Reading, desk: Desk, draft: Draft) -> None:
    for named in reading.goals:
        if goal := desk.goal(named.id):
            words = (
                f"{goal.owner} owns {goal.title}."
                if goal.owner
                else f"Nobody owns {goal.title} yet."
            )
            draft.say_of_goal(words, goal)
    for key in reading.keys:
        if task := desk.task(key):
            words = (
                f"{people(task)} is on {task.key} ({task.title})."
                if task.people
                else f"Nobody is on {task.key} ({task.title})."
            )
            draft.say_of_task(cap(words), task)
    if not draft.sentences and (reading.slots.people or reading.lists or reading.spaces):
        counts.work(reading, desk, draft)


def serves(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Which goal a task is for, and through what."""
    for key in reading.keys:
        task = desk.task(key)
        if task is None:
            continue
        draft.looked_at.append(f"the goals {key} has a path to")
        found = desk.serves(task.id)
        if found is None:
            draft.say_of_task(f"{task.key} ({task.title}) serves no goal.", task)
            continue
        goal, through = found
        draft.say(
            f"{task.key} ({task.title}) helps {goal.title}{through}.", of_task(task), of_goal(goal),
            claim=claims.of_task(task),
        )  # fmt: skip
        draft.say_of_goal(headline(goal, desk), goal)


def goals(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Goals by how they stand, the worst first."""
    found = [g for g in desk.goals() if g.state in ("planned", "in_progress")]
    if reading.people:
        ids = {p.id for p in reading.people}
        found = [g for g in found if g.owner_id in ids]
    draft.looked_at.append("the open goals")
    asked = [h for h, words in WANTED_HEALTH if re.search(words, reading.slots.said)]
    if asked:
        found = [g for g in found if g.health in asked]
    order = ["off_track", "at_risk", "on_track", "no_data"]
    found.sort(key=lambda g: (order.index(g.health), -(g.expected or 0) + (g.actual or 0)))
    groups = [(h, [g for g in found if g.health == h]) for h in order]
    if not found:
        words = joined([HEALTH[h] for h in asked])
        draft.say(f"No open goal is {words}." if asked else "There is no open goal.")
        return
    draft.say(
        f"There {'is' if len(found) == 1 else 'are'} {plural(len(found), 'open goal')}: "
        + joined([f"{len(g)} {HEALTH[h]}" for h, g in groups if g])
        + ".",
        *(of_goal(g) for g in found[:SHOWN]),
    )
    for goal in found[:SHOWN]:
        draft.say_of_goal(headline(goal, desk), goal)


def whole(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Nothing in particular was named: the goals, then the work."""
    goals(reading, desk, draft)
    late = replace(reading.filter, categories=OPEN, due_before=desk.today)
    sets.overdue(replace(reading, period=None, filter=late), desk, draft)


def findings(reading: Reading, desk: Desk, draft: Draft) -> None:  # noqa: ARG001 - a plan's signature
    found = desk.findings()
    draft.looked_at.append("aged work, blockers and people's load")
    if not found:
        draft.say(
            "The detectors see no bottleneck: no aged work, no heavy blocker, nobody over capacity."
        )
        return
    for finding in found[:SHOWN]:
        draft.say(
            f"{finding.title} {finding.measure}; {finding.comparison}. {finding.next_act}",
            *sources_of(finding.tasks[:3]),
            items=tuple(t.key for t in finding.tasks),
        )
