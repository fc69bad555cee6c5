"""One served copy of Goalward for all journeys, which do not need one another; and browsers that visit it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
BAO = {"email": "bao@example.com", "password": "battery staple"}
# A machine may be busy with other things.
expect.set_options(timeout=30_000)


def ready(page: Page) -> Page:
    """The page once it shows what it has."""
    expect(page.locator("[data-ready=true]")).to_be_visible()
    return page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Alice's workspace with the sample company in it."""
    folder = tmp_path_factory.mktemp("served")
    _goalward(folder, "migrate")
    account = ("user", "add", OWNER["email"], "--name", "Alice Moreau", "--role", "owner")
    _goalward(folder, *account, "--password-stdin", stdin=OWNER["password"])
    _goalward(folder, "sample")
    with _served(folder) as address:
        yield address


@pytest.fixture
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a fresh workspace nobody has welcomed yet."""
    with _served(tmp_path_factory.mktemp("new")) as address:
        yield address


@pytest.fixture
def address(server: str) -> str:
    """Whose pages are visited; a module with a server of its own says so."""
    return server


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody, in a browser of their own."""
    with _visits(browser, address) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Server"]:
    """A server a module's journeys may kill, with Alice and Bao."""
    folder = tmp_path_factory.mktemp("own")
    _goalward(folder, "migrate")
    for who, name, role in ((OWNER, "Alice Moreau", "owner"), (BAO, "Bao Tran", "admin")):
        account = ("user", "add", who["email"], "--name", name, "--role", role)
        _goalward(folder, *account, "--password-stdin", stdin=who["password"])
    server = Server(folder, program=(sys.executable, "-m", "tests.e2e.mortal"))
    server.start()
    yield server
    if server.runs:
        server.stop()


@pytest.fixture(scope="module")
def api(own: "Server") -> Iterator[httpx.Client]:
    """Alice's requests to it, beside her pages."""
    origin = {"Origin": own.address}
    with httpx.Client(base_url=own.address, headers=origin, timeout=30) as client:
        client.post("/api/auth/login", json=OWNER).raise_for_status()
        yield client


@pytest.fixture(scope="module")
def home(api: httpx.Client) -> int:
    """A list there."""
    space = {"key": "ENG", "name": "Engineering"}
    made = api.post("/api/v1/spaces", json=space).raise_for_status().json()
    listed = api.post(f"/api/v1/spaces/{made['id']}/lists", json={"name": "API"})
    return listed.raise_for_status().json()["id"]


@pytest.fixture
def visit_new(browser: Browser, new_server: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the fresh workspace."""
    with _visits(browser, new_server) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: str) -> dict:
    """Alice's session, for tests that visit many pages: signing in often is refused."""
    context = browser.new_context(base_url=server)
    answer = context.request.post("/api/auth/login", data=OWNER, headers={"Origin": server})
    assert answer.ok, answer.text()
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def make_task(server: str) -> Callable[..., str]:
    """Makes a task of this test's own in a list of the sample company; returns its key."""

    def make(title: str, list_name: str = "Platform") -> str:
        with httpx.Client(base_url=server, headers={"Origin": server}, timeout=30) as client:
            client.post("/api/auth/login", json=OWNER).raise_for_status()
            lists = client.get("/api/v1/lists").raise_for_status().json()["items"]
            list_id = next(one["id"] for one in lists if one["name"] == list_name)
            task = {"list_id": list_id, "title": title}
            return client.post("/api/v1/tasks", json=task).raise_for_status().json()["key"]

    return make


GOALWARD = Path(sys.executable).parent / "goalward"


def _goalward(folder: Path, *words: str, stdin: str = "") -> None:
    env = os.environ | {"GOALWARD_DATA_DIR": str(folder / "data")}
    subprocess.run(
        [str(GOALWARD), *words], env=env, input=stdin, text=True, check=True, capture_output=True
    )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A server of its own over a data folder, until the block ends."""
    server = Server(folder)
    server.start()
    yield server.address
    server.stop()


class Server:
    """A server over a data folder, always on the same port."""

    def __init__(self, folder: Path, program: tuple[str, ...] = (str(GOALWARD),)) -> None:
        self.program = program
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.address = f"http://localhost:{self.port}"

    def start(self) -> None:
        """Up when it answers."""
        log = (self.folder / "log").open("w+")
        data = {"PORT": str(self.port), "GOALWARD_DATA_DIR": str(self.folder / "data")}
        self._child = child = subprocess.Popen(
            [*self.program, "serve"],
            env=os.environ | data,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        for _ in range(240):
            try:
                if httpx.get(f"{self.address}/api/health").is_success:
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
        log.close()

    def stop(self) -> None:
        os.killpg(self._child.pid, signal.SIGTERM)
        self._child.wait(timeout=20)

    @property
    def runs(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        """As when the power goes."""
        os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait(timeout=20)

    @contextmanager
    def dying(self) -> Iterator[None]:
        """It dies as soon as it has done what a page sends in this block, and before it can say so (see mortal.py)."""
        (self.folder / "die").touch()
        yield
        self._child.wait(timeout=60)


@contextmanager
def _visits(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
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
