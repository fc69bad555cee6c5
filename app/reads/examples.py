"""Questions worth asking here: drawn from the names an actor really has in front of them."""

from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from app import access
from app.domain.access import Actor
from app.domain.filters import Filter, Leaf, Op
from app.domain.filters.common import OPEN_ONLY, OVERDUE
from app.domain.text import squeeze
from app.models import Comment, Goal, Relation, Space, Task, TaskAssignee, TaskList, User
from app.reads import filtering

# A longer title makes a question nobody would type.
LONGEST_NAME = 48
BLOCKED = Leaf("blocked", Op.IS, (True,))


def questions(session: Session, *, actor: Actor, today: date) -> list[str]:
    """At most six questions this workspace can answer; fewer when there is little in it."""
    actor = actor.current
    asked = [
        _about_goal(session, actor),
        _about_overdue(session, actor, today),
        _about_person(session, actor, today),
        _about_blocked(session, actor, today),
        _about_words(session, actor),
        "What did we finish last week?" if actor.lists else "",
    ]
    return [question for question in asked if question]


def _about_goal(session: Session, actor: Actor) -> str:
    goal = session.exec(
        select(Goal.title)
        .where(access.goals_open_to(actor), Goal.state == "in_progress")
        .order_by(col(Goal.period_end).is_(None), col(Goal.period_end), col(Goal.id))
    ).first()
    return f"How is {squeeze(goal, limit=LONGEST_NAME)} going?" if goal else ""


def _about_overdue(session: Session, actor: Actor, today: date) -> str:
    late = func.count()
    space = session.exec(
        select(Space.name)
        .join(Task, col(Task.space_id) == Space.id)
        .where(_fitting(session, OVERDUE, actor, today))
        .group_by(col(Space.id), col(Space.name))
        .order_by(late.desc())
    ).first()
    return f"What is overdue in {space}?" if space else ""


def _about_person(session: Session, actor: Actor, today: date) -> str:
    held = func.count()
    person = session.exec(
        select(User.name)
        .join(TaskAssignee, col(TaskAssignee.user_id) == User.id)
        .join(Task, col(Task.id) == TaskAssignee.task_id)
        .where(
            _fitting(session, OPEN_ONLY, actor, today),
            User.id != actor.user_id,
            col(User.is_active),
        )
        .group_by(col(User.id), col(User.name))
        .order_by(held.desc())
    ).first()
    return f"What is {person} working on?" if person else ""


def _about_blocked(session: Session, actor: Actor, today: date) -> str:
    waiting = func.count()
    home = session.exec(
        select(TaskList.name)
        .join(Task, col(Task.list_id) == TaskList.id)
        .join(Relation, col(Relation.to_id) == Task.id)
        .where(_fitting(session, BLOCKED, actor, today), Relation.kind == "blocks")
        .group_by(col(TaskList.id), col(TaskList.name))
        .order_by(waiting.desc())
    ).first()
    return f"What is blocking {home}?" if home else ""


def _about_words(session: Session, actor: Actor) -> str:
    comments = func.count()
    title = session.exec(
        select(Task.title)
        .join(Comment, col(Comment.subject_id) == Task.id)
        .where(
            access.tasks_open_to(actor),
            Comment.subject_kind == "task",
            col(Comment.deleted_at).is_(None),
            func.length(Task.title) <= LONGEST_NAME,
        )
        .group_by(col(Task.id), col(Task.title))
        .order_by(comments.desc(), func.max(Comment.created_at).desc())
    ).first()
    return f"What was decided about {title}?" if title else ""


def _fitting(session: Session, wanted: Filter, actor: Actor, today: date) -> ColumnElement[bool]:
    fits = filtering.compile(session, wanted, actor=actor, today=today)
    return and_(access.tasks_open_to(actor), fits)
