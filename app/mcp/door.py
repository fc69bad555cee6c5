"""`/mcp` of the web process: who has a token comes in, everybody else is told how."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app import db
from app.api.errors import problem
from app.domain.errors import NotSignedIn
from app.mcp.reach import Reach
from app.settings import load
from app.work import sessions

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context


class Door:
    """An ASGI endpoint; open while `opened()` runs. `api` is the application whose routes tools call."""

    def __init__(self, api: ASGIApp, *, version: str) -> None:
        self._api, self._version = api, version
        self._inner: ASGIApp | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None]:
        """Keep the protocol's sessions for as long as this runs."""
        # Late: the protocol's types take half a second to import.
        from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415

        from app.mcp.server import build  # noqa: PLC0415

        def reach(ctx: "Context") -> Reach:
            return Reach.inside(self._api, _proof(ctx.headers or {}), load().url)

        server = build(reach, version=self._version)
        # Whoever comes in has a token, so a page of another site gains nothing by our address.
        self._inner = server.streamable_http_app(
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False)
        )
        async with server.session_manager.run():
            yield
        self._inner = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if self._inner is None:
            refusal = problem(
                503,
                "Goalward is still starting: try again in a moment.",
                headers={"Retry-After": "2"},
            )
        elif origin is not None and origin.rstrip("/") not in load().origins:
            refusal = problem(403, "Pages of other sites may not come in here.")
        elif not await asyncio.to_thread(_known, _proof(headers).get("authorization", "")):
            refusal = problem(
                401,
                "Bring a personal token: “Authorization: Bearer …”, made under Settings or by `goalward token create`.",
                code="not-signed-in",
                headers={"WWW-Authenticate": "Bearer"},
            )
        else:
            await self._inner(scope, receive, send)
            return
        await refusal(scope, receive, send)


def _proof(headers: Mapping[str, str]) -> dict[str, str]:
    """The caller's token and nothing else they sent."""
    value = headers.get("authorization", "")
    return {"authorization": value} if value.lower().startswith("bearer ") else {}


def _known(authorization: str) -> bool:
    secret = authorization[7:].strip()
    if not secret:
        return False
    with db.reading() as session:
        try:
            sessions.actor_of_token(session, secret)
        except NotSignedIn:
            return False
    return True
