"""What was put away, fetched as its door would fetch it: for those who could see it were it here.

What a person put away is told by the log. What an import, or the sample company, hides by the same mark is
not in the trash; nor is what is being erased.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor, Role
from app.domain.errors import InTrash, NotFound
from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    ListMember,
    Purge,
    Space,
    SpaceMember,
    Status,
    Target,
    Task,
    TaskList,
)

Where = ColumnElement[bool]
TABLES: dict[str, type[Any]] = {
    "space": Space,
    "folder": Folder,
    "list": TaskList,
    "task": Task,
    "doc": Doc,
    "goal": Goal,
}


# -- the places there are, those in the trash among them -----------------------------------------------


def spaces_of(who: Actor) -> Any:
    """The ids of the spaces open to the actor as a whole, were they here."""
    return select(Space.id).where(is_there("space", Space), _whole(who))


def lists_of(who: Actor) -> Any:
    """The ids of the lists open to the actor, were they and their spaces here."""
    mine = select(ListMember.list_id).where(ListMember.user_id == (who.user_id or 0))
    is_open = or_(
        true() if who.everything else col(TaskList.id).in_(mine),
        and_(_whole(who), col(TaskList.is_private).is_(False)),
    )
    return (
        select(TaskList.id)
        .join(Space, col(Space.id) == TaskList.space_id)
        .where(is_there("list", TaskList), is_there("space", Space), is_open)
    )


def places_among(session: Session, events: Sequence[Event], who: Actor) -> frozenset[str]:
    """Where these events happened, of what is open to the actor, were it here."""
    lists = {one.list_id for one in events} - {None}
    spaces = {one.space_id for one in events} - {None}
    found = {f"list:{i}" for i in session.exec(lists_of(who).where(col(TaskList.id).in_(lists)))}
    found |= {f"space:{i}" for i in session.exec(spaces_of(who).where(col(Space.id).in_(spaces)))}
    return frozenset(found)


def in_spaces_of(column: Any, who: Actor) -> Where:
    """What belongs to this space as a whole, or to the workspace where it is none, is open, were it here."""
    within = col(column).in_(spaces_of(who))
    return within if who.is_guest else or_(col(column).is_(None), within)


def is_there(kind: str, table: Any) -> Where:
    """Condition on its row: here, or put away by somebody and not being erased."""
    return and_(
        or_(col(table.deleted_at).is_(None), was_put_away(kind, table)), ~_is_going(kind, table)
    )


def was_put_away(kind: str, table: Any) -> Where:
    told = select(Event.id).where(
        Event.subject_kind == kind, Event.subject_id == table.id, Event.kind == f"{kind}.deleted"
    )
    return told.correlate(table).exists()


def _is_going(kind: str, table: Any) -> Where:
    going = select(Purge.item_id).where(Purge.kind == kind, Purge.item_id == table.id)
    return going.correlate(table).exists()


def _whole(who: Actor) -> Where:
    if who.everything:
        return true()
    mine = select(SpaceMember.space_id).where(SpaceMember.user_id == (who.user_id or 0))
    member = col(Space.id).in_(mine)
    return member if who.role is Role.GUEST else or_(member, col(Space.is_private).is_(False))


# -- one thing, or NotFound ----------------------------------------------------------------------------


def task(session: Session, task_id: int, who: Actor) -> Task:
    """A task, here or put away; raises InTrash when its list is in the trash too."""
    found = session.get(Task, task_id)
    if found is None or _goes(session, "task", task_id):
        raise NotFound("task")
    must_reach_list(session, "task", found.list_id, who)
    return found


def goal(session: Session, goal_id: int, who: Actor) -> Goal:
    found = session.get(Goal, goal_id)
    if found is None or _goes(session, "goal", goal_id):
        raise NotFound("goal")
    must_reach_space(session, "goal", found.space_id, who)
    return found


def doc(session: Session, doc_id: int, who: Actor) -> Doc:
    found = session.get(Doc, doc_id)
    if found is None or _goes(session, "doc", doc_id):
        raise NotFound("doc")
    must_reach_space(session, "doc", found.space_id, who)
    return found


def target(session: Session, target_id: int, who: Actor) -> Target:
    """A target of a goal that is still there."""
    found = session.get(Target, target_id)
    if found is None:
        raise NotFound("target")
    try:
        access.goal(session, found.goal_id, who)
    except NotFound:
        raise NotFound("target") from None
    return found


def comment(session: Session, comment_id: int, who: Actor) -> Comment:
    """A comment on an item that is still there."""
    found = session.get(Comment, comment_id)
    if found is None:
        raise NotFound("comment")
    try:
        access.item(session, found.subject_kind, found.subject_id, who)
    except NotFound:
        raise NotFound("comment") from None
    return found


def folder(session: Session, folder_id: int, who: Actor) -> Folder:
    found = session.get(Folder, folder_id)
    if found is None or _goes(session, "folder", folder_id):
        raise NotFound("folder")
    must_reach_space(session, "folder", found.space_id, who)
    return found


def task_list(session: Session, list_id: int, who: Actor) -> TaskList:
    """A list, here or put away; raises InTrash when its space is in the trash too."""
    found = session.get(TaskList, list_id)
    is_open = lists_of(who).where(TaskList.id == list_id)
    if found is None or session.exec(is_open).first() is None:
        raise NotFound("list")
    home = session.get_one(Space, found.space_id)
    if home.deleted_at is not None:
        raise InTrash("list", "space", home.name)
    return found


def space(session: Session, space_id: int, who: Actor) -> Space:
    found = session.get(Space, space_id)
    if found is None or session.exec(spaces_of(who).where(Space.id == space_id)).first() is None:
        raise NotFound("space")
    return found


def status(session: Session, status_id: int, who: Actor) -> Status:
    found = session.get(Status, status_id)
    if found is None:
        raise NotFound("status")
    try:
        if found.list_id is not None:
            access.task_list(session, found.list_id, who)
        else:
            access.space(session, found.space_id, who)
    except NotFound:
        raise NotFound("status") from None
    return found


def find(session: Session, kind: str, item_id: int, who: Actor) -> Any:
    """What is in the trash, wherever it was; raises NotFound for what is not, or was never open."""
    table, is_open = TABLES.get(kind), None
    if table is not None and not who.is_guest:
        is_open = {
            "space": lambda: col(Space.id).in_(spaces_of(who)),
            "list": lambda: col(TaskList.id).in_(lists_of(who)),
            "task": lambda: col(Task.list_id).in_(lists_of(who)),
        }.get(kind, lambda: in_spaces_of(table.space_id, who))()
    if table is None or is_open is None:
        raise NotFound(kind)
    found = session.exec(
        select(table).where(
            table.id == item_id, table.deleted_at.is_not(None), is_there(kind, table), is_open
        )
    ).first()
    if found is None:
        raise NotFound(kind)
    return found


def may_empty(session: Session, space_id: int | None, who: Actor) -> bool:
    """Who may erase what is in the trash of a space they see: owners and admins, and whoever made the space."""
    if not who.edits:
        return False
    home = session.get(Space, space_id) if space_id is not None else None
    return who.manages or (home is not None and home.created_by == who.user_id)


def must_reach_list(session: Session, noun: str, list_id: int, who: Actor) -> None:
    """Raises NotFound for a list that is not open, InTrash for one that would be were it here."""
    if list_id in who.lists:
        return
    if session.exec(lists_of(who).where(TaskList.id == list_id)).first() is None:
        raise NotFound(noun)
    home = session.get_one(TaskList, list_id)
    if home.deleted_at is not None:
        raise InTrash(noun, "list", home.name)
    raise InTrash(noun, "space", session.get_one(Space, home.space_id).name)


def must_reach_space(session: Session, noun: str, space_id: int | None, who: Actor) -> None:
    """The same for what belongs to a space as a whole, or to the workspace."""
    if access.sees_space(who, space_id):
        return
    if space_id is None or session.exec(spaces_of(who).where(Space.id == space_id)).first() is None:
        raise NotFound(noun)
    raise InTrash(noun, "space", session.get_one(Space, space_id).name)


def _goes(session: Session, kind: str, item_id: int) -> bool:
    """It is being erased."""
    return session.get(Purge, (kind, item_id)) is not None
