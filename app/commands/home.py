"""How commands reach the workspace: its database directly, its library through whoever owns it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx

from app import wiring
from app.api.caller import ASKED_AS, LOCAL
from app.commands.output import Refused
from app.serving import address, ready
from app.settings import Settings, load
from knowledge.owning import LibraryBusy

PATIENCE = 3600.0  # seconds: a reindex of everything takes its time


@contextmanager
def workspace() -> Generator[Settings]:
    """The database of a workspace that is there, migrated and connected; raises NotReady when none is."""
    ready.made(load())
    with new_workspace() as settings:
        yield settings


@contextmanager
def new_workspace() -> Generator[Settings]:
    """The same, made where none is: for the first owner."""
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
    try:
        where = address.running(settings)
    except address.NoServer as error:
        raise Refused(f"Another process has the library open. {error}") from error
    try:
        secret = {LOCAL: address.known_token(settings), ASKED_AS: as_email or "local"}
        proved = address.Proved(settings, where, secret)
        # Proxies are for what is elsewhere.
        with httpx.Client(base_url=where.url, timeout=PATIENCE, trust_env=False) as client:
            answer = client.request(method, path, auth=proved, **kwargs)
    except address.NoServer as error:
        raise Refused(f"Another process has the library open. {error}") from error
    except httpx.TransportError as error:
        raise Refused(f"Another process has the library open. {address.silence(where)}") from error
    if answer.is_error:
        told = "problem+json" in answer.headers.get("content-type", "")
        words = f"The server could not answer ({answer.status_code}): its log says why."
        raise Refused(answer.json().get("detail", words) if told else words)
    return answer.json() if answer.content else None
