"""Small things done every day: printing, arrows on a board, taking back a deletion, ticking a checklist."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OWNER, ready

A4_PX = 794  # without margins, at 96 dots an inch


@pytest.mark.parametrize("path", ["/", "/lists/1", "/lists/1?view=board", "/goals/2", "/docs/1"])
def test_paper_has_no_column_for_the_sidebar(visit, path):
    page = ready(visit(path, OWNER))
    page.emulate_media(media="print")
    for width in (A4_PX, 1200):
        page.set_viewport_size({"width": width, "height": 1100})
        box = page.locator(".page").bounding_box()
        assert box is not None
        assert (box["x"], box["width"]) == (0, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_paper_has_no_heading_over_nothing(visit, make_task):
    page = ready(visit(f"/tasks/{make_task('Bare')}", OWNER))
    heads = page.locator(".section :is(h2, summary)")
    expect(heads.filter(visible=True).filter(has_text="Discussion")).to_have_count(1)
    page.emulate_media(media="print")
    expect(heads.filter(visible=True)).to_have_count(0)

    page.goto("/goals/2")
    expect(page.get_by_role("heading", name="Targets")).to_be_visible()


def test_after_the_switch_to_the_board_arrows_go_to_cards(visit):
    page = ready(visit("/lists/1", OWNER))
    page.get_by_label("Board", exact=True).check()
    expect(page.get_by_role("article").first).to_be_visible()
    page.keyboard.press("ArrowDown")

    expect(page.get_by_role("article").first).to_be_focused()
    expect(page.get_by_label("Board", exact=True)).to_be_checked()


def test_a_list_deleted_on_its_space_comes_back_by_ctrl_z(visit, server):
    with httpx.Client(base_url=server, headers={"Origin": server}, timeout=30) as client:
        client.post("/api/auth/login", json=OWNER).raise_for_status()
        client.post("/api/v1/spaces/1/lists", json={"name": "Fleeting"}).raise_for_status()
    page = ready(visit("/spaces/1", OWNER))
    line = page.locator(".space-lists li", has_text="Fleeting")
    line.get_by_role("button").last.click()
    expect(line).to_have_count(0)
    page.keyboard.press("Control+z")

    expect(page.get_by_text("Taken back: Fleeting, deleted.")).to_be_visible()
    expect(line).to_be_visible()


def test_a_checklist_is_ticked_where_it_is_read(visit, make_task):
    key = make_task("Pack for the fair")
    page = ready(visit(f"/tasks/{key}", OWNER))
    page.get_by_text("What is this about?").click()
    page.get_by_label("Description", exact=True).fill("- [ ] banner\n- [ ] chairs\n- [ ] pens")
    page.keyboard.press("Control+Enter")
    page.get_by_label("banner").check()
    page.get_by_label("chairs").check()
    expect(page.get_by_text("Description saved.")).to_be_visible()
    expect(page.locator(".kept")).to_have_count(0)
    page.reload()

    expect(page.get_by_label("banner")).to_be_checked()
    expect(page.get_by_label("chairs")).to_be_checked()
    expect(page.get_by_label("pens")).not_to_be_checked()
