"""Every router of the API, and what opens and closes with the web process."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from app import wiring
from app.api import (
    archiving,
    asking,
    auditing,
    auth,
    comments,
    docs,
    events,
    filtering,
    goals,
    health,
    imports,
    linking,
    lists,
    managing,
    people,
    places,
    searching,
    statuses,
    tasks,
    texts,
    trash,
    undoing,
    views,
    workspaces,
)
from app.serving import address, garbage

routers = (
    auth.router,
    health.router,
    views.router,
    asking.router,
    searching.router,
    people.router,
    managing.router,
    workspaces.router,
    places.router,
    lists.router,
    statuses.router,
    goals.router,
    docs.router,
    filtering.router,
    tasks.router,
    texts.router,
    undoing.router,
    trash.router,
    archiving.router,
    comments.router,
    linking.router,
    events.router,
    auditing.router,
    imports.router,
)


@asynccontextmanager
async def lifespan() -> AsyncGenerator[None]:
    """Open the workspace's long-lived objects with the server, close them with it."""
    running = await asyncio.to_thread(wiring.open_all)
    garbage.settle()
    # Now, when the library is ours: a second server on the folder does not get here.
    address.note(running.settings)
    try:
        yield
    finally:
        address.forget(running.settings)
        await asyncio.to_thread(wiring.close_all)
