"""Takes an import away as a whole: what it made, with what was said on it. A few records at a time.

What it only changed stays as it is, and so does what people made since in its list or space.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlmodel import Session, col, delete, select

from app import access, db
from app.domain.errors import NotFound
from app.domain.events import Kind
from app.importing.context import Places, Progress, Report
from app.importing.pace import Pace
from app.models import (
    Attachment,
    Comment,
    ExternalRef,
    ImportRun,
    Relation,
    StagedEvent,
    Tag,
    TaskTag,
)
from app.work import comments, erasing, relations
from app.work.recording import of_workspace, record

# Seconds a transaction works before it lets others in, and how long it lets them.
HOLD, REST = 0.02, 0.012
# In this order nothing is left that names what is gone.
KINDS = ("task", "goal", "doc", "comment", "relation", "attachment", "list", "user")


def remove_run(run_id: int, *, progress: Progress | None = None) -> Report:
    """Erase all a run made; may be called again after it was cut off. Returns what went, as `updated`."""
    with db.writing() as session:
        run = session.get_one(ImportRun, run_id)
        # What was never shown was never found either: nobody needs to be told that it is gone.
        run.state = "discarding" if run.state in ("staging", "discarding") else "removing"
        was_shown = run.state == "removing"
        places = Places(**run.places)
        refs = _refs(session, run_id)
    report = Report(space_key=run.space_key, run_id=run_id)
    tell = progress or (lambda _done, _all: None)
    done = 0
    for kind in KINDS:
        pace = Pace()  # a task takes longer than a link
        mine = [(ref_id, local_id) for one, ref_id, local_id in refs if one == kind]
        index = 0
        while index < len(mine):
            with db.writing() as session:
                pace.begin(HOLD)
                part = mine[index : index + pace.many(_erase)]
                with pace.timed(_erase, len(part)):
                    gone = _erase(session, kind, [i for _, i in part], report)
                    if gone and was_shown:
                        tell_gone(session, gone)
                    _drop(session, ExternalRef, [i for i, _ in part])
                    session.flush()
            index += len(part)
            tell(done + index, len(refs))
            time.sleep(REST)
        done += len(mine)
    forget_staged(run_id)
    with db.writing() as session:
        for list_id in places.hidden_lists:
            erasing.task_list(session, list_id)
        for space_id in places.hidden_spaces:
            report.updated["spaces"] += erasing.space(session, space_id)
        _untie(session, run.source)
        session.exec(delete(Tag).where(~col(Tag.id).in_(select(TaskTag.tag_id))))
        run = session.get_one(ImportRun, run_id)
        run.state, run.report = "removed", report.plain()
    return report


def _refs(session: Session, run_id: int) -> list[tuple[str, int, int]]:
    """(kind, id of the reference, id of our record) of what a run made, the last first."""
    rows = session.exec(
        select(ExternalRef.kind, ExternalRef.id, ExternalRef.local_id)
        .where(ExternalRef.run_id == run_id)
        .order_by(col(ExternalRef.id).desc())
    )
    return [(kind, ref_id or 0, local_id) for kind, ref_id, local_id in rows]


def _erase(session: Session, kind: str, ids: Sequence[int], report: Report) -> list[str]:
    """Erase some records of one kind; returns the documents that are gone."""
    by = access.machine(session, kind="importer", name="An import")
    if kind in ("task", "goal", "doc"):
        report.updated[f"{kind}s"] += len(ids)
        return erasing.items(session, kind, ids)
    if kind == "comment":
        for row in session.exec(select(Comment).where(col(Comment.id).in_(ids))).all():
            with suppress(NotFound):  # deleted since
                comments.delete(session, row.id or 0, by=by)
    elif kind == "relation":
        for row in session.exec(select(Relation).where(col(Relation.id).in_(ids))).all():
            with suppress(NotFound):
                relations.unrelate(session, row.from_id, kind=row.kind, to_task=row.to_id, by=by)
    elif kind == "attachment":
        _drop(session, Attachment, ids)
    elif kind == "list":
        report.updated["lists"] += sum(erasing.task_list(session, i) for i in ids)
    elif kind == "user":
        report.updated["users"] += sum(erasing.person(session, i) for i in ids)
    return []


def tell_gone(session: Session, gone: list[str]) -> None:
    """What keeps the library true can't be read from a log that is cut: it is told here."""
    by = access.machine(session, kind="importer", name="An import")
    record(session, Kind.WORKSPACE_CHANGED, of_workspace(), {"gone": [gone, []]}, by=by)


def forget_staged(run_id: int) -> None:
    """Forget the events of a run that never joined the log."""
    while _unstaged(run_id):
        time.sleep(REST)


def _unstaged(run_id: int) -> bool:
    """Forget some of the events that never joined the log; True when there may be more."""
    with db.writing() as session:
        some = session.exec(
            select(StagedEvent.id).where(StagedEvent.run_id == run_id).limit(500)
        ).all()
        _drop(session, StagedEvent, [i or 0 for i in some])
    return bool(some)


def _untie(session: Session, source: str) -> None:
    """Where nothing of a source is left, who its people are need not be remembered."""
    left = session.exec(
        select(ExternalRef.id).where(ExternalRef.source == source, ExternalRef.kind != "user")
    ).first()
    if left is None:
        session.exec(delete(ExternalRef).where(col(ExternalRef.source) == source))


def _drop(session: Session, table: Any, ids: Sequence[int]) -> None:
    session.exec(delete(table).where(table.id.in_(ids)))
