"""Where the running server is: kept in the data folder, and believed only once it proves to be ours.

A file may outlive its server (`kill -9`), and anybody may listen on a port that is free. So the command line
first asks whoever answers to prove that they know the data folder's own token, and only then shows anything.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Generator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from app.settings import Settings, write_private

FILE = "server.json"
PROOF = "/api/local/proof"
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


class NoServer(Exception):
    """Our server could not be found; the message says what was, and what to do."""


@dataclass(frozen=True)
class Address:
    """Where a server listens, and its process."""

    host: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        """How this machine reaches it."""
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def note(settings: Settings) -> None:
    """Tell the command line of this machine that this process serves here."""
    settings.local_token()  # made by whoever serves, so that the proof can be checked
    here = Address(settings.host, settings.port, os.getpid())
    write_private(settings.data / FILE, json.dumps(asdict(here)))


def forget(settings: Settings) -> None:
    """Take the note back, unless another server has written its own by now."""
    found = noted(settings)
    if found is not None and found.pid == os.getpid():
        (settings.data / FILE).unlink(missing_ok=True)


def noted(settings: Settings) -> Address | None:
    """What the last server wrote, true or not; None when nobody wrote anything that can be read."""
    try:
        kept = json.loads((settings.data / FILE).read_text())
        return Address(str(kept["host"]), int(kept["port"]), int(kept["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def prove(token: str, nonce: str, *, port: int) -> str:
    """What only a server of this data folder on this port can answer.

    The port is part of it, so that a stranger can't pass the question on to the server itself.
    """
    statement = f"goalward serves on {port}: {nonce}"
    return hmac.new(token.encode(), statement.encode(), hashlib.sha256).hexdigest()


class Proved(httpx.Auth):
    """Lets every request be preceded by the proof; only then it carries its secret headers.

    Each one: a server may stop, and a stranger take its port, between two of them.
    """

    requires_response_body = True

    def __init__(self, settings: Settings, where: Address, headers: Mapping[str, str]) -> None:
        self._settings, self._where, self._headers = settings, where, headers

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """Raises NoServer when whoever answers is a stranger."""
        nonce = secrets.token_urlsafe(32)
        url = httpx.URL(self._where.url, path=PROOF, params={"nonce": nonce})
        answer = yield httpx.Request("GET", url)
        wanted = prove(known_token(self._settings), nonce, port=self._where.port)
        proof = answer.content if answer.is_success else b""
        if not hmac.compare_digest(proof, wanted.encode()):
            raise NoServer(
                f"What answers at {self._where.url} is not the server of {self._settings.data}: "
                "nothing was told to it. Start the server with `goalward serve`."
            )
        request.headers.update(self._headers)
        yield request


def running(settings: Settings) -> Address:
    """Where the server was last; ask it with `Proved`. Raises NoServer when none was ever started."""
    where = noted(settings)
    if where is None or not known_token(settings):
        raise NoServer(
            f"No server of {settings.data} is running: start it with `goalward serve`, "
            "or name the folder it serves in GOALWARD_DATA_DIR."
        )
    return where


def silence(where: Address) -> NoServer:
    """Why nothing answers there."""
    if is_alive(where.pid):
        return NoServer(
            f"The server (process {where.pid}) does not answer at {where.url}: look at its log, or start it anew."
        )
    return NoServer(
        f"The server that was at {where.url} has stopped: start it with `goalward serve`."
    )


def known_token(settings: Settings) -> str:
    """The data folder's own token, or nothing; never made here."""
    path: Path = settings.data / settings.LOCAL_TOKEN
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """A process of this number is running."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
