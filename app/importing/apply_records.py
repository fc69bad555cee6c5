"""The steps of an import, in order: people, space, docs, goals, tasks, what ties them."""

import re
from dataclasses import asdict
from datetime import datetime

from sqlmodel import select

from app import access
from app.domain import nesting
from app.domain.access import Actor
from app.domain.errors import Cycle
from app.domain.events import Kind, Subject
from app.domain.text import handle
from app.importing import apply_tasks
from app.importing.context import NO_ADDRESS, Context, Progress
from app.importing.plan import DocPlan, GoalPlan, NotCarried
from app.models import Doc, DocVersion, Goal, Space, TaskList, User
from app.work import docs, goals, lists, people, relations, spaces
from app.work.recording import created, of_doc, record

DOC_LINK = re.compile(r"\bdoc:([^\s)#]+)")


def everybody(context: Context) -> None:
    """Find or make everybody; strangers become inactive members nobody can sign in as."""
    session = context.session
    for person in context.plan.people:
        if context.local("user", person.external_id) is not None:
            context.report.unchanged["users"] += 1
            continue
        address = person.email.strip().lower() or f"{handle(person.external_id)}@{NO_ADDRESS}"
        known = session.exec(select(User).where(User.email == address)).first()
        if known is None:
            known = people.add(
                session,
                email=address,
                name=person.name,
                role="member",
                by=None,
                is_active=False,
                at=context.now,
            )
            context.report.created["users"] += 1
        else:
            context.report.unchanged["users"] += 1
        context.keep("user", person.external_id, known.id or 0, {"name": person.name})


def space(context: Context, key: str) -> Space:
    """The space to import into: the one with this key, else a new one."""
    session, plan = context.session, context.plan
    found = session.exec(select(Space).where(Space.key == spaces.a_key(key))).first()
    if found is not None:
        access.space(session, found.id or 0, context.by)
        context.report.unchanged["spaces"] += 1
        return found
    made = spaces.create(
        session,
        key=key,
        name=plan.name,
        by=context.by,
        description=plan.description,
        at=_first_moment(context),
    )
    context.report.created["spaces"] += 1
    return made


def refresh_actors(context: Context) -> None:
    """Whoever wrote something there writes it here too, with everything open to them."""
    by = access.machine(context.session, kind="importer", name=context.by.name)
    context.by = by
    for person in context.plan.people:
        user_id = context.local("user", person.external_id)
        context.actors[person.external_id] = Actor(
            kind="importer",
            user_id=user_id,
            role=by.role,
            name=person.name,
            everything=True,
            spaces=by.spaces,
            lists=by.lists,
        )


def everything(context: Context, progress: Progress) -> None:
    """All records of the plan, counting as it goes."""
    plan = context.plan
    total = len(plan.docs) + len(plan.goals) + len(plan.tasks) + len(plan.relations)
    done = 0

    def step(many: int = 1) -> None:
        nonlocal done
        done += many
        if done % 20 == 0 or done == total:
            progress(done, total)

    _docs(context)
    step(len(plan.docs))
    for goal in plan.goals:
        _goal(context, goal)
        step()
    if plan.tasks:
        home = _home(context)
        apply_tasks.apply(context, home, step)
        _relations(context)
        step(len(plan.relations))


def _home(context: Context) -> TaskList:
    """The list the tasks go to, and its statuses: the source's own columns."""
    session, plan = context.session, context.plan
    known = context.local("list", plan.list_name)
    if known is not None:
        home = access.task_list(session, known, context.by)
    else:
        space_id = (context.space.id if context.space else None) or 0
        home = lists.create(
            session,
            space_id,
            name=plan.list_name or plan.name,
            by=context.by,
            at=_first_moment(context),
        )
        context.keep("list", plan.list_name, home.id or 0, {"name": plan.list_name})
        context.report.created["lists"] += 1
        refresh_actors(context)
    apply_tasks.columns(context, home)
    return home


def _docs(context: Context) -> None:
    """Pages first, their links when every page has its address."""
    session = context.session
    fresh: list[tuple[DocPlan, Doc]] = []
    for plan in _parents_first(context.plan.docs):
        known = context.local("doc", plan.external_id)
        if known is None:
            fresh.append((plan, _new_doc(context, plan)))
    session.flush()
    for plan, doc in fresh:
        doc.text = _addressed(context, plan.text)
        session.add(
            DocVersion(
                doc_id=doc.id or 0,
                version=1,
                title=doc.title,
                text=doc.text,
                author_id=None,
                at=context.now,
            )
        )
        record(
            session,
            Kind.DOC_CREATED,
            of_doc(doc),
            created(Subject.DOC, doc),
            by=context.by,
            at=context.now,
        )
        context.keep("doc", plan.external_id, doc.id or 0, asdict(plan))
        context.report.created["docs"] += 1
    new = {plan.external_id for plan, _ in fresh}
    for plan in context.plan.docs:
        if plan.external_id in new:
            continue
        if context.is_same("doc", plan.external_id, asdict(plan)):
            context.report.unchanged["docs"] += 1
            continue
        doc_id = context.local("doc", plan.external_id) or 0
        doc = session.get(Doc, doc_id)
        if doc is not None and doc.deleted_at is None:
            docs.save(
                session,
                doc_id,
                title=plan.title,
                text=_addressed(context, plan.text),
                based_on=doc.version,
                by=context.by,
            )
        context.keep("doc", plan.external_id, doc_id, asdict(plan))
        context.report.updated["docs"] += 1


def _new_doc(context: Context, plan: DocPlan) -> Doc:
    """A page without its text yet; the reference lets others point at it."""
    doc = Doc(
        title=plan.title[:500],
        text="",
        space_id=context.space.id if context.space else None,
        parent_id=context.local("doc", plan.parent) if plan.parent else None,
        created_at=context.now,
        updated_at=context.now,
    )
    context.session.add(doc)
    context.session.flush()
    context.keep("doc", plan.external_id, doc.id or 0, None)
    return doc


def _parents_first(plans: list[DocPlan]) -> list[DocPlan]:
    """Depth-first from the pages at the top."""
    known = {plan.external_id: plan for plan in plans}
    parents = {plan.external_id: plan.parent or None for plan in plans}
    return [known[one] for one, _ in nesting.depth_first(parents)]


def _addressed(context: Context, text: str) -> str:
    """Links to imported pages, by our addresses."""
    return DOC_LINK.sub(
        lambda m: f"/docs/{i}" if (i := context.local("doc", m.group(1))) else m.group(1), text
    )


def _goal(context: Context, plan: GoalPlan) -> None:
    session, content = context.session, asdict(plan)
    if context.is_same("goal", plan.external_id, content):
        context.report.unchanged["goals"] += 1
        return
    known = context.local("goal", plan.external_id)
    values = {
        "title": plan.title,
        "description": _addressed(context, plan.description),
        "owner_id": context.local("user", plan.owner) if plan.owner else None,
        "period_start": plan.period_start,
        "period_end": plan.period_end,
    }
    if known is None:
        space_id = context.space.id if context.space else None
        made = goals.create(
            session, by=context.by, state=plan.state, space_id=space_id, at=context.now, **values
        )
        known = made.id or 0
        doc_id = context.local("doc", plan.doc) if plan.doc else None
        if doc_id is not None:
            relations.link(session, ("doc", doc_id), ("goal", known), by=context.by, at=context.now)
        context.report.created["goals"] += 1
    else:
        goals.edit(session, known, by=context.by, **values)
        _restate(context, known, plan.state)
        context.report.updated["goals"] += 1
    context.keep("goal", plan.external_id, known, content)


def _restate(context: Context, goal_id: int, state: str) -> None:
    """Follow the source's state, closing where it closed."""
    goal = context.session.get_one(Goal, goal_id)
    if goal.state == state:
        return
    if state in goals.CLOSED:
        goals.close(context.session, goal_id, as_=state, progress=None, reason="", by=context.by)
    else:
        if goal.state in goals.CLOSED:
            goals.reopen(context.session, goal_id, by=context.by)
        goals.edit(context.session, goal_id, state=state, by=context.by)


def _relations(context: Context) -> None:
    """Links between tasks; one that would block in a circle is kept as “relates”, and said."""
    session, circles = context.session, 0
    for plan in context.plan.relations:
        external = f"{plan.kind}:{plan.first}:{plan.second}"
        if context.local("relation", external) is not None:
            context.report.unchanged["relations"] += 1
            continue
        first, second = context.local("task", plan.first), context.local("task", plan.second)
        if first is None or second is None:
            continue
        try:
            made = relations.relate(
                session, first, kind=plan.kind, to_task=second, by=context.by, at=context.now
            )
        except Cycle:
            circles += 1
            made = relations.relate(
                session, first, kind="relates", to_task=second, by=context.by, at=context.now
            )
        context.keep("relation", external, made.id or 0, external)
        context.report.created["relations"] += 1
    if circles:
        context.report.not_carried.append(
            NotCarried("blocking links that form a circle", circles, "kept as “relates”")
        )


def _first_moment(context: Context) -> datetime:
    """When the source's story begins."""
    return min((task.created for task in context.plan.tasks), default=context.now)
