"""Lists and folders in the shape of their answers: a goal or folder that is hidden from the caller is none."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app import access
from app.api.schemas import places as shape
from app.domain.access import Actor
from app.models import Folder, Goal, TaskList


def lists(session: Session, found: Sequence[TaskList], actor: Actor) -> list[shape.List]:
    seen = _goals(session, found, actor)
    return [
        as_seen(one, actor, goal_id=one.goal_id if one.goal_id in seen else None) for one in found
    ]


def as_seen(found: TaskList, actor: Actor, *, goal_id: int | None) -> shape.List:
    """A list whose goal was looked at already."""
    folder_id = found.folder_id if found.space_id in actor.spaces else None
    own = shape.List.model_validate(found)
    is_archived = found.id in actor.archived.lists
    return own.model_copy(
        update={"goal_id": goal_id, "folder_id": folder_id, "is_archived": is_archived}
    )


def task_list(session: Session, found: TaskList, actor: Actor) -> shape.List:
    return lists(session, [found], actor)[0]


def folders(session: Session, found: Sequence[Folder], actor: Actor) -> list[shape.Folder]:
    seen = _goals(session, found, actor)
    return [
        shape.Folder.model_validate(one).model_copy(
            update={
                "goal_id": one.goal_id if one.goal_id in seen else None,
                "is_archived": one.id in actor.archived.folders
                or one.space_id in actor.archived.spaces,
            }
        )
        for one in found
    ]


def folder(session: Session, found: Folder, actor: Actor) -> shape.Folder:
    return folders(session, [found], actor)[0]


def _goals(session: Session, found: Sequence[TaskList | Folder], actor: Actor) -> set[int | None]:
    wanted = {one.goal_id for one in found} - {None}
    if not wanted:
        return set()
    return set(
        session.exec(select(Goal.id).where(col(Goal.id).in_(wanted), access.goals_open_to(actor)))
    )
