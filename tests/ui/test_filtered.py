"""The page of a filter: its tasks, its chips, and adding to it."""

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
    assert [chip["words"] for chip in alice["chips"]] == ["assigned to me", "overdue"]
    assert filters.from_text(alice["chips"][0]["rest"].partition("=")[2]) == filters.parse(
        {"all": [LATE]}
    )
    assert bob.get("lines", []) == []  # “me” is whoever reads it


async def test_a_filter_is_added_in_the_words_of_the_search_line(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Filtered.load(), page(MINE))

    _, sent = await tab.fire(Filtered.add({"line": "-is:blocked due:<today keys"}), page(MINE))

    added = filters.parse(
        {
            "all": [
                MINE,
                {"not": {"field": "blocked", "op": "is", "value": True}},
                {"field": "due", "op": "lt", "value": "today"},
                {"field": "text", "op": "contains", "value": "keys"},
            ]
        }
    )
    assert filters.to_text(added) in str(sent)


async def test_what_is_no_filter_is_said_and_shows_nothing(place, tab_of):
    tab = tab_of("alice")

    shown = of((await tab.fire(Filtered.load(), "/tasks?where=nonsense"))[0], Filtered)
    _, sent = await tab.fire(Filtered.add({"line": "owner:zebulon"}), "/tasks")

    assert shown["refusal"].startswith("where: this is no filter")
    assert shown.get("lines", []) == []
    assert "names nothing here" in str(sent)


async def test_a_guest_sees_no_task_and_no_name_of_what_is_not_shared(place, tab_of):
    path = page({"field": "list", "op": "is", "value": place.home.id})

    shown = of((await tab_of("carol").fire(Filtered.load(), path))[0], Filtered)

    assert shown.get("lines", []) == []
    assert "Platform" not in str(shown)
