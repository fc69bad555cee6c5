"""Default-deny for every State handler: whatever the browser sends, somebody must be signed in.

Reflex lets anyone who can open the socket call every public method of every State class. Only the
handlers named here may run without a session; arguments of the wrong shape never reach a handler.
"""

import asyncio
import functools
import logging
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from app import db
from app.domain import jsonvalues
from app.domain.errors import NotSignedIn
from app.ui import calls
from app.ui.arriving import UNFIT, fits, is_reflexs_own, unwrapped
from app.work import sessions

log = logging.getLogger(__name__)
COOKIE = "goalward"
# Modules whose handlers may run before anybody is signed in: reviewed one by one.
OPEN_MODULES = ("app.ui.signin.", "app.ui.welcome.")


class Guard(rx.Middleware):
    """Runs before every handler; stops what nobody signed in asked for.

    Reflex's own handlers run for nobody too (the sign-in page is hydrated), but hand a tab's state to nobody whose
    session has ended since the socket came.
    """

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        registered = RegistrationContext.get().event_handlers.get(event.name)
        if registered is None or event.name.endswith(".setvar"):
            return StateUpdate()
        function = registered.handler.fn
        if found := jsonvalues.fault(event.payload):
            log.warning("dropped %s: %s", event.name, found[1])
            return StateUpdate(
                events=[calls.toast(f"That can't be taken: {found[1]}.", level="error")]
            )
        if not fits(function, event.payload):
            log.warning("dropped %s: its arguments do not fit", event.name)
            return StateUpdate(events=[calls.toast(UNFIT, level="error")])
        token = cookie_of(state)
        if is_open(function) or (not token and is_reflexs_own(function)):
            return None
        if token and await asyncio.to_thread(is_signed_in, token):
            return None
        return StateUpdate(events=Event.from_event_type(rx.redirect(sign_in_from(state))))


def sign_in_from(state: BaseState) -> str:
    """The sign-in page, which leads back to where the browser is."""
    url = state.router.url
    return sign_in_to(f"{url.path}?{url.query}" if url.query else url.path or "/")


def sign_in_to(here: str) -> str:
    """The sign-in page, which leads to a path of ours afterwards."""
    where = quote(here, safe="/")
    return "/signin" if where in ("/", "/signin") else f"/signin?next={where}"


def is_open(function: Any) -> bool:
    plain = unwrapped(function)
    name = f"{plain.__module__}.{plain.__qualname__}"
    return name.startswith(OPEN_MODULES)


def cookie_of(state: BaseState) -> str:
    """The session cookie the browser's socket came with."""
    return cookie_in(state.router.headers.cookie or "")


@functools.lru_cache(maxsize=512)  # every event of a tab asks it of one header
def cookie_in(header: str) -> str:
    """The session cookie among all of a request's."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except (ValueError, CookieError):
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def is_signed_in(token: str) -> bool:
    with db.reading() as session:
        try:
            sessions.actor_of(session, token, now=datetime.now(UTC))
        except NotSignedIn:
            return False
    return True
