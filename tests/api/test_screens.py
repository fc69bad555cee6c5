"""The API can do what the screens can: each verb a screen calls has a route, or a reason why not."""

import ast
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
# What a screen calls and no route does, and why; a new one fails here until it has either.
SCREENS_ALONE = {
    "invitations.DAYS": "a number",
    "letters.house": "words of the test mail",
    "letters.trial": "words of the test mail",
    "language.choose_model": "a model's key goes to a server: chosen by an owner before our own page",
    **dict.fromkeys(
        (
            "mail.Server",
            "mail.Wanted",
            "mail.address",
            "mail.choose_server",
            "mail.chosen",
            "mail.forget_server",
        ),
        "a password goes to a mail server: chosen by an owner before our own page",
    ),
    "people.is_new": "whether the workspace has an owner yet is told by POST /api/auth/welcome",
    "questions.keep": "what a page asks is kept as a conversation; POST /ask keeps nothing",
    "questions.mark": "belongs to what is kept",
    "questions.mine": "belongs to what is kept",
    "numbered.done_of": "a page asks which of its own numbers are done; a program repeats its Idempotency-Key",
    "numbered.note": "the page's number beside what it does; a program has its Idempotency-Key",
    "questions.turn_of": "belongs to what is kept",
    "resets.HOURS": "a number",
    "resets.make": "a link that lets somebody in goes from the owner's own page to that person",
    "sessions.change_password": "on our own page alone: a token that leaked must not lock its person out",
    "sessions.revoke": "as changing the password",
    "spaces.suggested_key": "a suggestion while a name is typed",
    "tasks.delete_many": "DELETE /tasks/{key} for each: many keys in one DELETE would be a body nobody expects",
    "tasks.edit": "changing.apply does it with the task's status and list in one",
    "tasks.move": "changing.apply",
    "tasks.transfer": "changing.apply",
    "undo.Deletes": "a page asks before an undo deletes what it shows; a program names the batch",
    "undo.Elsewhere": "a page says that the last change is elsewhere; a program names the batch",
    "undo.is_undoable": "`undo` of an answer is empty where nothing can be taken back",
}


def _verbs(room: str) -> set[str]:
    """Each `module.verb` of app.work that a room names."""
    found = set()
    for path in (ROOT / room).rglob("*.py"):
        tree = ast.parse(path.read_text())
        named = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "app.work"
            for alias in node.names
        }
        found |= {
            f"{named[node.value.id]}.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in named
        }
    return found


def test_each_verb_of_the_screens_has_a_route_or_a_reason():
    screens, routes = _verbs("ui"), _verbs("api")

    assert len(screens) > 60
    assert screens - routes == set(SCREENS_ALONE)


def test_a_closed_goal_is_taken_up_again_as_it_is_said_and_the_log_tells_why(as_, hidden):
    alice = as_("alice")
    goal = alice("POST", "/api/v1/goals", json={"title": "Launch"}).json()["id"]
    path = f"/api/v1/goals/{goal}"
    alice("POST", f"{path}/close", json={"state": "missed"})
    refused = alice("PATCH", path, json={"state": "in_progress"})
    opened = alice("POST", f"{path}/reopen", json={"state": "planned", "reason": "Too early"})

    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "Close or reopen the goal instead.",
    )
    assert (opened.json()["state"], opened.json()["closed_at"]) == ("planned", None)
    event = alice("GET", "/api/v1/events?kinds=goal.reopened").json()["items"][-1]
    assert event["reason"] == "Too early"
    alice("POST", f"{path}/close", json={"state": "missed"})
    assert alice("POST", f"{path}/reopen").json()["state"] == "in_progress"


def test_a_judgement_is_told_with_whose_it_is_since_when_and_why(as_, hidden):
    goal = as_("alice")("POST", "/api/v1/goals", json={"title": "Launch"}).json()["id"]
    body = {"health": "at_risk", "reason": "The vendor is late"}
    told = as_("bob")("PUT", f"/api/v1/goals/{goal}/health", json=body).json()

    assert (told["override"], told["override_by"], told["override_reason"]) == (
        "at_risk",
        2,
        "The vendor is late",
    )
    assert told["override_at"] > "2026"
    assert told["override_is_stale"] is False


def test_a_page_is_read_and_restored_by_its_versions(as_, hidden):
    alice = as_("alice")
    doc = alice("POST", "/api/v1/docs", json={"title": "Runbook", "text": "one"}).json()["id"]
    path = f"/api/v1/docs/{doc}"
    alice("PATCH", path, json={"version": 1, "text": "two"})
    restored = alice("POST", f"{path}/restore", json={"version": 1}).json()

    assert (restored["text"], restored["version"]) == ("one", 3)
    versions = alice("GET", f"{path}/versions").json()["items"]
    assert [(one["version"], one["text"]) for one in versions] == [
        (3, "one"),
        (2, "two"),
        (1, "one"),
    ]


def test_one_changes_oneself(as_, hidden):
    bob = as_("bob")
    told = bob("PATCH", "/api/v1/me", json={"name": "Robert", "hours_per_week": 20}).json()

    assert (told["name"], told["hours_per_week"], told["role"]) == ("Robert", 20, "member")
    assert bob("GET", "/api/v1/me").json() == told
    assert bob("PATCH", "/api/v1/me", json={"role": "owner"}).status_code == 422
