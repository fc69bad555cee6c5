"""What opens over a page keeps the focus, closes by escape, and gives the focus back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ready

PHONE = {"width": 390, "height": 844}
IS_INSIDE = "(box) => box.contains(document.activeElement)"


def test_the_menu_on_a_phone_works_by_keys_alone(visit: Callable[..., Page], signed_in: dict):
    page = ready(visit("/", viewport=PHONE, storage_state=signed_in))
    opener = page.get_by_role("button", name="Open the menu")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Places")
    expect(sheet).to_be_visible()
    # Around once and more: the focus never leaves it.
    links = sheet.locator("a, button").count()
    for _ in range(links + 3):
        page.keyboard.press("Tab")
        assert sheet.evaluate(IS_INSIDE)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()

    page.keyboard.press("Enter")
    sheet.get_by_role("link", name="Goals").press("Enter")
    expect(page).to_have_url(re.compile("/goals$"))
    expect(sheet).to_have_count(0)


def test_a_click_beside_the_menu_closes_it(visit: Callable[..., Page], signed_in: dict):
    page = ready(visit("/", viewport=PHONE, storage_state=signed_in))
    page.get_by_role("button", name="Open the menu").click()
    sheet = page.get_by_role("dialog", name="Places")
    expect(sheet).to_be_visible()
    # The sheet listens for clicks beside it a moment after it is seen.
    page.wait_for_function(
        "() => getComputedStyle(document.body).pointerEvents === 'none'"
        " && document.getAnimations().every(one => one.playState !== 'running')"
    )
    page.mouse.click(370, 400)
    expect(sheet).to_have_count(0)


@pytest.mark.parametrize("key", ["Control+k", "?"])
def test_a_dialog_opened_by_a_key_gives_the_focus_back(
    visit: Callable[..., Page], signed_in: dict, key: str
):
    page = ready(visit("/goals", storage_state=signed_in))
    place = page.get_by_role("link", name="Inbox").first
    place.focus()
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Tab")
    assert dialog.evaluate(IS_INSIDE)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(place).to_be_focused()


def test_the_panel_about_a_page_gives_the_focus_back(visit: Callable[..., Page], signed_in: dict):
    page = ready(visit("/tasks/ENG-1", storage_state=signed_in))
    opener = page.get_by_role("button", name="About", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="About this task")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_picker_by_keys_gives_the_focus_back(visit: Callable[..., Page], signed_in: dict):
    page = ready(visit("/tasks/ENG-1", storage_state=signed_in))
    button = page.get_by_role("button", name="Priority: ")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_description_is_edited_by_keys(visit: Callable[..., Page], signed_in: dict):
    page = ready(visit("/tasks/ENG-1", storage_state=signed_in))
    edit = page.get_by_role("button", name="Edit: Description")
    edit.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Description")).to_be_focused()
