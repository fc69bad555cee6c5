"""How a list, a space or a tag stands: what is open, in the way, and was finished of late."""

from dataclasses import replace

from agents import claims
from agents.answer import Draft
from agents.facts import Named, TaskFilter
from agents.plain.words import (
    cap,
    counted,
    joined,
    people,
    plural,
    sources_of,
    verb,
)
from agents.reading import times
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway


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
        by = f" by anything{gateway.you_can_see}" if gateway.you_can_see else ""
        text = f"Nothing in it is overdue or blocked{by}."
        draft.say(text, *sources_of(work[:1]), claim=claim)
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
