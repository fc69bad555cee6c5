"""The server is killed under a page and comes back: what was typed is kept, made once, and nobody falls off the page."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import OWNER, Server, _goalward, _visits, ready

AWAY = "No connection. What you type is kept and sent when it is back."


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server these journeys may kill."""
    folder = tmp_path_factory.mktemp("away")
    _goalward(folder, "migrate")
    account = ("user", "add", OWNER["email"], "--name", "Alice Moreau", "--role", "owner")
    _goalward(folder, *account, "--password-stdin", stdin=OWNER["password"])
    server = Server(folder)
    server.start()
    yield server
    if server.runs:
        server.stop()


@pytest.fixture(autouse=True)
def is_up(own: Server) -> None:
    """Whatever became of it in the journey before."""
    if not own.runs:
        own.start()


@pytest.fixture(scope="module")
def api(own: Server) -> Iterator[httpx.Client]:
    origin = {"Origin": own.address}
    with httpx.Client(base_url=own.address, headers=origin, timeout=30) as client:
        client.post("/api/auth/login", json=OWNER).raise_for_status()
        yield client


@pytest.fixture(scope="module")
def home(api: httpx.Client) -> int:
    space = {"key": "ENG", "name": "Engineering"}
    made = api.post("/api/v1/spaces", json=space).raise_for_status().json()
    listed = api.post(f"/api/v1/spaces/{made['id']}/lists", json={"name": "API"})
    return listed.raise_for_status().json()["id"]


@pytest.fixture
def visit(browser: Browser, own: Server) -> Iterator[Callable[..., Page]]:
    with _visits(browser, own.address) as open_page:
        yield open_page


def test_a_targets_value_is_recorded_when_the_server_is_back(visit, api, own):
    goal = api.post("/api/v1/goals", json={"title": "EU launch"}).raise_for_status().json()["id"]
    target = {"name": "Customers", "kind": "number", "start": 0, "target": 200}
    api.post(f"/api/v1/goals/{goal}/targets", json=target).raise_for_status()
    page = ready(visit(f"/goals/{goal}", OWNER))
    field = page.get_by_label("Customers: the value now")
    expect(field).to_have_value("0")
    own.kill()
    field.fill("50")
    field.press("Enter")
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(field).to_have_value("50")

    own.start()
    expect(page.get_by_text("Value recorded: 50.")).to_be_visible(timeout=60_000)
    page.reload()
    ready(page)
    expect(field).to_have_value("50")


def test_a_new_task_is_made_once_and_its_words_are_gone(visit, api, own, home):
    page = ready(visit(f"/lists/{home}", OWNER))
    expect(page.get_by_role("button", name="New task")).to_be_visible()
    own.kill()
    expect(page.get_by_text(AWAY)).to_be_visible()
    page.keyboard.press("c")
    title = page.get_by_label("Title of the new task")
    title.fill("Order glass")
    title.press("Enter")

    own.start()
    expect(page.get_by_role("link", name="Order glass")).to_be_visible(timeout=60_000)
    page.reload()
    ready(page)
    expect(page.get_by_role("link", name="Order glass")).to_have_count(1)
    page.keyboard.press("c")
    expect(title).to_have_value("")


def test_another_page_is_not_opened_without_a_connection(visit, own, home):
    page = ready(visit(f"/lists/{home}", OWNER))
    own.kill()
    expect(page.get_by_text(AWAY)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Goals")).first.click()
    expect(page.get_by_text("No connection: that page can't be opened now.")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/lists/{home}$"))

    own.start()
    expect(page.locator(".away")).to_have_count(0, timeout=60_000)
    page.get_by_role("link", name=re.compile("^Goals")).first.click()
    expect(page).to_have_url(re.compile("/goals$"))
