"""What people can do on the screens, programs can do over the API: each verb has a route, or a reason."""

import ast
import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
RESTORED = "POST /undo takes the deletion back"
KEPT_BY_US = "part of other verbs, done by no person alone"
SCREENS_ONLY = "not over the API yet"
# Verbs without a route of their own, each for its reason.
EXCEPT = {
    **dict.fromkeys(
        (
            "comments.restore",
            "docs.restore",
            "folders.restore",
            "goals.restore",
            "lists.restore",
            "returning.task",
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
            "editing.first",
            "editing.parsed",
            "questions.keep",
            "questions.mark",
            "questions.mine",
            "questions.turn_of",
            "recording.record",
            "flow.changed",
            "flow.put",
            "flow.recategorise",
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
    "docs.restore_version": "PATCH /docs/{doc_id} saves any text, an older one too",
    **dict.fromkeys(
        ("tasks.edit", "tasks.move", "tasks.transfer"),
        "PATCH /tasks/{key} changes them all through `changing.apply`",
    ),
    "tasks.delete_many": "DELETE /tasks/{key}, one by one",
    "sessions.change_password": "it asks for the old password: typed on our own page",
    "people.add": "an invitation lets people in; the command line adds them",
    "language.choose_model": "it holds a key of another service: typed by an owner, on our own page",
    "sessions.revoke": "a token must not end the sign-ins of its owner's browsers",
    "sessions.mine": "see sessions.revoke",
    "sessions.revoke_all_tokens": "the command line's, with a new password",
    "inbox.looked": SCREENS_ONLY,
    "workspaces.edit": SCREENS_ONLY,
    "relations.link": SCREENS_ONLY,
    "relations.unlink": SCREENS_ONLY,
}


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


def test_each_verb_has_a_route_or_a_reason():
    # A task's changes of all kinds go through one verb.
    files = [*(APP / "api").glob("*.py"), APP / "work" / "changing.py"]
    text = "\n".join(path.read_text() for path in files)
    called = text.replace("working.", "tasks.").replace("asked.", "questions.")
    missing = {verb for verb in _verbs() if not re.search(rf"\b{re.escape(verb)}\b", called)}

    assert missing == set(EXCEPT)
