"""How things stand: goals, lists, spaces, tasks, people, findings."""

from dataclasses import replace

from agents.answer import Draft, of_goal, of_quote, of_task
from agents.plain import tasklists
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
    sources_of,
)
from agents.reading import times
from agents.reading.reading import Reading
from agents.workspace import Desk, GoalFact, Named

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
    draft.looked_at.append(f"the goal {goal.title}")
    source = of_goal(goal)
    draft.say(headline(goal, desk), source)
    if goal.override_reason:
        draft.say(
            f"Its health was set by hand: “{goal.override_reason}”. The pace alone says {HEALTH[goal.suggested]}.",
            source,
        )
    if goal.targets:
        draft.say("Its targets: " + "; ".join(t.words for t in goal.targets) + ".", source)
    if goal.children:
        worst = sorted(goal.children, key=lambda c: (c[2] is None, c[2] or 0))[:3]
        names = joined([f"{title} at {percent(value)}" for _, title, value in worst])
        draft.say(
            f"It has {plural(len(goal.children), 'sub-goal')}, the least far: {names}.", source
        )
    only = replace(reading, goals=(Named("goal", goal.id, goal.title),), keys=())
    wanted = replace(reading.filter, goal=goal.id, categories=tasklists.OPEN)
    late = desk.tasks(replace(wanted, due_before=desk.today))
    work = desk.tasks(wanted)
    if work:
        ending = f", {len(late)} of them overdue" if late else ", none of them overdue"
        counted(
            draft,
            f"{cap(plural(len(work), 'open task'))} {'serves' if len(work) == 1 else 'serve'} it{ending}.",
            work,
        )
    if late:
        counted(
            draft,
            "Overdue: "
            + joined([f"{t.title} ({due(t, desk.today)}, {people(t)})" for t in late[:3]])
            + ".",
            late,
        )
    found = desk.blockers(wanted)
    if found:
        tasklists.blockers(replace(only, filter=wanted), desk, draft)
    else:
        draft.say("No open task blocks its work.", source)
    for quote in desk.comments_on("goal", goal.id)[:1]:
        when = day(quote.at.astimezone(desk.zone).date(), desk.today)
        draft.say(
            f"Last said, by {quote.author} on {when}: “{tasklists.short(quote.text)}”",
            of_quote(quote),
        )


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
    )
    work = desk.tasks(replace(wanted, categories=tasklists.OPEN))
    draft.looked_at.append(f"the tasks of {named.name}")
    started = [t for t in work if t.category == "started"]
    counted(
        draft,
        f"{named.name} has {plural(len(work), 'open task')}, {len(started)} of them started.",
        work,
    )
    late = [t for t in work if t.due and t.due < desk.today]
    held = [t for t in work if t.blocked_by]
    if late:
        counted(
            draft,
            f"{cap(plural(len(late), 'task'))} {'is' if len(late) == 1 else 'are'} overdue, first {joined([f'{t.title} ({people(t)})' for t in late[:3]])}.",
            late,
        )
    if held:
        counted(
            draft,
            f"{cap(plural(len(held), 'task'))} {'is' if len(held) == 1 else 'are'} blocked, first {joined([t.title for t in held[:3]])}.",
            held,
        )
    if not late and not held and work:
        draft.say("Nothing in it is overdue or blocked.", *sources_of(work[:1]))
    alone = [t for t in work if not t.people]
    if alone:
        counted(
            draft,
            f"{cap(plural(len(alone), 'open task'))} {'has' if len(alone) == 1 else 'have'} nobody on {'it' if len(alone) == 1 else 'them'}.",
            alone,
        )
    week, _ = times.read("the last 7 days", desk.today)
    if week:
        start, end = week.instants(desk.zone)
        done = {
            c.task.key: c.task
            for c in desk.changes(replace(wanted, categories=()), start, end, ["done"])
        }
        counted(
            draft,
            f"{cap(plural(len(done), 'task'))} {'was' if len(done) == 1 else 'were'} finished in the last 7 days.",
            list(done.values()),
        )


def task_status(key: str, desk: Desk, draft: Draft) -> None:
    task = desk.task(key)
    if task is None:
        draft.looked_at.append(f"the task {key}")
        return
    draft.looked_at.append(f"the task {task.key}")
    parts = [
        f"with {people(task)}",
        due(task, desk.today) if task.category not in ("done", "cancelled") else "",
    ]
    if task.done_at:
        parts.append(f"finished {day(task.done_at.astimezone(desk.zone).date(), desk.today)}")
    elif task.started_at and task.category == "started":
        parts.append(f"started {plural((desk.now - task.started_at).days + 1, 'day')} ago")
    draft.say(
        f"{task.key} ({task.title}) is in “{task.status}”, {', '.join(p for p in parts if p)}.",
        of_task(task),
    )
    before, after = desk.blockers_of(task.id), desk.waiting_for(task.id)
    if before:
        draft.say(
            f"It waits for {joined([f'{b.title} ({people(b)})' for b in before[:3]])}.",
            of_task(task),
            *sources_of(before[:3]),
            items=tuple(b.key for b in before),
        )
    if after:
        draft.say(
            f"{cap(plural(len(after), 'open task'))} {'waits' if len(after) == 1 else 'wait'} for it.",
            of_task(task),
            *sources_of(after[:SHOWN]),
            items=tuple(a.key for a in after),
        )
    for quote in list(desk.last_comments([task.id]).values())[:1]:
        when = day(quote.at.astimezone(desk.zone).date(), desk.today)
        draft.say(
            f"Last said, by {quote.author} on {when}: “{tasklists.short(quote.text)}”",
            of_quote(quote),
        )


def owner(reading: Reading, desk: Desk, draft: Draft) -> None:
    for named in reading.goals:
        if goal := desk.goal(named.id):
            words = (
                f"{goal.owner} owns {goal.title}."
                if goal.owner
                else f"Nobody owns {goal.title} yet."
            )
            draft.say(words, of_goal(goal))
    for key in reading.keys:
        if task := desk.task(key):
            words = (
                f"{people(task)} is on {task.key} ({task.title})."
                if task.people
                else f"Nobody is on {task.key} ({task.title})."
            )
            draft.say(cap(words), of_task(task))
    if not draft.sentences:
        tasklists.work(reading, desk, draft)


def goals(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Goals by how they stand, the worst first."""
    found = [g for g in desk.goals() if g.state in ("planned", "in_progress")]
    if reading.people:
        ids = {p.id for p in reading.people}
        found = [g for g in found if g.owner_id in ids]
    draft.looked_at.append("the open goals")
    order = ["off_track", "at_risk", "on_track", "no_data"]
    found.sort(key=lambda g: (order.index(g.health), -(g.expected or 0) + (g.actual or 0)))
    groups = [(h, [g for g in found if g.health == h]) for h in order]
    if not found:
        draft.say("There is no open goal.")
        return
    draft.say(
        f"There {'is' if len(found) == 1 else 'are'} {plural(len(found), 'open goal')}: "
        + joined([f"{len(g)} {HEALTH[h]}" for h, g in groups if g])
        + ".",
        *(of_goal(g) for g in found[:SHOWN]),
    )
    for goal in found[:SHOWN]:
        draft.say(headline(goal, desk), of_goal(goal))


def whole(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Nothing in particular was named: the goals, then the work."""
    goals(reading, desk, draft)
    tasklists.overdue(replace(reading, period=None), desk, draft)


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
