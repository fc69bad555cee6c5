"""A number is no text and a text no number; numbers are bounded; what refuses an act says so in plain words."""

import json

import pytest

from app.app import api
from tests.api.test_every_route import CLOSED, sent

SPEC = api.openapi()
SHAPES = SPEC["components"]["schemas"]
TOO_LARGE = ("1e300", "-1e300", "1e999", "NaN", "Infinity", "-Infinity")


def _numbers() -> list[tuple[str, str, str, dict]]:
    """(method, path, field, schema) of each number that a body takes, at its top."""
    found = []
    for method, path in CLOSED:
        body = SPEC["paths"][path][method.lower()].get("requestBody")
        ref = (body or {}).get("content", {}).get("application/json", {}).get("schema", {})
        shape = SHAPES.get(ref.get("$ref", "").rsplit("/")[-1], {"properties": {}})
        for name, schema in shape.get("properties", {}).items():
            kinds = {one.get("type"): one for one in schema.get("anyOf", [schema])}
            if "string" not in kinds:
                numbers = [kinds[one] for one in ("number", "integer") if one in kinds]
                found += [(method, path, name, one) for one in numbers]
    return found


NUMBERS = _numbers()


def test_every_number_that_is_sent_has_a_least_and_a_most():
    assert len(NUMBERS) > 20
    assert [one for one in NUMBERS if not {"minimum", "maximum"} <= one[3].keys()] == []


@pytest.mark.parametrize(
    ("method", "path", "name"), [one[:3] for one in NUMBERS], ids=[" ".join(n[:3]) for n in NUMBERS]
)
def test_a_number_is_sent_as_a_number_and_no_larger_than_it_may_be(
    as_, client, hidden, method, path, name
):
    address, body = sent(method, path, hidden)
    headers = {"Authorization": f"Bearer {as_('alice').secret}", "Content-Type": "application/json"}
    for raw in (*TOO_LARGE, '"5"', "true"):
        given = json.dumps({**(body or {}), name: "\x1a"}).replace(json.dumps("\x1a"), raw)
        answer = client.request(method, address, content=given, headers=headers)

        assert answer.status_code == 422, (raw, answer.text)
        assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("text", ["true", "yes", "1", ""])
def test_a_yes_or_no_is_no_text(as_, hidden, text):
    answer = as_("alice")("PATCH", "/api/v1/tasks/ENG-1", json={"is_milestone": text})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "is_milestone", "message": "write true or false"}]


@pytest.mark.parametrize("name", ["\ue000", "\uf8ff\U000f0000", "\ufdd0", "\U0001fffe", "\u200b"])
def test_a_name_that_shows_nothing_is_none(as_, hidden, name):
    for path, body in (
        ("/tasks", {"list_id": hidden.open_list, "title": name}),
        ("/goals", {"title": name}),
        ("/docs", {"title": name}),
        ("/spaces/1/lists", {"name": name}),
        ("/teams", {"name": name, "members": []}),
    ):
        assert as_("alice")("POST", f"/api/v1{path}", json=body).status_code == 422, path


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            {"do": "jump"},
            "Check acts.0: do is one of create, edit, move, transfer, comment, relate, delete.",
        ),
        ({}, "Check acts.0: name do."),
        (
            {"do": "move", "key": "ENG-1", "status_id": "5"},
            "Check acts.0.status_id: write a whole number.",
        ),
        ({"do": "delete"}, "Check acts.0.key: this is missing."),
        (
            {"do": "edit", "key": "ENG-1", "set": {"colour": 3}},
            "Check acts.0.set: “colour” is no field it can set.",
        ),
        ({"do": "edit", "key": "ENG-1", "set": {"title": 3}}, "This is no text."),
    ],
)
def test_an_act_that_is_none_is_refused_in_plain_words(as_, hidden, act, said):
    answer = as_("alice")("POST", "/api/v1/acts", json={"acts": [act]})

    assert (answer.status_code, answer.json()["detail"]) == (422, said)
