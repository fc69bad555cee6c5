"""Tasks by a filter over the API, under the caller's rights."""

import json

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
    assert (first["total"], first["next"]) == (5, 2)
    assert first["words"] == f"not saying “{CANARY}” in the title"
    asked = filters.from_text(first["address"].partition("where=")[2])
    assert asked == filters.parse(wanted)
    rest = alice("POST", SEARCH, json={**body, "after": 2, "limit": 500}).json()
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
        ({"sort": "colour"}, "sort: tasks can't be sorted by “colour”."),
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
