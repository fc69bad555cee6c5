"""A model at work through the API: it looks with its asker's eyes, changes nothing, and proves what it says."""

import json
from collections.abc import Callable

import pytest
from sqlmodel import func, select

from app import access, db, wiring
from app.consumers.loop import catch_up
from app.models import Event
from app.work import comments, lists, tasks
from tests.api.conftest import CANARY
from tests.fakes import ChatServer

LOOKS = [
    ("ask", {"question": f"What is the status of the {CANARY} task?"}),
    ("ask", {"question": "What is Alice working on?"}),
    ("search", {"words": f"{CANARY} word"}),
    ("read", {"address": "SEC-1"}),
    ("read", {"address": "/docs/1"}),
    ("read", {"address": "/goals/1"}),
]


@pytest.fixture
def chat(monkeypatch) -> Callable[[Callable], ChatServer]:
    """A model behind a server here, set by the environment."""

    def make(reply) -> ChatServer:
        server = ChatServer(reply)
        monkeypatch.setenv("GOALWARD_MODEL", "openai:here")
        monkeypatch.setenv("GOALWARD_MODEL_URL", server.url)
        monkeypatch.setenv("GOALWARD_MODEL_TIMEOUT", "60")
        return server

    return make


@pytest.fixture
def work(settled, hidden):
    """An open task with a comment, found by search; what is hidden can be found, too."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        made = tasks.create(
            session, hidden.open_list, title="Rotate the signing keys", by=alice, assignees=[2]
        )
        comments.add(
            session,
            ("task", made.id or 0),
            text="We decided to keep the old keys for 7 days.",
            by=alice,
        )
    catch_up(wiring.current().consumers)
    return hidden


def _reply(calls, says="NOTHING", *, before=lambda: None):
    """Calls the tools once, then words; `before` happens while the wording is made."""

    def reply(body):
        if "tools" in body:
            looked = any(m["role"] == "tool" for m in body["messages"])
            return {"content": "READY"} if looked else {"tools": calls}
        before()
        return {"content": says if isinstance(says, str) else says(body)}

    return reply


def _asked(caller, question: str) -> list[tuple[str, dict]]:
    told = caller("POST", "/api/v1/ask/stream", json={"question": question})
    blocks = [block.split("\n", 1) for block in told.text.strip().split("\n\n")]
    return [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in blocks
    ]


def _citing(body, says: str) -> str:
    """What is said, citing the piece that speaks of the old keys."""
    lines = body["messages"][-1]["content"].splitlines()
    at = next(n for n, line in enumerate(lines) if "old keys" in line)
    number = next(line.split(":")[0] for line in reversed(lines[: at + 1]) if line[:1] == "S")
    return says.replace("S%d", number)


def _returned(server: ChatServer) -> str:
    """All that tools gave the model."""
    messages = [m for body in server.requests for m in body["messages"] if m["role"] == "tool"]
    return json.dumps(messages)


def test_the_plain_answer_comes_first_then_looks_words_and_proofs(as_, work, chat):
    says = json.dumps(
        {
            "sentences": [
                {
                    "text": "The old keys are kept for 7 days.",
                    "cites": ["S%d"],
                    "quote": "keep the old keys for 7 days",
                },
                {"text": "Carol Reyes said so.", "cites": ["S1"], "quote": ""},
            ]
        }
    )

    replies = _reply([("search", {"words": "old keys"})], lambda body: _citing(body, says))
    with chat(replies) as server:
        events = _asked(as_("bob"), "what is Bob working on?")

    names = [name for name, _ in events]
    assert (names[0], names[-1]) == ("plain", "worded")
    assert names.index("look") < names.index("word")
    assert any("signing keys" in one["text"] for one in events[0][1]["sentences"])
    assert [data["text"] for name, data in events if name == "word"] == [
        "The old keys are kept for 7 days. "
    ]
    [sentence] = events[-1][1]["sentences"]
    assert any("/tasks/ENG-" in source["url"] for source in sentence["sources"])
    assert events[-1][1]["dropped"] == 1
    assert "old keys for 7 days" in _returned(server)


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_tools_show_nothing_that_the_asker_may_not_see(as_, work, chat, who):
    with chat(_reply(LOOKS)) as server:
        events = _asked(as_(who), "what is going on?")

    assert len([name for name, _ in events if name == "look"]) == len(LOOKS)
    found = json.loads(_returned(server))
    said = json.dumps(
        [{**one, "content": one["content"].replace(f"“{CANARY}”", "")} for one in found]
    )
    assert f"{CANARY} word" not in said
    assert f"{CANARY} task" not in said
    assert "SEC-" not in said
    assert f"{CANARY} doc" not in json.dumps(events)


def test_the_same_looks_show_the_owner_her_own(as_, work, chat):
    with chat(_reply(LOOKS)) as server:
        _asked(as_("alice"), "what is going on?")

    assert f"{CANARY} word" in _returned(server)
    assert f"{CANARY} doc" in _returned(server)


def test_a_right_taken_away_meanwhile_counts_at_once(as_, work, chat):
    with db.writing() as session:
        lists.share(session, work.open_list, with_user=3, by=access.actor(session, 1))

    def reply(body):
        if "tools" not in body:
            return {"content": "NOTHING"}
        if any(m["role"] == "tool" for m in body["messages"]):
            return {"content": "READY"}
        with db.writing() as session:
            lists.unshare(session, work.open_list, with_user=3, by=access.actor(session, 1))
        return {"tools": [("search", {"words": "old keys"}), ("read", {"address": "ENG-6"})]}

    with chat(reply) as server:
        events = _asked(as_("carol"), "what is open?")

    assert events[0][1]["sentences"]
    assert "keys" not in _returned(server).replace("old keys", "")


def test_what_closes_while_it_is_worded_is_not_said(as_, work, chat):
    def close():
        with db.writing() as session:
            lists.unshare(session, work.open_list, with_user=3, by=access.actor(session, 1))

    with db.writing() as session:
        lists.share(session, work.open_list, with_user=3, by=access.actor(session, 1))
    with chat(_reply([], "Bob Okafor has Rotate the signing keys. [S1]", before=close)):
        events = _asked(as_("carol"), "who owns ENG-6?")

    assert events[-1] == ("worded", {"sentences": [], "dropped": 1})


def test_nothing_is_done_by_asking(as_, work, chat):
    orders = [
        ("ask", {"question": "assign ENG-6 to Alice"}),
        ("ask", {"question": "create a task “Buy milk” in Platform"}),
        ("ask", {"question": "delete ENG-6"}),
    ]
    alice = as_("alice")  # her token is an event of its own
    with db.reading() as session:
        before = session.exec(select(func.count()).select_from(Event)).one()
    with chat(_reply(orders)) as server:
        _asked(alice, "what is Bob working on?")

    returned = [m["content"] for m in json.loads(_returned(server))]
    assert returned == ["This can only be asked, not done."] * 3
    with db.reading() as session:
        assert session.exec(select(func.count()).select_from(Event)).one() == before


def test_what_asks_back_or_would_do_something_is_not_worded(as_, work, chat):
    with chat(_reply([])) as server:
        events = _asked(as_("alice"), "assign ENG-6 to Alice")

    assert [name for name, _ in events] == ["plain", "worded"]
    assert server.requests == []


def test_a_refused_question_is_answered_by_other_words(as_, work, chat):
    says = '{"text": "Alice Moreau wrote that the old keys are kept for 7 days.", "cites": ["S%d"], "quote": "keep the old keys for 7 days"}'
    question = "why does retention stay as it is?"
    with chat(_reply([("search", {"words": "decided keys"})], lambda body: _citing(body, says))):
        events = _asked(as_("bob"), question)

    assert events[0][1]["mode"] == "none"
    [sentence] = events[-1][1]["sentences"]
    assert "/tasks/ENG-6#comment-" in sentence["sources"][0]["url"]


def test_a_server_that_fails_leaves_the_plain_answer(as_, work, chat):
    with chat(lambda _: {"status": 500}):
        events = _asked(as_("bob"), "what is Bob working on?")

    assert events[0][1]["sentences"]
    assert events[1:] == [("worded", {"sentences": [], "dropped": 0})]


def test_no_address_but_one_of_a_record_is_read(as_, work, chat):
    wrong = [
        "https://evil.example/docs/1",
        "/etc/passwd",
        "/spaces/1",
        "../docs/1",
        "/api/v1/users",
        "goals",
    ]
    with chat(_reply([("read", {"address": one}) for one in wrong])) as server:
        _asked(as_("alice"), "what is Bob working on?")

    assert [m["content"] for m in json.loads(_returned(server))] == ["Nothing found."] * len(wrong)
