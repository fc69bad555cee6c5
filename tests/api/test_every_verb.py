"""What people can do on the screens, programs can do over the API: each verb has a route, or a reason."""

import ast
import functools
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.test_every_route import CLOSED, _deep, sent

APP = Path(__file__).parents[2] / "app"
RESTORED = "POST /undo takes the deletion back"
KEPT_BY_US = "part of other verbs, done by no person alone"
# Verbs without a route of their own, each for its reason.
EXCEPT = {
    **dict.fromkeys(
        (
            "comments.restore",
            "docs.restore",
            "folders.restore",
            "goals.restore",
            "lists.restore",
            "task_restoring.task",
            "spaces.restore",
            "statuses.own_again",
            "statuses.restore",
            "targets.restore",
            "tasks.restore",
            "teams.restore",
        ),
        RESTORED,
    ),
    **dict.fromkeys(
        (
            "archiving.bring_back",
            "archiving.put_by",
            "editing.first",
            "editing.parsed",
            "questions.keep",
            "questions.mark",
            "questions.mine",
            "questions.turn_of",
            "recording.record",
            "recording_alike.record_alike",
            "flow.changed",
            "flow.put",
            "sessions.end_all",
        ),
        KEPT_BY_US,
    ),
    **dict.fromkeys(
        (
            "calendar.come_back",
            "calendar.restore",
            "calendar.set_hours",
            "calendar.take_off",
            "calendar.unset_hours",
        ),
        "on no screen either",
    ),
    **dict.fromkeys(
        ("transfers.imported", "transfers.import_removed"),
        "told by the import itself, and by DELETE /imports/{import_id}",
    ),
    **dict.fromkeys(
        ("tasks.edit", "tasks.move", "tasks.transfer"),
        "PATCH /tasks/{key} changes them all through `changing.apply`",
    ),
    "tasks.delete_many": "DELETE /tasks/{key}, one by one",
    "sessions.change_password": "it asks for the old password: typed on our own page",
    "people.add": "an invitation lets people in; the command line adds them",
    "language.choose_model": "it holds a key of another service: typed by an owner, on our own page",
    "mail.choose_server": "it holds a password of another service: typed by an owner, on our own page",
    "mail.forget_server": "as it is set: by an owner, on our own page",
    "resets.make": "its link lets in: made by an owner, on our own page",
    "sessions.revoke": "a token must not end the sign-ins of its owner's browsers",
    "sessions.revoke_all_tokens": "the command line's, with a new password",
}

# What one request to a route does not do yet: other fields, and the deletions in an order that leaves each something.
V1 = "/api/v1"
MORE: list[tuple[str, str, object]] = [
    ("PATCH", f"{V1}/members/{{user_id}}", {"is_active": False}),
    ("PATCH", f"{V1}/members/{{user_id}}", {"is_active": True, "name": "Bob"}),
    ("PATCH", f"{V1}/comments/{{comment_id}}", {"assigned_to": 1, "is_resolved": True}),
    ("PATCH", f"{V1}/comments/{{comment_id}}", {"is_resolved": False}),
    ("PATCH", f"{V1}/lists/{{list_id}}", {"is_private": True}),
    ("PATCH", f"{V1}/statuses/{{status_id}}", {"position": 1}),
    ("DELETE", f"{V1}/tasks/{{key}}/relations/{{kind}}/{{to}}", None),
    ("DELETE", f"{V1}/{{kind}}/{{item}}/links/{{other_kind}}/{{other}}", None),
    ("DELETE", f"{V1}/lists/{{list_id}}/members/{{user_id}}", None),
    ("DELETE", f"{V1}/spaces/{{space_id}}/members/{{user_id}}", None),
    ("DELETE", f"{V1}/ask/words/{{word_id}}", None),
    ("DELETE", f"{V1}/conversations/{{conversation_id}}", None),
    ("DELETE", f"{V1}/teams/{{team_id}}", None),
    ("DELETE", f"{V1}/invitations/{{invitation_id}}", None),
    ("DELETE", f"{V1}/tokens/{{token_id}}", None),
    ("DELETE", f"{V1}/comments/{{comment_id}}", None),
    ("DELETE", f"{V1}/targets/{{target_id}}", None),
    ("DELETE", f"{V1}/goals/{{goal_id}}", None),
    ("DELETE", f"{V1}/docs/{{doc_id}}", None),
    ("DELETE", f"{V1}/tasks/{{key}}", None),
    ("DELETE", f"{V1}/statuses/{{status_id}}", None),
    ("DELETE", f"{V1}/lists/{{list_id}}/statuses", None),
    ("DELETE", f"{V1}/folders/{{folder_id}}", None),
    ("DELETE", f"{V1}/lists/{{list_id}}", None),
    ("DELETE", f"{V1}/spaces/{{space_id}}", None),
    ("POST", f"{V1}/trash/empty", {}),
]


def _verbs() -> set[str]:
    """Public functions of `work/` that somebody does (`by`), as module.name."""
    return {
        f"{path.stem}.{one.name}"
        for path in sorted((APP / "work").glob("*.py"))
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
        if any(
            arg.arg == "by" and "Actor" in ast.unparse(arg.annotation or arg)
            for arg in one.args.kwonlyargs
        )
    }


def test_each_verb_is_done_by_a_route_or_has_a_reason(as_, hidden, monkeypatch):
    done = _recorded(monkeypatch)
    alice = as_("alice")
    token = alice("POST", "/api/v1/tokens", json={"name": "spare"}).json()["id"]
    invited = alice("POST", "/api/v1/invitations", json={"role": "member"}).json()["id"]
    mine = {"token_id": token, "invitation_id": invited}
    for method, path, body in (*_once_each(), *MORE):
        address, usual = sent(method, path, hidden)
        for name, made in mine.items():
            if name in path:
                address = address.replace("/999", f"/{made}")
        alice(method, address, json=_deep(body, hidden) if body is not None else usual)

    assert _verbs() - done == set(EXCEPT)


def _once_each() -> list[tuple[str, str, None]]:
    """Every closed route; what makes before what changes, what takes away last and from the leaves."""
    order = ["GET", "POST", "PUT", "PATCH"]
    routes = [(m, p) for m, p in CLOSED if m != "DELETE"]
    return [(m, p, None) for m, p in sorted(routes, key=lambda one: order.index(one[0]))]


def _recorded(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The verbs that routes do themselves from now on, to the end and without a refusal."""
    done: set[str] = set()

    def watched(name: str, verb: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(verb)
        def calling(*args: object, **more: object) -> object:
            result = verb(*args, **more)
            if sys._getframe(1).f_globals["__name__"].startswith("app.api."):
                done.add(name)
            return result

        return calling

    for name in _verbs():
        module, _, verb = name.partition(".")
        home = importlib.import_module(f"app.work.{module}")
        monkeypatch.setattr(home, verb, watched(name, getattr(home, verb)))
    return done
