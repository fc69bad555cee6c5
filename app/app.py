"""Puts the application together: pages, API, guard, lifespan. No logic."""

import logging
from importlib.metadata import version

import reflex as rx
from fastapi import FastAPI
from starlette.routing import Route

from app.api import description, docspage, errors, web
from app.api.gate import Gate
from app.api.routes import lifespan as open_workspace
from app.api.routes import routers
from app.mcp.door import Door
from app.ui import live, pages
from app.ui.guard import Guard

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
api.add_middleware(Gate)


def stumbled(exception: Exception) -> rx.event.EventSpec:
    """A bug in a handler: said plainly, with what to do; the details go to the log."""
    log.error("a handler failed", exc_info=exception)
    return rx.toast.error(
        "Something went wrong here. Nothing you saved is lost: reload the page and try again."
    )


app = rx.App(
    stylesheets=pages.STYLES,
    api_transformer=[api, web.with_headers],
    backend_exception_handler=stumbled,
    head_components=pages.head(),
)
app.add_middleware(Guard())
app.register_lifespan_task(open_workspace)
app.register_lifespan_task(mcp.opened)
app.register_lifespan_task(live.watch, reflex_app=app)
pages.add(app)
