"""Nobody gets through a handler without a session, and what is hidden stays hidden."""

import inspect

import pytest
import reflex as rx
from sqlmodel import Session, delete

from app import access, db
from app.models import SignIn
from app.ui import guard, pages
from app.ui.docs.state import Doc
from app.ui.entry import own_path
from app.ui.goals.goal_state import Goal
from app.ui.home.state import Home
from app.ui.settings.state import Settings
from app.ui.spaces.state import Space
from app.work import docs, goals, spaces
from tests.ui.tab import of

pages.add(None)  # type: ignore[arg-type]


def _handlers() -> list[tuple[str, object]]:
    found, states = [], [rx.State]
    while states:
        state = states.pop()
        states += state.get_substates()
        if state.__module__.startswith("app."):
            found += [
                (f"{state.__module__}.{state.__name__}.{name}", handler.fn)
                for name, handler in state.event_handlers.items()
                if name != "setvar"
            ]
    return found


def test_only_the_reviewed_handlers_are_open_to_strangers():
    open_ones = sorted(name for name, fn in _handlers() if guard.is_open(fn))

    shown = {name.rsplit(".", 2)[1] for name in open_ones}
    assert shown == {"SignIn", "Welcome", "Accept", "Forgot"}


def test_no_handler_blocks_the_loop():
    plain = [
        name for name, fn in _handlers() if not inspect.iscoroutinefunction(guard.unwrapped(fn))
    ]

    assert [name for name in plain if name.startswith("app.ui.")] == []


async def test_a_stranger_is_sent_to_sign_in(place, tab_of):
    changed, sent = await tab_of("").fire(Home.load(), path="/")

    assert of(changed, Home) == {}
    assert "/signin" in str(sent)


async def test_a_revoked_session_ends_at_once(place, tab_of):
    tab = tab_of("bob")
    await tab.fire(Home.load())
    with db.writing() as session:
        session.exec(delete(SignIn))

    _, sent = await tab.fire(Home.load())
    assert "/signin" in str(sent)


async def test_what_a_guest_may_not_see_is_missing(place, tab_of):
    with db.writing() as session:
        goal, doc = _a_goal_and_a_doc(session)

    for state, path in ((Goal, f"/goals/{goal}"), (Doc, f"/docs/{doc}"), (Space, "/spaces/1")):
        shown = of((await tab_of("carol").fire(state.load(), path=path))[0], state)
        assert shown["missing"] is True, path
        assert "Secret" not in str(shown)


async def test_a_member_finds_no_settings_of_the_house(place, tab_of):
    shown = of(
        (await tab_of("bob").fire(Settings.load(), path="/settings?part=people"))[0], Settings
    )

    assert shown.get("members", []) == []
    assert "alice@example.com" not in str(shown)


async def test_a_member_invites_nobody(place, tab_of):
    _, sent = await tab_of("bob").fire(Settings.invite({"email": "", "role": "admin"}))

    assert "Only an owner or admin can change this." in str(sent)


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "evil"]
)
def test_a_link_cannot_lead_elsewhere_after_signing_in(path):
    assert own_path(path) == "/"


def _a_goal_and_a_doc(session: Session) -> tuple[int, int]:
    alice = access.actor(session, 1)
    hidden = spaces.create(session, key="SEC", name="Secret space", is_private=True, by=alice)
    alice = access.actor(session, 1)
    goal = goals.create(session, title="Secret goal", space_id=hidden.id, by=alice)
    doc = docs.create(session, title="Secret doc", space_id=hidden.id, by=alice)
    return goal.id or 0, doc.id or 0
