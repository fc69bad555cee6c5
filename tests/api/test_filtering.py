"""Tasks by a filter over the API, under the caller's rights."""

import json
from urllib.parse import quote

import pytest

from app.domain import filters
from tests.api.conftest import CANARY

SEARCH = "/api/v1/tasks/search"


def leaf(field: str, op: str, value: object) -> dict[str, object]:
    return {"field": field, "op": op, "value": value}


def titles(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["items"]]


def test_a_filter_narrows_the_tasks_of_a_list(as_):
    alice = as_("alice")
    wanted = leaf("title", "contains", "step 3")

    assert titles(alice("POST", SEARCH, json={"where": wanted})) == ["Step 3"]
    packed = filters.to_text(filters.parse(wanted))
    for where in (json.dumps(wanted), packed):
        assert titles(alice("GET", f"/api/v1/tasks?where={where}")) == ["Step 3"]


def test_a_search_tells_its_words_its_number_and_its_page(as_):
    alice, wanted = as_("alice"), {"not": leaf("title", "contains", CANARY)}
    body = {"where": wanted, "sort": "-title", "fields": ["key", "title"], "limit": 2}

    first = alice("POST", SEARCH, json=body).json()

    assert [one["title"] for one in first["items"]] == ["Step 4", "Step 3"]
    assert set(first["items"][0]) == {"key", "title"}
    assert first["total"] == 5
    assert first["words"] == f"not saying “{CANARY}” in the title"
    asked = filters.from_text(first["address"].partition("where=")[2])
    assert asked == filters.parse(wanted)
    rest = alice("POST", SEARCH, json={**body, "after": first["next"], "limit": 500}).json()
    assert [one["title"] for one in rest["items"]] == ["Step 2", "Step 1", "Step 0"]
    assert rest["next"] is None


def test_what_is_hidden_is_neither_found_nor_named(as_, hidden):
    bob = as_("bob")

    for wanted in (
        leaf("list", "is", hidden.list_id),
        leaf("space", "is", hidden.space_id),
        leaf("helps_goal", "is", hidden.goal_id),
        leaf("title", "contains", CANARY),
    ):
        found = bob("POST", SEARCH, json={"where": wanted})
        assert titles(found) == []
        if wanted["field"] != "title":
            assert CANARY not in found.text
        outside = bob("POST", SEARCH, json={"where": {"not": wanted}}).json()
        assert outside["total"] == 5


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            {"where": leaf("colour", "is", 1)},
            "where.field: there is no field “colour” to filter by.",
        ),
        ({"where": leaf("due", "lt", "soon")}, "where.value: this is no day"),
        ({"sort": "colour"}, "sort: tasks can't be sorted by “colour”: choose of id, title"),
        ({"sort": "assignees"}, "sort: "),
        ({"fields": ["colour"]}, "fields"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(as_, body, sentence):
    refused = as_("alice")("POST", SEARCH, json=body)

    assert refused.status_code == 422
    assert sentence in refused.json()["detail"]


def test_a_list_tells_which_of_its_rows_fit(as_, hidden):
    alice, where = as_("alice"), json.dumps(leaf("title", "contains", "step 3"))
    path = f"/api/v1/lists/{hidden.open_list}/fitting"

    found = alice("GET", f"{path}?where={where}").json()

    view = alice("GET", f"/api/v1/lists/{hidden.open_list}/view").json()
    assert [r["title"] for r in view["rows"] if r["id"] in found["ids"]] == ["Step 3"]
    assert len(alice("GET", path).json()["ids"]) == 5
    assert as_("bob")("GET", f"/api/v1/lists/{hidden.list_id}/fitting").status_code == 404


def test_of_a_filter_that_was_asked_only_changed_rows_are_told_again(as_, hidden):
    alice, where = as_("alice"), json.dumps(leaf("title", "contains", "step"))
    path = f"/api/v1/lists/{hidden.open_list}/fitting?where={where}"
    first = alice("GET", path).json()
    assert first["among"] is None
    rows = alice("GET", f"/api/v1/lists/{hidden.open_list}/view").json()["rows"]
    one, other = [r for r in rows if r["id"] in first["ids"]][:2]
    alice("PATCH", f"/api/v1/tasks/{one['key']}", json={"title": "Else"})
    alice("PATCH", f"/api/v1/tasks/{other['key']}", json={"priority": 1})

    then = alice("GET", f"{path}&since={first['version']}").json()

    assert {one["id"], other["id"]} <= {*then["among"]}
    assert other["id"] in then["ids"]
    assert one["id"] not in then["ids"]
    assert {*first["ids"]} - {*then["among"]} | {*then["ids"]} == {
        *alice("GET", path).json()["ids"]
    }


def test_a_page_of_a_search_goes_on_where_the_last_one_ended(as_):
    """Also when a task before it was put away, and one it ended with was given another value."""
    alice = as_("alice")
    body = {"sort": "-priority,title", "fields": ["key", "title"], "limit": 2}
    everything = titles(alice("POST", SEARCH, json={**body, "limit": 500}))

    first = alice("POST", SEARCH, json=body).json()
    gone, moved = (one["key"] for one in first["items"])
    assert alice("DELETE", f"/api/v1/tasks/{gone}").status_code == 200
    changed = alice("PATCH", f"/api/v1/tasks/{moved}", json={"priority": 1})
    assert changed.status_code == 200
    seen, mark = [one["title"] for one in first["items"]], first["next"]
    while mark:
        page = alice("POST", SEARCH, json={**body, "after": mark}).json()
        seen, mark = seen + [one["title"] for one in page["items"]], page["next"]

    assert [one for one in seen if one != first["items"][1]["title"]] == [
        one for one in everything if one != first["items"][1]["title"]
    ]


@pytest.mark.parametrize("sort", ["due", "-due", "created_at,-priority", "category,-number", ""])
def test_each_order_pages_through_all_tasks_once(as_, sort):
    alice = as_("alice")
    for number, due in ((0, "2026-12-01"), (1, "2026-12-01"), (2, "2026-12-03")):
        found = alice("POST", SEARCH, json={"where": leaf("title", "is", f"Step {number}")})
        key = found.json()["items"][0]["key"]
        changes = {"due": due, "priority": number}
        assert alice("PATCH", f"/api/v1/tasks/{key}", json=changes).status_code == 200
    body = {"sort": sort, "fields": ["key"]}
    everything = alice("POST", SEARCH, json=body).json()
    seen, mark = [], ""
    while mark is not None:
        page = alice("POST", SEARCH, json={**body, "limit": 1, "after": mark}).json()
        seen, mark = seen + page["items"], page["next"]

    assert seen == everything["items"]
    assert len(seen) == everything["total"]


@pytest.mark.parametrize("mark", ["2", "bm8=", "WyIiLDFd", "WyIiLHRydWVd", "WyIiLCJ4Il0=", "é"])
def test_a_mark_of_no_page_is_refused(as_, mark):
    body = {"sort": "title", "after": mark}

    refused = as_("alice")("POST", SEARCH, json=body)

    assert refused.status_code == 422
    assert "start again" in refused.json()["detail"]


# -- putting a filter together -----------------------------------------------------------------------


def test_a_reader_is_told_what_can_be_asked_of_which_values(as_, hidden):
    alice, bob = as_("alice"), as_("bob")
    path = "/api/v1/filters/vocabulary"

    told = alice("GET", path).json()
    of_list = alice("GET", f"{path}?list_id={hidden.open_list}").json()

    names = {one["name"] for one in told["fields"]}
    assert {"due", "assignees", "helps_goal", "headline", "overdue"} <= names
    assert any(CANARY in one["label"] for one in told["choices"]["list"])
    assert {type(one["value"]) for one in told["choices"]["status"]} == {str}
    assert {type(one["value"]) for one in of_list["choices"]["status"]} == {int}
    assert CANARY not in bob("GET", path).text
    assert bob("GET", f"{path}?list_id={hidden.list_id}").status_code == 404


def test_a_filter_is_read_aloud_part_by_part(as_):
    asked = {"all": [leaf("assignees", "has_any", ["me"]), leaf("due", "lt", "today+7")]}

    read = as_("alice")("GET", f"/api/v1/filters/words?where={quote(json.dumps(asked))}").json()

    assert read["parts"] == ["assigned to me", "due before 7 days from now"]
    assert read["where"] == asked
    assert as_("alice")("GET", "/api/v1/filters/words").json()["parts"] == []


def test_a_search_line_narrows_a_filter(as_):
    base = filters.to_text(filters.parse(leaf("assignees", "has_any", ["me"])))
    path = f"/api/v1/filters/line?where={base}&line="

    read = as_("alice")("GET", f"{path}-is:blocked due:<today keys").json()
    refused = as_("alice")("GET", f"{path}owner:zebulon")

    assert read["parts"] == ["assigned to me", "not blocked", "due before today", "saying “keys”"]
    assert "names nothing here" in refused.json()["detail"]
