"""What every response of the web process carries: caching, and limits on what a page may do."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import problem

CONTENT = "; ".join(
    (
        "default-src 'self'",
        # Reflex evaluates its own toasts and calls; see its client's applyEvent.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self' ws: wss:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"content-security-policy": CONTENT.encode(),
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}


def close_the_rest(api: FastAPI) -> None:
    """Answer unknown `/api` addresses here, so that they don't fall through to a page."""

    @api.api_route(
        "/api/{rest:path}",
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    def nothing(rest: str, request: Request) -> JSONResponse:
        return problem(404, f"There is nothing at {request.method} /api/{rest}.", code="not-found")


def with_headers(inner: ASGIApp) -> ASGIApp:
    """Wrap the whole application."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        path: str = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: list[tuple[bytes, bytes]] = message["headers"]
                present = {name.lower() for name, _ in headers}
                headers += [(k, v) for k, v in ALWAYS.items() if k not in present]
                if b"cache-control" not in present:
                    headers.append((b"cache-control", _caching(path)))
            await send(message)

        await inner(scope, receive, sending)

    return outer


def _caching(path: str) -> bytes:
    """Hashed bundles never change; everything else is asked for anew."""
    if path.startswith("/assets/"):
        return b"public, max-age=31536000, immutable"
    if path.startswith("/fonts/"):
        return b"public, max-age=604800"
    return b"no-store" if path.startswith("/api/") else b"no-cache"
