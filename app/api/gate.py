"""What every request to the API passes first: how many there were, and how large it is (`sizes`)."""

import asyncio
import functools
import hashlib
import time
from collections.abc import Mapping

from limits import RateLimitItemPerMinute
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.caller import COOKIE
from app.api.errors import problem
from app.api.proxies import address_of
from app.api.sizes import Sized
from app.domain.plurals import many
from app.settings import load


class Gate:
    """Refuses bodies that are too large before they are read, and more requests than the limit (`api_rate`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = Sized(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)  # MCP's tools come back as requests to the API
            return
        headers = Headers(scope=scope)
        limits = await _count(scope, headers)
        sending = _with_headers(send, limits)
        if limits and int(limits["RateLimit-Remaining"]) < 0:
            await _too_many(limits)(scope, receive, sending)
        elif scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, _without_body(sending))
        else:
            await self._app(scope, receive, sending)


def _too_many(limits: dict[str, str]) -> ASGIApp:
    wait = limits["RateLimit-Reset"]
    limits |= {"RateLimit-Remaining": "0", "Retry-After": wait}
    most = limits["RateLimit-Limit"]
    words = f"More than {many(int(most), 'request')} in a minute: wait {many(int(wait), 'second')}, then go on."
    return problem(429, words, code="too-many")


async def _count(scope: Scope, headers: Headers) -> dict[str, str]:
    """Count a request; returns the limit's headers, a remainder of -1 when it is one too many."""
    settings = load()
    if not settings.api_rate:
        return {}
    who = _caller(scope, headers)
    if settings.redis_url:
        return await asyncio.to_thread(_hit, settings.redis_url, settings.api_rate, who)
    return _hit("memory://", settings.api_rate, who)


def _hit(storage: str, most: int, who: str) -> dict[str, str]:
    limiter, item = _limiter(storage), RateLimitItemPerMinute(most)
    fits = limiter.hit(item, who)
    window = limiter.get_window_stats(item, who)
    return {
        "RateLimit-Limit": str(most),
        "RateLimit-Remaining": str(window.remaining if fits else -1),
        "RateLimit-Reset": str(max(1, int(window.reset_time - time.time()) + 1)),
    }


@functools.cache
def _limiter(storage: str) -> FixedWindowRateLimiter:
    """Counted in this process, or in Redis where several share the work."""
    opened: Storage = storage_from_string(storage)  # pyright: ignore[reportAssignmentType] - not an async one
    return FixedWindowRateLimiter(opened)


def forget() -> None:
    """Nobody has asked for anything yet (tests)."""
    _limiter.cache_clear()


def _caller(scope: Scope, headers: Mapping[str, str]) -> str:
    """The token or cookie as its digest, else the address."""
    proof = headers.get("authorization") or _cookie(headers.get("cookie", ""))
    if proof:
        return hashlib.sha256(proof.encode()).hexdigest()[:32]
    return address_of(scope)


def _cookie(header: str) -> str:
    parts = (part.strip().partition("=") for part in header.split(";"))
    return next((value for name, _, value in parts if name == COOKIE), "")


def _with_headers(send: Send, more: dict[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(more)
        await send(message)

    return sending


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            if message.get("more_body"):
                return
            message = {**message, "body": b""}
        await send(message)

    return sending
