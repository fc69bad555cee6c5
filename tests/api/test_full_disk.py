"""A full disk: every save is refused with one clear sentence, reads go on, and it passes by itself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event, text

from app import db


class Disk:
    """How many pages the database may have; SQLite says “disk is full” beyond it."""

    pages = 1 << 30

    def fill(self) -> None:
        with db.engine().connect() as connection:
            self.pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def free(self) -> None:
        self.pages = 1 << 30

    def limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")


@pytest.fixture
def disk(settled) -> Iterator[Disk]:
    found, engine = Disk(), db.engine()
    event.listen(engine, "begin", found.limit)
    yield found
    event.remove(engine, "begin", found.limit)


def _is_full(answer) -> bool:
    problem = answer.json()
    return (
        answer.status_code == 507
        and answer.headers["content-type"] == "application/problem+json"
        and int(answer.headers["retry-after"]) > 0
        and problem["type"] == "about:blank#disk-full"
        and "full" in problem["detail"]
        and "nothing was changed" in problem["detail"]
    )


def _many(hidden, count: int = 200) -> dict[str, object]:
    return {"list_id": hidden.open_list, "title": "x" * 400, "description": "y" * count * 100}


def test_a_save_on_a_full_disk_is_refused_whole_and_passes_when_there_is_space(as_, hidden, disk):
    anyone = as_()
    bob = as_("bob")
    before = bob("GET", "/api/v1/tasks").json()
    assert anyone("GET", "/api/health").json()["status"] == "ok"
    disk.fill()

    assert _is_full(bob("POST", "/api/v1/tasks", json=_many(hidden)))
    assert bob("GET", "/api/v1/tasks").json() == before
    disk.free()
    assert bob("POST", "/api/v1/tasks", json=_many(hidden)).status_code == 201
    assert anyone("GET", "/api/health").json()["status"] == "ok"


def test_health_says_that_the_disk_is_full_until_it_is_not(as_, hidden, disk, monkeypatch):
    anyone = as_()
    bob = as_("bob")
    disk.fill()
    assert _is_full(bob("POST", "/api/v1/tasks", json=_many(hidden)))
    monkeypatch.setattr(db, "writing", _no_space)
    full = anyone("GET", "/api/health")
    monkeypatch.undo()

    assert (full.status_code, full.json()["status"]) == (503, "failing")
    assert full.json()["database"] == "full"
    disk.free()
    assert anyone("GET", "/api/health").json()["database"] == "ok"


def _no_space():
    from app.domain.errors import NoSpace

    raise NoSpace
