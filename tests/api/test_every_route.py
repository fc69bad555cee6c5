"""Every route, tried by a stranger, a guest, a member and a reading token: nothing gives way."""

from dataclasses import replace

import pytest
from limits import RateLimitItemPerMinute
from sqlmodel import func, select

from app import db
from app.api import tries
from app.app import api
from app.models import Event, Space, Task, User
from tests.api.conftest import CANARY

# What each changing route is sent. A new route fails here until it has a line.
BODIES: dict[tuple[str, str], object] = {
    ("POST", "/api/v1/ask"): {"question": "What is overdue?"},
    ("POST", "/api/v1/ask/stream"): {"question": "What is overdue?"},
    ("POST", "/api/v1/ask/check"): {"claims": []},
    ("POST", "/api/v1/acts"): {"acts": [{"do": "edit", "key": "{key}", "set": {"title": "Mine"}}]},
    ("DELETE", "/api/v1/acts/{batch}"): None,
    ("POST", "/api/v1/undo"): {"batch": "{batch}"},
    ("POST", "/api/v1/redo"): None,
    ("POST", "/api/v1/trash/{kind}/{item_id}/restore"): None,
    ("POST", "/api/v1/trash/{kind}/{item_id}/purge"): None,
    ("POST", "/api/v1/trash/empty"): None,
    ("POST", "/api/v1/ask/words"): {"words": "mine", "kind": "list", "id": "{list_id}"},
    ("DELETE", "/api/v1/ask/words/{word_id}"): None,
    ("DELETE", "/api/v1/conversations/{conversation_id}"): None,
    ("PUT", "/api/v1/answers/{answer_id}/thumb"): {"thumb": 1},
    ("PATCH", "/api/v1/workspace"): {"name": "Mine"},
    ("POST", "/api/v1/inbox/looked"): None,
    ("POST", "/api/v1/{kind}/{item}/links"): {"kind": "goals", "item": "{goal_id}"},
    ("DELETE", "/api/v1/{kind}/{item}/links/{other_kind}/{other}"): None,
    ("POST", "/api/v1/teams"): {"name": "Mine", "members": [1]},
    ("PATCH", "/api/v1/teams/{team_id}"): {"members": [2]},
    ("DELETE", "/api/v1/teams/{team_id}"): None,
    ("PATCH", "/api/v1/members/{user_id}"): {"role": "guest"},
    ("POST", "/api/v1/invitations"): {"role": "member"},
    ("DELETE", "/api/v1/invitations/{invitation_id}"): None,
    ("DELETE", "/api/v1/imports/{import_id}"): None,
    ("PATCH", "/api/v1/statuses/{status_id}"): {"name": "Mine"},
    ("DELETE", "/api/v1/statuses/{status_id}"): None,
    ("POST", "/api/v1/lists/{list_id}/statuses"): None,
    ("DELETE", "/api/v1/lists/{list_id}/statuses"): None,
    ("DELETE", "/api/v1/lists/{list_id}/members/{user_id}"): None,
    ("PATCH", "/api/v1/folders/{folder_id}"): {"name": "Mine"},
    ("POST", "/api/v1/goals/{goal_id}/reopen"): {"reason": "So"},
    ("PATCH", "/api/v1/me"): {"row_height": "compact"},
    ("POST", "/api/v1/docs/{doc_id}/restore"): {"version": 1},
    ("PUT", "/api/v1/goals/{goal_id}/health"): {"health": "at_risk", "reason": "So"},
    ("POST", "/api/v1/docs/{doc_id}/move"): {"space_id": "{space_id}"},
    ("POST", "/api/v1/tokens"): {"name": "mine"},
    ("DELETE", "/api/v1/tokens/{token_id}"): None,
    ("POST", "/api/v1/spaces"): {"key": "NEW", "name": "New"},
    ("PATCH", "/api/v1/spaces/{space_id}"): {"name": "Mine"},
    ("DELETE", "/api/v1/spaces/{space_id}"): None,
    ("POST", "/api/v1/spaces/{space_id}/members"): {"user_id": 3},
    ("DELETE", "/api/v1/spaces/{space_id}/members/{user_id}"): None,
    ("POST", "/api/v1/spaces/{space_id}/folders"): {"name": "Mine"},
    ("POST", "/api/v1/spaces/{space_id}/lists"): {"name": "Mine"},
    ("POST", "/api/v1/spaces/{space_id}/statuses"): {"name": "Mine", "category": "started"},
    ("PATCH", "/api/v1/lists/{list_id}"): {"name": "Mine"},
    ("DELETE", "/api/v1/lists/{list_id}"): None,
    ("DELETE", "/api/v1/folders/{folder_id}"): None,
    ("POST", "/api/v1/lists/{list_id}/members"): {"user_id": 3},
    ("POST", "/api/v1/tasks"): {"list_id": "{list_id}", "title": "Mine"},
    ("POST", "/api/v1/tasks/search"): {"where": {}},
    ("POST", "/api/v1/tasks/bulk"): {"tasks": [{"list_id": "{list_id}", "title": "Mine"}]},
    ("PATCH", "/api/v1/tasks/bulk"): {"changes": [{"key": "{key}", "title": "Mine"}]},
    ("PATCH", "/api/v1/tasks/{key}"): {"title": "Mine"},
    ("DELETE", "/api/v1/tasks/{key}"): None,
    ("POST", "/api/v1/tasks/{key}/relations"): {"kind": "relates", "to": "{other_key}"},
    ("DELETE", "/api/v1/tasks/{key}/relations/{kind}/{to}"): None,
    ("POST", "/api/v1/{kind}/{item}/comments"): {"text": "Mine"},
    ("PATCH", "/api/v1/comments/{comment_id}"): {"text": "Mine"},
    ("DELETE", "/api/v1/comments/{comment_id}"): None,
    ("POST", "/api/v1/goals"): {"title": "Mine", "space_id": "{space_id}"},
    ("PATCH", "/api/v1/goals/{goal_id}"): {"title": "Mine"},
    ("POST", "/api/v1/goals/{goal_id}/close"): {"state": "achieved", "reason": "By hand"},
    ("DELETE", "/api/v1/goals/{goal_id}"): None,
    ("POST", "/api/v1/goals/{goal_id}/targets"): {"name": "Mine", "kind": "boolean"},
    ("PATCH", "/api/v1/targets/{target_id}"): {"current": 5},
    ("DELETE", "/api/v1/targets/{target_id}"): None,
    ("POST", "/api/v1/docs"): {"title": "Mine", "space_id": "{space_id}"},
    ("POST", "/api/v1/texts"): {
        "noun": "goal",
        "id": "{goal_id}",
        "field": "description",
        "text": "Mine",
        "based_on": 0,
    },
    ("PATCH", "/api/v1/docs/{doc_id}"): {"version": 1, "text": "Mine"},
    ("DELETE", "/api/v1/docs/{doc_id}"): None,
    **{
        ("POST", f"/api/v1/{place}/{verb}"): None
        for place in (
            "spaces/{space_id}",
            "folders/{folder_id}",
            "lists/{list_id}",
            "goals/{goal_id}",
        )
        for verb in ("archive", "unarchive")
    },
}
QUERIES = {
    "/api/v1/search": f"?q={CANARY}",
    # Words come back as they were written, so this one asks for a place by its name.
    "/api/v1/filters/line": "?line=in:SEC",
    "/api/v1/goto": f"?q={CANARY}",
    "/api/v1/suggestions": f"?q={CANARY}",
    "/api/v1/summaries": "?space={space_id}",
    "/api/v1/texts": "?noun=goal&id={goal_id}&field=title&since=0",
}
# Reviewed one by one: these answer before anybody is known.
OPEN = {
    ("GET", "/api/health"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/logout"),
    ("POST", "/api/auth/welcome"),
    ("GET", "/api/auth/invitations/{token}"),
    ("POST", "/api/auth/invitations"),
    ("POST", "/api/auth/resets"),
    ("POST", "/api/auth/reset-checks"),
    ("POST", "/api/auth/reset-requests"),
}
ROUTES = [
    (method.upper(), path)
    for path, operations in api.openapi()["paths"].items()
    for method in operations
]
CLOSED = [route for route in ROUTES if route not in OPEN]
# Anybody known may do these; they touch nothing but one's own.
# (and a member may make a space).
OWN = {
    ("PATCH", "/api/v1/me"),
    ("POST", "/api/v1/spaces"),
    ("POST", "/api/v1/inbox/looked"),
    ("GET", "/api/v1/teams/{team_id}"),  # who is in which team, all members know
    ("POST", "/api/v1/ask"),
    ("POST", "/api/v1/ask/stream"),
    ("POST", "/api/v1/ask/check"),
    ("POST", "/api/v1/tasks/search"),
    ("POST", "/api/v1/tokens"),
    ("DELETE", "/api/v1/tokens/{token_id}"),
}


def filled(text: str, hidden) -> str:
    values = hidden.__dict__ | {
        "user_id": 2,
        "token_id": 999,
        "invitation_id": 999,
        "import_id": 999,
        "kind": "blocks",
        "to": hidden.other_key,
        "item": hidden.key,
        "other_kind": "docs",
        "other": hidden.doc_id,
    }
    if "/trash/" in text:
        values |= {"kind": "doc", "item_id": hidden.gone_id}
    if "/about/" in text:
        values |= {"kind": "task"}
    if text.startswith("/api/v1/{kind}/{item}"):
        values |= {"kind": "tasks"}
    return text.format(**values)


def sent(method: str, path: str, hidden) -> tuple[str, object]:
    body = BODIES.get((method, path))
    if isinstance(body, dict):
        body = _deep(body, hidden)
    query = QUERIES.get(path, "") if method == "GET" else ""
    return filled(path + query, hidden), body


def _deep(value, hidden, name=""):  # type: ignore[no-untyped-def]
    """Every text in a body filled, however deep it stands; ids are numbers."""
    if isinstance(value, dict):
        return {key: _deep(one, hidden, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_deep(one, hidden) for one in value]
    if isinstance(value, str):
        text = filled(value, hidden)
        return int(text) if name.endswith("id") else text
    return value


def state() -> tuple[int, int, int, int]:
    """Enough to notice any change: the log, and what stands."""
    with db.reading() as session:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Event, Task, Space, User)
        )  # type: ignore[return-value]


def test_each_changing_route_has_a_line_here():
    changing = {route for route in CLOSED if route[0] != "GET"}

    assert changing == set(BODIES)


def test_a_stranger_gets_nothing(as_, hidden):
    stranger, before = as_(""), state()
    for method, path in CLOSED:
        address, body = sent(method, path, hidden)
        answer = stranger(method, address, json=body)

        assert answer.status_code == 401, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert CANARY not in answer.text
    assert state() == before


# What fits no route, each another way.
UNFIT = [
    {"params": {"nobody_knows": "1"}},
    {"json": {"nobody_knows": 1}},
    {"json": ["no object"]},
    {"content": b"{", "headers": {"Content-Type": "application/json"}},
    {"content": b"a=1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    {"content": b" " * 70_000, "headers": {"Content-Type": "application/json"}},
    {"headers": {"Idempotency-Key": " "}},
]


@pytest.mark.parametrize("unfit", UNFIT)
@pytest.mark.parametrize(
    "proof", [{}, {"Authorization": "Bearer gw_nobodys"}, {"Cookie": "goalward=nobodys"}]
)
def test_who_is_not_known_hears_that_first_whatever_they_send(
    client, hidden, unfit, proof, monkeypatch
):
    # All routes in a row are more than one address may try.
    monkeypatch.setattr(tries, "OF_TOKENS", RateLimitItemPerMinute(1000, 15))
    for method, path in CLOSED:
        address = sent(method, path, hidden)[0].replace("/1", "/none")
        headers = {**unfit.get("headers", {}), **proof}
        more = {name: part for name, part in unfit.items() if name != "headers"}
        answer = client.request(method, address, headers=headers, **more)

        assert answer.status_code == 401, (method, path, answer.text)


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_what_is_private_sounds_like_what_does_not_exist(who, as_, hidden):
    asks, before = as_(who), state()
    absent = replace(
        hidden,
        space_id=990,
        folder_id=990,
        list_id=990,
        key="SEC-990",
        other_key="SEC-991",
        goal_id=990,
        target_id=990,
        doc_id=990,
        gone_id=990,
        comment_id=990,
        word_id=990,
        conversation_id=990,
        answer_id=990,
        status_id=990,
        batch="f" * 32,
    )
    for method, path in CLOSED:
        if (method, path) in OWN:
            continue
        address, body = sent(method, path, hidden)
        answer = asks(method, address, json=body)
        assert CANARY not in answer.text, (method, path)
        if "{" in path:
            address, body = sent(method, path, absent)
            nothing = asks(method, address, json=body)
            assert answer.status_code in (403, 404), (method, path, answer.text)
            assert (answer.status_code, answer.text.replace(hidden.key, "SEC-990")) == (
                nothing.status_code,
                nothing.text,
            ), (method, path)
    assert state() == before


def test_a_reading_token_changes_nothing(as_, hidden):
    reader, before = as_("alice", scope="read"), state()
    for method, path in CLOSED:
        searches = ("/ask", "/ask/stream", "/ask/check", "/tasks/search")
        if method == "GET" or path.removeprefix("/api/v1") in searches:
            continue
        address, body = sent(method, path, hidden)
        answer = reader(method, address, json=body)

        assert answer.status_code == 403, (method, path, answer.text)
    assert state() == before


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_the_owner_gets_through(method, path, as_, hidden):
    address, body = sent(method, path, hidden)
    answer = as_("alice")(method, address, json=body)

    mine = ("token_id", "invitation_id", "import_id")  # there are none yet
    fine = (404,) if any(one in path for one in mine) else (200, 201, 202, 204)
    if "_id}/members/{user_id}" in path:
        fine = (204, 404, 422)  # Bob was never let in
    if path.endswith("/redo"):
        fine = (409,)  # nothing was taken back
    if (method, path) == ("DELETE", "/api/v1/statuses/{status_id}"):
        fine = (409, 422)  # it has tasks
    assert answer.status_code in fine, answer.text
