"""The loop hears of commits, goes on after trouble, and ends when asked."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from app import db
from app.consumers import consumer, loop
from app.consumers.indexer import Indexer
from app.consumers.loop import Loop
from app.consumers.pace import Pace
from app.models import DeadLetter, Event
from app.work import lists, tasks
from tests.consumers.conftest import World

SOON = 10.0  # seconds: a deadline for a busy machine, not a measure


class Listener:
    """Handles nothing, tells which events came, and fails as it is told."""

    name = "listener"

    def __init__(self, fails: Callable[[Event], Exception | None] = lambda _: None) -> None:
        self.heard: list[str] = []
        self._fails = fails
        self._changed = threading.Condition()

    def handle(self, events: Sequence[Event]) -> None:
        for event in events:
            if error := self._fails(event):
                raise error
        with self._changed:
            self.heard += [event.kind for event in events]
            self._changed.notify_all()

    def hears(self, kind: str, *, within: float = SOON) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: kind in self.heard, timeout=within)


@pytest.fixture
def running() -> Iterator[Callable[..., Loop]]:
    started: list[Loop] = []

    def start(*consumers: Any, **options: Any) -> Loop:
        started.append(Loop(consumers, **options))
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.stop()


class Watched(Listener):
    """An indexer that tells what it has filed."""

    name = Indexer.name

    def __init__(self, world: World) -> None:
        super().__init__()
        self._indexer = Indexer(world.library)

    def handle(self, events: Sequence[Event]) -> None:
        self._indexer.handle(events)
        super().handle(events)


def _a_task(world: World, title: str = "Rotate keys") -> int:
    return world.do(lambda s, by: tasks.create(s, world.home, title=title, by=by).id or 0)


def test_a_change_is_found_and_a_deletion_gone_soon(world, running):
    indexer = Watched(world)
    running(indexer)
    task = _a_task(world)
    assert indexer.hears("task.created")
    assert world.finds("keys") == [f"task:{task}"]

    world.do(lambda s, by: tasks.delete(s, task, by=by))
    assert indexer.hears("task.deleted")
    assert world.finds("keys") == []


def test_what_another_process_wrote_is_noticed(world, running, monkeypatch):
    listener = Listener()
    running(listener)
    assert listener.hears("list.created")
    monkeypatch.setattr(db._home, "listeners", [])  # nobody is told of this commit
    world.do(lambda s, by: lists.edit(s, world.home, name="Foundations", by=by))

    assert listener.hears("list.changed")


def test_an_event_that_cannot_be_handled_is_left_behind_alone_with_a_note(
    world, running, monkeypatch, caplog
):
    monkeypatch.setattr(loop, "TRIES", 0)  # no patience: waiting is not what is tested
    caplog.set_level("CRITICAL")
    bad = _a_task(world, "bad")
    _a_task(world, "good")
    poison = Listener(
        lambda e: ValueError("no") if e.kind == "task.created" and e.subject_id == bad else None
    )
    running(poison)

    assert poison.hears("task.created")
    assert poison.heard.count("task.created") == 1
    with db.reading() as session:
        [note] = session.exec(select(DeadLetter)).all()
        about = session.get_one(Event, note.event_id)
    assert (about.subject_id, note.error) == (bad, "ValueError: no")


def test_trouble_that_passes_leaves_nothing_behind(world, running, monkeypatch, caplog):
    monkeypatch.setattr(loop, "TRIES", 0)
    caplog.set_level("CRITICAL")
    errors = [OperationalError("", {}, Exception("database is locked")), OSError(28, "disk full")]
    listener = Listener(lambda _: errors.pop() if errors else None)
    running(listener)

    assert listener.hears("list.created")
    with db.reading() as session:
        assert session.exec(select(DeadLetter)).all() == []


def test_spare_time_work_that_fails_stops_nothing_and_is_not_repeated_at_once(
    world, running, caplog
):
    caplog.set_level("CRITICAL")
    tried: list[int] = []

    def idle() -> bool:
        tried.append(1)
        raise RuntimeError("no model")

    listener = Listener()
    running(listener, idle=idle)
    _a_task(world)
    assert listener.hears("task.created")
    world.do(lambda s, by: lists.edit(s, world.home, name="Foundations", by=by))
    assert listener.hears("list.changed")
    assert len(tried) <= 1


def test_it_ends_when_asked(world, running):
    one = running(Listener())
    one.stop()

    assert not one._thread.is_alive()


def test_catching_up_reads_until_nothing_is_unread(world, monkeypatch):
    monkeypatch.setattr(consumer, "STRETCH", 1)
    _a_task(world)
    listener = Listener()
    with db.reading() as session:
        unread = consumer.lag(session, "listener")

    assert loop.catch_up([listener]) == unread == len(listener.heard)
    with db.reading() as session:
        assert consumer.lag(session, "listener") == 0


def test_events_are_handled_though_somebody_is_always_answered(world, running):
    listener, busy = Listener(), Pace()
    with busy.answering():
        running(listener, pace=busy)
        _a_task(world)
        assert listener.hears("task.created")
        _a_task(world)
        _a_task(world)
        assert listener.hears("task.created")


def test_what_waits_is_embedded_between_changes(world, running):
    """Somebody who writes on and on keeps nobody's words from being found by their meaning."""
    embedded = threading.Event()

    class Endless(Listener):
        def handle(self, events: Sequence[Event]) -> None:
            super().handle(events)
            _a_task(world)

    def idle() -> bool:
        embedded.set()
        return False

    running(Endless(), idle=idle)
    _a_task(world)
    assert embedded.wait(SOON)
