"""Many tasks at once: all or none, and a refusal names every one that can't be."""

import pytest
from sqlalchemy import event
from sqlmodel import select

from app import db
from app.models import Event, Task


def _batches() -> list[str]:
    with db.reading() as session:
        return list(session.exec(select(Event.batch).order_by(Event.id)))


def _titles() -> list[str]:
    with db.reading() as session:
        return list(session.exec(select(Task.title).order_by(Task.id)))


def test_many_are_made_in_one_batch(as_, hidden):
    tasks = [{"list_id": hidden.open_list, "title": f"Bulk {n}", "points": n} for n in range(200)]
    made = as_("bob")("POST", "/api/v1/tasks/bulk", json={"tasks": tasks})

    assert made.status_code == 201, made.text
    assert [one["points"] for one in made.json()["items"]] == list(range(200))
    assert _batches()[-200:] == [made.json()["batch"]] * 200


def test_one_that_cannot_be_made_leaves_none(as_, hidden):
    before = _titles()
    answer = as_("bob")(
        "POST",
        "/api/v1/tasks/bulk",
        json={
            "tasks": [
                {"list_id": hidden.open_list, "title": "Fine"},
                {"list_id": hidden.list_id, "title": "Hidden"},
                {"list_id": hidden.open_list, "title": "Astray", "status_id": 999},
                {
                    "list_id": hidden.open_list,
                    "title": "Late",
                    "start": "2026-02-02",
                    "due": "2026-01-01",
                },
            ]
        },
    )

    assert answer.status_code == 404  # of the first that can't be
    fields = [one["field"] for one in answer.json()["errors"]]
    assert fields == ["tasks.1", "tasks.2.status", "tasks.3.start"]
    assert "does not exist" in answer.json()["errors"][0]["message"]
    assert _titles() == before


def test_many_are_changed_by_key(as_, hidden):
    changes = [
        {"key": "ENG-1", "status": "done"},
        {"key": "ENG-2", "due": "2026-12-01", "assignees": [2]},
        {"key": "eng-3", "title": "Renamed"},
    ]
    done = as_("bob")("PATCH", "/api/v1/tasks/bulk", json={"changes": changes}).json()

    first, second, third = done["items"]
    assert first["category"] == "done"
    assert (second["due"], second["assignees"]) == ("2026-12-01", [2])
    assert third["title"] == "Renamed"


def test_changes_that_cannot_be_are_each_named_and_none_is_done(as_, hidden):
    before = _titles()
    changes = [
        {"key": "ENG-1", "title": "Changed"},
        {"key": hidden.key, "title": "Hidden"},
        {"key": "ENG-2", "status": "Nowhere"},
        {"key": "ENG-3", "start": "2026-02-02", "due": "2026-01-01"},
    ]
    answer = as_("bob")("PATCH", "/api/v1/tasks/bulk", json={"changes": changes})

    named = [one["field"] for one in answer.json()["errors"]]
    assert named == ["changes.1", "changes.2.status", "changes.3.start"]
    assert _titles() == before


def test_a_task_is_changed_once_by_one_request(as_, hidden):
    changes = [{"key": "ENG-1", "title": "One"}, {"key": "ENG-1", "title": "Two"}]
    answer = as_("bob")("PATCH", "/api/v1/tasks/bulk", json={"changes": changes})

    assert answer.status_code == 422
    assert "twice" in answer.json()["detail"]
    assert "One" not in _titles()


def test_a_guest_changes_none(as_, hidden):
    body = {"tasks": [{"list_id": hidden.open_list, "title": "Mine"}]}

    assert as_("carol")("POST", "/api/v1/tasks/bulk", json=body).status_code == 403


def test_too_many_are_refused_with_the_limit(as_, hidden):
    tasks = [{"list_id": hidden.open_list, "title": "x"}] * 201
    answer = as_("bob")("POST", "/api/v1/tasks/bulk", json={"tasks": tasks})

    assert answer.status_code == 422
    assert "200" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "body"),
    [
        ("POST", {"tasks": [{"list_id": 1, "title": "Bulk"}]}),
        ("PATCH", {"changes": [{"key": "ENG-1", "title": "Renamed"}]}),
    ],
)
def test_the_answer_is_read_when_nobody_waits_for_the_lock_any_more(as_, hidden, method, body):
    order: list[str] = []
    event.listen(db.engine(), "commit", lambda _: order.append("commit"))
    event.listen(
        db.engine(),
        "before_cursor_execute",
        lambda *given: order.append(" ".join(given[2].split())),
    )
    bob = as_("bob")
    order.clear()
    answer = bob(method, "/api/v1/tasks/bulk", json=body)

    assert answer.json()["items"][0]["title"] in ("Bulk", "Renamed")
    written = order.index("commit")
    rows = [n for n, one in enumerate(order) if "parent_key" in one]
    assert rows
    assert all(n > written for n in rows), order
