"""The sample company as it was on past days; gold is its log replayed forwards by plain Python."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tests.eval.scoring import Question, counting
from tests.eval.workspaces import NOW, Workspace

OPEN = {"backlog", "unstarted", "started"}
WEEKS = (1, 3, 7, 11)  # before now, and a day
Fits = Callable[[dict[str, Any], str], bool]
ASKED: tuple[tuple[str, Fits], ...] = (
    ("open tasks as of {day}", lambda task, day: True),
    ("what was overdue on {day}", lambda task, day: bool(task["due"]) and task["due"] < day),
    ("what was blocked on {day}", lambda task, day: task["blocked"]),
    ("unassigned tasks as of {day}", lambda task, day: not task["assignees"]),
    ("work under way as of {day}", lambda task, day: task["category"] == "started"),
)


def questions(workspace: Workspace) -> list[Question]:
    return [
        Question(
            "structured", text.format(day=day), counting(gold(workspace, day, fits)), "past days"
        )
        for day in days()
        for text, fits in ASKED
    ]


def days() -> list[str]:
    return [(NOW - timedelta(weeks=weeks, days=1)).date().isoformat() for weeks in WEEKS]


def gold(workspace: Workspace, day: str, fits: Fits) -> set[str]:
    """The keys of what was open at the end of a day and fits."""
    tasks = replayed(workspace, day).values()
    return {task["key"] for task in tasks if task["category"] in OPEN and fits(task, day)}


@lru_cache(maxsize=len(WEEKS))
def replayed(workspace: Workspace, day: str) -> dict[int, dict[str, Any]]:
    """Every task's fields at the end of a day, from its first event on."""
    end = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    keys = dict(workspace.rows("SELECT id, key FROM task"))
    log = workspace.rows(
        "SELECT kind, subject_id, changes FROM event WHERE subject_kind = 'task' AND at < ? ORDER BY at, id",
        end,
    )
    tasks: dict[int, dict[str, Any]] = {}
    blocks: set[tuple[int, int]] = set()
    for kind, task_id, text in log:
        changes = json.loads(text)
        task = tasks.setdefault(
            task_id, {"key": keys[task_id], "category": "", "due": None, "assignees": []}
        )
        if kind in ("task.related", "task.unrelated"):
            old, new = changes["relation"]
            if (new or old)["relation"] == "blocks":
                pair = (task_id, (new or old)["task_id"])
                (blocks.add if new else blocks.discard)(pair)
            continue
        task |= {name: new for name, (_, new) in changes.items()}
        if kind == "task.deleted":
            task["category"] = "deleted"
    held = {second for first, second in blocks if tasks[first]["category"] in OPEN}
    for task_id, task in tasks.items():
        task["blocked"] = task_id in held
    return tasks
