"""How many, of what, with whom."""

from dataclasses import replace

from agents import claims
from agents.answer import Draft
from agents.facts import Tasks
from agents.plain.happenings import WORDS, group_claim, say_count
from agents.plain.scope import kind_of, of_whom
from agents.plain.words import SHOWN, cap, counted, each, joined, plural, verb
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway

NOBODY = "Nobody"
MOST_GROUPS = 30  # named in a sentence each


def count(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """How many, and split by what was asked."""
    if reading.happened:
        scope, visible = of_whom(reading), gateway.visible()
        draft.looked_at.append(
            f"what was {WORDS[reading.happened]}{scope}, of the {visible} {verb(visible, 'task', 'tasks')} you can see"
        )
        tasks = say_count(draft, reading, gateway, reading.period, reading.happened, scope=scope)
        if reading.group_by:
            inside = set(tasks.keys)
            for name, group in gateway.split(
                replace(reading.filter, categories=()), reading.group_by
            ):
                kept = [(i, k) for i, k in zip(group.ids, group.keys, strict=True) if k in inside]
                if kept:
                    claim = group_claim(reading, gateway, name, [key for _, key in kept])
                    counted(draft, f"{name}: {len(kept)}.", gateway.these(kept), claim)
        return
    wanted, kind, scope = reading.filter, kind_of(reading), of_whom(reading)
    tasks = gateway.tasks(wanted)
    draft.looked_at.append(f"{kind}tasks{scope}, of the {gateway.visible()} you can see")
    head = f"There {verb(len(tasks))} {plural(len(tasks), f'{kind}task')}{scope}."
    counted(draft, head, tasks, claims.of_tasks(wanted, tasks.keys))
    if reading.group_by and tasks:
        groups = gateway.split(wanted, reading.group_by)
        for name, group in groups[:MOST_GROUPS]:
            counted(
                draft,
                f"{name}: {len(group)}.",
                group,
                claims.of_group(wanted, reading.group_by, name, group.keys),
            )
        rest = groups[MOST_GROUPS:]
        if rest:
            pairs = [pair for _, group in rest for pair in zip(group.ids, group.keys, strict=True)]
            others = gateway.these(list(dict.fromkeys(pairs)))
            but = [name for name, _ in groups[:MOST_GROUPS]]
            claim = claims.of_split(wanted, reading.group_by, rest, but=but)
            counted(draft, f"{len(rest)} more: {len(others)}.", others, claim)


def work(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Who works on what."""
    wanted = replace(reading.filter, categories=reading.filter.categories or OPEN)
    tasks = gateway.tasks(wanted)
    scope = of_whom(reading)
    draft.looked_at.append(f"open tasks{scope}")
    claim = claims.of_tasks(wanted, tasks.keys)
    if not tasks:
        draft.say(f"There is no open work{scope}.", claim=claim)
        return
    if reading.slots.people and wanted.people:
        _of_people(reading, gateway, draft, tasks)
        return
    groups = [(name, group) for name, group in gateway.split(wanted, "person") if name != NOBODY]
    alone = gateway.tasks(replace(wanted, unassigned=True))
    assigned = dict.fromkeys(
        pair for _, group in groups for pair in zip(group.ids, group.keys, strict=True)
    )
    head = f"{cap(plural(len(groups), 'person', 'people'))} {verb(len(groups), 'works', 'work')} on {plural(len(assigned), 'open task')}{scope}."
    claim = claims.of_split(wanted, "person", groups, but=[NOBODY])
    counted(draft, head, gateway.these(list(assigned)), claim)
    if alone:
        counted(
            draft,
            f"Nobody is on {plural(len(alone), 'more', 'more')}.",
            alone,
            claims.of_tasks(replace(wanted, unassigned=True), alone.keys),
        )
    started = dict(gateway.split(replace(wanted, categories=("started",)), "person"))
    for name, group in groups[: SHOWN + 3]:
        begun = started.get(name, Tasks([], lambda _: {}))
        first = [*zip(begun.ids, begun.keys, strict=True), *zip(group.ids, group.keys, strict=True)]
        counted(
            draft,
            f"{name}: {plural(len(group), 'open task')}, {len(begun)} started.",
            gateway.these(list(dict.fromkeys(first))),
            claims.every(
                claims.of_group(wanted, "person", name, group.keys),
                claims.of_group(
                    replace(wanted, categories=("started",)), "person", name, begun.keys
                ),
            ),
        )


def _of_people(reading: Reading, gateway: WorkspaceGateway, draft: Draft, tasks: Tasks) -> None:
    wanted = replace(reading.filter, categories=reading.filter.categories or OPEN)
    name = joined([p.name for p in reading.slots.people if p not in reading.slots.excluded])
    claim = claims.of_tasks(wanted, tasks.keys)
    if wanted.categories != OPEN:
        counted(
            draft,
            f"{name} has {plural(len(tasks), f'{kind_of(reading)}task')}{reading.where}.",
            tasks,
            claim,
        )
        each(draft, tasks, gateway.today)
        return
    started = replace(wanted, categories=("started",))
    begun = gateway.tasks(started)
    head = f"{name} has {plural(len(tasks), f'{kind_of(reading)}task')}{reading.where}, {len(begun)} of them started."
    counted(draft, head, tasks, claims.every(claim, claims.of_tasks(started, begun.keys)))
    pairs = [*zip(begun.ids, begun.keys, strict=True), *zip(tasks.ids, tasks.keys, strict=True)]
    each(draft, gateway.these(list(dict.fromkeys(pairs))), gateway.today)
