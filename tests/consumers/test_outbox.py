"""What is to be sent leaves when its change is committed, may arrive twice, and delays nothing else."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app import db
from app.consumers import outbox as boxes
from app.consumers.indexer import Indexer
from app.consumers.loop import Loop
from app.consumers.outbox import Outbox
from app.consumers.ticker import Ticker
from app.models import Delivery
from app.work import outbox, tasks
from tests.consumers.conftest import World

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Post:
    """A channel that remembers what it sent, and fails while it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any], str]] = []
        self.error: Exception | None = None

    def __call__(self, target: str, payload: dict[str, Any], key: str) -> None:
        if self.error:
            raise self.error
        self.sent.append((target, payload, key))


def _deliver(key: str = "k1", channel: str = "post") -> None:
    with db.writing() as session:
        outbox.deliver(session, channel, key=key, target="bob", payload={"n": 1}, now=NOON)


def _rows() -> list[Delivery]:
    with db.reading() as session:
        return list(session.exec(select(Delivery)))


def test_the_same_key_is_sent_once(database):
    post = Post()
    for _ in range(2):
        _deliver()
        while Outbox({"post": post}).look(now=NOON):
            pass

    assert post.sent == [("bob", {"n": 1}, "k1")]
    assert [(row.state, row.sent_at) for row in _rows()] == [("sent", NOON)]


def test_what_was_rolled_back_is_never_sent(database):
    def fail() -> None:
        with db.writing() as session:
            outbox.deliver(session, "post", key="k", target="bob", payload={}, now=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert _rows() == []


def test_a_process_killed_while_sending_leaves_it_to_be_sent_again(database):
    _deliver()
    assert boxes.claim(["post"], now=NOON) is not None  # and the process ends here
    post = Post()

    assert Outbox({"post": post}).look(now=NOON) is False
    assert Outbox({"post": post}).look(now=NOON + boxes.LEASE) is True
    assert [key for _, _, key in post.sent] == ["k1"]


def test_what_fails_is_sent_again_later_each_time_until_it_is_given_up(database):
    post, now = Post(), NOON
    post.error = OSError("nobody listens")
    _deliver()
    box, waits = Outbox({"post": post}), []
    while box.look(now=now):
        [row] = _rows()
        if row.state == "waiting":
            waits.append(row.next_at - now)
            now = row.next_at

    [row] = _rows()
    assert (row.state, row.tries, row.last_error) == (
        "dead",
        boxes.TRIES,
        "nobody listens",
    )
    assert waits == sorted(waits)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_a_channel_nobody_knows_waits(database):
    _deliver(channel="pigeon")

    assert Outbox({"post": Post()}).look(now=NOON) is False
    assert [row.state for row in _rows()] == ["waiting"]


def test_a_receiver_that_hangs_does_not_delay_the_index(world: World):
    hanging, go_on = threading.Event(), threading.Event()

    def stuck(_target: str, _payload: dict[str, Any], _key: str) -> None:
        hanging.set()
        go_on.wait(60)

    _deliver()
    sending = Ticker("outbox", Outbox({"post": stuck}).look)
    indexing = Loop([Indexer(world.library)])
    sending.start()
    try:
        assert hanging.wait(60)
        world.do(lambda s, by: tasks.create(s, world.home, title="Zebra crossing", by=by))
        indexing.start()
        tick = threading.Event()
        found = any(world.finds("zebra") or tick.wait(0.05) for _ in range(600))
    finally:
        go_on.set()
        indexing.stop()
        sending.stop()

    assert found
    assert world.finds("zebra") == ["task:1"]
