"""Small questions both verbs and reads ask of rows already fetched through a door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Text, and_, bindparam, or_
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from app.among import Among, ids_of
from app.domain.errors import Invalid
from app.domain.events import Category
from app.models import (
    Folder,
    Goal,
    Space,
    Status,
    Tag,
    TaskAssignee,
    TaskList,
    TaskTag,
    Workspace,
)
from app.models.base import columns_of, table_of
from app.prepared import Prepared

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


class StatusRow(Protocol):
    """A status as it is read: of the table, or a row of its columns."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def position(self) -> int: ...


@dataclass(frozen=True)
class ListChoices:
    """A list's name and its columns, in order."""

    name: str
    statuses: list[StatusRow]


def statuses_of_lists(session: Session, list_ids: Iterable[int]) -> dict[int, ListChoices]:
    """Names and columns of lists already seen through a door, in one statement."""
    found: dict[int, ListChoices] = {}
    for row in CHOICES.all(session, {"lists": ids_of(list_ids)}):
        kept = found.setdefault(row.list, ListChoices(row.list_name, []))
        # The join is an outer one.
        if row.id is not None:
            kept.statuses.append(row)
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


def in_order(status: StatusRow) -> tuple[int, int, int]:
    return (ORDER.index(Category(status.category)), status.position, status.id or 0)


def first_status(statuses: Sequence[StatusRow], *categories: Category) -> StatusRow:
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


S, L = columns_of(Status), columns_of(TaskList)
# Made once: to build a statement costs more than to run it.
CHOICES = Prepared(
    sql(L.id.label("list"), L.name.label("list_name"), table_of(Status))
    .join_from(
        table_of(TaskList),
        table_of(Status),
        and_(
            S.space_id == L.space_id,
            S.deleted_at.is_(None),
            or_(
                and_(L.has_own_statuses, S.list_id == L.id),
                and_(~L.has_own_statuses, S.list_id.is_(None)),
            ),
        ),
        isouter=True,
    )
    .where(Among(L.id, bindparam("lists", type_=Text())))
)


def archived_place(
    session: Session, row: Space | Folder | TaskList | Goal
) -> Space | Folder | None:
    """The outermost archived place this is in."""
    if isinstance(row, Space):
        return None
    space = session.get(Space, row.space_id) if row.space_id is not None else None
    if space is not None and space.archived_at is not None:
        return space
    folder_id = row.folder_id if isinstance(row, TaskList) else None
    folder = session.get(Folder, folder_id) if folder_id is not None else None
    is_archived = folder is not None and folder.archived_at is not None
    return folder if is_archived else None
