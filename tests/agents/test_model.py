"""The door to models, through LangChain, against a server here that speaks as OpenAI does."""

import json
import time

import pytest

from agents import limits
from agents.collecting import Looked
from agents.model import LangChainModel, ModelFailed, Tool
from agents.wording import worded
from tests.agents.test_collecting import MEMO, NONE, PLAIN, FixedReaders, Found
from tests.fakes import ChatServer

SAYS = json.dumps(
    {
        "sentences": [
            {
                "text": "The old keys go on 30 November.",
                "cites": ["S2"],
                "quote": "old keys go on 30 November",
            },
            {"text": "Bob Okafor has the task.", "cites": ["S1"], "quote": "with Bob Okafor"},
            {"text": "All 12 tasks are done.", "cites": ["S1"], "quote": ""},
        ]
    }
)


def _model(server: ChatServer, timeout: float = 60.0) -> LangChainModel:
    return LangChainModel("openai:here", server.url, timeout)


def _worded(server: ChatServer, answer=PLAIN, found=Found(passages=[MEMO]), seconds=60.0):  # noqa: B008 - never changed
    readers = FixedReaders(found)
    *said, last = worded(answer, _model(server), seconds=seconds, readers=readers)
    return readers, said, last


def _first(calls):
    """A reply that makes these calls when tools are offered, then has enough, then words."""

    def reply(body):
        if "tools" not in body:
            return {"content": SAYS}
        asked = any(m["role"] == "tool" for m in body["messages"])
        return {"content": "READY"} if asked else {"tools": calls}

    return reply


def test_tools_then_one_structured_call():
    with ChatServer(_first([("search", {"words": "old keys"})])) as server:
        readers, said, answer = _worded(server)

    assert readers.asked == [("search", "old keys")]
    assert said == [
        Looked("Searched for “old keys”"),
        "The old keys go on 30 November. ",
        "Bob Okafor has the task. ",
    ]
    assert (answer.mode, answer.dropped) == ("model", 1)
    first, second, wording = server.requests
    assert {t["function"]["name"] for t in first["tools"]} == {"ask", "search", "read"}
    [returned] = [m["content"] for m in second["messages"] if m["role"] == "tool"]
    assert returned.startswith("S2: Written in Keys memo")
    assert wording["stream"]
    assert "tools" not in wording
    shape = wording["response_format"]["json_schema"]["schema"]
    assert shape["properties"]["sentences"]["items"]["properties"]["cites"]["items"]["enum"] == [
        "S1",
        "S2",
    ]


def test_a_server_that_knows_no_shape_is_asked_without():
    def reply(body):
        if "response_format" in body:
            return {"status": 400}
        return {"content": "READY" if "tools" in body else "Bob Okafor has the task. [S1]"}

    with ChatServer(reply) as server:
        _, said, answer = _worded(server)

    assert said == ["Bob Okafor has the task. "]
    assert answer.mode == "model"


def test_a_server_that_knows_no_tools_words_what_there_is():
    with ChatServer(
        lambda body: {"status": 400} if "tools" in body else {"content": SAYS}
    ) as server:
        _, said, answer = _worded(server)

    assert said == ["Bob Okafor has the task. "]
    assert answer.dropped == 2  # S2 was never found


def test_one_that_calls_tools_for_ever_is_stopped():
    def reply(body):
        if "tools" not in body:
            return {"content": SAYS}
        return {
            "tools": [("search", {"words": f"keys {n} {len(body['messages'])}"}) for n in range(4)]
        }

    with ChatServer(reply) as server:
        readers, _, answer = _worded(server)

    assert len([r for r in server.requests if "tools" in r]) <= limits.MOST_MODEL_CALLS
    assert len(readers.asked) <= limits.MOST_TOOL_CALLS
    assert answer.mode == "model"


def test_one_that_spends_too_many_tokens_is_stopped():
    def reply(body):
        spent = {
            "tools": [("search", {"words": f"{len(body['messages'])}"})],
            "tokens": limits.MOST_TOKENS // 2 + 1,
        }
        return spent if "tools" in body else {"content": SAYS}

    with ChatServer(reply) as server:
        _worded(server)

    assert len([r for r in server.requests if "tools" in r]) == 2


@pytest.mark.parametrize(
    "call",
    [
        ("delete", {"key": "ENG-12"}),
        ("search", {"sql": "drop table task"}),
        ("search", '{"words": "old'),
        ("read", {"address": "/docs/4", "user_id": 1, "scope": "everything"}),
    ],
)
def test_calls_that_are_none_change_nothing(call):
    with ChatServer(_first([call])) as server:
        readers, _, answer = _worded(server)

    assert all(tool in ("ask", "search", "read") for tool, _ in readers.asked)
    assert all(said in ("/docs/4", "") for _, said in readers.asked)
    assert answer.mode == "model"


@pytest.mark.parametrize("stalls", ["tools", "wording", "both"])
def test_one_that_stalls_leaves_what_stands(stalls):
    def reply(body):
        looks = "tools" in body
        if stalls == "both" or looks == (stalls == "tools"):
            return {"stall": 20}
        return {"content": "READY" if looks else SAYS}

    began = time.monotonic()
    with ChatServer(reply) as server:
        _, _, answer = _worded(server, seconds=6.0 if stalls == "tools" else 1.0)
        server.stalls.set()

    assert time.monotonic() - began < 15
    assert answer.mode == ("model" if stalls == "tools" else "computed")


def test_a_giant_answer_is_cut_off_and_what_was_proved_stays():
    giant = SAYS + "blah " * 200_000
    with ChatServer(lambda body: {"content": "READY" if "tools" in body else giant}) as server:
        _, said, answer = _worded(server)

    assert said == ["Bob Okafor has the task. "]
    assert len(answer.sentences) == 1


def test_an_answer_cut_off_by_its_length_keeps_its_whole_sentences():
    cut = SAYS[: SAYS.index("All 12 tasks")]
    with ChatServer(
        lambda body: {"content": "READY" if "tools" in body else cut, "finish": "length"}
    ) as server:
        _, _, answer = _worded(server, answer=PLAIN)

    assert [s.text for s in answer.sentences] == ["Bob Okafor has the task."]
    assert answer.dropped == 2  # what was never found, and what was cut


def test_a_refused_question_is_answered_by_looking_with_other_words():
    says = SAYS.replace("S2", "S9").replace("S1", "S2").replace("S9", "S1")
    replies = _first([("search", {"words": "keys memo"})])

    def reply(body):
        return replies(body) if "tools" in body else {"content": says}

    with ChatServer(reply) as server:
        _, _, answer = _worded(server, answer=NONE)

    assert [s.text for s in answer.sentences] == ["The old keys go on 30 November."]


def test_one_that_is_not_there_fails_in_one_word():
    gone = LangChainModel("openai:here", "http://127.0.0.1:9/v1", 2.0)

    with pytest.raises(ModelFailed):
        list(gone.stream("Be brief.", "Hello"))
    with pytest.raises(ModelFailed):
        list(gone.collect("Look.", "Hello", [Tool("ask", "Ask.", "question", str.upper)]))


@pytest.mark.parametrize("name", ["nobody:here", "here", "", "ollama:"])
def test_a_name_that_is_none_fails_as_a_model_does(name):
    with pytest.raises(ModelFailed):
        list(LangChainModel(name, "http://127.0.0.1:9", 1.0).stream("Be brief.", "Hello"))


@pytest.mark.parametrize(
    ("name", "more"),
    [("anthropic:claude-x", {"response_format"}), ("ollama:x", {"format"}), ("mistralai:x", set())],
)
def test_each_provider_is_told_the_shape_in_its_own_way(name, more):
    assert set(LangChainModel(name)._shaped({"type": "object"})) == more
