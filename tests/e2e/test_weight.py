"""What a browser that was never here loads for each page: little, and nothing the page does not use."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.bench import weight

# In KiB on the wire, gzipped, with headers, beside the one font. Home's is the promise; the others hold
# what is reached.
BUDGETS = {
    "/": 200,
    "/signin": 190,
    "/goals": 200,
    "/inbox": 200,
    "/tasks": 213,
    "/settings": 225,
    "/summaries": 230,
    # A list no other journey adds to: its rows are loaded, too.
    "/lists/6": 274,
    "/lists/6?view=board": 292,
    "/spaces/1": 276,
    "/ask": 250,
    "/search?q=launch": 225,
    "/docs": 205,
    "/docs/1": 298,
    "/tasks/ENG-1": 305,
    "/goals/1": 304,
}
# What only some pages need, by what their files are called.
ONLY = {
    "prose": re.compile(r"^/(tasks/\w|goals/\d|docs/\d|spaces/\d)"),
    "ask-page": re.compile(r"^/ask"),
    "search-page": re.compile(r"^/search"),
    "work-area": re.compile(r"^/lists/"),
    "auth-form": re.compile(r"^/signin"),
    "board": re.compile(r"view=board"),
    "day-menu": re.compile("^$"),
    "palette": re.compile("^$"),
    "about": re.compile("^$"),
}


@pytest.fixture
def context(visit: Callable[..., Page], signed_in: dict) -> Callable[[str], BrowserContext]:
    """A browser that holds nothing but a session, where the page needs one."""

    def fresh(path: str) -> BrowserContext:
        state = None if path == "/signin" else signed_in
        return visit("about:blank", storage_state=state).context

    return fresh


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_loads_within_its_budget_and_nothing_of_other_pages(context, path):
    found = weight.loaded(context(path), path)

    names = [one.url.rsplit("/", 1)[-1] for one in found]
    foreign = [
        name
        for name in names
        for part, pages in ONLY.items()
        if name.startswith(f"{part}-") and not pages.search(path)
    ]
    assert foreign == []
    heaviest = "\n".join(
        f"{one.whole:7} {one.url}" for one in sorted(found, key=lambda one: -one.whole)
    )
    assert weight.weight(found) <= BUDGETS[path] * 1024, heaviest
