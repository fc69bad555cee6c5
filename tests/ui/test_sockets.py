"""What a socket may do, tried on a served workspace: who sits behind it, what it sends, how long it lives."""

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
import uvicorn
from websockets.exceptions import WebSocketException

import app.models
from app import access, db
from app.app import api, served
from app.app import app as reflex_app
from app.ui import arriving
from app.ui.sockets import link, namespace
from app.work import passwords, people, sessions, spaces
from tests.bench.wire import HYDRATE, STATE, Tab
from tests.conftest import assemble

WAIT = 20  # seconds; a machine may be busy with other things
Opens = Callable[..., Tab]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Alice's workspace, served without its built pages."""
    folder = tmp_path_factory.mktemp("data")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    here = {
        "GOALWARD_DATA_DIR": str(folder),
        "PORT": str(port),
        "GOALWARD_BASE_URL": f"http://127.0.0.1:{port}",
        "__REFLEX_SKIP_COMPILE": "true",
    }
    with mock.patch.dict(os.environ, here):
        app.models.metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        with db.writing() as session:
            assemble(session)
        reflex_app.sio.eio.cors_allowed_origins = [f"http://127.0.0.1:{port}"]  # type: ignore[union-attr]
        # Other tests may have asked the same application before: a server begins with a fresh one.
        before = list(api.user_middleware)
        api.middleware_stack = None
        config = uvicorn.Config(served(), host="127.0.0.1", port=port, log_level="warning")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, daemon=True)
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        running.should_exit = True
        thread.join(WAIT)
        api.user_middleware, api.middleware_stack = before, None


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    """Nobody has sent anything yet."""
    budgets = (
        *link.events_of.values(),
        *link.bytes_of.values(),
        link.opened,
        link.lines,
        namespace.told,
    )
    for one in budgets:
        one._found.clear()
    return


@pytest.fixture
def open_as(server: str) -> Opens:
    """A tab of alice, bob, carol or nobody; not opened yet."""

    def make(who: str = "", *, tab: str = "", path: str = "/settings") -> Tab:
        return Tab(server, cookie=_cookie(who) if who else "", tab=tab, path=path)

    return make


IDS = {"alice": 1, "bob": 2, "carol": 3}


def _cookie(who: str) -> str:
    with db.writing() as session:
        return sessions.start(session, IDS[who], now=datetime.now(UTC))


async def _shown(tab: Tab) -> str:
    """All that a tab is sent until it is still for a moment."""
    await tab.greet()
    while True:
        try:
            await tab.next_update(0.7)
        except TimeoutError:
            return json.dumps(tab.updates)


async def test_a_person_gets_their_tab_s_state_again(open_as):
    alice = open_as("alice")
    async with alice:
        assert "alice@example.com" in await _shown(alice)
    again = Tab(alice.url, tab=alice.tab, path=alice.path)
    again.headers = alice.headers

    async with again:
        assert "alice@example.com" in await _shown(again)


@pytest.mark.parametrize("who", ["", "bob"])
async def test_a_tab_s_name_gives_its_state_to_nobody_else(open_as, who):
    async with open_as("alice") as alice:
        await _shown(alice)
    async with open_as(who, tab=alice.tab) as other:
        assert "alice" not in (await _shown(other)).lower()


async def test_nothing_is_handed_out_for_a_session_that_is_over(open_as):
    alice = open_as("alice")
    async with alice:
        await _shown(alice)
        cookie = alice.headers["Cookie"].partition("=")[2]
        with db.writing() as session:
            sessions.end(session, cookie)
    again = Tab(alice.url, tab=alice.tab, path=alice.path)
    again.headers = alice.headers

    async with again:
        assert "alice" not in (await _shown(again)).lower()


async def test_what_nobody_saw_is_not_kept(open_as):
    async with open_as() as nobody:
        await _shown(nobody)
        before = len(reflex_app.state_manager.states)  # type: ignore[attr-defined]
    for _ in range(100):
        await asyncio.sleep(0.02)
        if len(reflex_app.state_manager.states) < before:  # type: ignore[attr-defined]
            return
    pytest.fail("the state of a tab of nobody is still there")


def _sign_out(cookie: str) -> None:
    with db.writing() as session:
        sessions.end(session, cookie)


def _lock_out(_: str) -> None:
    with db.writing() as session:
        people.disable(session, IDS["bob"], by=access.actor(session, 1))


def _reset(_: str) -> None:
    made = passwords.hashed("another one")
    with db.writing() as session:
        by = access.machine(session)
        sessions.change_password(session, IDS["bob"], password_hash=made, by=by)


def _promote(_: str) -> None:
    with db.writing() as session:
        people.change_role(session, IDS["bob"], to="admin", by=access.actor(session, 1))


@pytest.mark.parametrize("ends", [_sign_out, _reset, _promote, _lock_out])
async def test_an_open_socket_ends_with_its_session_and_another_goes_on(open_as, ends):
    with db.writing() as session:
        owner = access.actor(session, 1)
        people.enable(session, IDS["bob"], by=owner)
        people.change_role(session, IDS["bob"], to="member", by=owner)
    async with open_as("bob", path="/goals?a=1") as bob, open_as("alice") as alice:
        await _shown(bob)
        await _shown(alice)
        ends(bob.headers["Cookie"].partition("=")[2])
        await asyncio.wait_for(bob.closed.wait(), WAIT)

        # A change of the role is also news for every tab, and may be told last.
        told = next(said for said in map(json.dumps, reversed(bob.updates)) if "openAnew" in said)
        assert ("/goals" if ends is _promote else "/signin?next=/goals") in told
        assert not alice.closed.is_set()
        assert await alice.round_trip() > 0


UNFIT = [
    (HYDRATE, {"surplus": 1}),
    (f"{STATE}.hydrate", {"surplus": 1}),
    (f"{STATE}.set_is_hydrated", {}),
    (f"{STATE}.set_is_hydrated", {"value": "yes"}),
    (f"{STATE}.setvar", {"var_name": "is_hydrated", "value": True}),
    (f"{STATE}.reflex___state____update_vars_internal_state.update_vars_internal", {"vars": {}}),
    (f"{STATE}.reflex___state____on_load_internal_state.on_load_internal", {"x": 1}),
    (
        f"{STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
        {"info": "x" * 30_000, "component_stack": ""},
    ),
    (f"{STATE}.nothing", {}),
    ("x" * 10_000, {}),
]


@pytest.mark.parametrize(("name", "payload"), UNFIT)
async def test_what_fits_no_handler_is_dropped_before_it_is_queued(open_as, name, payload):
    async with open_as() as nobody:
        await _shown(nobody)
        enqueue = mock.AsyncMock()
        with mock.patch.object(reflex_app.event_processor, "enqueue", enqueue):
            await nobody.send(name, payload)
            await nobody.round_trip()
        assert enqueue.await_count == 0
        assert arriving.UNFIT in json.dumps(nobody.updates[-1], ensure_ascii=False)


@pytest.mark.parametrize(
    "words",
    [
        ("connect", {"asgi.scope": {}}),
        ("disconnect",),
        ("disconnect", "bye"),
        ("__class__",),
        ("event",),
        ("event", 1, 2, 3),
        ("event", "text"),
        ("event", {"name": 1}),
        ("event", {"name": f"{STATE}.hydrate", "payload": []}),
        ("event", {"name": f"{STATE}.hydrate", "router_data": {"query": [1]}}),
        ("event", {"name": f"{STATE}.hydrate", "router_data": {"asPath": "/" + "x" * 9_000}}),
        ("client_error", 7),
        (5,),
    ],
)
async def test_no_message_ends_anybody_s_work(open_as, words):
    async with open_as() as nobody:
        await _shown(nobody)
        await nobody.emit(*words)
        assert await nobody.round_trip() > 0


async def test_a_deep_or_wide_payload_is_dropped(open_as):
    deep: object = 1
    for _ in range(200):
        deep = [deep]
    assert not arriving.is_small({"a": deep})
    assert not arriving.is_small({"a": [0] * (arriving.MOST_VALUES + 1)})
    assert arriving.is_small({"keys": [f"ENG-{n}" for n in range(1_000)]})


async def test_too_much_that_fits_nothing_closes_the_socket(open_as, monkeypatch):
    monkeypatch.setattr(link, "MOST_UNFIT", 3)
    async with open_as() as nobody, open_as("alice") as alice:
        await _shown(nobody)
        await _shown(alice)
        for _ in range(3):
            await nobody.send(f"{STATE}.hydrate", {"surplus": 1})
        await asyncio.wait_for(nobody.closed.wait(), WAIT)
        assert await alice.round_trip() > 0


async def test_a_socket_that_only_sits_there_is_closed(open_as, monkeypatch):
    monkeypatch.setattr(link, "GREETED_WITHIN", 0.2)
    async with open_as() as silent, open_as() as spoken:
        await spoken.greet()
        await asyncio.wait_for(silent.closed.wait(), WAIT)
        assert not spoken.closed.is_set()


async def test_a_tab_without_a_name_is_not_greeted(open_as):
    nobody = open_as(tab="x")
    async with nobody:
        await nobody.web.send('40/_event,{"event":null}')
        await asyncio.wait_for(nobody.closed.wait(), WAIT)


async def test_nobody_opens_more_sockets_than_some(open_as, monkeypatch):
    monkeypatch.setattr(link, "MOST_OF_ADDRESS", 2)
    async with open_as() as one, open_as() as other, open_as("alice") as alice:
        await one.greet()
        await other.greet()
        with pytest.raises(WebSocketException):
            await open_as().open()
        await alice.greet()


async def test_text_that_is_too_long_for_nobody_closes_their_socket(open_as):
    async with open_as() as nobody:
        await nobody.greet()
        await nobody.emit("event", "x" * link.LONGEST_OF_NOBODY)
        await asyncio.wait_for(nobody.closed.wait(), WAIT)


def test_who_sends_more_than_is_allowed_waits_and_no_longer():
    now = [0.0]
    buckets = link.Buckets(link.Allowance(10, 5), clock=lambda: now[0])

    assert [buckets.take("a") for _ in range(5)] == [0] * 5
    assert buckets.take("a") == pytest.approx(0.1)
    assert buckets.take("b") == 0
    now[0] = 60
    assert buckets.take("a") == 0
    assert len(buckets) == 1  # what is full again is forgotten


async def test_open_tabs_are_told_of_a_change_and_of_what_they_may_know_only(open_as):
    async with open_as("alice") as alice, open_as("alice") as second, open_as("carol") as carol:
        for tab in (alice, second, carol):
            await _shown(tab)
        told = {tab: len(tab.updates) for tab in (alice, second, carol)}
        with db.writing() as session:
            spaces.create(session, key="ENG", name="Hidden", by=access.actor(session, 1))

        for tab in (alice, second):
            assert "tree" in await _touched(tab)
        # That somebody may see more or less than before, everybody is told: it names nothing.
        assert {"tree", "space:"}.isdisjoint(_all_touched(carol, told[carol]))


def _all_touched(tab: Tab, after: int) -> set[str]:
    """The topics a tab was told of since, their ids left out."""
    return {topic.rstrip("0123456789") for one in tab.updates[after:] for topic in _topics(one)}


def _topics(update: dict[str, Any]) -> list[str]:
    values = update.get("delta", {}).get(f"{STATE}.app___ui___live____live", {})
    return values.get("touched_rx_state_", [])


async def _touched(tab: Tab) -> list[str]:
    """The topics a tab is told of next."""
    while True:
        if topics := _topics(await tab.next_update(WAIT)):
            return topics
