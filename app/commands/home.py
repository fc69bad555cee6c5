"""How commands reach the workspace: its database directly, its library through whoever owns it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx

from app import wiring
from app.api.caller import ASKED_AS, LOCAL
from app.commands.output import Refused
from app.serving import ready
from app.settings import Settings, load
from knowledge.library import LibraryBusy

PATIENCE = 3600.0  # seconds: a reindex of everything takes its time


@contextmanager
def workspace() -> Generator[Settings]:
    """The database, migrated and connected."""
    settings = load()
    ready.data_folder(settings)
    ready.migrated(settings)
    try:
        yield settings
    finally:
        wiring.close_all()


@contextmanager
def library() -> Generator[wiring.Running | None]:
    """The library opened here, or None when a running server owns it (then use `server`)."""
    with workspace() as settings:
        try:
            running = wiring.open_library(settings)
        except LibraryBusy:
            yield None
            return
        running.library.warm_up()
        yield running


def server(method: str, path: str, *, as_email: str = "", **kwargs: Any) -> Any:
    """Ask the running server; raises Refused with its sentence."""
    settings = load()
    headers = {LOCAL: settings.local_token(), ASKED_AS: as_email or "local"}
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    try:
        answer = httpx.request(
            method,
            f"http://{host}:{settings.port}{path}",
            headers=headers,
            timeout=PATIENCE,
            **kwargs,
        )
    except httpx.TransportError as error:
        raise Refused(
            f"Another process has the library open, and no server answers on port {settings.port}: "
            "set PORT to the running server's, or stop that process."
        ) from error
    if answer.is_error:
        told = "problem+json" in answer.headers.get("content-type", "")
        words = f"The server could not answer ({answer.status_code}): its log says why."
        raise Refused(answer.json().get("detail", words) if told else words)
    return answer.json() if answer.content else None
