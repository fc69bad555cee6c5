"""A list with tasks is deleted, found in the trash, and restored with what was said in it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ready
from tests.e2e.test_accessible import _found, axe  # noqa: F401 - a fixture


def _post(page: Page, path: str, body: dict) -> dict:
    answer = page.request.post(
        f"/api/v1{path}",
        data=body,
        headers={"Origin": page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2]},
    )
    assert answer.ok, answer.text()
    return answer.json()


def test_a_deleted_list_is_asked_about_found_and_restored_with_its_comments(
    visit: Callable[..., Page],
    signed_in: dict,
    axe: str,  # noqa: F811 - the fixture
):
    page = ready(visit("/spaces/1", reduced_motion="reduce", storage_state=signed_in))
    home = _post(page, "/spaces/1/lists", {"name": "Short lived"})
    keys = [
        _post(page, "/tasks", {"list_id": home["id"], "title": f"Step {n}"})["key"]
        for n in range(3)
    ]
    _post(page, f"/tasks/{keys[0]}/comments", {"text": "Remember the keys"})
    page.reload()
    ready(page)

    # Keyboard alone: the question comes up, Escape keeps it and gives the focus back.
    button = page.get_by_role("button", name="Delete the list Short lived")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("Delete the list “Short lived”?")
    expect(dialog).to_contain_text("3 tasks go to the trash with it for 30 days.")
    assert _found(page, axe) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name=re.compile("^Short lived"))).to_have_count(0)

    page.get_by_role("main").get_by_role("link", name="Trash").click()
    page.wait_for_url("**/trash?space=1")
    ready(page)
    page.get_by_label("Find in the trash").fill("short")
    page.keyboard.press("Enter")
    line = page.locator(".trash-lines li", has_text="Short lived")
    expect(line).to_contain_text("with 3 tasks")
    expect(line).to_contain_text("Alice Moreau")
    page.wait_for_load_state("networkidle")
    assert _found(page, axe) == []
    line.get_by_role("button", name="Restore Short lived").click()
    expect(line).to_have_count(0)

    page.goto(f"/tasks/{keys[0]}")
    ready(page)
    expect(page.get_by_text("Remember the keys")).to_be_visible()
