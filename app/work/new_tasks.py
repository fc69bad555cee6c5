"""New tasks, one or many: first all is made sure of, then all is written, in few statements.

What many tasks share (their list, its columns, people, tags, the last number and rank) is looked up once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, col, select

from app import db, numbering
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.events import Kind, Subject
from app.lookups import StatusRow
from app.models import Tag, Task, TaskAssignee, TaskTag
from app.models.base import table_of
from app.work import checks, editing, mentions, placing
from app.work.flow import choose_status, flow_moments
from app.work.gathered import Gathered, Place
from app.work.recording import Changes, Entry, created, of_task, record_many, when


@dataclass(frozen=True)
class Draft:
    """A task that may be made, and what will be tied to it."""

    values: dict[str, Any]
    home: Place
    status: StatusRow
    assignees: list[int]
    tags: list[str]
    number: int | None
    at: datetime | None


class NewTasks:
    """Drafts of one operation, and what they share."""

    def __init__(self, session: Session, *, by: Actor) -> None:
        must_edit(by)
        self._session, self._by = session, by
        self._drafts: list[Draft] = []
        self._known = Gathered(session, by=by)
        self._ranks: dict[int, str] = {}

    def draft(
        self,
        list_id: int,
        *,
        status_id: int | None = None,
        number: int | None = None,
        at: datetime | None = None,
        **given: Any,
    ) -> None:
        """Make sure of one more task; raises what keeps it from being made. Nothing is written yet."""
        home = self._known.place(list_id)
        status = choose_status(self._known.columns(list_id), status_id)
        values = editing.first(self._session, "task", given, by=self._by)
        if values["parent_id"] is not None:
            parent = self._known.task(values["parent_id"])
            self._known.parents.validate(None, parent.id or 0)
        checks.days(values["start"], values["due"])
        assignees = sorted(set(values.pop("assignees")))
        for user_id in assignees:
            self._known.somebody(user_id)
        tags = sorted(values.pop("tags"), key=str.casefold)
        self._drafts.append(Draft(values, home, status, assignees, tags, number, at))

    def write(self) -> list[Task]:
        """Make them all, each at the end of its list, with an event each."""
        session, by = self._session, self._by
        ids = numbering.ahead(session, TASK, len(self._drafts))
        numbers = self._numbers()
        rows = [self._row(*one) for one in zip(self._drafts, ids, numbers, strict=True)]
        # Plain rows: as objects, the session would look each over before and after it is written.
        db.execute_many(session, INSERT, rows)
        made = [_kept(session, row) for row in rows]
        tags = self._tags()
        entries: list[Entry] = []
        for task, draft in zip(made, self._drafts, strict=True):
            changes = created(Subject.TASK, task) | self._tie(task, draft, tags)
            entries.append(Entry(Kind.TASK_CREATED, of_task(task), changes, by, draft.at))
        record_many(session, entries)
        mentions.note_new(session, "task", {one.id or 0: one.description for one in made}, by)
        session.flush()
        return made

    def _numbers(self) -> list[int]:
        """The number of each task in its space."""
        wanted: dict[int, list[int | None]] = {}
        for draft in self._drafts:
            wanted.setdefault(draft.home.space_id, []).append(draft.number)
        given = {
            space_id: iter(placing.take_numbers(self._session, space_id, some))
            for space_id, some in wanted.items()
        }
        return [next(given[draft.home.space_id]) for draft in self._drafts]

    def _row(self, draft: Draft, task_id: int, number: int) -> dict[str, Any]:
        home, moment = draft.home, when(draft.at)
        before = self._ranks.get(home.list_id)
        after = ordering.between(before, None) if before else None
        self._ranks[home.list_id] = after or placing.last_rank(self._session, home.list_id)
        category = draft.status.category
        started_at, done_at = flow_moments(category, moment, (None, None))
        return {
            "id": task_id,
            "space_id": home.space_id,
            "list_id": home.list_id,
            "number": number,
            "key": f"{home.space_key}-{number}",
            "status_id": draft.status.id or 0,
            "category": category,
            "rank": self._ranks[home.list_id],
            "created_by": self._by.user_id,
            "created_at": moment,
            "updated_at": moment,
            "started_at": started_at,
            "done_at": done_at,
            "deleted_at": None,
            **draft.values,
        }

    def _tags(self) -> dict[str, Tag]:
        """The tags by name; a word nobody used before becomes one."""
        words = {word for draft in self._drafts for word in draft.tags}
        if not words:
            return {}
        rows = self._session.exec(select(Tag).where(col(Tag.name).in_(sorted(words))))
        known = {tag.name: tag for tag in rows}
        new = [Tag(name=word) for word in sorted(words - known.keys())]
        self._session.add_all(new)
        self._session.flush()
        return known | {tag.name: tag for tag in new}

    def _tie(self, task: Task, draft: Draft, tags: dict[str, Tag]) -> Changes:
        """Its people and tags, as the log tells them."""
        task_id = task.id or 0
        self._session.add_all(
            [
                *(TaskAssignee(task_id=task_id, user_id=user_id) for user_id in draft.assignees),
                *(TaskTag(task_id=task_id, tag_id=tags[word].id or 0) for word in draft.tags),
            ]
        )
        sets = {"assignees": [[], draft.assignees], "tags": [[], draft.tags]}
        return {name: pair for name, pair in sets.items() if pair[1]}


def _kept(session: Session, row: dict[str, Any]) -> Task:
    """The task of a row that was written, as the session would have read it."""
    task = Task(**row)
    make_transient_to_detached(task)
    # One that was taken back within this transaction left its id behind.
    former = session.identity_map.get(identity_key(instance=task))
    if former is not None:
        session.expunge(former)
    session.add(task)
    return task


TASK = table_of(Task)
INSERT = insert(TASK)
