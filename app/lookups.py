"""Small questions both verbs and reads ask of rows already fetched through a door."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, or_, select

from app.among import among
from app.domain.errors import Invalid
from app.domain.events import Category
from app.models import Status, Tag, TaskAssignee, TaskList, TaskTag, Workspace

ORDER = list(Category)


def statuses_of(session: Session, task_list: TaskList) -> list[Status]:
    """The columns of a list, in order: its own when it overrides, else its space's."""
    home = (
        Status.list_id == task_list.id
        if task_list.has_own_statuses
        else col(Status.list_id).is_(None)
    )
    found = session.exec(
        select(Status).where(
            Status.space_id == task_list.space_id, home, col(Status.deleted_at).is_(None)
        )
    ).all()
    return sorted(found, key=in_order)


@dataclass(frozen=True)
class ListChoices:
    """A list's name and its columns, in order."""

    name: str
    statuses: list[Status]


def statuses_of_lists(session: Session, list_ids: Iterable[int]) -> dict[int, ListChoices]:
    """Names and columns of lists already seen through a door, in one statement."""
    found: dict[int, ListChoices] = {}
    rows = session.exec(
        select(TaskList.id, TaskList.name, Status)
        .join(
            Status,
            (col(Status.space_id) == TaskList.space_id)
            & col(Status.deleted_at).is_(None)
            & or_(
                col(TaskList.has_own_statuses) & (col(Status.list_id) == TaskList.id),
                ~col(TaskList.has_own_statuses) & col(Status.list_id).is_(None),
            ),
            isouter=True,
        )
        .where(among(TaskList.id, list_ids))
    )
    for list_id, name, status in rows:
        kept = found.setdefault(list_id or 0, ListChoices(name, []))
        # The join is an outer one.
        if status is not None:  # pyright: ignore[reportUnnecessaryComparison]
            kept.statuses.append(status)
    for choices in found.values():
        choices.statuses.sort(key=in_order)
    return found


def statuses_of_space(session: Session, space_id: int) -> list[Status]:
    """A space's default columns, in order."""
    found = session.exec(
        select(Status).where(
            Status.space_id == space_id,
            col(Status.list_id).is_(None),
            col(Status.deleted_at).is_(None),
        )
    ).all()
    return sorted(found, key=in_order)


def in_order(status: Status) -> tuple[int, int, int]:
    return (ORDER.index(Category(status.category)), status.position, status.id or 0)


def first_status(statuses: list[Status], *categories: Category) -> Status:
    """The first status of the first category present; raises Invalid when there is none."""
    for category in categories:
        for status in statuses:
            if status.category == category:
                return status
    raise Invalid("This list has no such status: add one in the space's settings.", field="status")


def assignees_of(session: Session, task_id: int) -> list[int]:
    return sorted(session.exec(select(TaskAssignee.user_id).where(TaskAssignee.task_id == task_id)))


def tags_of(session: Session, task_id: int) -> list[str]:
    return sorted(
        session.exec(select(Tag.name).join(TaskTag).where(TaskTag.task_id == task_id)),
        key=str.casefold,
    )


def zone(session: Session) -> ZoneInfo:
    """The workspace's time zone; known already once somebody was identified in this session."""
    known: ZoneInfo | None = session.info.get("zone")
    if known is not None:
        return known
    home = workspace(session)
    return ZoneInfo(home.zone if home else "UTC")


def workspace(session: Session) -> Workspace | None:
    """The workspace, or None before `/welcome`."""
    return session.get(Workspace, 1)
