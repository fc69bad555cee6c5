"""Erases the sample company a few records at a time: it is hidden by then, and its history never happened."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, or_, select

from app import db
from app.importing.pace import Pace
from app.importing.removing import forget_staged, tell_gone
from app.models import (
    Doc,
    Event,
    ExternalRef,
    Folder,
    Goal,
    ImportRun,
    ListMember,
    SignIn,
    Space,
    SpaceMember,
    Summary,
    Tag,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    User,
)
from app.models.imports import SAMPLE
from app.sample.marks import marked
from app.work import erasing

# Seconds a transaction works before it lets others in, and how long it lets them.
HOLD, REST = 0.02, 0.006
MANY = 200  # events erased at once


@dataclass(frozen=True)
class _Found:
    """The ids of all that goes."""

    items: dict[str, list[int]]  # by kind, in the order they go
    lists: list[int]
    folders: list[int]
    spaces: list[int]
    people: list[int]


def erase(run: ImportRun) -> None:
    """Erase all of it; may be called again after it was cut off."""
    with db.reading() as session:
        found = _find(session)
    for kind, ids in found.items.items():
        _erase_items(kind, ids, was_shown=run.state == "removing")
    forget_staged(run.id or 0)
    for event_ids in _portions(_strays(found.spaces)):
        _drop(Event, event_ids)
    for list_id in found.lists:
        with db.writing() as session:
            erasing.task_list(session, list_id)
    with db.writing() as session:
        _erase_spaces(session, found)
    for user_id in found.people:
        with db.writing() as session:
            _let_go(session, user_id)
    with db.writing() as session:
        session.exec(delete(ExternalRef).where(col(ExternalRef.source) == SAMPLE))
        session.exec(delete(Tag).where(~col(Tag.id).in_(select(TaskTag.tag_id))))
        session.get_one(ImportRun, run.id).state = "removed"


def _find(session: Session) -> _Found:
    def ids(table: Any, *where: Any) -> list[int]:
        return list(session.exec(select(table.id).where(*where).order_by(table.id)))

    spaces = list(session.exec(marked("space")))
    goals = or_(col(Goal.id).in_(marked("goal")), col(Goal.space_id).in_(spaces))
    return _Found(
        {
            "task": ids(Task, col(Task.space_id).in_(spaces)),
            "doc": ids(Doc, col(Doc.space_id).in_(spaces)),
            "goal": ids(Goal, goals),
        },
        ids(TaskList, col(TaskList.space_id).in_(spaces)),
        ids(Folder, col(Folder.space_id).in_(spaces)),
        ids(Space, col(Space.id).in_(spaces)),
        ids(User, col(User.id).in_(marked("user"))),
    )


def _erase_items(kind: str, ids: list[int], *, was_shown: bool) -> None:
    pace, index = Pace(), 0
    while index < len(ids):
        with db.writing() as session:
            pace.begin(HOLD)
            part = ids[index : index + pace.many(_erase_items)]
            with pace.timed(_erase_items, len(part)):
                _erase_summaries(session, kind, part)
                gone = erasing.items(session, kind, part)
                if was_shown:
                    tell_gone(session, gone)
                session.flush()
        index += len(part)
        time.sleep(REST)


def _erase_summaries(session: Session, kind: str, ids: Sequence[int]) -> None:
    about = col(Summary.subject_kind) == kind, col(Summary.subject_id).in_(ids)
    session.exec(delete(Summary).where(*about))


def _strays(space_ids: Sequence[int]) -> list[int]:
    """What else happened in its spaces."""
    with db.reading() as session:
        found = select(Event.id).where(col(Event.space_id).in_(space_ids))
        return [one or 0 for one in session.exec(found)]


def _portions(ids: list[int]) -> list[list[int]]:
    return [ids[index : index + MANY] for index in range(0, len(ids), MANY)]


def _drop(table: Any, ids: Sequence[int]) -> None:
    with db.writing() as session:
        session.exec(delete(table).where(table.id.in_(ids)))
    time.sleep(REST)


def _erase_spaces(session: Session, found: _Found) -> None:
    for folder_id in found.folders:
        erasing.folder(session, folder_id)
    _erase_summaries(session, "space", found.spaces)
    for space_id in found.spaces:
        erasing.space(session, space_id)


def _let_go(session: Session, user_id: int) -> None:
    """Somebody of the sample goes, but for who did something that stays; they become inactive."""
    for table in (SpaceMember, ListMember, TaskAssignee, SignIn):
        session.exec(delete(table).where(col(table.user_id) == user_id))  # type: ignore[call-overload]
    try:
        with session.begin_nested():
            session.exec(delete(User).where(col(User.id) == user_id))  # type: ignore[call-overload]
    except IntegrityError:  # some row that stays names them
        user = session.get_one(User, user_id)
        user.is_active, user.import_run_id = False, None
    else:
        about = col(Event.subject_kind) == "user", col(Event.subject_id) == user_id
        session.exec(delete(Event).where(*about))  # type: ignore[call-overload]
