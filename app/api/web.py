"""What every response of the web process carries: caching, and limits on what a page may do."""

import functools
import re
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import policy
from app.api.errors import WORDS, problem

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"]
ALWAYS = {b"x-content-type-options": b"nosniff"}
# Only documents heed these; a bundle or style would carry half a kilobyte more for nothing.
DOCUMENTS = {
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}
POLICY = b"content-security-policy"
# A browser that came by TLS comes so again, for a year.
BY_TLS = {b"strict-transport-security": b"max-age=31536000"}


# “bytes=0-99, -5”: what a `Range` may say.
RANGE = re.compile(
    rb"bytes=[ \t]*(\d{1,18}-\d{0,18}|-\d{1,18})([ \t]*,[ \t]*(\d{1,18}-\d{0,18}|-\d{1,18}))*[ \t]*",
    re.IGNORECASE,
)
# What never changes is never asked for again.
VALIDATORS = frozenset([b"etag", b"last-modified", b"accept-ranges"])


def close_the_rest(api: FastAPI) -> None:
    """Answer unknown `/api` addresses and methods here, so that they don't fall through to a page."""

    @functools.cache
    def known() -> list[tuple[re.Pattern[str], set[str]]]:
        """Every address there is, with its methods; read when somebody first misses one."""
        return [
            (compile_path(path)[0], {method.upper() for method in operations})
            for path, operations in sorted(api.openapi()["paths"].items(), key=_vagueness)
        ]

    @api.api_route("/api/{rest:path}", methods=METHODS, include_in_schema=False)
    def nothing(rest: str, request: Request) -> JSONResponse:  # noqa: ARG001 - part of the address
        path = request.url.path
        possible = next((methods for regex, methods in known() if regex.match(path)), None)
        if possible:
            return problem(405, WORDS[405], headers={"Allow": ", ".join(sorted(possible))})
        return problem(404, WORDS[404], code="not-found")


def _vagueness(named: tuple[str, object]) -> int:
    """`/tasks/bulk` is looked for before `/tasks/{key}`."""
    return named[0].count("{")


def with_headers(inner: ASGIApp, *, pages: Path | None = None) -> ASGIApp:
    """Wrap the whole application; `pages` is the folder of the built pages."""

    def scripts(path: str) -> tuple[str, ...]:
        return policy.hashes(pages, path) if pages else ()

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        path: str = scope["path"]
        scope["headers"] = _without_odd_range(scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                status: int = message["status"]
                # A page may answer for a bundle that is gone.
                is_bundle = path.startswith(BUNDLES) and status < HTTPStatus.BAD_REQUEST
                headers: list[tuple[bytes, bytes]] = message["headers"]
                if is_bundle:
                    headers[:] = [(k, v) for k, v in headers if k.lower() not in VALIDATORS]
                present = {name.lower(): value for name, value in headers}
                wanted = dict(ALWAYS)
                if not is_bundle:
                    rules = policy.OF_DATA
                    if _is_page(status, present, scope):
                        rules = _of_page(scripts(path), scope)
                    secure = BY_TLS if scope.get("scheme") == "https" else {}
                    wanted |= DOCUMENTS | secure | {POLICY: rules.encode()}
                headers += [(k, v) for k, v in wanted.items() if k not in present]
                if b"cache-control" not in present:
                    headers.append((b"cache-control", _caching(path, status)))
            await send(message)

        await inner(scope, receive, sending)

    return outer


def _without_odd_range(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Its headers without a `Range` nobody can read, or that is asked of no reading: RFC 9110 has it ignored."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    return [
        (name, value)
        for name, value in headers
        if name.lower() != b"range" or (scope["method"] == "GET" and _is_range(value))
    ]


def _is_range(value: bytes) -> bool:
    if not RANGE.fullmatch(value):
        return False
    ends = (one.strip().split(b"-") for one in value.partition(b"=")[2].split(b","))
    return all(not first or not last or int(first) <= int(last) for first, last in ends)


def _is_page(status: int, present: dict[bytes, bytes], scope: Scope) -> bool:
    """Whether a person's browser shows it. What is unchanged names no type, and its headers replace the kept ones."""
    if status == HTTPStatus.NOT_MODIFIED:
        return "text/html" in Headers(scope=scope).get("accept", "")
    return present.get(b"content-type", b"").startswith(b"text/html")


def _of_page(scripts: tuple[str, ...], scope: Scope) -> str:
    return policy.of_page(scripts, Headers(scope=scope).get("host", ""))


# Named by a hash of their content.
BUNDLES = "/assets/"


def _caching(path: str, status: int) -> bytes:
    """Hashed bundles never change; what is not there may come; everything else is asked for anew."""
    if status >= HTTPStatus.BAD_REQUEST:
        return b"no-store"
    if path.startswith(BUNDLES):
        return b"public, max-age=31536000, immutable"
    if path.startswith("/fonts/"):
        return b"public, max-age=604800"
    return b"no-store" if path.startswith("/api/") else b"no-cache"
