"""What a typed question reads of a workspace, under its asker's rights."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from agents.algebra.query import Event as Happening
from agents.algebra.query import Json, Query, Stretch
from agents.algebra.rows import Happened, Load, Row, StayFact, fits
from agents.facts import Quote
from app.assist import filters, otherrows, quotes, rows
from app.domain.access import Actor
from app.domain.bottlenecks.overload import HORIZON
from app.models import Task
from knowledge.library import Library


class RecordReads:
    """The part of a gateway that gives records as rows."""

    session: Session
    actor: Actor
    library: Library
    said_until: datetime | None

    @property
    def today(self) -> date:
        raise NotImplementedError

    @property
    def you_can_see(self) -> str:
        return "" if self.actor.sees_all else " you can see"

    def visible(self) -> int:
        rows = self.session.exec(
            select(Task.list_id, func.count())
            .where(col(Task.deleted_at).is_(None))
            .group_by(col(Task.list_id))
        )
        return sum(count for list_id, count in rows if list_id in self.actor.lists)

    def rows(self, query: Query) -> list[Row]:
        """The records a typed question is about; raises ValueError for what is no filter."""
        match query.of:
            case "goals":
                return [row for row in rows.goal_rows(self) if fits(row, query.where)]
            case "docs":
                every = otherrows.docs(self.session, self.actor)
                return [row for row in every if fits(row, query.where)]
            case "lists":
                every = otherrows.lists(self.session, self.actor)
                return [row for row in every if fits(row, query.where)]
            case "comments":
                where = self._tree(query.where) if query.where else None
                return otherrows.comments(
                    self.session, self.actor, where, self.said_until, **_place(query.where)
                )
            case "tasks":
                where = self._tree(query.where)
                return rows.tasks(
                    self.session, where, self.actor, per=query.per, is_counted=query.is_counted
                )

    def said(self, comment_ids: Sequence[int]) -> list[Quote]:
        """Comments by id, newest first."""
        return quotes.comments(self.session, self.actor, comment_ids)

    def happened(
        self, where: Json, kind: Happening, start: datetime, end: datetime
    ) -> list[Happened]:
        """What happened to tasks that fit in [start, end)."""
        return rows.happened(self.session, self.actor, self._tree(where), kind, (start, end))

    def stays(self, where: Json) -> list[StayFact]:
        """Their stays in statuses."""
        return rows.stays(self.session, self._tree(where))

    def loads(self, days: Stretch | None) -> list[Load]:
        """What people have due, against the hours they have; within two weeks when no days are given."""
        if days is not None:
            return rows.loads(self.session, self.actor, first=days.start, end=days.end)
        end = self.today + timedelta(days=HORIZON + 1)
        return rows.loads(self.session, self.actor, first=None, end=end)

    def vector(self, text: str) -> tuple[str, Any]:
        """The embedder's name and a text's vector; None while meaning is not ready."""
        return self.library.vector(text)

    def states(self, words: Sequence[str]) -> tuple[str, Any]:
        """The embedder's name, and what it made of each word among the others, and of all; None while not ready."""
        return self.library.states(words)

    def _tree(self, where: Json) -> list[filters.Where]:
        return rows.conditions(self.session, self.actor, where, today=self.today)


def _place(where: Json) -> dict[str, int]:
    """The one goal or space that is all a filter asks for: what is said of itself is meant, too."""
    leaves: list[Json] = where.get("all", [where])
    names = {"space_id": "space_id", "helps_goal": "goal_id"}
    if len(leaves) != 1 or leaves[0].get("op") not in ("in", "is"):
        return {}
    field, value = leaves[0].get("field"), leaves[0].get("value")
    ids = value if isinstance(value, list) else [value]
    if field not in names or len(ids) != 1 or not isinstance(ids[0], int):
        return {}
    return {names[field]: ids[0]}
