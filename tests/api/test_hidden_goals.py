"""A place or task that all see may serve a goal that only some see: to others it serves none."""

import pytest

from app import access, db
from app.work import folders, lists, relations
from tests.api.test_every_route import CLOSED, filled


@pytest.fixture
def tied(hidden):
    """A public list in a public folder, and a task of it: all tied to Alice's private goal."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        relations.link(
            session, ("task", _first(session, alice)), ("goal", hidden.goal_id), by=alice
        )
        folder = folders.create(session, 1, name="Quarter", by=alice)
        session.flush()
        folders.edit(session, folder.id, goal_id=hidden.goal_id, by=alice)
        lists.edit(session, hidden.open_list, goal_id=hidden.goal_id, folder_id=folder.id, by=alice)
        return folder.id


def _first(session, alice) -> int:
    return access.task(session, "ENG-1", alice).id


def _goals(value, name="") -> list[object]:
    """Everything called a goal in an answer, however deep it stands."""
    if isinstance(value, dict):
        return [one for key, inside in value.items() for one in _goals(inside, key)]
    if isinstance(value, list):
        return [one for inside in value for one in _goals(inside, name)]
    return [value] if name in ("goal_id", "goal", "helps_goal") and value is not None else []


@pytest.mark.parametrize("path", [path for method, path in CLOSED if method == "GET"])
def test_no_answer_holds_a_goal_its_reader_does_not_see(as_, hidden, tied, path):
    values = {
        "list_id": hidden.open_list,
        "space_id": 1,
        "folder_id": tied,
        "key": "ENG-1",
        "item": "ENG-1",
        "kind": "tasks",
    }
    if "/about/" in path:
        values["kind"] = "task"
    address = path
    for name, value in values.items():
        address = address.replace(f"{{{name}}}", str(value))
    if path.endswith(("/summaries", "/search", "/goto", "/suggestions", "/line", "/texts")):
        place, line, words = "?space=1", "?line=is:open", "?q=Step"
        address += {"summaries": place, "texts": place, "line": line}.get(
            path.rpartition("/")[2], words
        )
    answer = as_("bob")("GET", filled(address, hidden))
    seen_by_alice = as_("alice")("GET", filled(address, hidden))

    if "json" in answer.headers["content-type"]:
        assert _goals(answer.json()) == [], address
    if path in ("/api/v1/tasks", "/api/v1/spaces", "/api/v1/lists/{list_id}"):
        assert hidden.goal_id in _goals(seen_by_alice.json())
