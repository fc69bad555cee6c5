"""How things stand: goals, lists, spaces, tasks, people, findings."""

from dataclasses import replace

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.facts import GoalFact, Named, TaskFact, TaskFilter
from agents.plain import blocking, counts, fields, portfolio, sets
from agents.plain.statements import last_said
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
    verb,
)
from agents.reading import times
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway


def status(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The status of whatever the question names."""
    for key in reading.keys:
        task_status(key, gateway, draft)
    for named in reading.goals:
        if goal := gateway.goal(named.id):
            goal_status(goal, reading, gateway, draft)
    for named in (*reading.lists, *reading.spaces):
        place_status(named, reading, gateway, draft)
    topic = reading.slots.tags or reading.slots.topics
    if not draft.sentences and topic and not reading.keys:
        topic_status(reading, gateway, draft)
    if not draft.sentences and not reading.keys:
        whole(reading, gateway, draft)


def goal_status(goal: GoalFact, reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Its number against the pace, its parts, what holds it up, its owner's last words."""
    goal_itself(goal, gateway, draft)
    goal_in_the_way(goal, reading, gateway, draft)
    for quote in gateway.comments_on("goal", goal.id)[:1]:
        last_said(quote, gateway, draft)


def goal_itself(goal: GoalFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Its number against the pace, and its parts."""
    draft.looked_at.append(f"the goal {goal.title}")
    portfolio.say(goal, gateway, draft)
    if goal.override_reason:
        draft.say_of_goal(
            f"Its health was set by hand: “{goal.override_reason}”. The pace alone says {HEALTH[goal.suggested]}.",
            goal,
            "override_reason",
            "suggested",
        )
    if goal.targets:
        words = "; ".join(t.words for t in goal.targets)
        draft.say_of_goal(f"Its targets: {words}.", goal, "targets")
    if goal.children:
        worst = sorted(goal.children, key=lambda c: (c[2] is None, c[2] or 0))[:3]
        names = joined([f"{title} at {percent(value)}" for _, title, value in worst])
        draft.say_of_goal(
            f"It has {plural(len(goal.children), 'sub-goal')}, the least far: {names}.",
            goal,
            "children",
        )


def goal_in_the_way(
    goal: GoalFact, reading: Reading, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """The work left for it, what of that is late, and what holds it up."""
    wanted = replace(reading.filter, goal=goal.id, categories=OPEN)
    _goal_work(wanted, gateway, draft)
    if gateway.blockers(wanted):
        only = replace(
            reading, goals=(Named("goal", goal.id, goal.title),), keys=(), period=None, traits=()
        )
        blocking.held_up(only, wanted, gateway, draft)
    else:
        claim = claims.of_blockers(wanted, [])
        draft.say("No open task blocks its work.", of_goal(goal), claim=claim)


def _goal_work(wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    work = gateway.tasks(wanted)
    overdue = replace(wanted, due_before=gateway.today)
    late = gateway.tasks(overdue)
    late_ones = claims.of_tasks(overdue, late.keys)
    if work:
        ending = f", {len(late)} of them overdue" if late else ", none of them overdue"
        head = f"{cap(plural(len(work), 'open task'))} {verb(len(work), 'serves', 'serve')} it{ending}."
        counted(draft, head, work, claims.every(claims.of_tasks(wanted, work.keys), late_ones))
    if late:
        names = [f"{t.title} ({due(t, gateway.today)}, {people(t)})" for t in late[:3]]
        named = [claims.of_task(t, "title", "due", "people") for t in late[:3]]
        opening = "Overdue" if len(late) == len(names) else "Overdue longest"
        draft.say(
            f"{opening}: {joined(names)}.",
            *sources_of(late[:3]),
            items=late.keys[:3],
            claim=claims.every(late_ones, *named),
        )


def place_status(named: Named, reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """A list or space: what is open, started, blocked, overdue, and what was finished of late."""
    wanted = replace(
        reading.filter,
        lists=(named.id,) if named.kind == "list" else (),
        spaces=(named.id,) if named.kind == "space" else (),
        categories=OPEN,
    )
    place_itself(named, wanted, gateway, draft)
    place_in_the_way(wanted, gateway, draft)
    place_lately(wanted, gateway, draft)


def topic_status(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """How the work under a tag stands, wherever it is."""
    wanted = replace(reading.filter, categories=OPEN)
    words = [*(f"#{tag.name}" for tag in reading.slots.tags), *reading.slots.topics]
    place_itself(Named("tag", 0, f"Work on {' '.join(words)}"), wanted, gateway, draft)
    place_in_the_way(wanted, gateway, draft)
    place_lately(wanted, gateway, draft)


def place_itself(named: Named, wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    work = gateway.tasks(wanted)
    under_way = replace(wanted, categories=("started",))
    started = gateway.tasks(under_way)
    draft.looked_at.append(f"the tasks of {named.name}")
    claim = claims.every(
        claims.of_tasks(wanted, work.keys), claims.of_tasks(under_way, started.keys)
    )
    head = f"{named.name} has {plural(len(work), 'open task')}, {len(started)} of them started."
    counted(draft, head, work, claim)


def place_in_the_way(wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What is late, blocked or nobody's."""
    work = gateway.tasks(wanted)
    overdue, stuck = replace(wanted, due_before=gateway.today), replace(wanted, blocked=True)
    late = _part(draft, gateway, overdue, "overdue")
    held = _part(draft, gateway, stuck, "blocked")
    if not late and not held and work:
        claim = claims.every(claims.of_tasks(overdue, []), claims.of_tasks(stuck, []))
        draft.say("Nothing in it is overdue or blocked.", *sources_of(work[:1]), claim=claim)
    unowned = replace(wanted, unassigned=True)
    alone = gateway.tasks(unowned)
    if alone:
        them = "it" if len(alone) == 1 else "them"
        head = f"{cap(plural(len(alone), 'open task'))} {verb(len(alone), 'has', 'have')} nobody on {them}."
        counted(draft, head, alone, claims.of_tasks(unowned, alone.keys))


def place_lately(wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What was finished of late."""
    week, _ = times.read("the last 7 days", gateway.today)
    if week:
        start, end = week.instants(gateway.zone)
        fitting = replace(wanted, categories=())
        done = {c.key: c.task_id for c in gateway.changes(fitting, start, end, ["done"])}
        head = f"{cap(plural(len(done), 'task'))} {verb(len(done), 'was', 'were')} finished in the last 7 days."
        tasks = gateway.these([(task_id, key) for key, task_id in done.items()])
        counted(draft, head, tasks, claims.of_changes(fitting, "done", start, end, done))


def _part(draft: Draft, gateway: WorkspaceGateway, wanted: TaskFilter, word: str) -> bool:
    tasks = gateway.tasks(wanted)
    if tasks:
        names = joined([f"{t.title} ({people(t)})" for t in tasks[:3]])
        head = f"{cap(plural(len(tasks), 'task'))} {verb(len(tasks))} {word}, first {names}."
        named = [claims.of_task(t, "title", "people") for t in tasks[:3]]
        counted(draft, head, tasks, claims.every(claims.of_tasks(wanted, tasks.keys), *named))
    return bool(tasks)


def task_status(key: str, gateway: WorkspaceGateway, draft: Draft) -> None:
    task = gateway.task(key)
    if task is None:
        draft.looked_at.append(f"the task {key}")
        return
    task_itself(task, gateway, draft)
    task_in_the_way(task, gateway, draft)
    for quote in list(gateway.last_comments([task.id]).values())[:1]:
        last_said(quote, gateway, draft)


def task_itself(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Where it is, who has it, and when it is due."""
    draft.looked_at.append(f"the task {task.key}")
    parts = [
        f"with {people(task)}",
        due(task, gateway.today) if task.category not in ("done", "cancelled") else "",
    ]
    if task.done_at:
        parts.append(f"finished {day(task.done_at.astimezone(gateway.zone).date(), gateway.today)}")
    elif task.started_at and task.category == "started":
        parts.append(f"started {plural((gateway.now - task.started_at).days + 1, 'day')} ago")
    draft.say_of_task(
        f"{task.key} ({task.title}) is in “{task.status}”, {', '.join(p for p in parts if p)}.",
        task,
        "title",
        "status",
        "people",
        "due",
        "done_at",
        "started_at",
    )
    if task.category in OPEN:
        fields.moved(task, gateway, draft)


def task_in_the_way(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What it waits for, and what waits for it."""
    blocking.waits(task, gateway, draft)
    after = gateway.waiting_for(task.id)
    if after:
        draft.say(
            f"{cap(plural(len(after), 'open task'))} {verb(len(after), 'waits', 'wait')} for it.",
            of_task(task),
            *sources_of(after[:SHOWN]),
            items=tuple(a.key for a in after),
            claim=claims.of_waiting(task, after, before=False),
        )


def when(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """When what is named begins and ends."""
    for named in reading.goals:
        if goal := gateway.goal(named.id):
            draft.looked_at.append(f"the goal {goal.title}")
            draft.say_of_goal(
                portfolio.runs(goal, gateway), goal, "title", "period_start", "period_end"
            )
    for key in reading.keys:
        if task := gateway.task(key):
            draft.looked_at.append(f"the task {key}")
            task_itself(task, gateway, draft)


def owner(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Whose work it is; of a goal or task that is named, its field said so before."""
    if reading.slots.people or reading.lists or reading.spaces:
        counts.work(reading, gateway, draft)


def serves(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Which goal a task is for, and through what."""
    for key in reading.keys:
        task = gateway.task(key)
        if task is None:
            continue
        draft.looked_at.append(f"the goals {key} has a path to")
        found = gateway.serves(task.id)
        claim = claims.every(claims.of_serves(task, found), claims.of_task(task, "title"))
        if found is None:
            words = f"{task.key} ({task.title}) serves no goal."
            draft.say(words, of_task(task), claim=claim)
            continue
        goal, through = found
        draft.say(
            f"{task.key} ({task.title}) helps {goal.title}{through}.",
            of_task(task),
            of_goal(goal),
            claim=claims.every(claim, claims.of_goal(goal, "title")),
        )
        portfolio.say(goal, gateway, draft)


def whole(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Nothing in particular was named: the goals, then the work."""
    portfolio.goals(reading, gateway, draft)
    late = replace(reading.filter, categories=OPEN, due_before=gateway.today)
    sets.overdue(replace(reading, period=None, filter=late), gateway, draft)


def findings(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:  # noqa: ARG001 - a plan's signature
    found = gateway.findings()
    draft.looked_at.append("aged work, blockers and people's load")
    if not found:
        draft.say(
            "The detectors see no bottleneck: no aged work, no heavy blocker, nobody over capacity.",
            claim=claims.of_findings(found),
        )
        return
    for finding in found[:SHOWN]:
        draft.say(
            f"{finding.title} {finding.measure}; {finding.comparison}. {finding.next_act}",
            *sources_of(finding.tasks[:3]),
            items=tuple(t.key for t in finding.counted),
            claim=claims.of_finding(finding),
        )
