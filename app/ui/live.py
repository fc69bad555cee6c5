"""Tells open tabs that the log grew, so that a second browser sees a change without reloading."""

import asyncio
import contextlib

import reflex as rx
from reflex_base.event import Event as Signal
from sqlmodel import func, select

from app import db
from app.models import Event
from app.ui.base import Live, run

# Seconds between looks at the log, and after telling the tabs (a bulk change tells them once).
LOOK, REST = 0.5, 0.5


async def watch(reflex_app: rx.App) -> None:
    """Run for the life of the server: every change of the log reaches every open tab."""
    seen = await run(newest)
    while True:
        await asyncio.sleep(LOOK)
        latest = await run(newest)
        if latest != seen:
            seen = latest
            await tell(reflex_app)
            await asyncio.sleep(REST)


def newest() -> int:
    """The last event's id."""
    with db.reading() as session:
        return session.exec(select(func.max(Event.id))).one() or 0


async def tell(app: rx.App) -> None:
    """Send every open tab the signal; a tab that closed meanwhile is passed over."""
    namespace = app.event_namespace
    if namespace is None:
        return
    with app.set_contexts():
        for token in list(namespace.token_to_sid):
            with contextlib.suppress(KeyError):
                await app.event_processor.enqueue(token, Signal.from_event_type(Live.heard())[0])
