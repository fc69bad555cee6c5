"""Questions to the sample company; gold is plain SQL over the rows a person may see."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from tests.eval.scoring import Kind, Question, counting
from tests.eval.workspaces import NOW, OWNER, Workspace

TODAY = NOW.date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
# Tasks, lists and people's work as far as one person may see them; `t` is what is asked about.
VIEWS = """
CREATE TEMP VIEW place AS SELECT l.*, s.name AS space FROM task_list l JOIN space s ON s.id = l.space_id
 WHERE l.deleted_at IS NULL AND s.deleted_at IS NULL AND (
  (SELECT role FROM user WHERE id = {user}) = 'owner'
  OR l.id IN (SELECT list_id FROM list_member WHERE user_id = {user})
  OR (NOT l.is_private AND (s.id IN (SELECT space_id FROM space_member WHERE user_id = {user})
      OR (NOT s.is_private AND (SELECT role FROM user WHERE id = {user}) <> 'guest'))));
CREATE TEMP VIEW seen AS SELECT t.*, p.name AS list, p.space AS space, s.name AS status FROM task t
 JOIN place p ON p.id = t.list_id JOIN status s ON s.id = t.status_id WHERE t.deleted_at IS NULL;
CREATE TEMP VIEW doing AS SELECT a.task_id, u.name AS who FROM task_assignee a JOIN user u ON u.id = a.user_id;
CREATE TEMP VIEW tagged AS SELECT x.task_id, g.name AS tag FROM task_tag x JOIN tag g ON g.id = x.tag_id;
CREATE TEMP VIEW held AS SELECT r.from_id, r.to_id FROM relation r
 JOIN seen a ON a.id = r.from_id AND a.category IN ('backlog', 'unstarted', 'started')
 JOIN seen b ON b.id = r.to_id AND b.category IN ('backlog', 'unstarted', 'started') WHERE r.kind = 'blocks';
"""
OPEN = "t.category IN ('backlog', 'unstarted', 'started')"
LATE = f"{OPEN} AND t.due < '{TODAY}'"
NOBODY = "t.id NOT IN (SELECT task_id FROM doing)"
HELD = "t.id IN (SELECT to_id FROM held)"


@dataclass(frozen=True)
class Asking:
    """Who asks where; `where` is the gold of a condition on `t`."""

    workspace: Workspace
    user_id: int = OWNER

    def where(self, condition: str) -> set[str]:
        with self._seen() as plain:
            return {key for (key,) in plain.execute(f"SELECT t.key FROM seen t WHERE {condition}")}

    @contextmanager
    def _seen(self) -> Iterator[sqlite3.Connection]:
        with self.workspace.plain() as plain:
            plain.executescript(VIEWS.format(user=self.user_id))
            yield plain


def of_person(who: str) -> str:
    return f"t.id IN (SELECT task_id FROM doing WHERE who = '{who}')"


def tagged(tag: str) -> str:
    return f"t.id IN (SELECT task_id FROM tagged WHERE tag = '{tag}')"


def within(field: str, first: object, end: object) -> str:
    return f"t.{field} >= '{first}' AND t.{field} < '{end}'"


WEEK = within("due", MONDAY, MONDAY + timedelta(days=7))
NEXT_WEEK = within("due", MONDAY + timedelta(days=7), MONDAY + timedelta(days=14))
LAST_WEEK = within("done_at", MONDAY - timedelta(days=7), MONDAY)
ASKED: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    (
        "structured",
        LATE,
        (
            "What is overdue?",
            "which tasks are late?",
            "overdue work",
            "what should have been done by now, i.e. is overdue?",
            "anything past due?",
            "show me everything that's overdue pls",
        ),
    ),
    (
        "structured",
        f"{LATE} AND t.space = 'Engineering'",
        ("what's overdue in Engineering", "overdue tasks in ENG", "Engineering: what is past due?"),
    ),
    (
        "structured",
        f"{LATE} AND {of_person('Samuel Adeyemi')}",
        (
            "overdue tasks of Samuel",
            "what is Samuel late with?",
            "which of Samuel Adeyemi's tasks are overdue",
        ),
    ),
    (
        "structured",
        f"{LATE} AND {NOBODY}",
        ("overdue tasks nobody works on", "what is overdue and unassigned?"),
    ),
    (
        "structured",
        f"{OPEN} AND {WEEK}",
        ("What is due this week?", "due this week", "which tasks have to be done this week"),
    ),
    ("structured", f"{OPEN} AND {NEXT_WEEK}", ("what is due next week", "whats due next week?")),
    (
        "structured",
        f"{OPEN} AND {WEEK} AND t.space = 'Engineering'",
        ("what is due this week in Engineering?",),
    ),
    (
        "structured",
        f"{OPEN} AND {NOBODY} AND t.list = 'Billing'",
        (
            "what is unassigned in Billing?",
            "tasks in Billing without an owner",
            "Billing tasks with no assignee",
        ),
    ),
    (
        "structured",
        f"{OPEN} AND {HELD}",
        ("Which tasks are blocked?", "blocked tasks", "show blocked work"),
    ),
    (
        "structured",
        f"{OPEN} AND {HELD} AND t.space = 'Go-to-market'",
        ("what is blocked in Go-to-market?", "blocked tasks in GTM"),
    ),
    (
        "structured",
        f"{OPEN} AND {of_person('Aiko Tanaka')}",
        (
            "what is Aiko working on?",
            "Aiko's open tasks",
            "what does Aiko Tanaka do?",
            "tasks assigned to aiko",
            "whats on aikos plate",
        ),
    ),
    (
        "structured",
        f"{OPEN} AND {of_person('Priya Raman')} AND t.list = 'Billing'",
        ("what is Priya working on in Billing?", "Priya's open tasks in Billing"),
    ),
    (
        "structured",
        f"{OPEN} AND {of_person('Tomás Herrera')}",
        ("what is Tomas working on?", "open tasks of Tomás"),
    ),
    (
        "structured",
        f"{OPEN} AND t.priority = 1",
        ("urgent tasks", "which open tasks are urgent?", "what's urgent"),
    ),
    (
        "structured",
        f"{OPEN} AND t.priority IN (1, 2) AND t.list = 'Platform'",
        ("urgent or high priority tasks in Platform",),
    ),
    (
        "structured",
        f"{OPEN} AND t.due IS NULL AND t.list = 'API'",
        ("open tasks in API without a due date", "API tasks with no due date"),
    ),
    (
        "structured",
        f"t.category = 'done' AND {LAST_WEEK}",
        (
            "What was done last week?",
            "what did we finish last week",
            "tasks completed last week",
            "what got done last week?",
        ),
    ),
    (
        "structured",
        f"t.category = 'done' AND {LAST_WEEK} AND {of_person('Jonas Weber')}",
        ("what did Jonas finish last week?", "what has Jonas Weber done last week"),
    ),
    (
        "structured",
        "t.status = 'In review'",
        ("what is in review?", "tasks in review", "which tasks are in status In review?"),
    ),
    (
        "structured",
        "t.category = 'started' AND t.list = 'Mobile app'",
        ("what is in progress in Mobile app?", "work in progress in the mobile app list"),
    ),
    (
        "structured",
        f"{OPEN} AND t.list = 'EU launch'",
        ("open tasks in the list EU launch", "what is left to do in the EU launch list?"),
    ),
    (
        "structured",
        f"{OPEN} AND {tagged('legal')}",
        ("open tasks tagged legal", "which open tasks have the tag legal?"),
    ),
    (
        "structured",
        f"{OPEN} AND {tagged('eu')} AND NOT {of_person('Mara Lindqvist')}",
        ("open tasks tagged eu but not Mara's",),
    ),
    (
        "structured",
        f"{OPEN} AND NOT ({HELD}) AND t.list = 'Platform'",
        ("which open tasks in Platform are not blocked?", "unblocked tasks in Platform"),
    ),
    (
        "count",
        OPEN,
        (
            "how many open tasks are there?",
            "number of open tasks",
            "how many tasks are open right now",
        ),
    ),
    ("count", LATE, ("how many tasks are overdue?", "number of overdue tasks")),
    ("count", f"{OPEN} AND {tagged('vat')}", ("how many open tasks are tagged vat",)),
    (
        "count",
        f"{OPEN} AND t.space = 'Product & Design'",
        ("how many open tasks are in Product & Design?", "how many open tasks does PRD have"),
    ),
    (
        "count",
        f"{OPEN} AND {of_person('Lena Fischer')}",
        ("how many open tasks does Lena have?", "count Lena's open tasks"),
    ),
    ("count", f"t.category = 'done' AND {LAST_WEEK}", ("how many tasks were finished last week?",)),
    (
        "count",
        "t.category = 'done' AND t.list = 'Partners'",
        ("how many tasks are done in Partners?",),
    ),
    (
        "count",
        f"{OPEN} AND {NOBODY}",
        ("how many open tasks are unassigned?", "how many open tasks have nobody on them"),
    ),
    ("count", f"{OPEN} AND {HELD}", ("how many tasks are blocked?",)),
)


def questions(asking: Asking) -> list[Question]:
    """What one person may ask, with gold of what they may see."""
    return [
        Question(kind, text, counting(asking.where(condition)))
        for kind, condition, texts in ASKED
        for text in texts
    ]
