"""One served copy of Goalward for all journeys, and browsers that visit it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
OWNER = {"email": "alice@example.com", "password": "correct horse"}
expect.set_options(timeout=15_000)


def ready(page: Page) -> Page:
    """The page once it shows what it has."""
    expect(page.locator("[data-ready=true]")).to_be_visible()
    return page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a fresh workspace nobody has welcomed yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    log = (folder / "log").open("w+")
    env = os.environ | {"PORT": str(port), "GOALWARD_DATA_DIR": str(folder / "data")}
    goalward = Path(sys.executable).parent / "goalward"
    child = subprocess.Popen(
        [str(goalward), "serve"], env=env, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://localhost:{port}"
    for _ in range(240):
        try:
            if httpx.get(f"{address}/api/health").is_success:
                break
        except httpx.TransportError:
            pass
        if child.poll() is not None:
            break
        time.sleep(0.5)
    else:
        child.kill()
    if child.poll() is not None:
        log.seek(0)
        pytest.fail(f"the server did not start:\n{log.read()}")
    yield address
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(timeout=20)
    log.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody, in a browser of their own."""
    contexts = []

    def open_page(path: str, who: dict | None = None, **options: object) -> Page:
        context = browser.new_context(base_url=server, **options)  # type: ignore[arg-type]
        contexts.append(context)
        if who:
            answer = context.request.post("/api/auth/login", data=who, headers={"Origin": server})
            assert answer.ok, answer.text()
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
