"""The interactive page of the API, at `/api/docs`: served from here, under a policy of its own."""

from collections.abc import Callable
from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response

# The page and its files come from here, nothing runs that stands in the page itself.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # its parts are laid out by style attributes
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Goalward API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = """SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  persistAuthorization: false,
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
"""
FILES = Path(fastapi_offline.__file__).parent / "static"
SERVED = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}


def add(api: FastAPI) -> None:
    """Serve the page and its two files."""

    @api.get("/api/docs", include_in_schema=False)
    def page() -> Response:
        return HTMLResponse(PAGE, headers={"content-security-policy": POLICY})

    @api.get("/api/docs/start.js", include_in_schema=False)
    def start() -> Response:
        return Response(START, media_type="text/javascript", headers=_kept())

    for name, media in SERVED.items():
        api.add_api_route(f"/api/docs/{name}", _file(name, media), include_in_schema=False)


def _file(name: str, media: str) -> Callable[[], Response]:
    def serve() -> Response:
        return FileResponse(FILES / name, media_type=media, headers=_kept())

    return serve


def _kept() -> dict[str, str]:
    return {"cache-control": "public, max-age=86400"}
