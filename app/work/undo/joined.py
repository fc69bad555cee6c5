"""What others joined to a new thing since: a goal's targets and places, targets that count it, words for it.

It is told by events of its own, not by the thing's: undoing the making would lose it silently.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select as sql
from sqlmodel import Session

from app import access, db
from app.among import among
from app.domain.access import Actor
from app.models import Alias, Event, Folder, Goal, Target, TargetList, TargetTask, TaskList
from app.models.base import columns_of


class Joined(NamedTuple):
    """Who joined something to a subject, by which event, in words: “counts it in a target”.

    Without words where the undoer may not see what was joined: then not even who did it is theirs to know.
    """

    id: int
    actor_kind: str
    actor_id: int | None
    what: str


Found = dict[int, list[Joined]]
Ties = Iterable[tuple[int, int]]  # the subject's id, and of what is joined to it


class Reading:
    """What was joined to some subjects of one kind after an event; only what still stands."""

    def __init__(self, session: Session, kind: str, ids: set[int], first: int, by: Actor) -> None:
        self._session, self._kind, self._ids, self._first = session, kind, ids, first
        self._by, self._me = by, (by.kind, by.user_id)
        self.found: Found = {}
        if kind == "goal":
            self._targets()
            self._places("list", columns_of(TaskList))
            self._places("folder", columns_of(Folder))
        elif kind == "task":
            self._counted("tasks", columns_of(TargetTask).task_id, columns_of(TargetTask).target_id)
        elif kind == "list":
            self._counted("lists", columns_of(TargetList).list_id, columns_of(TargetList).target_id)
        self._words()

    def _targets(self) -> None:
        rows = sql(T.goal_id, T.id).where(among(T.goal_id, self._ids), T.deleted_at.is_(None))
        for goal_id, event in self._events("target", self._ties(rows)):
            is_new = event.kind == "target.created"
            self._add(goal_id, event, "added a target to it" if is_new else "changed its target")

    def _places(self, noun: str, place: Any) -> None:
        rows = sql(place.goal_id, place.id).where(
            among(place.goal_id, self._ids), place.deleted_at.is_(None)
        )
        for goal_id, event in self._events(noun, self._ties(rows)):
            if event.changes.get("goal_id", [None, None])[1] == goal_id:
                self._add(goal_id, event, f"tied a {noun} to it")

    def _counted(self, name: str, counted: Any, by_target: Any) -> None:
        rows = (
            sql(counted, T.id)
            .where(among(counted, self._ids), T.id == by_target, T.deleted_at.is_(None))
            .where(G.id == T.goal_id, G.deleted_at.is_(None))
        )
        for item_id, event in self._events("target", self._ties(rows)):
            old, new = (set(side or []) for side in event.changes.get(name, ([], [])))
            if item_id in new - old:
                self._add(item_id, event, "counts it in a target")

    def _words(self) -> None:
        rows = sql(A.item_id, A.words).where(A.kind == self._kind, among(A.item_id, self._ids))
        words = {word: item_id for item_id, word in db.execute(self._session, rows)}
        if not words:
            return
        for _, event in self._events("workspace", [(1, 1)]):
            new = event.changes.get("word", [None, None])[1]
            if new and new[1] == self._kind and words.get(new[0]) == new[2]:
                self._add(new[2], event, "taught a word for it")

    def _ties(self, rows: Any) -> list[tuple[int, int]]:
        return [(subject_id, other) for subject_id, other in db.execute(self._session, rows)]

    def _events(self, kind: str, ties: Ties) -> Iterable[tuple[int, Any]]:
        """What others did to the things that are tied, each with the subject it is tied to."""
        subjects: dict[int, list[int]] = {}
        for subject_id, other in ties:
            subjects.setdefault(other, []).append(subject_id)
        if not subjects:
            return
        rows = (
            sql(
                E.id,
                E.kind,
                E.subject_id,
                E.actor_kind,
                E.actor_id,
                E.list_id,
                E.space_id,
                E.changes,
            )
            .where(E.subject_kind == kind, among(E.subject_id, subjects), E.id > self._first)
            .order_by(E.id.desc())
        )
        for event in db.execute(self._session, rows):
            if (event.actor_kind, event.actor_id) != self._me:
                for subject_id in subjects[event.subject_id]:
                    yield subject_id, event

    def _add(self, subject_id: int, event: Any, what: str) -> None:
        is_open = (
            event.list_id in self._by.lists
            if event.list_id is not None
            else access.sees_space(self._by, event.space_id)
        )
        one = Joined(event.id, event.actor_kind, event.actor_id, what if is_open else "")
        self.found.setdefault(subject_id, []).append(one)


A, E, G, T = columns_of(Alias), columns_of(Event), columns_of(Goal), columns_of(Target)
