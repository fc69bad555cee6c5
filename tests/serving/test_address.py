"""The command line finds its own server, and shows a stranger nothing."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from app.api.caller import ASKED_AS, LOCAL
from app.serving import address
from app.settings import load
from tests.api.served import live

SECRET = {LOCAL: "the token", "authorization": "Bearer gw_secret"}


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Settings of a data folder that a server on port 1 has just noted."""
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PORT", "1")
    address.note(load())
    return load()


@contextmanager
def _somebody(answering) -> Iterator[tuple[int, list[str]]]:
    """A server of somebody else: its port, and all it was told."""
    heard: list[str] = []

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(f"{self.path}\n{self.headers}")
            words = answering(self.path).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, heard
        server.shutdown()
        thread.join()


def _moved(settings, port: int) -> None:
    """The note names another port than the one that proves itself."""
    note = settings.data / address.FILE
    note.write_text(json.dumps(json.loads(note.read_text()) | {"port": port}))


def _ask(settings, path: str = "/anything", **headers: str) -> httpx.Response:
    where = address.running(settings)
    proved = address.Proved(settings, where, headers or SECRET)
    with httpx.Client(base_url=where.url, auth=proved, trust_env=False) as client:
        return client.get(path)


def test_the_note_is_the_owners_alone_and_goes_with_the_server(settings):
    note = settings.data / address.FILE
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700

    address.forget(settings)
    assert not note.exists()


def test_a_note_of_another_server_is_left_alone(settings):
    other = {"host": "127.0.0.1", "port": 1, "pid": os.getppid()}
    (settings.data / address.FILE).write_text(json.dumps(other))

    address.forget(settings)

    assert address.noted(settings) == address.Address(**other)


def test_a_stranger_on_the_port_is_told_nothing(settings):
    with _somebody(lambda path: "yes, it is me") as (port, heard):
        _moved(settings, port)
        with pytest.raises(address.NoServer, match="nothing was told to it"):
            _ask(settings)

    assert len(heard) == 1
    assert "token" not in heard[0]
    assert "secret" not in heard[0]


def test_a_stranger_cannot_pass_the_question_on(settings):
    def passed_on(path: str) -> str:
        nonce = httpx.URL(path).params["nonce"]
        return address.prove(settings.local_token(), nonce, port=settings.port)

    with _somebody(passed_on) as (port, heard):
        _moved(settings, port)
        with pytest.raises(address.NoServer):
            _ask(settings)

    assert len(heard) == 1


def test_our_own_server_is_believed(settings, session, cast, monkeypatch):
    session.commit()
    with live() as url:
        monkeypatch.setenv("PORT", str(httpx.URL(url).port))
        address.note(load())
        secret = {LOCAL: load().local_token(), ASKED_AS: "bob@example.com"}
        answer = _ask(load(), "/api/v1/me", **secret)

    assert answer.json()["name"] == "Bob Okafor"


def test_a_server_that_was_killed_has_stopped(settings):
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    note = {"host": "0.0.0.0", "port": 1, "pid": int(child.stdout)}
    (settings.data / address.FILE).write_text(json.dumps(note))

    with pytest.raises(httpx.ConnectError):
        _ask(settings)
    assert "has stopped" in str(address.silence(address.running(settings)))


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"host": "x", "port": "y", "pid": 1}', "{"])
def test_a_note_that_cannot_be_read_is_none(settings, kept):
    (settings.data / address.FILE).write_text(kept)

    with pytest.raises(address.NoServer, match="GOALWARD_DATA_DIR"):
        address.running(settings)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("10.0.0.7", "http://10.0.0.7:80"),
        ("fd00::7", "http://[fd00::7]:80"),
    ],
)
def test_this_machine_reaches_whatever_host_it_serves(host, url):
    assert address.Address(host, 80, 1).url == url
