"""Undo over the API: by batch or the newest, what was left is told, redo brings it back."""

from sqlmodel import select

from app import access, db
from app.models import Event
from app.work import tasks


def test_the_newest_change_is_taken_back_done_again_and_what_was_left_is_told(as_, hidden):
    alice = as_("alice")
    edited = alice("PATCH", f"/api/v1/tasks/{hidden.key}", json={"title": "New", "points": 3})
    assert edited.status_code == 200, edited.text

    undone = alice("POST", "/api/v1/undo", json={})
    assert undone.status_code == 200, undone.text
    assert (undone.json()["taken_back"], undone.json()["left"]) == (1, [])
    assert undone.json()["sentence"].startswith("Taken back: SEC-1")
    assert alice("GET", f"/api/v1/tasks/{hidden.key}").json()["title"] != "New"

    again = alice("POST", "/api/v1/redo").json()
    assert (again["of"], again["taken_back"]) == (undone.json()["batch"], 1)
    assert alice("GET", f"/api/v1/tasks/{hidden.key}").json()["title"] == "New"
    assert alice("POST", "/api/v1/redo").status_code == 409

    alice("PATCH", f"/api/v1/tasks/{hidden.key}", json={"title": "Newer"})
    with db.reading() as session:
        first = session.exec(select(Event.id, Event.batch).where(Event.batch == again["batch"]))
        batch = first.first()[1]
    left = alice("POST", "/api/v1/undo", json={"batch": batch}).json()
    assert [one["field"] for one in left["left"]] == ["title"]
    assert left["sentence"] == (
        "Taken back: SEC-1 Newer, the points. "
        "Not taken back: SEC-1 Newer, the title (You changed it since)."
    )


def test_a_refused_press_stops_there_is_kept_and_the_next_goes_to_the_change_before(as_, hidden):
    alice = as_("alice")
    task = f"/api/v1/tasks/{hidden.key}"
    was = alice("GET", task).json()
    for values in ({"due": "2026-12-24"}, {"priority": 4}, {"title": "Other"}):
        assert alice("PATCH", task, json=values).status_code == 200
    with db.writing() as session:
        by = access.machine(session)
        tasks.edit(session, access.task(session, hidden.key, by).id, title="Third", by=by)

    refused = alice("POST", "/api/v1/undo", json={})
    assert (refused.status_code, alice("GET", task).json()["priority"]) == (409, 4)
    assert refused.json()["detail"] == (
        "Not taken back: SEC-1 Third, the title (Goalward changed it since)."
    )
    assert alice("POST", "/api/v1/undo", json={}).json()["what"] == "SEC-1 Third, the priority"
    assert alice("POST", "/api/v1/undo", json={}).json()["what"] == "SEC-1 Third, the due date"
    now = alice("GET", task).json()
    assert (now["priority"], now["due"]) == (was["priority"], was["due"])


def test_what_an_answer_did_is_taken_back_and_what_was_left_is_told(as_, hidden):
    alice = as_("alice")
    act = {"do": "edit", "key": hidden.key, "set": {"title": "New", "points": 3}}
    done = alice("POST", "/api/v1/acts", json={"acts": [act]}).json()
    alice("PATCH", f"/api/v1/tasks/{hidden.key}", json={"title": "Newer"})

    undone = alice("DELETE", f"/api/v1/acts/{done['undo']}")
    assert undone.status_code == 200, undone.text
    assert (undone.json()["taken_back"], undone.json()["of"]) == (1, done["undo"])
    assert [(one["field"], one["reason"]) for one in undone.json()["left"]] == [
        ("title", "You changed it since.")
    ]
    kept = alice("GET", f"/api/v1/tasks/{hidden.key}").json()
    assert (kept["title"], kept["points"]) == ("Newer", None)


def test_acts_that_changed_nothing_offer_no_undo(as_, hidden):
    alice = as_("alice")
    title = alice("GET", f"/api/v1/tasks/{hidden.key}").json()["title"]
    act = {"do": "edit", "key": hidden.key, "set": {"title": title}}

    assert alice("POST", "/api/v1/acts", json={"acts": [act]}).json()["undo"] == ""


def test_unknown_fields_and_other_peoples_changes_are_refused(as_, hidden):
    assert as_("alice")("POST", "/api/v1/undo", json={"batsh": "x"}).status_code == 422
    assert as_("bob")("POST", "/api/v1/undo", json={"batch": hidden.batch}).status_code == 404
    assert as_("alice", scope="read")("POST", "/api/v1/undo", json={}).status_code == 403
