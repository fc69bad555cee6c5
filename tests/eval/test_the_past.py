"""The workspace as it was on a past day, against the log replayed forwards by plain Python."""

import json
import sqlite3
from datetime import date, datetime, timedelta

import pytest

from app import db, doors
from app.assist import assistant
from tests.eval.conftest import NOW

OPEN = {"backlog", "unstarted", "started"}


def _replayed(day: date) -> dict[int, dict]:
    """Every task's fields at the end of a day, from its first event on."""
    end = (day + timedelta(days=1)).isoformat()
    tasks: dict[int, dict] = {}
    blocks: set[tuple[int, int]] = set()
    with sqlite3.connect(db.engine().url.database) as plain:
        rows = plain.execute(
            "SELECT kind, subject_id, changes FROM event WHERE subject_kind = 'task' AND at < ? ORDER BY at, id",
            (end,),
        ).fetchall()
        keys = dict(plain.execute("SELECT id, key FROM task"))
    for kind, task_id, text in rows:
        changes = json.loads(text)
        task = tasks.setdefault(task_id, {"key": keys[task_id], "category": "", "due": None, "assignees": []})  # fmt: skip
        if kind in ("task.related", "task.unrelated"):
            old, new = changes["relation"]
            value = new or old
            if value["relation"] == "blocks":
                pair = (task_id, value["task_id"])
                (blocks.add if new else blocks.discard)(pair)
            continue
        task |= {name: new for name, (_, new) in changes.items()}
        if kind == "task.deleted":
            task["category"] = "deleted"
    for task_id, task in tasks.items():
        task["blocked"] = any(
            second == task_id and tasks[first]["category"] in OPEN for first, second in blocks
        )
    return tasks


def _gold(day: date, fits) -> set[str]:
    return {t["key"] for t in _replayed(day).values() if t["category"] in OPEN and fits(t)}


@pytest.mark.parametrize("weeks", [1, 3, 7, 11])
@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("open tasks as of {day}", lambda t, day: True),
        ("what was overdue on {day}", lambda t, day: t["due"] and t["due"] < day.isoformat()),
        ("what was blocked on {day}", lambda t, day: t["blocked"]),
        ("unassigned tasks as of {day}", lambda t, day: not t["assignees"]),
        ("work under way as of {day}", lambda t, day: t["category"] == "started"),
    ],
    ids=["open", "overdue", "blocked", "unassigned", "in progress"],
)
def test_a_past_day_is_answered_as_it_was(company, weeks, question, fits):
    day = (NOW - timedelta(weeks=weeks, days=1)).date()
    answer = company.ask(question.format(day=day.isoformat()))

    assert answer.reading.as_of == day
    keys = set(answer.sentences[0].items) if answer.sentences else set()
    assert keys == _gold(day, lambda t: fits(t, day))


def test_the_present_is_untouched_by_a_look_back(company):
    with db.reading() as session:
        actor = doors.actor(session, 1)

        def keys(question: str) -> tuple[str, ...]:
            answer = assistant.ask(session, actor, question, now=NOW, library=company.library)
            return answer.sentences[0].items

        before = keys("open tasks")
        then = keys("open tasks as of 2026-09-10")

        assert keys("open tasks") == before != then


def test_the_number_of_a_goal_is_of_that_day(company):
    now, then = (
        company.ask(q).sentences[0].text
        for q in ("how is EU launch going?", "how was EU launch going as of 2026-10-05?")
    )

    assert now != then
    assert "of the way" in then


def test_a_moment_before_everything_holds_nothing(company):
    answer = company.ask("open tasks as of 2020-01-01")

    assert (
        answer.as_of == datetime(2020, 1, 1, 22, 59, 59, tzinfo=NOW.tzinfo)
        or answer.as_of.year == 2020
    )
    assert answer.sentences[0].items == ()
