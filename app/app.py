"""Puts the application together: pages, API, guard, lifespan. No logic."""

import logging
import sys
from functools import partial
from importlib.metadata import version

import reflex as rx
from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app import settings
from app.api import compressing, description, docspage, errors, pacing, proxies, web
from app.api.gate import Gate
from app.api.index import Index, prepare
from app.api.routes import lifespan as open_workspace
from app.api.routes import routers
from app.api.sizes import Sized
from app.consumers import pace
from app.mcp.door import Door
from app.serving import build, logs
from app.ui import calls, live, pages
from app.ui.guard import Guard
from app.ui.sockets import namespace, watch
from app.ui.sockets.door import with_sockets

log = logging.getLogger(__name__)

api = FastAPI(
    title="Goalward",
    version=version("goalward"),
    description=description.SUMMARY,
    openapi_url="/api/v1/openapi.json",
    docs_url=None,  # FastAPI's page loads scripts from elsewhere, which our policy forbids
    redoc_url=None,
)
errors.install(api)
for router in routers:
    api.include_router(router)
mcp = Door(api, version=version("goalward"))
api.router.routes.append(Route("/mcp", mcp))
docspage.add(api)
description.describe(api)
web.close_the_rest(api)
api.router.routes.insert(0, Index(routers))
api.add_middleware(compressing.packed)
api.add_middleware(Gate)


def stumbled(exception: Exception) -> rx.event.EventSpec:
    """A bug in a handler: said plainly, with what to do; the details go to the log."""
    log.error("a handler failed", exc_info=exception)
    shown = calls.toast(
        "Something went wrong here. Nothing you saved is lost: reload the page and try again.",
        level="error",
    )
    # Reflex insists on this type here.
    return rx.call_script(shown.payload["javascript_code"])


app = rx.App(
    stylesheets=pages.STYLES,
    api_transformer=[api, partial(web.with_headers, pages=build.client())],
    backend_exception_handler=stumbled,
    head_components=pages.head(),
)
pages.around(app)
app.add_middleware(Guard())
sockets = namespace.installed(app)
app.register_lifespan_task(open_workspace)
app.register_lifespan_task(mcp.opened)
app.register_lifespan_task(live.watch, sockets=sockets)
app.register_lifespan_task(watch.watch, sockets=sockets)
pages.add(app)


def application() -> ASGIApp:
    """What the server runs."""
    sys.setswitchinterval(SWITCH)
    logs.plainly()
    settings.hold()
    prepare(api.router.routes)
    return served()


def served() -> ASGIApp:
    """Programs reach the API at once, browsers go through Reflex.

    Reflex's own layers (its routing, CORS, contexts) cost an API request as much as its answer.
    """
    pages_ = Sized(with_sockets(proxies.with_pages(app(), proxies.pages_in(build.client()))))
    programs = web.with_headers(api)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        direct = scope["type"] == "http" and scope["path"].startswith(FOR_PROGRAMS)
        await (programs if direct else pages_)(scope, receive, send)

    known = proxies.with_known_hosts(proxies.with_own_redirects(serve))
    return proxies.behind_proxies(pacing.paced(known, pace.requests))


FOR_PROGRAMS = ("/api/", "/mcp")
# Seconds a thread may keep the interpreter while another waits. With Python's 5 ms, an answer that reads eight
# times waits eight times for the indexing thread.
SWITCH = 0.0005
