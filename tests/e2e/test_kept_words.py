"""Words people typed are never lost: reloads, a server that dies, no connection, two people, an ended session."""

import re
import sqlite3

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import BAO, OWNER, Server, ready

START = "Why\n\nWhat\n\nHow"
AWAY = "No connection. What you type is kept and sent when it is back."


@pytest.fixture
def address(own: Server) -> str:
    return own.address


@pytest.fixture
def key(api: httpx.Client, home: int) -> str:
    """A task of this journey's own."""
    task = {"list_id": home, "title": "Rotate the keys", "description": START}
    return api.post("/api/v1/tasks", json=task).raise_for_status().json()["key"]


def described(api: httpx.Client, key: str) -> dict:
    return api.get(f"/api/v1/tasks/{key}").raise_for_status().json()


def write(page: Page, text: str) -> None:
    """Type a new description, and leave it there."""
    page.get_by_role("button", name="Edit: Description").press("Enter")
    page.get_by_label("Description", exact=True).fill(text)


def description(page: Page) -> Locator:
    """As it is read."""
    return page.locator(".textblock.editable")


def save(page: Page) -> None:
    page.get_by_label("Description", exact=True).press("Control+Enter")


def test_what_was_being_typed_is_there_after_a_reload(visit, api, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    write(page, "Half a thought")
    page.get_by_label("Title", exact=True).evaluate("it => it.blur()")
    page.reload()
    ready(page)

    draft = page.locator(".kept", has_text=re.compile(r"Draft from \d\d:\d\d, not saved"))
    expect(draft).to_contain_text("Half a thought")
    draft.get_by_role("button", name="Save").click()
    expect(description(page)).to_contain_text("Half a thought")
    expect(draft).to_have_count(0)
    expect(page.get_by_text("Description saved.")).to_be_visible()
    assert described(api, key)["description"] == "Half a thought"


def test_escape_keeps_a_draft_and_discarding_it_is_one_press(visit, api, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    write(page, "Not sure yet")
    page.keyboard.press("Escape")
    title = page.get_by_label("Title", exact=True)
    title.click()
    title.fill("Another name")
    page.keyboard.press("Escape")
    expect(page.locator(".kept")).to_have_count(2)
    expect(title).to_have_value("Rotate the keys")

    for left in (1, 0):
        page.locator(".kept").get_by_role("button", name="Discard").first.click()
        expect(page.locator(".kept")).to_have_count(left)
    assert described(api, key)["description"] == START


def test_a_value_being_typed_is_not_saved_yet_after_a_reload(visit, api, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    page.get_by_label("Estimate in hours").fill("2h 30m")
    page.reload()
    ready(page)

    line = page.locator(".kept", has_text=re.compile(r"Not saved yet, from \d\d:\d\d"))
    expect(line).to_contain_text("2h 30m")
    expect(page.get_by_label("Estimate in hours")).to_have_value("")
    line.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Estimate in hours")).to_have_value("2.5 h")
    expect(line).to_have_count(0)
    assert described(api, key)["estimate_minutes"] == 150


def test_a_comment_sent_while_the_server_is_dead_is_sent_once_when_it_is_back(visit, api, own, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    box = page.get_by_label("Say something…")
    box.fill("Which key is it?")
    own.kill()
    box.press("Control+Enter")
    waiting = page.locator(".comment.is-waiting")
    expect(waiting).to_contain_text("it will be sent when the connection is back")
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_text(re.compile("Cannot connect|websocket", re.IGNORECASE))).to_have_count(0)
    expect(box).to_have_value("")

    own.start()
    expect(waiting).to_have_count(0, timeout=60_000)
    expect(page.locator(".comment", has_text="Which key is it?")).to_have_count(1)
    expect(page.get_by_text(AWAY)).to_have_count(0)
    page.reload()
    ready(page)
    expect(page.locator(".comment", has_text="Which key is it?")).to_have_count(1)
    said = api.get(f"/api/v1/tasks/{key}/comments").json()["items"]
    assert [one["text"] for one in said] == ["Which key is it?"]


def test_a_comment_left_behind_by_a_closed_tab_is_sent_by_the_next(visit, api, own, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    page.get_by_label("Say something…").fill("Kept over the night")
    own.kill()
    page.get_by_label("Say something…").press("Control+Enter")
    expect(page.locator(".comment.is-waiting")).to_be_visible()
    context = page.context
    page.close()
    own.start()

    another = context.new_page()
    another.goto("/")
    ready(another)
    another.goto(f"/tasks/{key}")
    ready(another)
    expect(another.locator(".comment", has_text="Kept over the night")).to_have_count(1)
    said = api.get(f"/api/v1/tasks/{key}/comments").json()["items"]
    assert [one["text"] for one in said] == ["Kept over the night"]


def test_without_a_connection_saves_wait_and_go_out_in_order(visit, api, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    page.context.set_offline(True)
    expect(page.get_by_text(AWAY)).to_be_visible()
    write(page, "Written in a tunnel")
    save(page)
    expect(page.get_by_text("it will be saved when the connection is back")).to_be_visible()
    box = page.get_by_label("Say something…")
    for text in ("First", "Second"):
        box.fill(text)
        box.press("Control+Enter")
    expect(page.locator(".comment.is-waiting")).to_have_count(2)
    expect(page.get_by_text("3 waiting")).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator(".comment.is-waiting")).to_have_count(0)
    expect(page.get_by_text(AWAY)).to_have_count(0)
    expect(page.locator(".kept")).to_have_count(0)
    assert described(api, key)["description"] == "Written in a tunnel"
    said = api.get(f"/api/v1/tasks/{key}/comments").json()["items"]
    assert [one["text"] for one in said] == ["First", "Second"]


def test_two_people_write_different_lines_and_both_are_there(visit, api, key):
    alice = ready(visit(f"/tasks/{key}", OWNER))
    bao = ready(visit(f"/tasks/{key}", BAO))
    write(alice, "Because\n\nWhat\n\nHow")
    write(bao, "Why\n\nWhat\n\nBy hand")
    save(bao)
    line = alice.locator(".kept", has_text=re.compile(r"Bao Tran changed this \d+ s ago"))
    expect(line).to_be_visible()
    expect(alice.get_by_label("Description", exact=True)).to_have_value("Because\n\nWhat\n\nHow")
    line.get_by_role("button", name="See it").click()
    expect(line).to_contain_text("By hand")
    save(alice)

    expect(alice.get_by_text("Description saved. Bao Tran wrote here too")).to_be_visible()
    assert described(api, key)["description"] == "Because\n\nWhat\n\nBy hand"
    for page in (alice, bao):
        expect(description(page)).to_contain_text("Because")
        expect(description(page)).to_contain_text("By hand")

    alice.get_by_role("button", name="Undo").first.click()
    expect(description(alice)).to_contain_text("Why")
    assert described(api, key)["description"] == "Why\n\nWhat\n\nBy hand"


def test_two_people_write_the_same_line_and_choose(visit, api, key):
    alice = ready(visit(f"/tasks/{key}", OWNER))
    bao = ready(visit(f"/tasks/{key}", BAO))
    write(alice, "Because\n\nWhat\n\nHow")
    write(bao, "Why not\n\nWhat\n\nHow")
    save(bao)
    expect(alice.locator(".kept", has_text="Bao Tran changed this")).to_be_visible()
    save(alice)

    clash = alice.locator(".clash")
    expect(clash).to_contain_text("Bao Tran changed the same words")
    assert described(api, key)["description"] == "Why not\n\nWhat\n\nHow"
    clash.get_by_role("button", name="Edit both together").click()
    area = alice.get_by_label("Description", exact=True)
    expect(area).to_have_value("Why not\nBecause\n\nWhat\n\nHow")
    save(alice)
    expect(clash).to_have_count(0)
    expect(alice.get_by_text("Description saved.")).to_be_visible()
    assert described(api, key)["description"] == "Why not\nBecause\n\nWhat\n\nHow"


def test_of_two_titles_one_is_chosen(visit, api, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    title = page.get_by_label("Title", exact=True)
    title.click()
    title.fill("Rotate all keys")
    api.patch(f"/api/v1/tasks/{key}", json={"title": "Rotate keys twice"}).raise_for_status()
    expect(page.locator(".kept", has_text="changed this")).to_be_visible()
    title.press("Enter")
    page.locator(".clash").get_by_role("button", name="Keep mine").click()

    expect(page.locator(".clash")).to_have_count(0)
    expect(page.get_by_text("Title saved.")).to_be_visible()
    assert described(api, key)["title"] == "Rotate all keys"


def test_two_people_write_one_doc_at_the_same_time(visit, api):
    doc = api.post("/api/v1/docs", json={"title": "Runbook", "text": START}).json()["id"]
    alice = ready(visit(f"/docs/{doc}", OWNER))
    bao = ready(visit(f"/docs/{doc}", BAO))
    areas = []
    for page in (alice, bao):
        page.get_by_role("radio", name="Write").or_(
            page.get_by_role("button", name="Write")
        ).first.click()
        areas.append(page.get_by_label("The doc's text, in Markdown"))
    areas[0].fill("Because\n\nWhat\n\nHow")
    areas[1].fill("Why\n\nWhat\n\nBy hand")

    for area in areas:
        expect(area).to_have_value("Because\n\nWhat\n\nBy hand")


def test_an_ended_session_loses_no_word(visit, api, own, key):
    page = ready(visit(f"/tasks/{key}", BAO))
    write(page, "Typed before the end")
    with sqlite3.connect(own.folder / "data" / "goalward.db", timeout=20) as database:
        database.execute(
            "delete from signin where user_id = (select id from user where email = ?)",
            (BAO["email"],),
        )
    save(page)
    page.goto("/signin")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(BAO["email"])
    page.locator("input[type=password]").fill(BAO["password"])
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: "/signin" not in url)
    ready(page)
    page.goto(f"/tasks/{key}")
    ready(page)

    expect(description(page)).to_contain_text("Typed before the end")
    expect(page.locator(".kept")).to_have_count(0)
    assert described(api, key)["description"] == "Typed before the end"


def test_signing_out_leaves_nothing_behind_and_asks_first(visit, key):
    page = ready(visit(f"/tasks/{key}", OWNER))
    write(page, "Never saved")
    page.keyboard.press("Escape")
    expect(page.locator(".kept")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()

    assert asked == ["One text is not saved yet. Sign out and discard it?"]
    kept = page.evaluate("() => Object.keys(localStorage)")
    assert [one for one in kept if one != "theme"] == []


def test_two_tabs_never_overwrite_one_anothers_draft(visit, key):
    first = ready(visit(f"/tasks/{key}", OWNER))
    second = first.context.new_page()
    second.goto(f"/tasks/{key}")
    ready(second)
    write(first, "From the first")
    write(second, "From the second")
    for page in (first, second):
        page.keyboard.press("Escape")

    kept = first.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.includes('draft:'))"
        ".map(([, value]) => JSON.parse(value).text).sort()"
    )
    assert kept == ["From the first", "From the second"]
