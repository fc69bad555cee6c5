"""Other assistants reach the workspace through its API: same rights, and a person confirms changes."""

from datetime import UTC, datetime

import httpx
import pytest
from mcp import Client, types

from app import access, db, wiring
from app.app import api
from app.consumers.loop import catch_up
from app.mcp.door import Door
from app.mcp.reach import Reach
from app.mcp.server import build
from app.work import comments, sessions, tasks
from tests.api.conftest import CANARY, as_, client, hidden, settled  # noqa: F401 - fixtures

PAGES = "https://work.example"


@pytest.fixture
def served(settled, hidden):  # noqa: F811 - fixtures
    """Alice's private corner beside the open list; returns a way to a client of somebody's."""
    with db.writing() as session:
        tasks.create(
            session,
            hidden.open_list,
            title="Rotate the signing keys",
            by=access.actor(session, 1),
            assignees=[2],
        )
    catch_up(wiring.current().consumers)

    def of(who: int, scope: str = "write", answer: bool | None = None) -> Client:
        secret = token(who, scope)

        async def asked(_context, params):
            of.asked.append(params.message)
            action = "accept" if answer is not None else "decline"
            return types.ElicitResult(action=action, content={"confirmed": bool(answer)})

        reach = Reach.inside(api, {"authorization": f"Bearer {secret}"}, PAGES)
        server = build(lambda _ctx: reach, version="1")
        return Client(server, elicitation_callback=None if answer is None else asked)

    of.asked = []
    return of


def token(who: int, scope: str = "write") -> str:
    with db.writing() as session:
        by = access.actor(session, who)
        now = datetime.now(UTC)
        return sessions.make_token(session, who, name="t", scope=scope, now=now, by=by)[1]


async def said(client: Client, tool: str, **arguments: object) -> str:  # noqa: F811 - not the fixture
    result = await client.call_tool(tool, arguments)
    return ("ERROR " if result.is_error else "") + result.content[0].text


def priority(key: str) -> int:
    with db.reading() as session:
        return access.task(session, key, access.actor(session, 1)).priority


async def test_what_is_found_is_fetched(served):
    async with served(2) as bob:
        found = await bob.call_tool("search", {"query": "signing keys"})
        first = found.structured_content["results"][0]
        record = await said(bob, "fetch", id=first["id"])

    assert first["url"].startswith(f"{PAGES}/tasks/ENG-")
    assert "Bob Okafor" in record


async def test_an_answer_links_its_records(served):
    async with served(2) as bob:
        text = await said(bob, "ask", question="what is Bob working on?")
        more = await said(bob, "ask", question="how many?", earlier=["what is Bob working on?"])

    assert f"]({PAGES}/tasks/ENG-" in text
    assert "1" in more


async def test_a_week_adds_up(served):
    async with served(2) as bob:
        assert "Engineering" in await said(bob, "summary", space=1)
        assert "Acme" in await said(bob, "summary")
        assert "ERROR" in await said(bob, "summary", goal=1, space=1)


async def test_what_there_is_can_be_named(served, hidden):  # noqa: F811 - a fixture
    async with served(2) as bob:
        spaces = (await bob.call_tool("list_spaces", {})).structured_content["spaces"]
        lists = (await bob.call_tool("list_lists", {"space": spaces[0]["id"]})).structured_content
        people = await bob.call_tool("list_people", {"email": "ALICE@example.com"})
        await said(bob, "comments", key="ENG-1")

    assert [(one["key"], one["name"]) for one in spaces] == [("ENG", "Engineering")]
    assert [one["name"] for one in lists["lists"]] == ["Platform"]
    assert [one["name"] for one in people.structured_content["people"]] == ["Alice Moreau"]


async def test_what_was_said_is_read_with_its_answers(served, hidden):  # noqa: F811 - a fixture
    with db.writing() as session:
        alice = access.actor(session, 1)
        task = access.task(session, "ENG-1", alice).id or 0
        first = comments.add(session, ("task", task), text="Why now?", by=alice)
        session.flush()
        comments.add(session, ("task", task), text="The audit.", parent_id=first.id, by=alice)
    async with served(2) as bob:
        found = (await bob.call_tool("comments", {"key": "ENG-1"})).structured_content

    [thread] = found["comments"]
    assert (thread["author"], thread["text"]) == ("Alice Moreau", "Why now?")
    assert [answer["text"] for answer in thread["answers"]] == ["The audit."]


async def test_what_is_hidden_is_in_no_tool(served, hidden):  # noqa: F811 - a fixture
    async with served(2) as bob:
        told = [
            await said(bob, "search", query=CANARY),
            await said(bob, "fetch", id=hidden.key),
            await said(bob, "fetch", id=f"goal:{hidden.goal_id}"),
            await said(bob, "fetch", id=f"doc:{hidden.doc_id}"),
            await said(bob, "ask", question=f"what is {hidden.key} about?"),
            await said(bob, "change", change=f"delete {hidden.key}"),
            await said(bob, "list_spaces"),
            await said(bob, "list_lists"),
            await said(bob, "list_lists", space=hidden.space_id),
            await said(bob, "comments", key=hidden.key),
        ]

    assert not [text for text in told if f"{CANARY} " in text.replace(f"“{CANARY}", "")]


async def test_a_person_who_says_yes_changes_it(served):
    async with served(2, answer=True) as bob:
        text = await said(bob, "change", change="set the priority of ENG-1 to urgent")

    assert text.startswith("Done: [ENG-1]")
    assert served.asked == [
        "Goalward would change this:\nSet the priority of ENG-1 to urgent:\n- Priority: none → urgent"
    ]
    assert priority("ENG-1") == 1


async def test_a_person_who_says_no_changes_nothing(served):
    async with served(2, answer=False) as bob:
        text = await said(bob, "change", change="set the priority of ENG-1 to urgent")

    assert "Nothing is changed yet" in text
    assert priority("ENG-1") == 0


async def test_where_nobody_can_be_asked_a_page_is_linked(served):
    async with served(2) as bob:
        text = await said(bob, "change", change="set the priority of ENG-1 to urgent")

    assert f"{PAGES}/ask?q=set%20the%20priority" in text
    assert priority("ENG-1") == 0


async def test_a_reading_token_changes_nothing(served):
    async with served(2, scope="read", answer=True) as bob:
        text = await said(bob, "change", change="set the priority of ENG-1 to urgent")

    assert "read-only" in text
    assert priority("ENG-1") == 0


@pytest.mark.parametrize("id_", ["task:../users", "user:1", "", "task:", "goal:x/y"])
async def test_odd_ids_are_refused(served, id_):
    async with served(2) as bob:
        assert (await said(bob, "fetch", id=id_)).startswith("ERROR")


async def test_the_door(served):
    door = Door(api, version="1")
    ask = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=door), base_url="http://x"
    ) as outside:
        assert (await outside.post("/mcp", json=ask)).status_code == 503
        async with door.opened():
            secret = token(2)
            for headers, status in (
                ({}, 401),
                ({"authorization": "Bearer wrong"}, 401),
                ({"authorization": f"Bearer {secret}", "origin": "https://evil.example"}, 403),
            ):
                answer = await outside.post("/mcp", json=ask, headers={**accept, **headers})
                assert answer.status_code == status
                assert answer.headers["content-type"] == "application/problem+json"
            inside = await outside.post(
                "/mcp", json=ask, headers={**accept, "authorization": f"Bearer {secret}"}
            )
            assert inside.status_code not in (401, 403, 503)
