"""Work that can wait lets answers go first, and is done all the same."""

import asyncio
import threading

from app.api.pacing import paced
from app.consumers import pace
from app.consumers.pace import Pace

LONG = 600.0  # seconds no test would wait


def test_nobody_asked_so_nothing_rests():
    never = threading.Event()
    one = Pace()
    assert one.is_quiet
    one.rest(never, longest=LONG)


def test_it_is_not_quiet_while_somebody_is_answered_nor_right_after(monkeypatch):
    one = Pace()
    with one.answering():
        assert not one.is_quiet
    monkeypatch.setattr(pace, "QUIET", LONG)
    assert not one.is_quiet
    monkeypatch.setattr(pace, "QUIET", 0.0)
    assert one.is_quiet


def test_two_answers_at_once_are_both_waited_for(monkeypatch):
    monkeypatch.setattr(pace, "QUIET", 0.0)
    one = Pace()
    with one.answering():
        with one.answering():
            pass
        assert not one.is_quiet
    assert one.is_quiet


def test_a_rest_ends_however_busy_it_is():
    one = Pace()
    with one.answering():
        one.rest(threading.Event(), longest=0.0)


def test_a_rest_ends_when_the_server_does():
    one, stopping = Pace(), threading.Event()
    stopping.set()
    with one.answering():
        one.rest(stopping, longest=LONG)


def _served(kind: str, *messages: str) -> list[bool]:
    """Whether it was quiet at each word of the application's answer, and at its end."""
    one, seen = Pace(), list[bool]()

    async def inner(_scope: object, receive, send) -> None:
        await receive()
        seen.append(one.is_quiet)
        for message in messages:
            await send({"type": message})
            seen.append(one._answering == 0)

    async def receive() -> dict[str, str]:
        return {"type": f"{kind}.receive"}

    async def send(_message: object) -> None:
        pass

    asyncio.run(paced(inner, one)({"type": kind}, receive, send))  # type: ignore[arg-type]
    return seen


def test_a_request_counts_until_its_answer_begins():
    assert _served("http", "http.response.start", "http.response.body") == [False, True, True]


def test_a_word_of_a_page_counts_when_it_comes():
    assert _served("websocket") == [False]
