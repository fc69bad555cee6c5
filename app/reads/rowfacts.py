"""What stands around tasks in a row of a list, for any number of tasks in one statement."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, Text, bindparam, cast, func, literal, null, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app import access
from app.among import Among, ids_of
from app.domain.access import Actor
from app.domain.events import OPEN, Category
from app.models import Comment, Goal, Link, Relation, Tag, Task, TaskAssignee, TaskTag, User
from app.models.base import table_of
from app.prepared import Prepared
from app.reads import people
from app.reads.people import Person


def _lists() -> defaultdict[int, list[Any]]:
    return defaultdict(list)


def _singles() -> dict[int, dict[int, int]]:
    return {COMMENTS: {}, GOAL: {}, BLOCKED_BY: {}, BLOCKING: {}}


@dataclass(frozen=True)
class RowFacts:
    """By task id. Counts are of what the actor may see; blockers and blocked ones are open tasks."""

    people: dict[int, list[int]] = field(default_factory=_lists)
    tags: dict[int, list[str]] = field(default_factory=_lists)
    persons: dict[int, Person] = field(default_factory=dict[int, Person])  # by their own id
    single: dict[int, dict[int, int]] = field(default_factory=_singles)  # by what is told
    done: Counter[int] = field(default_factory=Counter[int])  # subtasks
    every: Counter[int] = field(default_factory=Counter[int])  # subtasks, all but cancelled

    @property
    def comments(self) -> dict[int, int]:
        return self.single[COMMENTS]

    @property
    def goals(self) -> dict[int, int]:
        return self.single[GOAL]

    @property
    def blocked_by(self) -> dict[int, int]:
        return self.single[BLOCKED_BY]

    @property
    def blocking(self) -> dict[int, int]:
        return self.single[BLOCKING]

    def count_subtasks(self, task_id: int, category: str, many: int) -> None:
        if category != Category.CANCELLED:
            self.every[task_id] += many
        if category == Category.DONE:
            self.done[task_id] += many


def of(session: Session, ids: Sequence[int], *, actor: Actor) -> RowFacts:
    """The facts of these tasks, which went through a door already.

    What is archived counts: what waits for archived work waits all the same, wherever its row is shown.
    """
    found, lists = RowFacts(), actor.whole.lists
    rows = AROUND.all(session, {"tasks": ids_of(ids), "lists": ids_of(lists)})
    for what, task_id, number, text, many in rows:
        if what == PERSON:
            found.people[task_id].append(number)
            if number not in found.persons:
                found.persons[number] = people.known(number, text, is_active=bool(many))
        elif what == SUBTASKS:
            # What is open is asked here: in SQL it draws the planner off the parents' index.
            if number in lists:
                found.count_subtasks(task_id, text, many)
        elif what == TAG:
            found.tags[task_id].append(text)
        elif what == GOAL:
            # As is this: a goal that is not open to the actor is none.
            if access.sees_space(actor, many):
                found.goals.setdefault(task_id, number)
        else:
            found.single[what][task_id] = many if number is None else number
    return found


# What a row of the statement tells, in its order.
PERSON, TAG, COMMENTS, GOAL, BLOCKED_BY, BLOCKING, SUBTASKS = range(7)


TASK, PEOPLE, TAGS, NAMES, USERS = (table_of(m) for m in (Task, TaskAssignee, TaskTag, Tag, User))
SAID, LINKS, RELATIONS, GOALS = (table_of(m) for m in (Comment, Link, Relation, Goal))
FIRST, SECOND = TASK.alias("first"), TASK.alias("second")
NONE = null()


def _wanted(column: Any) -> Any:
    return Among(column, bindparam("tasks", type_=Text()))


def _visible(column: Any) -> Any:
    # Not the bare column: its index must not lead the reading, the relation must.
    return Among(func.coalesce(column, 0), bindparam("lists", type_=Text()))


def _blocks(what: int, column: Any) -> Any:
    """How many open visible relations there are, counted at one of their ends."""
    both = [
        condition
        for end in (FIRST, SECOND)
        for condition in (
            end.c.category.in_([str(one) for one in OPEN]),
            end.c.deleted_at.is_(None),
            _visible(end.c.list_id),
        )
    ]
    return (
        sql(literal(what), column, NONE, NONE, func.count())
        .select_from(
            RELATIONS.join(FIRST, FIRST.c.id == RELATIONS.c.from_id).join(
                SECOND, SECOND.c.id == RELATIONS.c.to_id
            )
        )
        .where(RELATIONS.c.kind == "blocks", _wanted(column), *both)
        .group_by(column)
    )


# Made once: to build a statement costs more than to run it.
AROUND = Prepared(
    union_all(
        # The first select gives the columns of all their types: the last is a number everywhere else.
        sql(
            literal(PERSON),
            PEOPLE.c.task_id,
            USERS.c.id,
            USERS.c.name,
            cast(USERS.c.is_active, Integer),
        )
        .join_from(PEOPLE, USERS, USERS.c.id == PEOPLE.c.user_id)
        .where(_wanted(PEOPLE.c.task_id)),
        sql(literal(TAG), TAGS.c.task_id, NONE, NAMES.c.name, NONE)
        .join_from(TAGS, NAMES, NAMES.c.id == TAGS.c.tag_id)
        .where(_wanted(TAGS.c.task_id)),
        sql(literal(COMMENTS), SAID.c.subject_id, NONE, NONE, func.count())
        .where(
            SAID.c.subject_kind == "task", _wanted(SAID.c.subject_id), SAID.c.deleted_at.is_(None)
        )
        .group_by(SAID.c.subject_id),
        sql(literal(GOAL), LINKS.c.from_id, LINKS.c.to_id, NONE, GOALS.c.space_id)
        .join_from(LINKS, GOALS, GOALS.c.id == LINKS.c.to_id)
        .where(
            LINKS.c.from_kind == "task",
            LINKS.c.to_kind == "goal",
            _wanted(LINKS.c.from_id),
            GOALS.c.deleted_at.is_(None),
        ),
        _blocks(BLOCKED_BY, RELATIONS.c.to_id),
        _blocks(BLOCKING, RELATIONS.c.from_id),
        sql(literal(SUBTASKS), TASK.c.parent_id, TASK.c.list_id, TASK.c.category, func.count())
        .where(_wanted(TASK.c.parent_id), TASK.c.deleted_at.is_(None))
        .group_by(TASK.c.parent_id, TASK.c.list_id, TASK.c.category),
    )
)
