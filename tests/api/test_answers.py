"""What the API answers: problems, pages, found things."""

import pytest

from app import wiring
from app.consumers.loop import catch_up
from tests.api.conftest import CANARY


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/v1/nothing", None, 404),
        ("GET", "/api/elsewhere", None, 404),
        ("GET", "/api/v1/tasks/ENG-999", None, 404),
        ("GET", "/api/v1/spaces/many", None, 422),
        ("POST", "/api/v1/tasks", {"title": "No list"}, 422),
        ("POST", "/api/v1/tasks", {"list_id": 1, "title": "x", "titel": "typo"}, 422),
        ("POST", "/api/v1/tasks", {"list_id": 1, "title": "  "}, 422),
        ("GET", "/api/v1/tasks?limit=100000", None, 422),
    ],
)
def test_every_error_is_a_problem_with_a_sentence(method, path, body, status, as_):
    answer = as_("alice")(method, path, json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"].endswith(".")


def test_an_unfit_body_names_its_fields(as_):
    answer = as_("alice")("POST", "/api/v1/tasks", json={"list_id": "x"})

    assert {one["field"] for one in answer.json()["errors"]} == {"list_id", "title"}


def test_pages_join_without_a_gap_or_a_double(as_, hidden):
    alice, seen, after = as_("alice"), [], 0
    while after is not None:
        page = alice("GET", f"/api/v1/tasks?limit=2&after={after}").json()
        assert len(page["items"]) <= 2
        seen += [one["key"] for one in page["items"]]
        after = page["next"]

    assert seen == [hidden.key, hidden.other_key, *(f"ENG-{n}" for n in range(1, 6))]


def test_a_task_is_made_changed_and_put_away(as_, hidden):
    bob = as_("bob")
    made = bob("POST", "/api/v1/tasks", json={"list_id": hidden.open_list, "title": "Ship"}).json()
    key = made["key"]
    moved = bob("PATCH", f"/api/v1/tasks/{key}", json={"status": "done", "points": 3}).json()

    assert moved["category"] == "done"
    assert moved["points"] == 3
    assert "done" in bob("GET", f"/api/v1/tasks/{key}").json()["activity"][0]["words"].lower()
    assert bob("DELETE", f"/api/v1/tasks/{key}").status_code == 200
    assert bob("GET", f"/api/v1/tasks/{key}").status_code == 404


def test_a_circle_of_blockers_is_refused_with_its_path(as_, hidden):
    answer = as_("alice")(
        "POST",
        f"/api/v1/tasks/{hidden.other_key}/relations",
        json={"kind": "blocks", "to": hidden.key},
    )

    assert answer.status_code == 409
    assert hidden.key in answer.json()["detail"]


def test_a_stale_save_of_a_doc_is_a_conflict(as_, hidden):
    alice, path = as_("alice"), f"/api/v1/docs/{hidden.doc_id}"
    version = alice("GET", path).json()["version"]
    alice("PATCH", path, json={"version": version, "text": "one"})

    assert alice("PATCH", path, json={"version": version, "text": "two"}).status_code == 409


def test_only_who_may_see_a_thing_finds_it(as_, hidden):
    catch_up(wiring.current().consumers)
    wiring.current().library.embed_pending()
    path = f"/api/v1/search?q={CANARY}"

    found = {one["kind"] for one in as_("alice")("GET", path).json()["results"]}
    assert {"task", "doc", "goal"} <= found
    assert as_("bob")("GET", path).json()["results"] == []


def test_the_contract_is_published(client, hidden):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert {"/api/v1/tasks", "/api/v1/ask", "/api/v1/search", "/api/health"} <= set(paths)


def test_health_says_how_far_the_index_is_and_counts_to_owners_alone(as_, hidden):
    alice = as_("alice")
    before, behind = alice("GET", "/api/health").json(), as_()("GET", "/api/health").json()
    catch_up(wiring.current().consumers)
    after = alice("GET", "/api/health").json()

    assert before["details"]["index"]["unread_events"] > 0
    assert (behind["status"], behind["index"], behind["details"]) == ("ok", "behind", None)
    assert after["details"]["index"]["unread_events"] == 0
    assert after["status"] == "ok"
    for who in ("", "bob", "carol"):
        told = as_(who)("GET", "/api/health").json()
        assert told["details"] is None
        assert all(isinstance(one, str) for name, one in told.items() if name != "details")
