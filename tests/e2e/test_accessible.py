"""Every page passes axe, light and dark: nothing serious, nothing critical."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import ready

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/",
    "/goals",
    "/goals/1",
    "/lists/1",
    "/lists/1?view=board",
    "/tasks",
    "/tasks/ENG-1",
    "/docs",
    "/docs/1",
    "/inbox",
    "/ask",
    "/ask?q=what+is+overdue",
    "/search?q=launch",
    "/search?q=owner:nobodyhere+foo:bar",
    "/summaries",
    "/spaces/1",
    "/spaces/new",
    "/settings",
    "/trash",
    "/archive",
)
# What is found, one line each: rule, weight, and the first elements.
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id} (${one.impact}, ${one.nodes.length}): ` +
    one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160) + " — " + node.any.map((a) => a.message).join("; ")).join("\\n    "))"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The code of axe-core, which the browser's tools install."""
    subprocess.run([ROOT / ".ci" / "web"], check=True)
    return (ROOT / "app/ui/web/node_modules/axe-core/axe.min.js").read_text()


def _found(page: Page, axe: str) -> list[str]:
    # What rises, fades or glides is looked at where it comes to rest.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))")
    page.evaluate(axe)
    return page.evaluate(RUN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_finding(
    visit: Callable[..., Page], signed_in: dict, axe: str, path: str, scheme: str
):
    page = ready(visit(path, color_scheme=scheme, reduced_motion="reduce", storage_state=signed_in))
    page.wait_for_load_state("networkidle")

    assert _found(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_found_while_typing_has_no_serious_finding(
    visit: Callable[..., Page], signed_in: dict, axe: str, scheme: str
):
    page = ready(visit("/", color_scheme=scheme, reduced_motion="reduce", storage_state=signed_in))
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("contract")
    page.locator(".palette-excerpt").first.wait_for()

    assert _found(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signing_in_has_no_serious_finding(visit: Callable[..., Page], axe: str, scheme: str):
    page = visit("/signin", color_scheme=scheme, reduced_motion="reduce")
    page.locator("form").wait_for()

    assert _found(page, axe) == []
