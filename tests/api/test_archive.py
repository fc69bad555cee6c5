"""What is archived, over the API: left out of what is listed, listed where it is asked for, and back again."""

import pytest


def _titles(caller, path: str) -> list[str]:
    found = caller("GET", f"/api/v1/{path}").json()["items"]
    return [one.get("title") or one["name"] for one in found]


@pytest.fixture
def docs(as_, hidden):
    """A page of Engineering with one under it, and one of the workspace."""
    alice = as_("alice")
    above = alice("POST", "/api/v1/docs", json={"title": "Runbook", "space_id": 1}).json()
    below = {"title": "Alarms", "parent_id": above["id"], "space_id": 1}
    assert alice("POST", "/api/v1/docs", json=below).status_code == 201
    assert alice("POST", "/api/v1/docs", json={"title": "House rules"}).status_code == 201
    return above["id"]


def test_pages_of_an_archived_space_are_listed_where_their_space_is_named(as_, hidden, docs):
    alice, bob, carol = as_("alice"), as_("bob"), as_("carol")
    assert set(_titles(bob, "docs")) == {"Runbook", "Alarms", "House rules"}
    assert alice("POST", "/api/v1/spaces/1/archive").status_code == 200

    assert _titles(bob, "docs") == ["House rules"]
    assert set(_titles(bob, "docs?space_id=1")) == {"Runbook", "Alarms"}
    assert bob("GET", f"/api/v1/docs/{docs}").json()["title"] == "Runbook"
    change = {"version": 1, "text": "New"}
    assert alice("PATCH", f"/api/v1/docs/{docs}", json=change).status_code == 409
    new = {"title": "New", "space_id": 1}
    assert alice("POST", "/api/v1/docs", json=new).status_code == 409
    for path in ("docs", "docs?space_id=1"):
        assert _titles(carol, path) == []

    assert alice("POST", "/api/v1/spaces/1/unarchive").status_code == 200
    assert set(_titles(bob, "docs")) == {"Runbook", "Alarms", "House rules"}


@pytest.mark.parametrize(
    ("kind", "listed", "name"),
    [
        ("spaces/1", "spaces", "Engineering"),
        ("lists/1", "lists", "Platform"),
        ("goals/{goal}", "goals", "Ship"),
        ("folders/{folder}", "folders", "Box"),
    ],
)
def test_each_kind_leaves_what_is_listed_and_comes_back(as_, hidden, kind, listed, name):
    alice, bob = as_("alice"), as_("bob")
    goal = bob("POST", "/api/v1/goals", json={"title": "Ship"}).json()["id"]
    folder = bob("POST", "/api/v1/spaces/1/folders", json={"name": "Box"}).json()["id"]
    path = f"/api/v1/{kind.format(goal=goal, folder=folder)}"
    assert name in _titles(bob, listed)

    assert alice("POST", f"{path}/archive").status_code == 200
    assert name not in _titles(bob, listed)
    assert _titles(bob, f"{listed}?archived=true") == [name]
    assert bob("GET", path).status_code == 200

    assert alice("POST", f"{path}/unarchive").status_code == 200
    assert name in _titles(bob, listed)
    assert _titles(bob, f"{listed}?archived=true") == []
