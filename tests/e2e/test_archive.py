"""A list is archived, read but not changed, found again and unarchived; whoever has it open sees it at once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ready
from tests.e2e.test_accessible import _found, axe  # noqa: F401 - a fixture
from tests.e2e.test_trash import _post


def test_an_archived_list_is_read_only_found_again_and_unarchived(
    visit: Callable[..., Page],
    signed_in: dict,
    axe: str,  # noqa: F811 - the fixture
):
    page = ready(visit("/spaces/1", reduced_motion="reduce", storage_state=signed_in))
    home = _post(page, "/spaces/1/lists", {"name": "Last year"})
    task = _post(page, "/tasks", {"list_id": home["id"], "title": "Old step"})
    other = ready(visit(f"/tasks/{task['key']}", storage_state=signed_in))
    page.goto(f"/lists/{home['id']}")
    ready(page)

    # Archived from its page: calm there, and where somebody has a task of it open.
    page.get_by_role("button", name="Archive", exact=True).click()
    banner = page.locator(".notice.calm")
    expect(banner).to_contain_text("This list is archived: it can be read, not changed.")
    expect(page.get_by_text("Old step")).to_be_visible()
    expect(page.get_by_role("complementary").get_by_role("link", name="Last year")).to_have_count(0)
    expect(other.locator(".notice.calm")).to_contain_text("archived with the list “Last year”")
    expect(other.get_by_label("Title")).not_to_be_editable()

    # Ctrl-z takes it back, also where the title has the focus, which is only read.
    page.get_by_label("Name of the list").focus()
    page.keyboard.press("Control+z")
    expect(banner).to_have_count(0)
    expect(other.locator(".notice.calm")).to_have_count(0)

    # Archived again, it is found through the sidebar and comes back.
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(banner).to_have_count(1)
    page.get_by_role("link", name="Archive", exact=True).click()
    page.wait_for_url("**/archive")
    ready(page)
    assert _found(page, axe) == []
    page.get_by_role("button", name="Unarchive Last year").click()
    expect(page.get_by_role("complementary").get_by_role("link", name="Last year")).to_have_count(1)
    expect(other.locator(".notice.calm")).to_have_count(0)
