"""A list is archived, read but not changed, and brought back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ready
from tests.e2e.test_trash import _post


def test_an_archived_list_is_out_of_sight_read_only_and_brought_back(
    visit: Callable[..., Page], signed_in: dict
):
    page = ready(visit("/spaces/1", reduced_motion="reduce", storage_state=signed_in))
    home = _post(page, "/spaces/1/lists", {"name": "Last year"})
    _post(page, "/tasks", {"list_id": home["id"], "title": "Old step"})
    page.reload()
    ready(page)
    page.get_by_role("button", name="Archive the list Last year").click()
    expect(
        page.get_by_role("navigation").get_by_role("link", name=re.compile("^Last year"))
    ).to_have_count(0)

    section = page.locator("details.archived")
    section.locator("summary").click()
    section.get_by_role("link", name="Last year").click()
    page.wait_for_url(f"**/lists/{home['id']}")
    ready(page)
    banner = page.locator(".notice.calm")
    expect(banner).to_contain_text("This list is archived: bring it back to change it.")
    expect(page.get_by_text("Old step")).to_be_visible()
    banner.get_by_role("button", name="Bring back").click()
    expect(banner).to_have_count(0)
