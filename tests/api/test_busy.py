"""A database that others keep is answered 503 with when to come again, never 500."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import TimeoutError as NoConnection

from app import db
from app.reads import people
from tests.conftest import SERVER


@pytest.fixture
def kept(database: Path, as_) -> Iterator[None]:
    """Another process writes for as long as the test runs; ours waits a twentieth of a second."""
    if SERVER:
        pytest.skip("one writer at a time is SQLite's way")
    as_("bob")
    db.connect(f"sqlite:///{database}", patience=0.05)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def _is_busy(answer) -> bool:
    return (
        answer.status_code == 503
        and answer.headers["content-type"] == "application/problem+json"
        and int(answer.headers["retry-after"]) > 0
        and answer.json()["type"] == "about:blank#busy"
        and "try again" in answer.json()["detail"]
    )


def test_a_save_that_waited_in_vain_may_come_again(as_, hidden, request):
    bob = as_("bob")
    request.getfixturevalue("kept")

    assert _is_busy(
        bob("POST", "/api/v1/tasks", json={"list_id": hidden.open_list, "title": "Now"})
    )
    assert bob("GET", "/api/v1/tasks").status_code == 200


def test_a_reader_without_a_connection_may_come_again(as_, monkeypatch):
    def none_left(*_: object, **__: object) -> None:
        raise NoConnection

    monkeypatch.setattr(people, "everyone", none_left)

    assert _is_busy(as_("bob")("GET", "/api/v1/users"))
