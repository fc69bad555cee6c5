"""What stands between browsers and us: proxies, their word on how a browser came, and addresses of our own.

A redirect of ours never names a scheme or a host: whoever follows it stays where they are.
"""

from collections.abc import Collection
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import problem
from app.settings import load

# What a request of each type is called when it came by TLS.
SECURE = {"http": "https", "websocket": "wss"}


def behind_proxies(inner: ASGIApp) -> ASGIApp:
    """Believe the scheme that as many proxies as we trust (`trusted_proxies`) say the browser used."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in SECURE and _came_securely(scope):
            scope = {**scope, "scheme": SECURE[scope["type"]]}
        await inner(scope, receive, send)

    return outer


def _came_securely(scope: Scope) -> bool:
    """The proxy nearest to the browser, of those we trust, says so; one that stands alone says it for all."""
    hops = load().trusted_proxies
    if not hops:
        return False
    given = Headers(scope=scope).getlist("x-forwarded-proto")
    said = [word.strip().lower() for line in given for word in line.split(",") if word.strip()]
    return bool(said) and said[-min(hops, len(said))] in ("https", "wss")


def address_of(scope: Scope) -> str:
    """Where a request came from, as far as the proxies we trust say; else whoever is connected."""
    hops, client = load().trusted_proxies, scope.get("client")
    lines = Headers(scope=scope).getlist("x-forwarded-for") if hops else []
    told = [one.strip() for line in lines for one in line.split(",")]
    if hops and len(told) >= hops and told[-hops]:
        return told[-hops]
    return client[0] if client else "unknown"


def with_known_hosts(inner: ASGIApp) -> ASGIApp:
    """Refuse names that are not ours: a page elsewhere could point its own name at this machine.

    Ours are those of `GOALWARD_BASE_URL` and of this machine itself, on any port, and any bare IP address, which
    nobody can point elsewhere. `/api/health` answers whoever watches it, under any name.
    """

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] in SECURE and scope["path"] != "/api/health"
        if not asked or _is_ours(Headers(scope=scope).get("host", "")):
            await inner(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            words = "Goalward is not reached by this name: set GOALWARD_BASE_URL to the address browsers use."
            await problem(421, words, code="unknown-host")(scope, receive, send)

    return outer


def _is_ours(host: str) -> bool:
    name, settings = _name(host), load()
    known = {"localhost", settings.host.lower(), urlsplit(settings.url).hostname}
    if name in known or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _name(host: str) -> str:
    """A Host header without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def with_own_redirects(inner: ASGIApp) -> ASGIApp:
    """Redirects to this host become paths."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and _redirects(message["status"]):
                message = {
                    **message,
                    "headers": [
                        (name, _own_path(value, host) if name.lower() == b"location" else value)
                        for name, value in message["headers"]
                    ],
                }
            await send(message)

        await inner(scope, receive, sending)

    return outer


def _redirects(status: int) -> bool:
    return HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST


def _own_path(location: bytes, host: str) -> bytes:
    """A path instead of an address of ours; another's stays as it is."""
    parts = urlsplit(location.decode("latin-1"))
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower():
        return location
    # Two slashes at its beginning would name a host again.
    path = "/" + parts.path.lstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}".encode("latin-1")


def with_pages(inner: ASGIApp, pages: Collection[str]) -> ASGIApp:
    """Serve a page that is kept as a folder (`ask/index.html`) as `/ask`, instead of redirecting to `/ask/`."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in pages:
            path = scope["path"] + "/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await inner(scope, receive, send)

    return outer


def pages_in(folder: Path) -> frozenset[str]:
    """The addresses of the pages kept as folders, like `/ask`."""
    found = (file.parent.relative_to(folder).as_posix() for file in folder.rglob("index.html"))
    return frozenset(f"/{path}" for path in found if path != ".")
