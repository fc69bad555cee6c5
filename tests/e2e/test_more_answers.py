"""More asking, in the workspace the journeys made: what was not understood, what was counted, a model that looks further."""

import json

from playwright.sync_api import expect

from tests.e2e.conftest import OWNER, ready
from tests.fakes import ChatServer


def test_a_name_nobody_has_is_said_and_the_one_that_was_meant_is_a_click_away(visit):
    page = ready(visit("/ask?q=what+is+Jonas+Becker+working+on%3F", OWNER))
    expect(page.get_by_text("Nothing you can see is called “Jonas Becker”")).to_be_visible()
    page.get_by_role("button", name="Jonas Weber (person)").click()

    expect(page.locator(".sentence").first).to_contain_text("Jonas Weber has")


def test_a_count_of_goals_opens_exactly_those(visit):
    page = ready(visit("/ask?q=how+many+goals+are+at+risk%3F", OWNER))
    count = page.locator(".count-link").first
    size = int(count.inner_text())
    count.click()
    lines = page.locator(".counted").first.get_by_role("link")
    expect(lines).to_have_count(size)
    lines.first.click()

    page.wait_for_url("**/goals/*")


def test_a_topic_is_a_chip_that_can_be_taken_away(visit):
    page = ready(visit("/ask?q=open+tasks+about+invoices", OWNER))
    expect(page.locator(".reading-as")).to_contain_text("says “invoices”")
    fewer = int(page.locator(".count-link").first.inner_text())
    page.get_by_role("button", name="Without says “invoices”").click()
    expect(page.locator(".reading-as")).not_to_contain_text("says “invoices”")

    assert int(page.locator(".count-link").first.inner_text()) > fewer


def test_a_filter_is_added_and_exchanged_by_its_chip(visit):
    page = ready(visit("/ask?q=open+tasks+in+Platform", OWNER))
    every = int(page.locator(".count-link").first.inner_text())
    page.get_by_role("button", name="Add a filter").click()
    expect(page.locator(".menu-filter")).to_be_focused()
    page.keyboard.type("blocked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change: blocked")).to_be_visible()
    blocked = int(page.locator(".count-link").first.inner_text())
    page.get_by_role("button", name="Change: blocked").click()
    expect(page.locator(".menu-filter")).to_be_focused()
    page.keyboard.type("unassigned")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change: unassigned")).to_be_visible()
    expect(page.get_by_role("button", name="Change: blocked")).to_have_count(0)

    assert 0 < blocked < every


def _reply(body):
    """Looks once, then says one thing the records say and one they don't."""
    if "tools" in body:
        looked = any(one["role"] == "tool" for one in body["messages"])
        return (
            {"content": "READY"}
            if looked
            else {"tools": [("search", {"words": "vendor contract"})]}
        )
    said = [
        {"text": "EU launch is at risk.", "cites": ["S1"], "quote": ""},
        {"text": "It will be done on 4 March 2031.", "cites": ["S1"], "quote": ""},
    ]
    return {"content": json.dumps({"sentences": said})}


def test_a_model_chosen_in_the_settings_words_what_it_can_prove(visit):
    with ChatServer(_reply) as model:
        page = ready(visit("/settings?part=model", OWNER))
        page.locator("input[name=name]").fill("here")
        page.locator("input[name=url]").fill(model.url)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("In use: openai:here")).to_be_visible()
        page.goto("/ask?q=how+is+EU+launch+going%3F")

        worded = page.locator(".worded")
        expect(worded).to_contain_text("EU launch is at risk.")
        expect(worded).to_contain_text("1 sentence was dropped")
        expect(worded).to_contain_text("Searched for “vendor contract”")
        expect(worded).not_to_contain_text("2031")
        expect(page.locator(".plain .sentence").first).to_contain_text("of the way")

    page.goto("/ask?q=what+is+overdue%3F")  # the server is gone
    expect(page.locator(".plain .sentence").first).to_contain_text("overdue")
    page.goto("/settings?part=model")
    page.get_by_role("button", name="Forget it").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("None in use")).to_be_visible()
