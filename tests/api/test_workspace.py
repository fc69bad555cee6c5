"""The workspace's own settings, the inbox, links, taught words and sign-ins over the API."""

from datetime import UTC, datetime

import pytest

from app import access, db
from app.work import questions, sessions


def _sent(caller, method, path, headers, body):
    bearer = {"Authorization": f"Bearer {caller.secret}"}
    return caller.client.request(method, path, json=body, headers=bearer | headers)


def test_everybody_reads_the_clock_and_only_managers_set_it(as_, hidden):
    alice, bob = as_("alice"), as_("bob")
    change = {"zone": "Europe/Berlin", "working_days": ["saturday", "monday"], "country": "de"}
    refused = bob("PATCH", "/api/v1/workspace", json=change)
    done = alice("PATCH", "/api/v1/workspace", json=change)

    assert refused.status_code == 403
    assert done.json() == bob("GET", "/api/v1/workspace").json()
    assert done.json()["working_days"] == ["monday", "saturday"]
    assert (done.json()["zone"], done.json()["country"]) == ("Europe/Berlin", "DE")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"country": "ZZ"}, "country"),
        ({"working_days": []}, "working_days"),
        ({"trash_days": 0}, "trash_days"),
        ({"name": None}, "name"),
    ],
)
def test_what_is_no_clock_is_refused_by_its_field(as_, hidden, change, field):
    answer = as_("alice")("PATCH", "/api/v1/workspace", json=change)

    assert answer.status_code == 422
    assert field in answer.text


def test_a_workspace_somebody_changed_is_not_overwritten(as_, hidden):
    alice = as_("alice")
    seen = {"If-Match": alice("GET", "/api/v1/workspace").headers["etag"]}
    first = _sent(alice, "PATCH", "/api/v1/workspace", seen, {"name": "Anvils"})
    second = _sent(alice, "PATCH", "/api/v1/workspace", seen, {"name": "Bolts"})

    assert (first.status_code, second.status_code) == (200, 412)
    assert alice("GET", "/api/v1/workspace").json()["name"] == "Anvils"


def test_what_is_said_to_me_is_unread_until_i_looked(as_, hidden):
    alice, bob = as_("alice"), as_("bob")
    said = {"text": "See to this", "assigned_to": 2}
    alice("POST", "/api/v1/tasks/ENG-1/comments", json=said)
    before = bob("GET", "/api/v1/inbox").json()
    looked = bob("POST", "/api/v1/inbox/looked")
    after = bob("GET", "/api/v1/inbox").json()

    [notice] = before["notices"]
    assert (notice["why"], notice["key"], notice["author"]) == ("asked", "ENG-1", "Alice Moreau")
    assert (before["unread"], looked.status_code, after["unread"]) == (1, 204, 0)
    assert len(after["notices"]) == 1
    assert alice("GET", "/api/v1/inbox").json()["notices"] == []


def test_a_reading_token_marks_nothing_as_read(as_, hidden):
    reader = as_("bob", scope="read")

    assert reader("POST", "/api/v1/inbox/looked").status_code == 403
    assert reader("GET", "/api/v1/inbox").json()["looked_at"] is None


def test_items_are_tied_and_untied_from_either_end(as_, hidden):
    alice = as_("alice")
    made = alice(
        "POST", "/api/v1/tasks/ENG-1/links", json={"kind": "docs", "item": str(hidden.doc_id)}
    )
    near = alice("GET", "/api/v1/tasks/ENG-1/links").json()["items"]
    far = alice("GET", f"/api/v1/docs/{hidden.doc_id}/links").json()["items"]
    gone = alice("DELETE", f"/api/v1/docs/{hidden.doc_id}/links/tasks/ENG-1")

    assert made.status_code == 201
    assert near == [made.json()]
    assert [one["key"] for one in far] == ["ENG-1"]
    assert gone.status_code == 204
    assert alice("GET", "/api/v1/tasks/ENG-1/links").json() == {"items": []}


def test_a_link_to_what_is_hidden_is_neither_made_nor_told(as_, hidden):
    alice, bob = as_("alice"), as_("bob")
    to_doc = {"kind": "docs", "item": str(hidden.doc_id)}
    alice("POST", "/api/v1/tasks/ENG-1/links", json=to_doc)

    assert bob("GET", "/api/v1/tasks/ENG-1/links").json() == {"items": []}
    assert bob("POST", "/api/v1/tasks/ENG-2/links", json=to_doc).status_code == 404
    assert bob("DELETE", f"/api/v1/tasks/ENG-1/links/docs/{hidden.doc_id}").status_code == 404
    itself = alice("POST", "/api/v1/tasks/ENG-1/links", json={"kind": "tasks", "item": "ENG-1"})
    assert itself.status_code == 422


def test_taught_words_are_told_to_who_sees_what_they_name(as_, hidden):
    with db.writing() as session:
        by = access.actor(session, 1)
        questions.learn(session, words="the boss", kind="person", item_id=1, by=by)
        questions.learn(session, words="the zip goal", kind="goal", item_id=hidden.goal_id, by=by)
        questions.learn(session, words="the corner", kind="space", item_id=hidden.space_id, by=by)

    def known(who):
        return [one["words"] for one in as_(who)("GET", "/api/v1/ask/words").json()["items"]]

    assert known("alice") == ["the hush list", "the boss", "the zip goal", "the corner"]
    assert known("bob") == ["the boss"]


def test_one_sees_where_one_is_signed_in_and_nobody_else_does(as_, hidden):
    with db.writing() as session:
        sessions.start(session, 2, now=datetime.now(UTC), address="10.0.0.7", browser="Firefox/130")

    [mine] = as_("bob")("GET", "/api/v1/sign-ins").json()["items"]

    assert (mine["address"], mine["browser"]) == ("10.0.0.7", "Firefox/130")
    assert "token" not in str(mine)
    assert as_("alice")("GET", "/api/v1/sign-ins").json()["items"] == []
