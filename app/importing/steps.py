"""The steps of an import, in order. First what is new, then what was here before and changed.

While the first pass runs, everything it makes is hidden; the second touches what people see, and is
run only after the first was published. A step may be run again after a crash: it begins anew.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlmodel import func, select

from app import access
from app.importing import apply_records as records
from app.importing import apply_tasks as tasks
from app.importing.context import Context
from app.importing.plan import Plan
from app.models import Space, Task, TaskList
from app.work import lists, spaces

Step = Callable[[Context], None]
T = TypeVar("T")


def first_pass(plan: Plan, key: str) -> Iterator[Step]:
    """Whatever is new: people, space, docs, goals, tasks, and what ties them to each other."""
    for person in plan.people:
        yield partial(_with, records.person, person)
    yield partial(_with, _space, key)
    in_order = records.parents_first(plan.docs)
    for doc in in_order:
        yield partial(_with, records.doc, doc)
    for doc in in_order:
        yield partial(_with, records.doc_text, doc)
    for goal in plan.goals:
        yield partial(_with, records.goal, goal)
    if plan.tasks:
        yield _home
    for index in range(len(plan.tasks)):
        yield partial(_with, tasks.task, index)
    for step in (tasks.parent, tasks.notes):
        for task in plan.tasks:
            yield partial(_with, step, task)
    for relation in plan.relations:
        yield partial(_with, records.relation, relation)


def second_pass(plan: Plan) -> Iterator[Step]:
    """Whatever was here before and is different there now."""
    for doc in plan.docs:
        yield partial(_with, records.follow_doc, doc)
    for goal in plan.goals:
        yield partial(_with, records.follow_goal, goal)
    for step in (tasks.follow, tasks.follow_parent, tasks.follow_notes):
        for task in plan.tasks:
            yield partial(_with, step, task)
    for relation in plan.relations:
        yield partial(_with, records.follow_relation, relation)


def _with(step: Callable[[Context, T], None], one: T, context: Context) -> None:
    step(context, one)


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


def _home(context: Context) -> None:
    """The list the tasks go to, and its statuses: the source's own columns."""
    session, plan, places = context.session, context.plan, context.places
    known = context.local("list", plan.list_name)
    if known is None:
        home = lists.create(
            session,
            places.space_id,
            name=plan.list_name or plan.name,
            by=context.by,
            at=_first_moment(context),
        )
        context.keep("list", plan.list_name, home.id or 0, {"name": plan.list_name})
        context.report.created["lists"] += 1
        places.is_new_list = True
    else:
        home = access.task_list(session, known, context.by)
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
