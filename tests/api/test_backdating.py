"""Work brought in with the moment it is of: owners alone, told in the log, and no week that is over changes."""

import pytest

PAST = "2026-10-07T09:00:00Z"
WEEK = "/api/v1/summaries?week=2026-W41&space=1"


@pytest.fixture
def sent(as_, hidden):
    """What may carry a moment, as (method, address, body)."""
    goal = as_("alice")("POST", "/api/v1/goals", json={"title": "Launch"}).json()["id"]
    target = {"name": "Seats", "kind": "number", "target": 10}
    made = as_("alice")("POST", f"/api/v1/goals/{goal}/targets", json=target).json()["id"]
    task = {"list_id": hidden.open_list, "title": "From elsewhere"}
    return {
        "task": ("POST", "/api/v1/tasks", task),
        "tasks": ("POST", "/api/v1/tasks/bulk", {"tasks": [task]}),
        "comment": ("POST", "/api/v1/tasks/ENG-1/comments", {"text": "Said long ago"}),
        "progress": ("PATCH", f"/api/v1/targets/{made}", {"current": 4}),
    }


def _at(body: dict, at: str) -> dict:
    if "tasks" in body:
        return {"tasks": [one | {"at": at} for one in body["tasks"]]}
    return body | {"at": at}


@pytest.mark.parametrize("what", ["task", "tasks", "comment", "progress"])
def test_an_owner_dates_back_what_the_log_tells_as_written_now(as_, sent, what):
    alice, (method, address, body) = as_("alice"), sent[what]
    before = alice("GET", WEEK).json()
    seen = alice("GET", "/api/v1/events?limit=500").json()["next"]
    answer = alice(method, address, json=_at(body, PAST))
    events = alice("GET", f"/api/v1/events?after={seen}").json()["items"]

    assert answer.status_code in (200, 201), answer.text
    assert [one["changes"]["dated"][1][:10] for one in events] == ["2026-10-07"]
    assert events[0]["at"] > "2026-11"
    assert alice("GET", WEEK).json() == before
    if what in ("task", "tasks"):
        made = answer.json() if what == "task" else answer.json()["items"][0]
        told = alice("GET", f"/api/v1/tasks/{made['key']}").json()["activity"]
        assert made["created_at"] == PAST
        assert told[0]["words"] == "made this task, back-dated to 7 Oct 2026"
    if what == "comment":
        assert answer.json()["at"] == PAST
    assert alice("POST", "/api/v1/undo").status_code == 200


@pytest.mark.parametrize("what", ["task", "tasks", "comment", "progress"])
def test_others_than_owners_and_moments_to_come_are_refused(as_, sent, what):
    method, address, body = sent[what]

    assert as_("bob")(method, address, json=_at(body, PAST)).status_code == 403
    assert as_("bob")(method, address, json=body).status_code in (200, 201)
    for at in ("2199-01-01T00:00:00Z", "1899-12-31T00:00:00Z", "2026-10-07", "soon"):
        assert as_("alice")(method, address, json=_at(body, at)).status_code == 422, at
