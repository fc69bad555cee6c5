"""One bar of filters on the list, the board and the page of a filter, kept true while somebody looks."""

import re

import httpx
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OWNER, ready


def _api(server: str) -> httpx.Client:
    client = httpx.Client(base_url=server, headers={"Origin": server}, timeout=30)
    client.post("/api/auth/login", json=OWNER).raise_for_status()
    return client


def _pick(page: Page, *lines: str) -> None:
    """Add a filter with the keys alone: what is typed, line after line."""
    page.locator("body").press("Shift+F")
    for line in lines:
        expect(page.locator(".filter-menu .menu-filter")).to_be_focused()
        page.keyboard.type(line)
        expect(page.locator(".filter-menu .menu-item").first).to_be_visible()
        page.keyboard.press("Enter")


def test_a_filter_is_added_followed_live_shared_and_taken_away(visit, server):
    api = _api(server)
    space = api.post("/api/v1/spaces", json={"key": "FLT", "name": "Filters"}).json()
    home = api.post(f"/api/v1/spaces/{space['id']}/lists", json={"name": "Garden"}).json()["id"]
    keys = [
        api.post("/api/v1/tasks", json={"list_id": home, "title": title, **more}).json()["key"]
        for title, more in (
            ("Mow the lawn", {"estimate_minutes": 240}),
            ("Cut the hedge", {"estimate_minutes": 30}),
            ("Feed the fish", {}),
        )
    ]
    page = ready(visit(f"/lists/{home}", OWNER))
    expect(page.locator(".row")).to_have_count(3)

    # An estimate stands in no row: the server finds it, and the chip says it.
    _pick(page, "estimate")
    page.get_by_label("Estimate", exact=True).fill("1")
    page.keyboard.press("Enter")
    chip = page.get_by_role("button", name="Filter: estimate at least 1 h")
    expect(chip).to_be_visible()
    expect(page.locator(".row")).to_have_text([re.compile("Mow the lawn")])

    # Somebody changes two tasks: one comes, one leaves, nobody reloads.
    for key, minutes in ((keys[1], 90), (keys[0], 30)):
        changed = api.patch(f"/api/v1/tasks/{key}", json={"estimate_minutes": minutes})
        changed.raise_for_status()
    expect(page.locator(".row")).to_have_text([re.compile("Cut the hedge")])

    # The board has the same filter, and so has whoever opens the address.
    page.get_by_role("radio", name="Board").check()
    expect(page.locator(".card")).to_have_count(1)
    assert "where=" in page.url
    page.reload()
    expect(page.locator(".card")).to_have_count(1)
    expect(chip).to_be_visible()

    # By the chip it is turned round; by its key it goes.
    chip.click()
    page.get_by_role("button", name="Opposite").click()
    expect(page.locator(".card")).to_have_count(2)
    page.keyboard.press("Escape")
    page.locator(".filters .chip-pair .chip").first.press("Backspace")
    expect(page.locator(".card")).to_have_count(3)
    assert "where=" not in page.url

    # The page of all tasks has the same bar.
    page.goto("/tasks")
    ready(page)
    _pick(page, "due", "in 3 days")
    expect(page.get_by_role("button", name="Filter: due by 3 days from now")).to_be_visible()
    page.wait_for_url("**/tasks?where=*")
    page.keyboard.press("Escape")
    page.get_by_label("Filter by words").fill("hedge")
    expect(page.get_by_text("No task fits.")).to_be_visible()


def test_an_old_address_of_a_filter_still_opens(visit, server):
    api = _api(server)
    space = api.post("/api/v1/spaces", json={"key": "OLD", "name": "Old addresses"}).json()
    home = api.post(f"/api/v1/spaces/{space['id']}/lists", json={"name": "Shelf"}).json()["id"]
    for title, tags in (("Red book", ["red"]), ("Blue book", ["blue"])):
        task = {"list_id": home, "title": title, "tags": tags}
        api.post("/api/v1/tasks", json=task).raise_for_status()

    page = ready(visit(f"/lists/{home}?tag=red&q=book", OWNER))

    expect(page.locator(".row")).to_have_text([re.compile("Red book")])
    expect(page.get_by_label("Filter by words")).to_have_value("book")
