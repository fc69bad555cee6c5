"""The published contract: every answer modelled, every error declared, what is unknown refused."""

import json
import re
from pathlib import Path

import pytest

from app.api import following
from app.api.schemas.views import ListDelta, ListView
from app.app import api
from tests.api import contract
from tests.api.test_every_route import CLOSED, OPEN, sent

TYPES = Path(__file__).parents[2] / "app/ui/web/src/lib/api.d.ts"
SPEC = api.openapi()
OPERATIONS = [
    (method.upper(), path, operation)
    for path, operations in SPEC["paths"].items()
    for method, operation in operations.items()
]
NAMED = pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[f"{m} {p}" for m, p, _ in OPERATIONS]
)
# An answer of events as they come is text, told in its description.
STREAMED = "/api/v1/ask/stream"
# What is kept and sent back as it came, and what the log holds: their inside is nobody's contract.
OPEN_BY_NATURE = {
    "ReadFilter.where",
    "TaskSearch.where",  # a filter tree: app/domain/filters reads it, and refuses with the place
    "Card.act",
    "Claim.about",
    "Turn.answer",
    "Event.changes",
    "Claims.claims",
    "Acts.acts",
}


@NAMED
def test_every_answer_has_a_model(method, path, operation):
    done = {s: a for s, a in operation["responses"].items() if s.startswith("2")}
    assert len(done) == 1
    [(status, answer)] = done.items()
    if status == "204" or path in (STREAMED, "/api/v1/audit.csv"):
        return
    schema = answer["content"]["application/json"]["schema"]
    assert "$ref" in schema or all("$ref" in one for one in schema["anyOf"])


@NAMED
def test_every_error_is_declared_as_a_problem(method, path, operation):
    responses = operation["responses"]
    wanted = {"422", "429", "500", "503"}
    if (method, path) not in OPEN:
        wanted |= {"401"} if method == "GET" else {"401", "403", "409"}
    if "requestBody" in operation:
        wanted |= {"413", "415"}
    if "{" in path:
        wanted |= {"404"}

    assert wanted <= set(responses)
    for status, answer in _there(responses):
        if status.startswith(("4", "5")) and path != "/api/health":
            assert list(answer["content"]) == ["application/problem+json"], status
            assert answer["content"]["application/problem+json"]["schema"] == {
                "$ref": "#/components/schemas/Problem"
            }


def _there(responses: dict) -> list[tuple[str, dict]]:
    """Answers, also those that stand elsewhere in the description."""
    shared = SPEC["components"]["responses"]
    return [
        (s, shared[a["$ref"].rsplit("/")[-1]] if "$ref" in a else a) for s, a in responses.items()
    ]


@NAMED
def test_every_closed_operation_says_how_to_prove_who_asks(method, path, operation):
    assert ("security" in operation) == ((method, path) not in OPEN)
    assert set(SPEC["components"]["securitySchemes"]) == {"bearer", "cookie"}


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert all(operation["tags"] and operation["summary"] for _, _, operation in OPERATIONS)


def test_no_model_is_an_open_dictionary():
    free = {
        f"{name}.{field}"
        for name, schema in SPEC["components"]["schemas"].items()
        for field, shape in schema.get("properties", {}).items()
        if '"additionalProperties": true' in json.dumps(shape)
        or '"additionalProperties": {' in json.dumps(shape)
    }

    assert free == OPEN_BY_NATURE


def test_what_is_sent_is_bounded_in_the_contract():
    """Each text, number and list of a request says how large it may be."""
    unbounded = [
        f"{name}.{field}"
        for name in _requests()
        for field, shape in SPEC["components"]["schemas"][name]["properties"].items()
        for part in shape.get("anyOf", [shape])
        if not _is_bounded(part)
    ]

    assert unbounded == []


def _requests() -> set[str]:
    texts = [json.dumps(o["requestBody"]) for _, _, o in OPERATIONS if "requestBody" in o]
    return {t.split("#/components/schemas/")[1].split('"')[0] for t in texts}


def _is_bounded(shape: dict) -> bool:
    match shape.get("type"):
        case "string":
            return "maxLength" in shape or "enum" in shape or "format" in shape or "const" in shape
        case "integer" | "number":
            return "maximum" in shape
        case "array":
            return "maxItems" in shape and _is_bounded(shape["items"])
        case _:
            return True


def test_every_route_refuses_a_query_it_does_not_know(as_, hidden):
    alice = as_("alice")
    for method, path in CLOSED:
        address, body = sent(method, path, hidden)
        joined = f"{address}{'&' if '?' in address else '?'}updated_sinse=2026-01-01"
        answer = alice(method, joined, json=body)

        assert answer.status_code == 422, (method, path, answer.text)
        assert "“updated_sinse”" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (path, one["name"])
        for method, path, operation in OPERATIONS
        if method == "GET"
        for one in operation.get("parameters", [])
        if one.get("in") == "query" and re.search(r"(_id|goal|space|assignee)$", one["name"])
    ],
)
def test_an_id_nobody_has_is_answered_as_declared(as_, hidden, path, name):
    answer = as_("alice")("GET", f"{path}?{name}=990")

    assert str(answer.status_code) in SPEC["paths"][path]["get"]["responses"], answer.text
    assert answer.status_code in (200, 404)


def test_the_refusal_names_what_is_known(as_, hidden):
    said = as_("alice")("GET", "/api/v1/tasks?q=x").json()["detail"]

    assert "updated_since" in said
    assert "sort" in said


@pytest.mark.parametrize(
    "query",
    [
        "category=finished",
        "sort=colour",
        "fields=secret",
        "limit=1&limit=2",
        "updated_since=soon",
        "list_id=0",
    ],
)
def test_values_that_mean_nothing_are_refused(as_, hidden, query):
    answer = as_("alice")("GET", f"/api/v1/tasks?{query}")

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_the_screens_fetch_has_the_shape_it_says(as_, hidden):
    path = f"/api/v1/lists/{hidden.open_list}/view"
    view = as_("alice")("GET", path)
    as_("alice")("PATCH", "/api/v1/tasks/ENG-1", json={"points": 1})
    delta = as_("alice")("GET", f"{path}?since={view.json()['version']}")
    changed = ListDelta.model_validate_json(delta.content)

    shape = ListView.model_validate_json(view.content)
    assert set(view.json()["rows"][0]) == set(type(shape.rows[0]).model_fields)
    assert set(view.json()) == set(ListView.model_fields)
    assert [one.key for one in changed.rows] == ["ENG-1"]
    assert set(delta.json()) == set(ListDelta.model_fields)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/api/v1/tasks", 405),
        ("DELETE", "/api/v1/me", 405),
        ("TRACE", "/api/v1/tasks/ENG-1", 405),
        ("OPTIONS", "/api/v1/tasks", 405),
        ("GET", "/api/v1/tasks/", 404),
        ("POST", "/api/nowhere", 404),
    ],
)
def test_addresses_and_methods_nobody_serves(as_, hidden, method, path, status):
    answer = as_("alice")(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("allow" in answer.headers) == (status == 405)


def test_bodies_are_json_and_not_too_large(client, as_, hidden):
    bearer = {"Authorization": f"Bearer {as_('alice').secret}"}
    form = client.post("/api/v1/tasks", data={"title": "x"}, headers=bearer)
    large = client.post(
        "/api/v1/tasks",
        content=b'"' + b"x" * 5_000_000 + b'"',
        headers=bearer | {"Content-Type": "application/json"},
    )
    streamed = client.post(
        "/api/v1/tasks",
        content=(b"x" * 1_000_000 for _ in range(5)),
        headers=bearer | {"Content-Type": "application/json"},
    )
    broken = client.post(
        "/api/v1/tasks", content=b"{", headers=bearer | {"Content-Type": "application/json"}
    )

    statuses = [answer.status_code for answer in (form, large, streamed, broken)]
    assert statuses == [415, 413, 413, 422]
    for answer in (form, large, streamed, broken):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"].endswith(".")


def test_head_is_get_without_its_body(as_, hidden):
    alice = as_("alice")
    head, get = alice("HEAD", "/api/v1/tasks/ENG-1"), alice("GET", "/api/v1/tasks/ENG-1")

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


def test_the_interactive_page_needs_nobody_else(client, hidden):
    page = client.get("/api/docs")

    assert page.status_code == 200
    assert "unsafe-eval" not in page.headers["content-security-policy"]
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "http" not in page.text.replace("https://goalward", "")
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert f'"/api/docs/{name}"' in page.text
        assert client.get(f"/api/docs/{name}").status_code == 200


def test_the_browsers_types_are_made_from_this_contract():
    """`make api-types` writes them anew."""
    first = TYPES.read_text().splitlines()[0]

    assert first.startswith(f"// Contract {contract.fingerprint()}:")


def test_no_text_holds_the_character_nul(as_, hidden):
    body = {"list_id": hidden.open_list, "title": "half\x00a title"}

    assert as_("alice")("POST", "/api/v1/tasks", json=body).status_code == 422
    assert as_("alice")("GET", "/api/v1/search?q=%00").status_code == 422


def test_what_is_made_links_to_what_can_be_done_with_it():
    paths = {operation["operationId"]: path for _, path, operation in OPERATIONS}
    linked = {
        operation["operationId"]: operation["responses"]["201"]["links"]
        for _, _, operation in OPERATIONS
        if "links" in operation["responses"].get("201", {})
    }

    assert set(linked) == set(following.MADE)
    for maker, links in linked.items():
        parameter, field = following.MADE[maker]
        assert links, maker
        for name, link in links.items():
            assert f"{{{parameter}}}" in paths[name]
            assert link["parameters"] == {parameter: f"$response.body#/{field}"}
