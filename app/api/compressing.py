"""JSON goes out packed (gzip) where it is long enough and the caller takes it; what streams goes as it comes.

No answer mixes a secret of ours with what somebody else may write (BREACH): what a cookie reads is the work itself,
and the secrets that are shown once are short, and asked for by POST.
"""

import asyncio
import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHORTEST = 1024  # bytes; below it the header costs what is saved
# From here on another thread packs, so that nobody else waits.
LONG = 32 * 1024
# Of 281 KB of rows (500), level 1 leaves 38 KB in 1.8 ms, level 4 leaves 32 KB in 6.4, level 9 leaves 26 KB in 37.
LEVEL = 1
PACKED = ("application/json", "application/problem+json", "text/csv")


def packed(inner: ASGIApp) -> ASGIApp:
    """The application, with its long answers packed."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        takes = scope["type"] == "http" and _takes_gzip(Headers(scope=scope))
        await inner(scope, receive, _packing(send) if takes else send)

    return outer


def _takes_gzip(headers: Headers) -> bool:
    """`gzip` is named and not refused (`gzip;q=0`)."""
    for one in headers.get("accept-encoding", "").split(","):
        name, _, weight = one.partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _packing(send: Send) -> Send:
    """Holds the head of an answer back until its body is there; what comes in pieces is not packed."""
    head: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            if _may_be_packed(Headers(raw=message["headers"])):
                head.append(message)
                return
        elif head:
            start, body = head.pop(), message.get("body", b"")
            if len(body) >= SHORTEST and not message.get("more_body"):
                message = {**message, "body": await _gzip(body)}
                headers = MutableHeaders(raw=start["headers"])
                headers["content-encoding"] = "gzip"
                headers["content-length"] = str(len(message["body"]))
            MutableHeaders(raw=start["headers"]).add_vary_header("accept-encoding")
            await send(start)
        await send(message)

    return sending


def _may_be_packed(headers: Headers) -> bool:
    kind = headers.get("content-type", "").partition(";")[0]
    return kind in PACKED and "content-encoding" not in headers


async def _gzip(body: bytes) -> bytes:
    if len(body) < LONG:
        return gzip.compress(body, LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
