"""A change sent twice is done once: replayed, refused for another body, safe when both come together."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, func, select, update

from app import access, db
from app.api import idempotency as over_http
from app.models import IdempotencyKey, Task
from app.work import idempotency, people, spaces, tasks


def _send(caller, body, key="order-1", path="/api/v1/tasks", method="POST"):
    headers = {"Authorization": f"Bearer {caller.secret}", "Idempotency-Key": key}
    return caller.client.request(method, path, json=body, headers=headers)


def _count() -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(Task)).one()


class Stopped(Exception):
    """The machine goes away."""


@pytest.fixture
def body(hidden):
    return {"list_id": hidden.open_list, "title": "Ship it"}


def test_the_second_answer_is_the_first(as_, body):
    bob, before = as_("bob"), _count()
    first, second = _send(bob, body), _send(bob, body)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert second.headers["idempotent-replayed"] == "true"
    assert _count() == before + 1


def test_another_body_under_the_same_key_is_refused(as_, body):
    bob = as_("bob")
    _send(bob, body)
    other = _send(bob, body | {"title": "Something else"})

    assert other.status_code == 409
    assert "new key" in other.json()["detail"]


def test_a_key_belongs_to_its_token_and_its_address(as_, body):
    before = _count()
    for who in ("bob", "alice", "bob"):  # each call makes a token of its own
        assert "idempotent-replayed" not in _send(as_(who), body).headers
    bob = as_("bob")
    _send(bob, {"tasks": [body]}, path="/api/v1/tasks/bulk")
    _send(bob, body)

    assert _count() == before + 5


def test_a_refusal_is_not_kept(as_, body, hidden):
    bob = as_("bob")

    assert _send(bob, body | {"list_id": hidden.list_id}).status_code == 404
    assert _send(bob, body).status_code == 201


def test_both_sent_together_are_done_once(as_, body, monkeypatch):
    bob, before, answers = as_("bob"), _count(), []
    gate = threading.Barrier(4)

    def send():
        gate.wait()
        answers.append(_send(bob, body))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert _count() == before + 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    for answer in answers:
        assert answer.status_code == 201 or answer.headers["retry-after"] == "1"


def test_what_was_done_when_the_machine_stopped_is_not_done_again(as_, body, monkeypatch):
    """The answer is lost between commit and keeping it; the log of requests knows all the same."""
    bob, before = as_("bob"), _count()

    def stop(*_args):
        raise Stopped

    monkeypatch.setattr(over_http, "_keep", stop)
    with pytest.raises(Stopped):
        _send(bob, body)
    monkeypatch.undo()
    assert _send(bob, body).json()["detail"].startswith("The same request is being done")
    _age(idempotency.ABANDONED)
    answer = _send(bob, body)

    assert answer.status_code == 409
    assert "is lost" in answer.json()["detail"]
    assert _count() == before + 1


def test_keys_are_forgotten_after_a_day(as_, body):
    bob, before = as_("bob"), _count()
    _send(bob, body)
    _age(idempotency.KEPT + timedelta(seconds=1))
    _send(bob, body)

    assert _count() == before + 2
    with db.reading() as session:
        assert session.exec(select(func.count()).select_from(IdempotencyKey)).one() == 1


def test_the_kept_answer_is_sealed_and_dies_with_its_token(as_, hidden):
    bob = as_("bob")
    made = _send(bob, {"name": "robot"}, path="/api/v1/tokens").json()
    with db.reading() as session:
        kept = session.exec(select(IdempotencyKey.answer)).one()
        assert made["secret"] not in kept
    [mine] = [
        one for one in bob("GET", "/api/v1/tokens").json()["items"] if one["id"] != made["id"]
    ]
    bob("DELETE", f"/api/v1/tokens/{mine['id']}")

    assert _send(bob, {"name": "robot"}, path="/api/v1/tokens").status_code == 401


@pytest.fixture
def shared(hidden):
    """The private space, shared with Bob."""
    _as_alice(lambda session, by: spaces.share(session, hidden.space_id, with_user=2, by=by))


def _as_alice(do):
    with db.writing() as session:
        do(session, access.actor(session, 1))


def test_whose_access_was_taken_away_gets_no_kept_answer(as_, hidden, shared):
    bob = as_("bob")
    sent = [
        ("POST", "/api/v1/tasks", {"list_id": hidden.list_id, "title": "Quiet"}),
        ("PATCH", f"/api/v1/tasks/{hidden.key}", {"title": "Quieter"}),
        ("POST", f"/api/v1/tasks/{hidden.key}/comments", {"text": "Hush"}),
        ("PATCH", f"/api/v1/goals/{hidden.goal_id}", {"title": "Quiet goal"}),
        ("DELETE", f"/api/v1/tasks/{hidden.other_key}", None),
    ]
    for method, path, body in sent:
        assert _send(bob, body, path, path, method).status_code in (200, 201), path
        replayed = _send(bob, body, path, path, method)
        assert replayed.headers["idempotent-replayed"] == "true", path
    asked = _send(bob, {"question": "how many tasks are open"}, "asked", "/api/v1/ask")
    assert asked.status_code == 200
    _as_alice(lambda session, by: spaces.unshare(session, hidden.space_id, with_user=2, by=by))

    for method, path, body in sent:
        refused = _send(bob, body, path, path, method)
        assert (refused.status_code, refused.json()["type"]) == (404, "about:blank#not-found"), path
    refused = _send(bob, {"question": "how many tasks are open"}, "asked", "/api/v1/ask")
    assert (refused.status_code, refused.json()["type"]) == (409, "about:blank#answer-lost")


def test_a_task_that_went_where_one_may_not_look_is_answered_no_more(as_, hidden, body):
    bob = as_("bob")
    made = _send(bob, body).json()
    _as_alice(
        lambda session, by: tasks.transfer(session, made["key"], to_list=hidden.list_id, by=by)
    )

    assert _send(bob, body).status_code == 404


def test_whose_role_was_lowered_is_refused_as_the_change_would_be(as_, body):
    bob = as_("bob")
    _send(bob, body)
    _as_alice(lambda session, by: people.change_role(session, 2, to="guest", by=by))

    assert _send(bob, body).status_code == 403


def test_what_was_made_and_put_away_since_is_answered_alike(as_, body):
    bob = as_("bob")
    first = _send(bob, {"key": "NEW", "name": "New"}, path="/api/v1/spaces")
    _as_alice(lambda session, by: spaces.delete(session, first.json()["id"], by=by))

    assert _send(bob, {"key": "NEW", "name": "New"}, path="/api/v1/spaces").content == first.content


def _age(by: timedelta) -> None:
    with db.writing() as session:
        session.exec(update(IdempotencyKey).values(at=datetime.now(UTC) - by))
        assert session.exec(select(col(IdempotencyKey.id))).all()
