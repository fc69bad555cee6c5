"""How large a body may be, by what is sent; checked before it is read, and while it comes where none was told."""

from pydantic import JsonValue
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import problem

KIB = 1024
SIGN_IN = 16 * KIB  # anybody may send it
SMALL = 64 * KIB  # names, dates, ids
SOCKET = 1024 * KIB  # what a page sends its server
TEXT = 4 * 1024 * KIB  # descriptions, docs, comments; many tasks at once
# From this length on a text is more than a name or a remark.
LONG_TEXT = 10_000


class Sized:
    """An application that refuses (413) bodies larger than their address takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = of_address(scope["path"])
        if told(Headers(scope=scope)) > most:
            await refusal(most)(scope, receive, send)
            return
        counted, guarded = Counted(receive, most), _Guarded(send)
        try:
            await self._app(scope, counted, guarded.until(counted))
        except Exception:
            if not counted.is_over or guarded.has_begun:
                raise
        if counted.is_over and not guarded.has_begun:
            await refusal(most)(scope, receive, send)


class Counted:
    """Receives a body until it is larger than `most`; whatever reads on is stopped."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most = receive, most
        self._so_far = 0

    @property
    def is_over(self) -> bool:
        return self._so_far > self._most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._so_far += len(message.get("body", b""))
        if self.is_over:
            raise HTTPException(413, words(self._most))
        return message


class _Guarded:
    """Sends an answer; what a reader that was stopped says of it is not sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    def until(self, counted: Counted) -> Send:
        async def sending(message: Message) -> None:
            if counted.is_over and not self.has_begun:
                return
            self.has_begun = True
            await self._send(message)

        return sending


def of_address(path: str) -> int:
    """The most bytes any body to an address may have; routes may take less."""
    if path.startswith("/api/auth/"):
        return SIGN_IN
    return TEXT if path.startswith(("/api/", "/mcp")) else SOCKET


def of_shape(schema: dict[str, JsonValue]) -> int:
    """The most bytes of a body with this JSON schema: much where it holds long texts, or what is open."""
    return TEXT if _may_be_long(schema) else SMALL


def _may_be_long(schema: JsonValue) -> bool:
    if isinstance(schema, list):
        return any(_may_be_long(one) for one in schema)
    if not isinstance(schema, dict):
        return False
    longest = schema.get("maxLength")
    is_long = isinstance(longest, int) and longest > LONG_TEXT
    is_open = schema.get("additionalProperties", False) is not False
    return is_long or is_open or any(_may_be_long(one) for one in schema.values())


def told(headers: Headers) -> int:
    """The length a body says it has; 0 where it does not say."""
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return 0
    return int(length) if len(length) < 20 else TEXT + 1


def check(headers: Headers, most: int) -> None:
    """Raises 413 for a body that says it is larger."""
    if told(headers) > most:
        raise HTTPException(413, words(most))


def refusal(most: int) -> ASGIApp:
    return problem(413, words(most), code="too-large")


def words(most: int) -> str:
    return f"This body is too large: {in_words(most)} is the most here. Send less at once."


def in_words(most: int) -> str:
    """“64 KiB”."""
    return f"{most // KIB} KiB" if most < KIB * KIB else f"{most // KIB // KIB} MiB"
