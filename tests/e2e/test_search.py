"""The box in the bar finds while one types, and opens nothing that was not meant."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OWNER, ready


def _open(visit) -> Page:
    page = ready(visit("/", OWNER))
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    return page


def test_what_holds_the_words_is_found_and_enter_asks(visit):
    page = _open(visit)
    page.keyboard.type("contract")
    expect(page.locator(".palette-excerpt").first).to_be_visible()
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    page.wait_for_url("**/ask?q=contract")


def test_a_key_opens_its_task_even_when_enter_is_pressed_before_the_answer_came(visit):
    page = _open(visit)
    page.keyboard.type("eng1")
    page.keyboard.press("Enter")

    page.wait_for_url("**/tasks/ENG-1")


def test_of_two_things_called_so_none_is_taken_and_a_chosen_line_opens(visit):
    page = _open(visit)
    page.keyboard.type("eu launch")  # a goal and a list
    expect(page.get_by_role("group", name="Goals").get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("option").first).to_have_text("eu launch")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("All results")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=eu%20launch")


def test_gibberish_and_filters_that_mean_nothing_are_said(visit):
    page = _open(visit)
    page.get_by_role("combobox").fill("xqzvkp")
    expect(page.get_by_text("Nothing is called “xqzvkp” or says so.")).to_be_visible()
    page.get_by_role("combobox").fill("owner:zed")

    expect(page.get_by_text("“owner:zed” names nothing here.")).to_be_visible()


def test_one_request_is_made_for_words_typed_in_one_go(visit):
    page = _open(visit)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/suggestions" in one.url else None)
    with page.expect_response(re.compile(r"suggestions\?q=contract")):
        page.get_by_role("combobox").press_sequentially("contract", delay=10)

    assert len(asked) <= 2


def test_the_page_of_results_keeps_what_is_asked_in_its_address(visit):
    page = ready(visit("/search?q=contract", OWNER))
    expect(page.locator(".found article").first).to_be_visible()
    page.get_by_role("radio", name="Docs").click()
    page.wait_for_url("**/search?q=contract&kind=doc")
    page.get_by_label("Written when").select_option("year")
    page.wait_for_url("**&since=year")
    page.reload()
    ready(page)

    expect(page.get_by_role("radio", name="Docs")).to_be_checked()
    expect(page.get_by_label("Search for")).to_have_value("contract")
    page.get_by_label("Search for").fill("xqzvkp")
    expect(page.get_by_text("Nothing you can see holds “xqzvkp”")).to_be_visible()
