"""What opens later loses nothing that is typed before it is there."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import OWNER, ready


class SlowFiles:
    """Holds back files whose name matches until they are let go."""

    def __init__(self, page: Page, name: str) -> None:
        self._held: list[Route] = []
        self._is_holding = True
        page.route(re.compile(rf"/assets/({name})-"), self._asked)

    def _asked(self, route: Route) -> None:
        if self._is_holding:
            self._held.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._is_holding = False
        for route in self._held:
            route.continue_()


@pytest.mark.parametrize("file", ["floating-menu", "picker-menu", "floating-menu|picker-menu"])
def test_letters_typed_at_once_filter_a_menu_that_comes_late(visit, make_task, file):
    page = visit("about:blank", OWNER)
    slow = SlowFiles(page, file)
    page.goto(f"/tasks/{make_task('Wax the floor')}")
    ready(page)
    page.locator('main [data-pick="status"]').click()
    page.keyboard.type("rev")
    expect(page.locator(".menu-filter")).to_have_count(0)
    slow.let_go()

    expect(page.locator(".menu-filter")).to_have_value("rev")
    page.keyboard.type("i")
    expect(page.locator(".menu-filter")).to_have_value("revi")


def test_a_question_typed_at_once_is_in_a_palette_that_comes_late(visit):
    page = visit("about:blank", OWNER)
    slow = SlowFiles(page, "palette")
    page.goto("/")
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("g is no place to go")
    slow.let_go()

    expect(page.get_by_role("combobox")).to_have_value("g is no place to go")
    assert page.url.endswith("/")


def test_what_was_typed_into_a_palette_that_was_left_is_there_again_and_typed_over(visit):
    page = visit("about:blank", OWNER)
    page.goto("/")
    ready(page)
    box = page.get_by_role("combobox")
    page.keyboard.press("/")
    box.fill("greenhouse")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.reload()
    ready(page)
    slow = SlowFiles(page, "palette")
    page.keyboard.press("/")
    slow.let_go()
    expect(box).to_have_value("greenhouse")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("glass")
    expect(box).to_have_value("glass")

    page.goto("/search?q=launch")
    ready(page)
    line = page.get_by_role("searchbox", name="Search for")
    line.press("Escape")
    expect(line).not_to_be_focused()
    expect(line).to_have_value("launch")


def test_a_day_typed_at_once_is_taken(visit, make_task):
    page = visit("about:blank", OWNER)
    slow = SlowFiles(page, "day-menu")
    page.goto(f"/tasks/{make_task('Air the attic')}")
    ready(page)
    page.keyboard.press("d")
    page.keyboard.type("tomorrow")
    page.keyboard.press("Enter")
    slow.let_go()

    expect(page.locator('main [data-pick="due"]')).to_contain_text("tomorrow")
