"""What was put away, fetched as its door would fetch it: for those who could see it were it here."""

from sqlmodel import Session

from app import access
from app.domain.access import Actor, Role
from app.domain.errors import NotFound
from app.models import (
    Comment,
    Doc,
    Folder,
    Goal,
    ListMember,
    Space,
    SpaceMember,
    Status,
    Target,
    TaskList,
)


def goal(session: Session, goal_id: int, who: Actor) -> Goal:
    found = session.get(Goal, goal_id)
    if found is None or not _space_open(found.space_id, who):
        raise NotFound("goal")
    return found


def doc(session: Session, doc_id: int, who: Actor) -> Doc:
    found = session.get(Doc, doc_id)
    if found is None or not _space_open(found.space_id, who):
        raise NotFound("doc")
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
    if found is None or found.space_id not in who.spaces:
        raise NotFound("folder")
    return found


def task_list(session: Session, list_id: int, who: Actor) -> TaskList:
    """A list of a space that is still there, were it open to the actor."""
    found = session.get(TaskList, list_id)
    if found is None:
        raise NotFound("list")
    home = session.get_one(Space, found.space_id)
    shared = who.user_id and session.get(ListMember, (list_id, who.user_id))
    is_open = who.everything or shared or (found.space_id in who.spaces and not found.is_private)
    if home.deleted_at is not None or not is_open:
        raise NotFound("list")
    return found


def space(session: Session, space_id: int, who: Actor) -> Space:
    found = session.get(Space, space_id)
    if found is None:
        raise NotFound("space")
    member = who.user_id and session.get(SpaceMember, (space_id, who.user_id))
    if not (who.everything or member or not (found.is_private or who.role is Role.GUEST)):
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


def _space_open(space_id: int | None, who: Actor) -> bool:
    return (not who.is_guest) if space_id is None else space_id in who.spaces
