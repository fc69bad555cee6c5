"""The steps of an import, in order. First what is new, then what was here before and changed.

While the first pass runs, everything it makes is hidden; the second touches what people see, and is
run only after the first was published. A step may be run again after a crash: it begins anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import func, select

from app import access
from app.importing import apply_records as records
from app.importing import apply_tasks as tasks
from app.importing import new_tasks
from app.importing.context import Context
from app.importing.plan import ImportRefused, Plan
from app.models import Space, Task, TaskList
from app.work import lists, spaces

Item = TypeVar("Item")
Do = Callable[[Context, Sequence[Any]], None]


@dataclass(frozen=True)
class Step:
    """One record to make or follow; `do` takes several of its kind at once, for less."""

    do: Do
    one: Any


def first_pass(plan: Plan, key: str) -> Iterator[Step]:
    """Whatever is new: people, space, docs, goals, tasks, and what ties them to each other."""
    yield from _all(_each(records.person), plan.people)
    yield Step(_each(_space), key)
    in_order = records.parents_first(plan.docs)
    yield from _all(_each(records.doc), in_order)
    yield from _all(_each(records.doc_text), in_order)
    yield from _all(_each(records.goal), plan.goals)
    if plan.tasks:
        yield Step(_each(_home), plan.list_name)
    yield from _all(new_tasks.tasks, range(len(plan.tasks)))
    yield from _all(tasks.parents, [task for task in plan.tasks if task.parent])
    noted = [task for task in plan.tasks if task.comments or task.attachments]
    yield from _all(new_tasks.notes, noted)
    yield from _all(_each(records.relation), plan.relations)


def second_pass(context: Context) -> Iterator[Step]:
    """Whatever was here before this import, for it may be different there now."""
    plan = context.plan
    docs = [one for one in plan.docs if context.is_known("doc", one.external_id)]
    yield from _all(_each(records.follow_doc), docs)
    goals = [one for one in plan.goals if context.is_known("goal", one.external_id)]
    yield from _all(_each(records.follow_goal), goals)
    known = [one for one in plan.tasks if context.is_known("task", one.external_id)]
    for step in (_each(tasks.follow), tasks.parents, _each(tasks.notes)):
        yield from _all(step, known)
    # A link between what is new here was made with it.
    here = {one.external_id for one in known}
    tied = [one for one in plan.relations if one.first in here or one.second in here]
    yield from _all(_each(records.follow_relation), tied)


def alike(steps: Sequence[Step], start: int, most: int) -> Sequence[Step]:
    """The steps from `start` that can be taken at once: of one kind, `most` at most."""
    end = start + 1
    while end < min(len(steps), start + most) and steps[end].do is steps[start].do:
        end += 1
    return steps[start:end]


def _all(do: Do, items: Iterable[Item]) -> Iterator[Step]:
    return (Step(do, one) for one in items)


def _each(step: Callable[[Context, Item], None]) -> Do:
    """For what is made one by one."""

    def do(context: Context, items: Sequence[Item]) -> None:
        for one in items:
            step(context, one)

    return do


def _space(context: Context, key: str) -> None:
    """The space to import into: the one with this key, else a new one."""
    session, plan, places = context.session, context.plan, context.places
    found = session.exec(select(Space).where(Space.key == spaces.a_key(key))).first()
    if found is None:
        found = spaces.create(
            session,
            key=key,
            name=plan.name,
            by=context.by,
            description=plan.description,
            is_private=plan.is_private,
            at=_first_moment(context),
        )
        context.report.created["spaces"] += 1
        places.is_new_space = True
    else:
        access.space(session, found.id or 0, context.by)
        context.report.unchanged["spaces"] += 1
        if context.run_id is not None and (plan.docs or plan.goals):
            places.hidden_space_id = _hidden_space(context)
    places.space_id, context.report.space_key = found.id or 0, found.key
    context.refresh()


def _home(context: Context, name: str) -> None:
    """The list the tasks go to, and its statuses: the source's own columns."""
    session, plan, places = context.session, context.plan, context.places
    known = context.local("list", name)
    if known is None:
        home = lists.create(
            session,
            places.space_id,
            name=name or plan.name,
            by=context.by,
            is_private=plan.is_private,
            at=_first_moment(context),
        )
        context.keep("list", name, home.id or 0, {"name": name})
        context.report.created["lists"] += 1
        places.is_new_list = True
    else:
        home = access.task_list(session, known, context.by)
        if plan.is_private and not home.is_private:
            raise ImportRefused(
                f"“{home.name}” is open to more people than may read this there: make the list private first."
            )
    places.list_id = home.id or 0
    places.last_rank = session.exec(
        select(func.max(Task.rank)).where(Task.list_id == home.id)
    ).one()
    on = home
    if known is not None and context.run_id is not None:
        on = _hidden_list(context, home)
        places.hidden_list_id = on.id or 0
    context.refresh()
    tasks.columns(context, home, on=on)


def _hidden_space(context: Context) -> int:
    """Holds docs and goals for a space people already see; no person can choose such a key."""
    made = Space(key=f"~{context.run_id}", name=context.plan.name, created_at=context.now)
    context.session.add(made)
    context.session.flush()
    return made.id or 0


def _hidden_list(context: Context, home: TaskList) -> TaskList:
    """Holds tasks for a list people already see."""
    made = TaskList(
        space_id=home.space_id,
        name=home.name,
        has_own_statuses=True,
        created_at=context.now,
    )
    context.session.add(made)
    context.session.flush()
    return made


def _first_moment(context: Context) -> datetime:
    """When the source's story begins."""
    return min((task.created for task in context.plan.tasks), default=context.now)
