"""Pages hold what people really write: long words, dates of two kinds, pasted checklists, paper."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OWNER, ready

LONG = "W" * 200
CROOKED = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.fixture(scope="module")
def long_named(server: str) -> Iterator[dict[str, str]]:
    """A space of things called by one word of 200 letters; their pages by kind."""
    with httpx.Client(base_url=server, headers={"Origin": server}, timeout=30) as client:
        client.post("/api/auth/login", json=OWNER).raise_for_status()

        def made(kind: str, **values: object) -> dict:
            return client.post(f"/api/v1/{kind}", json=values).raise_for_status().json()

        space = made("spaces", name=LONG[:100], key="WIDE")
        home = made(f"spaces/{space['id']}/lists", name=LONG[:100])
        goal = made("goals", title=LONG, space_id=space["id"])
        below = made("goals", title=LONG, space_id=space["id"], parent_id=goal["id"])
        task = made("tasks", title=LONG, list_id=home["id"])
        under = made("tasks", title=LONG, list_id=home["id"], parent_id=task["id"])
        doc = made("docs", title=LONG, text=f"{LONG}\n\n`{LONG}`", space_id=space["id"])
        made(f"tasks/{task['key']}/comments", text=LONG)
        yield {
            "space": f"/spaces/{space['id']}",
            "list": f"/lists/{home['id']}",
            "board": f"/lists/{home['id']}?view=board",
            "goal": f"/goals/{goal['id']}",
            "goal below": f"/goals/{below['id']}",
            "task": f"/tasks/{task['key']}",
            "subtask": f"/tasks/{under['key']}",
            "doc": f"/docs/{doc['id']}",
            "home": "/",
            "goals": "/goals",
            "docs": "/docs",
            "tasks": "/tasks",
            "inbox": "/inbox",
            "summary": f"/summaries?of=space-{space['id']}",
            "search": f"/search?q={LONG}",
            "answer": "/ask?q=" + quote(f"what is {task['key']}?"),
            "settings": "/settings?part=people",
        }
        client.delete(f"/api/v1/spaces/{space['id']}").raise_for_status()


def test_no_page_scrolls_sideways_for_a_word_of_200_letters(visit, signed_in, long_named):
    size = {"width": 390, "height": 844}
    page: Page = ready(visit("/", storage_state=signed_in, viewport=size))
    crooked = {}
    for name, path in long_named.items():
        page.goto(path)
        ready(page)
        if beyond := page.evaluate(CROOKED):
            crooked[name] = beyond

    assert crooked == {}


def test_a_day_in_numbers_is_said_in_words_and_what_is_no_day_stays_as_typed(
    visit, signed_in, make_task
):
    key = make_task("Choose a day")
    page = ready(visit(f"/tasks/{key}", storage_state=signed_in, locale="en-GB"))
    page.locator(".facts [data-pick=due]").click()
    field = page.get_by_role("textbox", name=re.compile("in words"))
    read = page.locator(".date-read")
    for typed, why in (("2h", "how long"), ("2999-01-01", "between 1900 and 2199")):
        field.fill(typed)
        expect(read).to_contain_text(why)
        field.press("Enter")
        expect(field).to_have_value(typed)

    field.fill("11/12/2026")
    expect(read).to_contain_text("11 Dec 2026")
    expect(read).to_contain_text("or Thu, 12 Nov 2026")
    field.press("Enter")
    expect(page.locator(".facts [data-pick=due]")).to_contain_text("11 Dec")


def test_a_pasted_checklist_is_asked_about_and_one_ctrl_z_takes_it_back(visit, signed_in):
    page = ready(visit("/", storage_state=signed_in, permissions=["clipboard-read"]))
    page.get_by_role("link", name="Design system").first.click()
    page.wait_for_url("**/lists/*")
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Title of the new task")
    paste = "data => { const t = new DataTransfer(); t.setData('text/plain', data);"
    paste += " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
    paste += " {clipboardData: t, bubbles: true, cancelable: true})); }"
    expect(field).to_be_focused()
    page.evaluate(paste, "- [x] Fold the map\n\t- [ ] Find the map\n- [ ] Pack the map")
    page.get_by_role("button", name="Add 3 tasks").click()
    expect(page.locator(".row", has_text="Pack the map")).to_be_visible()
    expect(page.locator(".row", has_text="Find the map")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("body").press("Control+z")

    expect(page.locator(".row", has_text="Pack the map")).to_have_count(0)


def test_a_task_the_filter_hides_is_told_of_and_shown_on_demand(visit, signed_in):
    urgent = quote(json.dumps({"all": [{"field": "priority", "op": "is", "value": 1}]}))
    page = ready(visit("/", storage_state=signed_in))
    page.get_by_role("link", name="Research").first.click()
    page.wait_for_url("**/lists/*")
    expect(page.locator(".row").first).to_be_visible()
    page.goto(f"{page.url.split('?')[0]}?where={urgent}")
    ready(page)
    # Those that fit may be in a folded group.
    expect(page.get_by_text(re.compile(r"^\d+ of \d+$"))).to_be_visible()
    page.locator("body").press("c")
    page.get_by_role("textbox", name="Title of the new task").fill("Read the old notes")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show it").click()

    expect(page.locator(".row", has_text="Read the old notes")).to_be_visible()


@pytest.mark.parametrize("view", ["list", "board"])
def test_paper_holds_all_rows_and_no_controls(visit, signed_in, view):
    page = ready(visit("/", storage_state=signed_in, color_scheme="dark"))
    page.get_by_role("link", name="Platform").first.click()
    page.wait_for_url("**/lists/*")
    expect(page.locator(".row").first).to_be_visible()
    page.goto(f"{page.url.split('?')[0]}?view={view}")
    ready(page)
    shown = page.locator(".row" if view == "list" else ".card")
    expect(shown.first).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".work-bar")).to_be_hidden()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    if view == "board":
        heads = page.locator(".column-head .count").all_inner_texts()
        assert shown.count() == sum(int(text) for text in heads if text.isdigit())
