"""Reflex's own end of the sockets, with a look at everything that comes before it is queued.

Reflex reads the tab's id from the address; here it comes in the first message, so that no log of addresses holds it,
and it names a state only together with the session.
"""

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Any, cast

import reflex as rx
from reflex.app import EventNamespace
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import Event
from socketio.exceptions import ConnectionRefusedError as Refused

from app.ui import arriving, calls
from app.ui.guard import COOKIE, cookie_in
from app.ui.sockets.budget import Allowance, Buckets
from app.ui.sockets.door import LINK
from app.ui.sockets.link import Link
from app.ui.sockets.seats import NOBODY, Seat, seat_of

log = logging.getLogger(__name__)
TAB = re.compile(r"[0-9A-Za-z-]{8,64}")
FROM_BROWSERS = frozenset(["event", "ping", "client_error"])
# A page that was built for another version may send much that fits nothing: it is told so now and then.
told = Buckets(Allowance(0.5, 1))


class Sockets(EventNamespace):
    """Seats each socket, and hands on only events that fit."""

    def __init__(self, namespace: str, app: rx.App) -> None:
        super().__init__(namespace, app)
        self.seats: dict[str, Seat] = {}
        self.paths: dict[str, str] = {}
        self._links: dict[str, Link] = {}

    @property
    def _library(self) -> Any:
        """The socket library's server, whose types promise less than there is."""
        return self.server

    async def trigger_event(self, event: str, *args: Any) -> Any:
        """What the socket library calls: a browser may name only what browsers send."""
        sid = args[0] if args else ""
        if event == "connect" and self._is_opening(sid, args):
            return await super().trigger_event(event, *args)
        if event == "disconnect" and not self._library.manager.is_connected(sid, self.namespace):
            return await super().trigger_event(event, *args)
        if event in FROM_BROWSERS and len(args) <= 2 and sid in self._links:
            return await super().trigger_event(event, *args)
        if link := self._links.get(sid):
            link.blame("an event of the socket nobody has")
        return None

    def _is_opening(self, sid: str, args: tuple[Any, ...]) -> bool:
        """The library's own call, not a browser that says “connect”: it hands over what it kept of the request."""
        return sid not in self.seats and args[1] is self._library.get_environ(sid, self.namespace)

    async def on_connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        """Seat the socket; raises Refused when it names no tab."""
        scope = environ["asgi.scope"]
        link = cast(Link, scope[LINK])
        said: Mapping[str, Any] = auth if isinstance(auth, dict) else {}
        tab = said.get("tab")
        if not isinstance(tab, str) or not TAB.fullmatch(tab):
            link.blame("a tab without a name")
            raise Refused("no tab")
        seat = await seat_of(cookie_in(environ.get("HTTP_COOKIE", "")))
        self.seats[sid], self._links[sid] = seat, link
        schema = said.get("state_schema")
        known = {"event": said.get("event")} if arriving.event(said.get("event")) else {}
        if isinstance(schema, str):
            known["state_schema"] = schema
        named = {**environ, "QUERY_STRING": f"token={seat.state_of(tab)}"}
        await super().on_connect(sid, named, known)
        link.is_greeted = True

    def _build_static_router_data(self, sid: str, environ: Any) -> Any:
        """Without the cookie of a session that was over when the socket came: it is nobody's."""
        data = super()._build_static_router_data(sid, environ)
        if self.seats.get(sid, NOBODY) is NOBODY and COOKIE in data["headers"].get("cookie", ""):
            data["headers"] = {k: v for k, v in data["headers"].items() if k != "cookie"}
        return data

    def on_disconnect(self, sid: str, *_: Any) -> Any:
        """What nobody saw is not kept."""
        link, seat = self._links.pop(sid, None), self.seats.pop(sid, NOBODY)
        self.paths.pop(sid, None)
        if link is not None:
            link.is_greeted = False
        token = self.sid_to_token.get(sid)
        done = super().on_disconnect(sid)
        if token and seat == NOBODY:
            self.forget(token)
        return done

    async def on_event(self, sid: str, data: Any = None) -> None:
        """Hand on what fits; blame the socket for the rest."""
        link = self._links[sid]
        fitting = arriving.event(data)
        if fitting is None:
            link.blame(arriving.trouble(data))
            if told.allows(link.key):
                await self.tell(sid, calls.toast(arriving.UNFIT, level="error"))
            return
        self.paths[sid] = arriving.path(fitting)
        await super().on_event(sid, fitting)

    async def on_client_error(self, sid: str, data: Any = None) -> None:
        self._links[sid].wait(ERROR_COSTS)
        await super().on_client_error(sid, data)

    async def tell(self, sid: str, what: Event) -> None:
        """Send something to a browser, whatever its state does."""
        update = StateUpdate(events=[what])
        await self.emit("event", update, to=sid)

    async def show(self, sid: str, state: type[rx.State], values: Mapping[str, object]) -> None:
        """Send a browser values of a state that no tab keeps."""
        delta = {f"{name}{FIELD_MARKER}": value for name, value in values.items()}
        await self.emit("event", StateUpdate(delta={state.get_full_name(): delta}), to=sid)

    async def dismiss(self, sid: str, *, to: str) -> None:
        """End a socket whose person has gone or changed, with what was kept for it; its page opens anew."""
        token, link = self.sid_to_token.get(sid), self._links.get(sid)
        await self.tell(sid, calls.open_anew(to))
        await self._library.disconnect(sid, namespace=self.namespace)
        if token:
            self.forget(token)
        if link is not None:
            # What was told is still on its way.
            asyncio.get_running_loop().call_later(PARTING, link.end)

    def forget(self, token: str) -> None:
        """Keep nothing of a tab's state. (Redis' copy has a name nobody can tell any more, and expires.)."""
        manager = self.app.state_manager
        if isinstance(manager, StateManagerMemory):
            manager._purge_token(BaseStateToken(ident=token, cls=rx.State))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - nothing public forgets


# A report of an error in the browser, in characters.
ERROR_COSTS = 4_000
PARTING = 0.5  # seconds between the last word to a page and the end of its transport


def installed(app: rx.App) -> Sockets:
    """Take the place of Reflex's own namespace; before the first socket."""
    former = app.event_namespace
    if former is None or app.sio is None:
        raise RuntimeError("the app has no sockets")
    ours = Sockets(former.namespace, app)
    app._event_namespace = ours  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - Reflex has no setting for it
    app.sio.register_namespace(ours)
    return ours
