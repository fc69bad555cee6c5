"""The server is killed under a page and comes back: what was typed is kept, made once, and nobody falls off the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OWNER, Server, ready

AWAY = "No connection. What you type is kept and sent when it is back."


@pytest.fixture
def address(own: Server) -> str:
    return own.address


@pytest.fixture(autouse=True)
def is_up(own: Server) -> None:
    """Whatever became of it in the journey before."""
    if not own.runs:
        own.start()


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


def test_what_was_made_as_the_server_died_is_made_once_and_that_is_said(visit, api, own):
    page = ready(visit("/goals", OWNER))
    field = page.get_by_label("New goal")
    field.fill("Be done once")
    with own.dying():
        field.press("Enter")
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(field).to_have_value("Be done once")

    own.start()
    expect(page.get_by_text("Done already, just before the connection broke.")).to_be_visible(
        timeout=60_000
    )
    expect(field).to_have_value("")
    expect(page.get_by_role("link", name="Be done once")).to_have_count(1)
    assert _goals(api, "Be done once") == 1


def test_a_closed_tab_does_not_ask_again_for_what_was_made(visit, api, own):
    page = ready(visit("/goals", OWNER))
    page.get_by_label("New goal").fill("Leave at once")
    with own.dying():
        page.get_by_label("New goal").press("Enter")
    context = page.context
    page.close()

    own.start()
    another = context.new_page()
    another.goto("/goals")
    ready(another)
    expect(another.get_by_role("link", name="Leave at once")).to_have_count(1)
    expect(another.get_by_label("New goal")).to_have_value("")
    expect(another.locator(".kept")).to_have_count(0)
    assert _goals(api, "Leave at once") == 1


def test_the_words_of_a_form_that_a_dead_server_closed_are_there_when_it_opens_again(
    visit, api, own
):
    goal = api.post("/api/v1/goals", json={"title": "EU launch"}).raise_for_status().json()["id"]
    page = ready(visit(f"/goals/{goal}", OWNER))
    page.get_by_role("button", name="Add a target").click()
    name = page.get_by_label("What is measured?")
    name.fill("Paying customers")
    page.get_by_label("To", exact=True).fill("200")
    own.kill()
    own.start()
    page.reload()
    ready(page)
    page.get_by_role("button", name="Add a target").click()

    expect(name).to_have_value("Paying customers")
    expect(page.locator(".kept")).to_contain_text(re.compile(r"Draft from \d\d:\d\d, not sent"))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Target added")).to_be_visible()
    expect(page.locator(".kept")).to_have_count(0)
    [target] = api.get(f"/api/v1/goals/{goal}").json()["targets"]
    assert (target["name"], target["target"]) == ("Paying customers", 200)


def test_what_the_page_may_need_opens_for_the_first_time_while_the_server_is_away(visit, own):
    page = ready(visit("/", OWNER))
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('/shortcuts-'))",
        timeout=60_000,
    )
    own.kill()
    expect(page.get_by_text(AWAY)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def _goals(api, title: str) -> int:
    found = api.get("/api/v1/goals").raise_for_status().json()["items"]
    return sum(one["title"] == title for one in found)
