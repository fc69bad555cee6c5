"""A card stays where it was put, whatever the server is doing; and it moves without a pointer."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.e2e.conftest import OWNER, ready

# Every column the card was drawn in, in order, each once in a row.
FOLLOW = """(key) => {
  window.columns = [];
  const look = () => {
    const at = document.querySelector(`[data-card="${key}"]`)?.closest("section")?.querySelector("h2");
    if (at && window.columns.at(-1) !== at.textContent) window.columns.push(at.textContent);
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""


class SlowServer:
    """Holds back what a page sends over its socket until it is let go."""

    def __init__(self, page: Page) -> None:
        self.is_holding = False
        self._held: list[Callable[[], None]] = []
        page.route_web_socket(re.compile("_event"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def out(message: str | bytes) -> None:
            if self.is_holding:
                self._held.append(lambda: server.send(message))
            else:
                server.send(message)

        socket.on_message(out)

    def let_go(self) -> None:
        self.is_holding = False
        for send in self._held:
            send()


@pytest.fixture(scope="module")
def api(server: str) -> httpx.Client:
    """Who made the workspace; makes it where no journey has."""
    client = httpx.Client(base_url=server, headers={"Origin": server}, timeout=30)
    if client.post("/api/auth/login", json=OWNER).is_error:
        founding = {**OWNER, "name": "Alice Moreau", "workspace": "Acme", "zone": "UTC"}
        client.post("/api/auth/welcome", json=founding).raise_for_status()
    return client


@pytest.fixture(scope="module")
def list_id(api: httpx.Client) -> int:
    space = {"key": "BRD", "name": "Boards"}
    made = api.post("/api/v1/spaces", json=space).raise_for_status().json()
    lists = f"/api/v1/spaces/{made['id']}/lists"
    return api.post(lists, json={"name": "Workshop"}).raise_for_status().json()["id"]


@pytest.fixture
def key(api: httpx.Client, list_id: int) -> str:
    """A card no other test moves, at the end of what is to be done."""
    task = {"list_id": list_id, "title": "Oil the hinges"}
    return api.post("/api/v1/tasks", json=task).raise_for_status().json()["key"]


def _column(page: Page, name: str) -> Locator:
    return page.locator(".column", has=page.get_by_role("heading", name=name, exact=True))


def _card(page: Page, key: str) -> Locator:
    return page.locator(f'[data-card="{key}"]')


def _drag(page: Page, key: str, to: Locator) -> None:
    _card(page, key).scroll_into_view_if_needed()
    box, aim = _card(page, key).bounding_box(), to.bounding_box()
    assert box
    assert aim
    page.mouse.move(box["x"] + 40, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(aim["x"] + 90, aim["y"] + 60, steps=8)
    page.mouse.up()


def test_a_dropped_card_stays_put_while_the_server_is_slow(visit, api, list_id, key):
    page = ready(visit("/", OWNER))
    slow = SlowServer(page)
    page.goto(f"/lists/{list_id}?view=board")
    ready(page)
    expect(_card(page, key)).to_be_visible()
    page.evaluate(FOLLOW, key)
    slow.is_holding = True
    _drag(page, key, _column(page, "In progress"))
    # The server has not heard of it, and the list is read again for something else.
    other = {"list_id": list_id, "title": "Somebody else's"}
    made = api.post("/api/v1/tasks", json=other).raise_for_status().json()["key"]
    expect(_card(page, made)).to_be_visible()
    slow.let_go()
    expect(page.get_by_text(f"{key} moved.")).to_be_visible()

    assert page.evaluate("window.columns") == ["To do", "In progress"]
    page.reload()
    expect(_column(page, "In progress").locator(f'[data-card="{key}"]')).to_be_visible()


def test_a_refused_card_goes_back_with_the_reason(visit, api, list_id, key):
    page = ready(visit("/", OWNER))
    slow = SlowServer(page)
    page.goto(f"/lists/{list_id}?view=board")
    ready(page)
    expect(_card(page, key)).to_be_visible()
    slow.is_holding = True
    _drag(page, key, _column(page, "In progress"))
    expect(_column(page, "In progress").locator(f'[data-card="{key}"]')).to_be_visible()
    # Meanwhile somebody deletes the task.
    api.delete(f"/api/v1/tasks/{key}").raise_for_status()
    slow.let_go()

    expect(_card(page, key)).to_have_count(0)


def test_a_card_is_taken_and_put_down_by_keyboard(visit, list_id, key):
    page = visit(f"/lists/{list_id}?view=board", OWNER)
    ready(page)
    _card(page, key).focus()
    page.keyboard.press("Space")
    expect(_card(page, key)).to_have_class(re.compile("held"))
    page.keyboard.press("ArrowRight")
    expect(_column(page, "In progress")).to_have_class(re.compile("aimed"))
    page.keyboard.press("Space")

    expect(_column(page, "In progress").locator(f'[data-card="{key}"]')).to_be_focused()
    expect(page.get_by_text(f"{key} moved.")).to_be_visible()


def test_escape_leaves_a_taken_card_where_it_was(visit, list_id, key):
    page = visit(f"/lists/{list_id}?view=board", OWNER)
    ready(page)
    _card(page, key).focus()
    page.keyboard.press("Space")
    expect(_card(page, key)).to_have_class(re.compile("held"))
    page.keyboard.press("ArrowRight")
    expect(_column(page, "In progress")).to_have_class(re.compile("aimed"))
    page.keyboard.press("Escape")

    expect(_column(page, "To do").locator(f'[data-card="{key}"]')).to_be_visible()
    expect(page.locator(".aimed")).to_have_count(0)
