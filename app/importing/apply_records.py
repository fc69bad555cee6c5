"""People, space, docs, goals, and what ties tasks: each step makes or follows one thing."""

import re
from dataclasses import asdict
from typing import Any

from sqlmodel import select

from app.domain import nesting
from app.domain.errors import Cycle
from app.domain.events import Kind, Subject
from app.domain.text import handle
from app.importing.context import NO_ADDRESS, Context
from app.importing.plan import DocPlan, GoalPlan, NotCarried, PersonPlan, RelationPlan
from app.models import Doc, DocVersion, Goal, User
from app.work import docs, goals, people, relations
from app.work.recording import created, of_doc, record

DOC_LINK = re.compile(r"\bdoc:([^\s)#]+)")
CIRCLES = "blocking links that form a circle"


def person(context: Context, plan: PersonPlan) -> None:
    """Find or make somebody; strangers become inactive members nobody can sign in as."""
    session = context.session
    if context.local("user", plan.external_id) is not None:
        context.report.unchanged["users"] += 1
        return
    address = plan.email.strip().lower() or f"{handle(plan.external_id)}@{NO_ADDRESS}"
    known = session.exec(select(User).where(User.email == address)).first()
    if known is not None:
        context.report.unchanged["users"] += 1
        context.tie("user", plan.external_id, known.id or 0, {"name": plan.name})
        return
    made = people.add(
        session,
        email=address,
        name=plan.name,
        role="member",
        by=None,
        is_active=False,
        at=context.now,
    )
    made.import_run_id = context.run_id
    context.report.created["users"] += 1
    context.keep("user", plan.external_id, made.id or 0, {"name": plan.name})


def doc(context: Context, plan: DocPlan) -> None:
    """A page without its text yet; the reference lets others point at it."""
    if context.is_known("doc", plan.external_id):
        return
    made = Doc(
        title=plan.title[:500],
        text="",
        space_id=context.places.hidden_space_id or context.places.space_id or None,
        parent_id=context.local("doc", plan.parent) if plan.parent else None,
        created_at=context.now,
        updated_at=context.now,
    )
    context.session.add(made)
    context.session.flush()
    context.keep("doc", plan.external_id, made.id or 0, None)


def doc_text(context: Context, plan: DocPlan) -> None:
    """A new page's text, when every page has its address."""
    if context.is_known("doc", plan.external_id):
        return
    session = context.session
    made = session.get_one(Doc, context.local("doc", plan.external_id) or 0)
    made.text = _addressed(context, plan.text)
    session.add(
        DocVersion(
            doc_id=made.id or 0,
            version=1,
            title=made.title,
            text=made.text,
            author_id=None,
            at=context.now,
        )
    )
    record(
        session,
        Kind.DOC_CREATED,
        of_doc(made),
        created(Subject.DOC, made),
        by=context.by,
        at=context.now,
    )
    context.keep("doc", plan.external_id, made.id or 0, asdict(plan))
    context.report.created["docs"] += 1


def follow_doc(context: Context, plan: DocPlan) -> None:
    """Bring a known page to what the source says now."""
    if not context.is_known("doc", plan.external_id):
        return
    if context.is_same("doc", plan.external_id, asdict(plan)):
        context.report.unchanged["docs"] += 1
        return
    session = context.session
    doc_id = context.local("doc", plan.external_id) or 0
    known = session.get(Doc, doc_id)
    if known is not None and known.deleted_at is None:
        docs.save(
            session,
            doc_id,
            title=plan.title,
            text=_addressed(context, plan.text),
            based_on=known.version,
            by=context.by,
        )
    context.keep("doc", plan.external_id, doc_id, asdict(plan))
    context.report.updated["docs"] += 1


def parents_first(plans: list[DocPlan]) -> list[DocPlan]:
    """Depth-first from the pages at the top."""
    known = {plan.external_id: plan for plan in plans}
    parents = {plan.external_id: plan.parent or None for plan in plans}
    return [known[one] for one, _ in nesting.depth_first(parents)]


def goal(context: Context, plan: GoalPlan) -> None:
    """A new goal, tied to its page."""
    if context.is_known("goal", plan.external_id):
        return
    session = context.session
    space_id = context.places.hidden_space_id or context.places.space_id or None
    made = goals.create(
        session,
        by=context.by,
        state=plan.state,
        space_id=space_id,
        at=context.now,
        **_values(context, plan),
    )
    doc_id = context.local("doc", plan.doc) if plan.doc else None
    if doc_id is not None:
        ends = ("doc", doc_id), ("goal", made.id or 0)
        relations.link(session, *ends, by=context.by, at=context.now)
    context.keep("goal", plan.external_id, made.id or 0, asdict(plan))
    context.report.created["goals"] += 1


def follow_goal(context: Context, plan: GoalPlan) -> None:
    """Bring a known goal to what the source says now."""
    if not context.is_known("goal", plan.external_id):
        return
    content = asdict(plan)
    if context.is_same("goal", plan.external_id, content):
        context.report.unchanged["goals"] += 1
        return
    known = context.local("goal", plan.external_id) or 0
    goals.edit(context.session, known, by=context.by, **_values(context, plan))
    _restate(context, known, plan.state)
    context.keep("goal", plan.external_id, known, content)
    context.report.updated["goals"] += 1


def relation(context: Context, plan: RelationPlan) -> None:
    """A new link between two tasks this import made."""
    external = f"{plan.kind}:{plan.first}:{plan.second}"
    ends = (plan.first, plan.second)
    if context.is_known("relation", external) or any(context.is_known("task", e) for e in ends):
        return
    _relate(context, plan, external)


def follow_relation(context: Context, plan: RelationPlan) -> None:
    """A link that ties a task that was here before."""
    external = f"{plan.kind}:{plan.first}:{plan.second}"
    if context.is_known("relation", external):
        context.report.unchanged["relations"] += 1
    elif context.local("relation", external) is None:
        _relate(context, plan, external)


# -- inside --------------------------------------------------------------------------------------------


def _values(context: Context, plan: GoalPlan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "description": _addressed(context, plan.description),
        "owner_id": context.local("user", plan.owner) if plan.owner else None,
        "period_start": plan.period_start,
        "period_end": plan.period_end,
    }


def _addressed(context: Context, text: str) -> str:
    """Links to imported pages, by our addresses."""
    return DOC_LINK.sub(
        lambda m: f"/docs/{i}" if (i := context.local("doc", m.group(1))) else m.group(1), text
    )


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


def _relate(context: Context, plan: RelationPlan, external: str) -> None:
    """Make a link; one that would block in a circle is kept as “relates”, and said."""
    session = context.session
    first, second = context.local("task", plan.first), context.local("task", plan.second)
    if first is None or second is None:
        return
    try:
        made = relations.relate(
            session, first, kind=plan.kind, to_task=second, by=context.by, at=context.now
        )
    except Cycle:
        _count_circle(context)
        made = relations.relate(
            session, first, kind="relates", to_task=second, by=context.by, at=context.now
        )
    context.keep("relation", external, made.id or 0, external)
    context.report.created["relations"] += 1


def _count_circle(context: Context) -> None:
    reported = context.report.not_carried
    before = next((one for one in reported if one.field == CIRCLES), None)
    if before is not None:
        reported.remove(before)
    count = before.count if before else 0
    reported.append(NotCarried(CIRCLES, count + 1, "kept as “relates”"))
