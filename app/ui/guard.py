"""Default-deny for every State handler: whatever the browser sends, somebody must be signed in.

Reflex lets anyone who can open the socket call every public method of every State class. Only the
handlers named here may run without a session; arguments of the wrong shape never reach a handler.
"""

import asyncio
import inspect
import logging
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import transform_form_data

from app import db
from app.domain.errors import NotSignedIn
from app.work import sessions

log = logging.getLogger(__name__)
COOKIE = "goalward"
# Modules whose handlers may run before anybody is signed in: reviewed one by one.
OPEN_MODULES = ("app.ui.signin.", "app.ui.welcome.")
# The server's own signal to every tab, the sign-in page's too: it tells whoever the cookie speaks for.
OPEN_HANDLERS = ("app.ui.live.Live.heard",)
PLAIN = (str, int, float, bool, list, dict)
UNFIT = "This page does not fit the server any more: reload it and try again."


class Guard(rx.Middleware):
    """Runs before every handler; stops what nobody signed in asked for."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        registered = RegistrationContext.get().event_handlers.get(event.name)
        if registered is None or event.name.endswith(".setvar"):
            return StateUpdate()
        function = registered.handler.fn
        if is_reflexs_own(function):
            return None
        if not fits(function, event.payload):
            log.warning("dropped %s: its arguments do not fit", event.name)
            return StateUpdate(events=Event.from_event_type(rx.toast.error(UNFIT)))
        if is_open(function):
            return None
        token = cookie_of(state)
        if token and await asyncio.to_thread(is_signed_in, token):
            return None
        return StateUpdate(events=Event.from_event_type(rx.redirect(sign_in_from(state))))


def sign_in_from(state: BaseState) -> str:
    """The sign-in page, which leads back to where the browser is."""
    url = state.router.url
    here = quote(f"{url.path}?{url.query}" if url.query else url.path or "/", safe="/")
    return "/signin" if here in ("/", "/signin") else f"/signin?next={here}"


def is_reflexs_own(function: Any) -> bool:
    """Reflex's hydration and the like; never a prefix, since local states live there too."""
    return _unwrapped(function).__module__ in ("reflex.state", "reflex_base.event")


def is_open(function: Any) -> bool:
    plain = _unwrapped(function)
    name = f"{plain.__module__}.{plain.__qualname__}"
    return name.startswith(OPEN_MODULES) or name in OPEN_HANDLERS


def cookie_of(state: BaseState) -> str:
    """The session cookie the browser's socket came with."""
    root = state.router.headers.cookie
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(root or "")
    except ValueError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def is_signed_in(token: str) -> bool:
    with db.reading() as session:
        try:
            sessions.actor_of(session, token, now=datetime.now(UTC))
        except NotSignedIn:
            return False
    return True


def fits(function: Any, payload: Mapping[str, Any]) -> bool:
    """Each argument sent is one the handler has, of the type it says."""
    plain = _unwrapped(function)
    hints = typing.get_type_hints(plain)
    names = set(list(inspect.signature(plain).parameters)[1:])
    return all(
        name in names and _is_argument(value, hints.get(name, Any))
        for name, value in payload.items()
    )


def _unwrapped(function: Any) -> Any:
    while hasattr(function, "func"):
        function = function.func
    # One that takes more than what it wraps says so.
    return inspect.unwrap(function, stop=lambda one: hasattr(one, "__signature__"))


def _is_argument(value: Any, hint: Any) -> bool:
    """The same of a form, whose fields come wrapped."""
    try:
        return _is(transform_form_data(value, hint), hint)
    except (TypeError, ValueError):
        return False


def _is(value: Any, hint: Any) -> bool:
    """A JSON value against an annotation, to its last part; unknown ones pass (the handler validates)."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_is(value, one) for one in parts)
    if hint is None or hint is type(None):
        return value is None
    if typing.is_typeddict(hint):
        return isinstance(value, dict) and _has_shape(value, hint)
    kind = origin or hint
    if kind not in PLAIN:
        return True
    if kind in (int, float):
        number = int | float if kind is float else int
        return isinstance(value, number) and not isinstance(value, bool)
    if not isinstance(value, kind):
        return False
    return not parts or all(_is(one, parts[-1]) for one in _inside(value))


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _has_shape(value: Mapping[str, Any], shape: Any) -> bool:
    """Every key it must have is there, and every key it knows holds what it should; others are not read."""
    hints = typing.get_type_hints(shape)
    return shape.__required_keys__ <= value.keys() and all(
        _is(one, hints[key]) for key, one in value.items() if key in hints
    )
