"""Makes every long-lived object once, and closes it. Nothing here happens at import time."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from agents.algebra import likeness, sensing
from app import db
from app.consumers import due, goalnumbers, mail, pace, upkeep, uses
from app.consumers.consumer import Consumer
from app.consumers.goalnumbers import GoalNumbers
from app.consumers.indexer import Indexer
from app.consumers.loop import Loop
from app.consumers.outbox import Outbox
from app.consumers.snapshots import Snapshots
from app.consumers.ticker import Ticker
from app.serving import garbage, ready
from app.settings import Settings, load
from app.work import resets
from app.work.letters import CHANNEL
from knowledge.embedding import KeptVectors, chosen, chosen_reranker, known_as
from knowledge.library import SLICE, Library

log = logging.getLogger(__name__)
PATIENCE = 10.0  # seconds the embedder is warmed later while people come


@dataclass
class Running:
    """What this process holds open."""

    settings: Settings
    library: Library
    consumers: list[Consumer]
    loop: Loop | None = None
    warming: threading.Thread | None = None
    closing: threading.Event = field(default_factory=threading.Event)
    closers: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])


_running: list[Running] = []


def open_all() -> Running:
    """Open database and library, start the consumers, warm the embedder in the background."""
    settings = load()
    ready.only_ours()
    db.connect(settings.database, patience=settings.busy_seconds)
    db.tune()
    running = open_library(settings)
    if settings.consumers:
        running.loop = Loop(
            running.consumers,
            idle=lambda: running.library.embed_pending() >= SLICE,
            pace=pace.requests,
        )
        running.loop.start()
        # A thread of its own: what is due comes even when the index is far behind.
        clock = Ticker("clock", due.clock(settings.data).look)
        clock.start()
        # Asked each time whether mail is set: an owner may set it in another process.
        outbox = Ticker(
            "outbox",
            Outbox({CHANNEL: mail.channel}, ready=mail.is_set, ended=resets.note_mailed).look,
        )
        outbox.start()
        running.closers += [clock.stop, outbox.stop]
    noting = Ticker("token uses", uses.look, every_seconds=uses.EVERY)
    noting.start()
    tidying = Ticker("garbage", garbage.Tidying(pace.requests).look)
    tidying.start()
    running.closers += [noting.stop, _write_last_uses, tidying.stop]
    running.warming = threading.Thread(target=_warm, args=(running,), daemon=True)
    running.warming.start()
    return running


def open_library(settings: Settings) -> Running:
    """Own the library of the data folder (the database is open); raises LibraryBusy when taken."""
    models, key = settings.models, settings.embedder_key
    library = Library(
        settings.library,
        embedder=chosen(settings.embedder, models=models, key=key),
        chroma_url=settings.chroma_url,
        known=partial(known_as, models=models, key=key),
        reranker=chosen_reranker(settings.reranker, models=models),
    )
    upkeep.resume(library)
    goalnumbers.resume()
    running = Running(settings, library, consumers(library))
    _running[:] = [running]
    return running


def consumers(library: Library) -> list[Consumer]:
    """What reads the log of a workspace, in the order they are asked."""
    return [GoalNumbers(), Indexer(library), Snapshots()]


def current() -> Running:
    """What is open; raises when nothing is."""
    if not _running:
        raise RuntimeError("nothing is open: wiring.open_all() has not been called")
    return _running[0]


def close_all() -> None:
    """Stop the consumers and close what was opened, in reverse."""
    for running in _running:
        running.closing.set()
        if running.loop:
            running.loop.stop()
        if running.warming:
            running.warming.join(timeout=5)
        for close in running.closers:
            close()
        running.library.close()
    _running.clear()
    db.close()


def _write_last_uses() -> None:
    uses.look()


def _vector_in_peace(running: Running, text: str) -> Any:
    """A text's vector, after whoever is being answered: there may be thousands to make, and nobody waits for them."""
    pace.requests.rest(running.closing, longest=pace.SHORTEST)
    return None if running.closing.is_set() else running.library.vector(text)[1]


def _warm(running: Running) -> None:
    # After a new start all tabs come back at once, and see their page before anybody can ask.
    pace.requests.rest(running.closing, longest=PATIENCE)
    library = running.library
    try:
        library.warm_up()
        name = library.vector("")[0]
        kept = KeptVectors(running.settings.models, name, partial(_vector_in_peace, running))
        for bank in (likeness, sensing):
            bank.warm(name, kept)
        if not running.closing.is_set():
            kept.keep()
    except Exception:
        log.exception("the embedder could not be warmed: search goes on by words alone")
