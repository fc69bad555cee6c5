"""What somebody types stays until the server has it, is made once, and a refusal stands beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import ready

PASTE = """(field, words) => {
  const data = new DataTransfer();
  data.setData("text/plain", words);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  if (field.dispatchEvent(event)) document.execCommand("insertText", false, words);
}"""


def _paste(field: Locator, words: str) -> None:
    field.focus()
    field.evaluate(PASTE, words)


@pytest.fixture
def task(visit: Callable[..., Page], signed_in: dict, make_task: Callable[..., str]) -> Page:
    """The page of a task of this test's own."""
    key = make_task("Build the greenhouse")
    return ready(visit(f"/tasks/{key}", storage_state=signed_in))


def test_subtasks_are_named_as_a_lists_tasks_are(task: Page):
    field = task.get_by_label("New subtask")
    children = task.locator(".lines .line-title")
    field.fill("Pour the slab")
    field.press("Enter")
    field.press("Enter")
    expect(field).to_have_value("")
    expect(children).to_have_text(["Pour the slab"])

    _paste(field, "Order glass\nPaint the frame\nHang the door")
    task.get_by_role("button", name="Add 3 tasks").click()
    expect(children).to_have_count(4)
    expect(field).to_have_value("")

    _paste(field, "y" * 600)
    field.press("Enter")
    expect(task.get_by_role("alert")).to_contain_text("has 600 characters")
    expect(field).to_have_value("y" * 600)
    expect(children).to_have_count(4)


def test_a_value_the_server_refuses_stays_as_typed_and_says_so(task: Page):
    field = task.get_by_label("Estimate in hours")
    alert = task.get_by_role("alert")
    for typed in ("inf", "nan", "1e300", "-3", "soon"):
        field.fill(typed)
        field.press("Enter")
        expect(alert).to_contain_text("Not saved. This is no length of time")
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(alert).to_have_count(0)

    for typed, kept in (("2h 30m", "2.5 h"), ("1d", "8 h"), ("90m", "1.5 h"), ("1,5", "1.5 h")):
        field.fill(typed)
        field.press("Enter")
        expect(field).to_have_value(kept)


def test_a_title_too_long_stays_and_can_be_taken_back(task: Page):
    title = task.get_by_role("textbox", name="Title")
    title.fill("x" * 501)
    title.press("Enter")
    expect(task.get_by_role("alert")).to_contain_text("501 characters")
    expect(title).to_have_value("x" * 501)

    task.get_by_role("button", name="Take back").click()
    expect(title).to_have_value("Build the greenhouse")
    title.fill("Build the glasshouse")
    title.press("Enter")
    expect(task.locator(".history")).to_contain_text("Build the glasshouse")


@pytest.mark.parametrize(
    ("path", "label", "made"),
    [
        ("/spaces/1", "New list", ".space-list"),
        ("/spaces/1", "New folder", ".group-head"),
        ("/spaces/1", "New status", ".column-name textarea"),
        ("/settings?part=people", "Name of a new team", ".setting-lines strong"),
        ("/settings?part=access", "Token name", ".setting-lines strong"),
    ],
)
def test_a_line_is_added_once_and_keeps_what_is_refused(
    visit: Callable[..., Page], signed_in: dict, path: str, label: str, made: str
):
    page = ready(visit(path, storage_state=signed_in))
    field = page.get_by_label(label, exact=True)
    name = f"Once {label}"
    field.fill(name)
    # Two presses before anything is drawn again.
    field.evaluate("(one) => { one.form.requestSubmit(); one.form.requestSubmit(); }")
    expect(field).to_have_value("")
    there = page.locator(made)
    expect(
        there.filter(has_text=name).or_(page.locator(f"{made}:text-is('{name}')"))
    ).to_have_count(1)

    field.fill("z" * 600)
    field.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("z" * 600)
    expect(field).to_be_focused()
