"""What one can write one can read back, and what does not fit is said in people's words."""

import pytest

from app.app import api
from tests.api.test_every_route import OPEN

SCHEMAS = api.openapi()["components"]["schemas"]
# Where what a body writes is read: most are read as what they make.
READ_AS = {
    "NewTask": "TaskDetail",
    "TaskChange": "TaskDetail",
    "KeyedChange": "TaskDetail",
    "NewList": "ListDetail",
    "ListChange": "ListDetail",
    "NewSpace": "SpaceDetail",
    "SpaceChange": "SpaceDetail",
    "NewFolder": "Folder",
    "FolderChange": "Folder",
    "NewStatus": "Status",
    "StatusChange": "Status",
    "NewGoal": "Goal",
    "GoalChange": "Goal",
    "Closing": "Goal",
    "HealthOverride": "Goal",
    "NewTarget": "Target",
    "TargetReport": "Target",
    "NewDoc": "Doc",
    "DocChange": "Doc",
    "DocPlace": "Doc",
    "DocRestoring": "Doc",
    "MeChange": "Me",
    "Reopening": "Goal",
    "NewComment": "CommentThread",
    "CommentChange": "CommentThread",
    "NewTeam": "Team",
    "TeamChange": "Team",
    "NewToken": "Token",
    "NewInvitation": "MadeInvitation",
    "MemberChange": "Member",
    "WorkspaceChange": "Workspace",
    "Rating": "Turn",
    "NewRelation": "Relation",
    "NewLink": "LinkedItem",
}
# What a body says of the way there, not of the record: read elsewhere, or under another name.
ELSEWHERE = {
    ("TaskChange", "reason"),  # of the event: GET /events
    ("KeyedChange", "reason"),
    ("GoalChange", "reason"),
    ("TargetReport", "reason"),
    ("Reopening", "reason"),
    ("NewTask", "at"),  # `created_at`, and `dated` of the event
    ("TargetReport", "at"),  # `dated` of the event
    ("Closing", "reason"),  # `closed_reason`
    ("HealthOverride", "reason"),  # `override_reason`
    ("NewComment", "sent_as"),  # so that it is made once
    ("NewLink", "item"),  # `key`, else `id`
}
# Bodies that ask, sign in or do, and write no record of their own.
NO_RECORD = {
    "Acceptance",
    "Acts",
    "Claims",
    "Emptying",
    "ForgottenPassword",
    "NewMember",  # `members` of the space or list
    "NewTasks",
    "NewPassword",
    "NewWords",
    "Question",
    "Restoring",
    "SignIn",
    "TaskChanges",
    "TaskSearch",
    "UndoRequest",
    "Welcome",
    "WrittenText",  # of one field, of any noun
}


def _bodies() -> set[str]:
    operations = (one for ops in api.openapi()["paths"].values() for one in ops.values())
    shapes = (
        o["requestBody"]["content"]["application/json"]["schema"]
        for o in operations
        if "requestBody" in o
    )
    return {shape["$ref"].rsplit("/")[-1] for shape in shapes}


def test_each_body_is_told_here():
    assert _bodies() <= READ_AS.keys() | NO_RECORD
    assert OPEN  # and the open ones are among them


@pytest.mark.parametrize(("body", "answer"), READ_AS.items())
def test_what_is_written_is_read_back(body, answer):
    written = {name for name in SCHEMAS[body]["properties"] if (body, name) not in ELSEWHERE}

    assert written <= SCHEMAS[answer]["properties"].keys()


def test_a_goal_and_its_target_come_back_whole(as_, hidden):
    alice = as_("alice")
    goal = {"title": "Grow", "description": "Why", "owner_id": 2, "period_end": "2026-12-31"}
    made = alice("POST", "/api/v1/goals", json=goal).json()
    counted = {"name": "Steps", "kind": "tasks", "tasks": [3], "lists": [hidden.open_list]}
    target = alice("POST", f"/api/v1/goals/{made['id']}/targets", json=counted)
    seen = alice("GET", f"/api/v1/goals/{made['id']}").json()

    assert goal.items() <= seen.items()
    assert target.status_code == 201
    assert counted.items() <= target.json().items()
    assert seen["targets"] == [target.json()]
    assert target.json() == alice("GET", f"/api/v1/targets/{target.json()['id']}").json()


def test_what_a_target_counts_is_named_only_to_who_sees_it(as_, hidden):
    alice = as_("alice")
    made = alice("POST", "/api/v1/goals", json={"title": "Open"}).json()
    counted = {"name": "All", "kind": "tasks", "tasks": [1], "lists": [hidden.list_id]}
    target = alice("POST", f"/api/v1/goals/{made['id']}/targets", json=counted).json()
    bobs = as_("bob")("GET", f"/api/v1/targets/{target['id']}").json()

    assert (target["tasks"], target["lists"]) == ([1], [hidden.list_id])
    assert (bobs["tasks"], bobs["lists"]) == ([], [])


def test_a_target_has_a_version_of_its_own(as_, hidden):
    alice, path = as_("alice"), f"/api/v1/targets/{hidden.target_id}"
    headers = {"Authorization": f"Bearer {alice.secret}"}
    reported = alice("PATCH", path, json={"current": 5})
    again = alice.client.patch(
        path, json={"current": 6}, headers=headers | {"If-Match": reported.headers["etag"]}
    )

    assert reported.json()["current"] == 5
    assert again.status_code == 200
    read = alice("GET", path).headers["etag"]
    assert read.startswith(again.headers["etag"].rstrip('"'))


def test_tasks_are_searched_in_the_orders_they_are_listed_in(as_, hidden):
    alice = as_("alice")
    for sort in ("id", "-id", "created_at", "-due", "priority"):
        listed = alice("GET", f"/api/v1/tasks?sort={sort}")
        found = alice("POST", "/api/v1/tasks/search", json={"sort": sort})

        assert (listed.status_code, found.status_code) == (200, 200), found.text
        if "id" in sort:
            assert [t["id"] for t in listed.json()["items"]] == [
                t["id"] for t in found.json()["items"]
            ]


def test_undo_needs_no_body(as_, hidden):
    bob = as_("bob")
    bob("PATCH", "/api/v1/tasks/ENG-1", json={"priority": 1})

    assert bob("POST", "/api/v1/undo").status_code == 200
    assert bob("GET", "/api/v1/tasks/ENG-1").json()["priority"] == 0


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"title": 5}, "title", "write a text"),
        ({"title": ""}, "title", "this can't be empty"),
        ({"title": "x" * 501}, "title", "500 characters at most"),
        ({"due": "soon"}, "due", "2026-1"),
        ({"priority": 9}, "priority", "write 4 or less"),
        ({"points": "many"}, "points", "write a number"),
        ({"assignees": "me"}, "assignees", "write a list"),
        ({"assignees": [0]}, "assignees.0", "write 1 or more"),
        ({"is_milestone": "perhaps"}, "is_milestone", "write true or false"),
        ({"colour": "red"}, "colour", "nothing is called so here"),
    ],
)
def test_a_refusal_is_in_peoples_words(as_, hidden, body, field, words):
    answer = as_("alice")("PATCH", "/api/v1/tasks/ENG-1", json=body).json()

    assert answer["errors"][0]["field"] == field
    assert words in answer["errors"][0]["message"]
    assert answer["detail"].startswith(f"Check {field}: ")
    assert not any(word in str(answer) for word in ("Input should", "str_", "type=", "Value error"))


def test_all_that_is_allowed_is_named(as_, hidden):
    said = as_("alice")("GET", "/api/v1/tasks?fields=secret").json()["detail"]
    allowed = SCHEMAS["Task"]["properties"]

    assert all(name in said for name in allowed)
