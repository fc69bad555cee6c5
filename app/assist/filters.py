"""A typed filter as conditions on Task: the one way lists, answers and counts are narrowed."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from agents.facts import TaskFilter
from app import access, tree
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import (
    Folder,
    Goal,
    Link,
    Relation,
    Status,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
)

Where = ColumnElement[bool]
OTHER = aliased(Task)  # made once: an alias copies every column


def conditions(session: Session, wanted: TaskFilter, actor: Actor) -> list[Where]:  # noqa: C901 - one branch a field
    """All of the filter's parts; joined by AND."""
    found: list[Where] = [access.tasks_open_to(actor)]
    if wanted.categories:
        found.append(col(Task.category).in_(wanted.categories))
    places = []
    if wanted.spaces:
        places.append(col(Task.space_id).in_(wanted.spaces))
    if wanted.lists:
        places.append(col(Task.list_id).in_(wanted.lists))
    if places:
        found.append(or_(*places))
    if wanted.not_spaces:
        found.append(col(Task.space_id).not_in(wanted.not_spaces))
    if wanted.not_lists:
        found.append(col(Task.list_id).not_in(wanted.not_lists))
    found += _people(wanted)
    if wanted.priorities:
        found.append(col(Task.priority).in_(wanted.priorities))
    if wanted.not_priorities:
        found.append(col(Task.priority).not_in(wanted.not_priorities))
    found += [col(Task.id).in_(_tagged((name,))) for name in wanted.all_tags]
    for names, negated in ((wanted.tags, False), (wanted.not_tags, True)):
        if names:
            tagged = col(Task.id).in_(_tagged(names))
            found.append(~tagged if negated else tagged)
    for names, negated in ((wanted.statuses, False), (wanted.not_statuses, True)):
        if names:
            in_status = col(Task.status_id).in_(
                select(Status.id).where(col(Status.name).in_(names))
            )
            found.append(~in_status if negated else in_status)
    found += _dates(wanted)
    found += [_says(words) for words in wanted.says]
    if wanted.blocked is not None:
        has = col(Task.id).in_(_blocked(actor))
        found.append(has if wanted.blocked else ~has)
    if wanted.blocking is not None:
        has = col(Task.id).in_(_blocking(actor))
        found.append(has if wanted.blocking else ~has)
    if wanted.goal is not None:
        found.append(serving(session, wanted.goal))
    if wanted.unaligned:
        every = {
            i for i in session.exec(select(Goal.id).where(col(Goal.deleted_at).is_(None))) if i
        }
        found += [~serving_any(session, every), col(Task.is_upkeep).is_(False)]
    return found


def serving(session: Session, goal_id: int) -> Where:
    """Tasks with a path to the goal or one below it: linked, counted, or in a list or folder that serves it."""
    return serving_any(session, below(session, goal_id))


def serving_any(session: Session, goals: set[int]) -> Where:
    """Tasks with a path to one of these goals."""
    linked = set(
        session.exec(
            select(Link.from_id).where(
                Link.from_kind == "task", Link.to_kind == "goal", col(Link.to_id).in_(goals)
            )
        )
    )
    targets = select(Target.id).where(
        col(Target.goal_id).in_(goals), col(Target.deleted_at).is_(None)
    )
    linked |= set(
        session.exec(select(TargetTask.task_id).where(col(TargetTask.target_id).in_(targets)))
    )
    linked |= _descendants(session, linked)
    folders = select(Folder.id).where(col(Folder.goal_id).in_(goals))
    lists = set(
        session.exec(
            select(TaskList.id).where(
                or_(col(TaskList.goal_id).in_(goals), col(TaskList.folder_id).in_(folders))
            )
        )
    )
    lists |= set(
        session.exec(select(TargetList.list_id).where(col(TargetList.target_id).in_(targets)))
    )
    return or_(col(Task.id).in_(linked), col(Task.list_id).in_(lists))


def below(session: Session, goal_id: int) -> set[int]:
    """A goal and all under it."""
    return set(session.exec(tree.with_below(Goal, [goal_id], alive=True)))


def _descendants(session: Session, ids: Iterable[int]) -> set[int]:
    return set(session.exec(tree.with_below(Task, ids)))


def _people(wanted: TaskFilter) -> list[Where]:
    found: list[Where] = []
    if wanted.people:
        found.append(col(Task.id).in_(_assigned(wanted.people)))
    found += [col(Task.id).in_(_assigned((one,))) for one in wanted.all_people]
    if wanted.creators:
        found.append(col(Task.created_by).in_(wanted.creators))
    if wanted.not_people:
        found.append(~col(Task.id).in_(_assigned(wanted.not_people)))
    if wanted.unassigned:
        found.append(~col(Task.id).in_(select(TaskAssignee.task_id)))
    return found


def _assigned(people: tuple[int, ...]):
    return select(TaskAssignee.task_id).where(col(TaskAssignee.user_id).in_(people))


def _tagged(names: tuple[str, ...]):
    folded = [name.lower() for name in names]
    return select(TaskTag.task_id).join(Tag).where(func.lower(Tag.name).in_(folded))


def _says(words: str) -> Where:
    """The words stand in the title or the text, in any case; a plural's “s” need not."""
    plain = words.removesuffix("s") if len(words) > 4 and not words.endswith("ss") else words
    escaped = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # SQLite folds the case of ASCII alone.
    forms = {escaped, escaped.capitalize(), escaped.upper()} if not plain.isascii() else {escaped}
    return or_(
        *(
            column.ilike(f"%{form}%", escape="\\")
            for form in forms
            for column in (col(Task.title), col(Task.description))
        )
    )


def _dates(wanted: TaskFilter) -> list[Where]:
    found: list[Where] = []
    if wanted.due_from is not None:
        found.append(col(Task.due) >= wanted.due_from)
    if wanted.due_before is not None:
        found.append(col(Task.due) < wanted.due_before)
    if wanted.no_due:
        found.append(col(Task.due).is_(None))
    for column, first, end in (
        (col(Task.created_at), wanted.created_from, wanted.created_before),
        (col(Task.done_at), wanted.done_from, wanted.done_before),
        (col(Task.updated_at), None, wanted.updated_before),
    ):
        if first is not None:
            found.append(column >= first)
        if end is not None:
            found.append(column < end)
    return found


def _blocked(actor: Actor):
    """Tasks with an open blocker the actor may see."""
    blocker = OTHER
    return (
        select(Relation.to_id)
        .join(blocker, blocker.id == Relation.from_id)  # type: ignore[arg-type]
        .where(
            Relation.kind == "blocks",
            col(blocker.category).in_(OPEN),
            col(blocker.deleted_at).is_(None),
            access.in_lists_of(actor, blocker.list_id),
        )
    )


def _blocking(actor: Actor):
    """Open tasks with an open task behind them that the actor may see."""
    behind = OTHER
    return (
        select(Relation.from_id)
        .join(behind, behind.id == Relation.to_id)  # type: ignore[arg-type]
        .where(
            Relation.kind == "blocks",
            col(behind.category).in_(OPEN),
            col(behind.deleted_at).is_(None),
            access.in_lists_of(actor, behind.list_id),
        )
    )


def col_task_in(ids: Iterable[int]) -> Where:
    """Tasks by id, whoever may see them: for ids that went through a door already."""
    return col(Task.id).in_(list(ids))
