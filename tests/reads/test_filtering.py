"""A compiled filter finds exactly what the plain evaluator finds, in any data, for any reader."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, SQLModel, select

from app import access
from app.domain import fields, filters
from app.domain.access import Actor
from app.domain.events import OPEN
from app.domain.filters import Filter, Not
from app.models import (
    Comment,
    Folder,
    Goal,
    Link,
    Relation,
    Status,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
)
from app.reads import filtering
from tests.random_filters import TODAY, trees
from tests.random_workspace import ALICE, BOB, CAROL, populate

BERLIN = ZoneInfo("Europe/Berlin")


# -- what a reader sees, in plain Python --------------------------------------------------------------


@dataclass
class Seen:
    """The workspace as one reader sees it, read from whole tables and nothing else."""

    session: Session
    actor: Actor
    tables: dict[type[SQLModel], list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = {kind: self.all(kind) for kind in (Task, Goal, TaskList, Folder, Target, Link)}
        lists, spaces = self.actor.lists, self.actor.spaces
        self.tasks = {t.id: t for t in rows[Task] if t.deleted_at is None and t.list_id in lists}
        self.goals = {
            g.id: g
            for g in rows[Goal]
            if g.deleted_at is None
            and (g.space_id in spaces or (g.space_id is None and not self.actor.is_guest))
        }
        self.lists = {one.id: one for one in rows[TaskList]}
        self.folders = {
            f.id: f for f in rows[Folder] if f.deleted_at is None and f.space_id in spaces
        }
        self.people = {p.id for p in access.people_open_to(self.session, self.actor)}
        self.statuses = {s.id: s.name for s in self.all(Status)}
        self.tags = {t.id: t.name for t in self.all(Tag)}

    def all(self, kind: type[SQLModel]) -> list[Any]:
        """A whole table, read once."""
        if kind not in self.tables:
            self.tables[kind] = list(self.session.exec(select(kind)))
        return self.tables[kind]

    def facts(self, task: Task) -> dict[str, Any]:
        is_open = task.category in OPEN
        folder = self.lists[task.list_id].folder_id
        blockers = [
            r.from_id for r in self.all(Relation) if r.kind == "blocks" and r.to_id == task.id
        ]
        waiting = [
            r.to_id for r in self.all(Relation) if r.kind == "blocks" and r.from_id == task.id
        ]
        return {
            **{name: getattr(task, name) for name in fields.TASK if hasattr(task, name)},
            "is_upkeep": self.upkeep(task),
            "text": (task.title, task.description),
            "headline": (task.key, task.title, *self.named_tags(task)),
            "status": (task.status_id, self.statuses[task.status_id]),
            "is_open": is_open,
            "overdue": is_open and task.due is not None and task.due < TODAY,
            "blocked": is_open and any(self.open(one) for one in blockers),
            "blocks": is_open and any(self.open(one) for one in waiting),
            "archived": task.list_id in self.actor.archived.lists,
            "has_subtasks": any(t.parent_id == task.id for t in self.tasks.values()),
            "comments": sum(
                c.subject_kind == "task" and c.subject_id == task.id and c.deleted_at is None
                for c in self.all(Comment)
            ),
            "parent_id": task.parent_id if task.parent_id in self.tasks else None,
            "folder_id": folder if folder in self.folders else None,
            "created_by": task.created_by if task.created_by in self.people else None,
            "assignees": frozenset(
                a.user_id for a in self.all(TaskAssignee) if a.task_id == task.id
            ),
            "tags": self.named_tags(task),
            "goal_id": frozenset(self.linked(task.id)),
            "helps_goal": frozenset(self.above(self.path(task) | self.counted(task))),
        }

    def named_tags(self, task: Task) -> frozenset[str]:
        return frozenset(self.tags[t.tag_id] for t in self.all(TaskTag) if t.task_id == task.id)

    def open(self, task_id: int) -> bool:
        return task_id in self.tasks and self.tasks[task_id].category in OPEN

    def linked(self, task_id: int | None) -> set[int]:
        links = self.all(Link)
        return {one.to_id for one in links if one.from_id == task_id and one.to_id in self.goals}

    def path(self, task: Task) -> set[int]:
        at: Task | None = task
        while at is not None:
            if found := self.linked(at.id):
                return found
            at = self.tasks.get(at.parent_id)
        home = self.lists[task.list_id]
        if home.goal_id in self.goals:
            return {home.goal_id}
        folder = self.folders.get(home.folder_id)
        return {folder.goal_id} if folder is not None and folder.goal_id in self.goals else set()

    def upkeep(self, task: Task) -> bool:
        above = any(one.is_upkeep for one in self.line(task))
        return above or self.lists[task.list_id].is_upkeep

    def line(self, task: Task) -> list[Task]:
        """The task and all visible ones above it."""
        found: list[Task] = []
        at: Task | None = task
        while at is not None:
            found.append(at)
            at = self.tasks.get(at.parent_id)
        return found

    def counted(self, task: Task) -> set[int]:
        above = {one.id for one in self.line(task)}
        tied = {t.target_id for t in self.all(TargetTask) if t.task_id in above}
        tied |= {t.target_id for t in self.all(TargetList) if t.list_id == task.list_id}
        targets = [t for t in self.all(Target) if t.id in tied and t.deleted_at is None]
        return {t.goal_id for t in targets if t.goal_id in self.goals}

    def above(self, goals: set[int]) -> set[int]:
        found: set[int] = set()
        for goal_id in goals:
            at: int | None = goal_id
            while at in self.goals:
                found.add(at)
                at = self.goals[at].parent_id
        return found


def found_by(session: Session, wanted: Filter, actor: Actor) -> set[int | None]:
    where = filtering.compile(session, wanted, actor=actor, today=TODAY)
    return set(session.exec(select(Task.id).where(access.tasks_open_to(actor), where)))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), plains=st.lists(trees(), min_size=8, max_size=8))
def test_the_compiled_filter_equals_the_plain_one(session, cast, seed, plains):
    """Also that a filter and its opposite part all visible tasks, and that writing matters not."""
    nested = session.begin_nested()
    try:
        populate(session, Random(seed))
        for user_id in (ALICE, BOB, CAROL):
            actor = access.actor(session, user_id)
            seen = Seen(session, actor)
            facts = {task_id: seen.facts(task) for task_id, task in seen.tasks.items()}
            for plain in plains:
                wanted = filters.parse(plain)
                read = filters.resolve(wanted, today=TODAY, me=user_id)
                fitting = {i for i, one in facts.items() if filters.matches(read, one, zone=BERLIN)}
                assert found_by(session, wanted, actor) == fitting, plain
                assert found_by(session, Not(wanted), actor) == set(facts) - fitting, plain
                assert found_by(session, filters.canonical(wanted), actor) == fitting, plain
    finally:
        nested.rollback()
        session.expunge_all()


@given(trees())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_filter_compiles_for_postgresql(session, cast, plain):
    where = filtering.compile(session, filters.parse(plain), actor=cast.alice, today=TODAY)

    assert str(select(Task.id).where(where).compile(dialect=postgresql.dialect()))


def test_a_filter_may_ask_for_help_to_several_goals(session, cast):
    asks = [{"field": "helps_goal", "op": "is", "value": goal} for goal in (1, 2)]
    wanted = filters.parse({"all": [*asks, {"not": {"any": asks}}]})

    assert found_by(session, wanted, cast.alice) == set()
