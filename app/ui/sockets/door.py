"""What every socket passes before Reflex sees it: how many there are, how much they send, and their end."""

import asyncio
import contextlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.proxies import address_of
from app.domain.plurals import many
from app.ui.guard import cookie_in
from app.ui.sockets import link as links
from app.ui.sockets.link import Link
from app.ui.sockets.seats import seat_of

LINK = "goalward.link"  # where a socket's scope keeps its Link
REFUSED = 1008  # the websocket's code for "against the rules"


def with_sockets(inner: ASGIApp) -> ASGIApp:
    """Let in sockets within their limits; whatever else a socket does is decided with its Link."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await inner(scope, receive, send)
            return
        link = await _met(scope)
        if link is None:
            await receive()
            await send({"type": "websocket.close", "code": REFUSED})
            return
        links.open_links[link.key] += 1
        timer = asyncio.create_task(_until_greeted(link))
        # The budget is the session's or the address's that opened it, whatever becomes of the session.
        key = link.key
        try:
            await inner({**scope, LINK: link}, _Reading(link, receive, send), _sending(link, send))
        finally:
            timer.cancel()
            links.open_links[key] -= 1
            if not links.open_links[key]:
                del links.open_links[key]

    return outer


async def _met(scope: Scope) -> Link | None:
    """Who comes; None when they may not come in."""
    cookie = cookie_in(Headers(scope=scope).get("cookie", ""))
    seat = await seat_of(cookie)
    link = Link(address_of(scope), session=seat.session)
    if link.is_one_too_many():
        links.note(f"{many(links.open_links[link.key], 'socket')} open already")
        return None
    if not link.session and not links.opened.allows(link.address):
        links.note("too many new ones in a minute")
        return None
    return link


async def _until_greeted(link: Link) -> None:
    """Close what only sits there, and what has lost its person."""
    while True:
        await asyncio.sleep(links.GREETED_WITHIN)
        if not link.is_greeted:
            link.end()
            return


class _Reading:
    """Reads a socket as fast as its budget allows, until it is ended."""

    def __init__(self, link: Link, receive: Receive, send: Send) -> None:
        self._link, self._receive, self._send = link, receive, send

    async def __call__(self) -> Message:
        message = await self._next()
        if message["type"] != "websocket.receive":
            return message
        text = message.get("text")
        if text is None or len(text) > self._link.longest:
            # Reflex's own client sends text alone.
            links.note("a message that is too long, or no text")
            return await self._closed()
        if wait := self._link.wait(len(text)):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._link.ended.wait(), wait)
        return message

    async def _next(self) -> Message:
        """What comes next, or the end."""
        if self._link.ended.is_set():
            return await self._closed()
        reading = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._link.ended.wait())
        try:
            await asyncio.wait((reading, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
        if reading.done():
            return reading.result()
        reading.cancel()
        return await self._closed()

    async def _closed(self) -> Message:
        self._link.end()
        self._link.is_closed = True
        with contextlib.suppress(RuntimeError):
            await self._send({"type": "websocket.close", "code": REFUSED})
        return {"type": "websocket.disconnect", "code": REFUSED}


def _sending(link: Link, send: Send) -> Send:
    """Sends until the socket is closed: whoever still writes to it then writes nowhere."""

    async def sending(message: Message) -> None:
        if not link.is_closed:
            await send(message)

    return sending
