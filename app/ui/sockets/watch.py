"""Ends a socket when its person has gone: signed out, locked out, a new password, another role."""

import asyncio
import contextlib
import logging

from sqlalchemy.exc import SQLAlchemyError

from app import db
from app.ui.guard import sign_in_to
from app.ui.sockets.namespace import Sockets
from app.ui.sockets.seats import NOBODY, living

log = logging.getLogger(__name__)
# Seconds between looks (another process may have ended a session). A commit of this process is looked at after
# the rest, so that an import does not make one look for each of its commits.
LOOK, REST = 0.5, 0.2


async def watch(sockets: Sockets) -> None:
    """Run for the life of the server."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def committed() -> None:
        loop.call_soon_threadsafe(changed.set)

    stop = db.on_commit(committed)
    try:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), LOOK)
            changed.clear()
            try:
                await look(sockets)
            except SQLAlchemyError:
                log.exception("whether sessions go on could not be read: looking again")
            await asyncio.sleep(REST)
    finally:
        stop()


async def look(sockets: Sockets) -> int:
    """End the sockets whose session is over, or whose person has another role; returns how many."""
    seated = {sid: seat for sid, seat in sockets.seats.items() if seat != NOBODY}
    if not seated:
        return 0
    now = await asyncio.to_thread(living, {seat.session for seat in seated.values()})
    gone = [sid for sid, seat in seated.items() if now.get(seat.session) != seat]
    for sid in gone:
        here = sockets.paths.get(sid, "/")
        still_in = seated[sid].session in now
        await sockets.dismiss(sid, to=here if still_in else sign_in_to(here))
    return len(gone)
