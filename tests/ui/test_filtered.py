"""The page of a filter: its tasks, and the filter in words."""

from app.domain import filters
from app.ui.filtered.state import Filtered
from tests.ui.tab import of

MINE = {"field": "assignees", "op": "has_any", "value": ["me"]}
LATE = {"field": "overdue", "op": "is", "value": True}


def page(plain: object) -> str:
    return f"/tasks?where={filters.to_text(filters.parse(plain))}"


async def test_a_filter_shows_its_tasks_and_itself_in_words(place, tab_of):
    path = page({"all": [MINE, LATE]})

    alice = of((await tab_of("alice").fire(Filtered.load(), path))[0], Filtered)
    bob = of((await tab_of("bob").fire(Filtered.load(), path))[0], Filtered)

    assert [line["key"] for line in alice["lines"]] == [place.mine.key]
    assert alice["words"] == "assigned to me and overdue"
    assert bob.get("lines", []) == []  # “me” is whoever reads it


async def test_what_is_no_filter_is_said_and_shows_nothing(place, tab_of):
    shown = of((await tab_of("alice").fire(Filtered.load(), "/tasks?where=nonsense"))[0], Filtered)

    assert shown["refusal"].startswith("where: this is no filter")
    assert shown.get("lines", []) == []


async def test_a_guest_sees_no_task_and_no_name_of_what_is_not_shared(place, tab_of):
    path = page({"field": "list", "op": "is", "value": place.home.id})

    shown = of((await tab_of("carol").fire(Filtered.load(), path))[0], Filtered)

    assert shown.get("lines", []) == []
    assert "Platform" not in str(shown)
