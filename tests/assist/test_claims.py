"""Every claim can be run again, and says when what it said is no longer so."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents import claims
from agents.claims.claim import Predicate
from agents.claims.stored import read
from agents.facts import TaskFilter
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import comments, goals, relations, tasks
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
FILTERS = st.builds(
    TaskFilter,
    categories=st.tuples(st.sampled_from(["done", "started"])),
    people=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    tags=st.lists(
        st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=5), max_size=2
    ).map(tuple),
    unassigned=st.booleans(),
    goal=st.none() | st.integers(1, 9),
    due_before=st.none() | st.dates(),
    updated_before=st.none() | st.datetimes(timezones=st.just(UTC)),
    blocked=st.none() | st.booleans(),
)


@given(FILTERS)
def test_a_filter_survives_being_kept(wanted):
    assert claims.filter_from(claims.filter_json(wanted)) == wanted


@pytest.fixture
def library(tmp_path):
    found = Library(tmp_path / "library", embedder=WordEmbedder())
    yield found
    found.close()


def _asked(session, library, actor, question):
    catch_up([Indexer(library)])
    return assistant.ask(session, actor, question, now=NOW, library=library)


def _verdicts(session, library, actor, answer):
    gateway = assistant.gateway_of(session, actor, now=NOW, library=library)
    assert all(s.claim for s in answer.sentences)
    return [claims.check(s.claim, gateway) for s in answer.sentences if s.claim]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("what is overdue?", "due"),
        ("which tasks are blocked?", "blocks"),
        ("what is Alice working on?", "people"),
        ("how many open tasks by status", "done"),
        ("what was added this week?", "new"),
    ],
)
def test_a_claim_holds_until_the_work_changes(session, alice, home, library, question, about):
    first = a_task(
        session, home, alice, title="Rotate keys", due=date(2026, 11, 1), assignees=[alice.user_id]
    )
    second = a_task(session, home, alice, title="Ship it")
    relations.relate(session, first.id, kind="blocks", to_task=second.id, by=alice)
    session.commit()
    answer = _asked(session, library, alice, question)
    before = _verdicts(session, library, alice, answer)

    if about == "due":
        tasks.edit(session, first.id, due=date(2026, 12, 24), by=alice)
    elif about == "blocks":
        relations.unrelate(session, first.id, kind="blocks", to_task=second.id, by=alice)
    elif about == "people":
        tasks.edit(session, first.id, assignees=[], by=alice)
    elif about == "done":
        tasks.delete(session, second.id, by=alice)
    else:
        a_task(session, home, alice, title="One more", at=NOW - timedelta(hours=1))
    session.commit()

    assert before
    assert set(before) == {"holds"}
    assert "changed" in _verdicts(session, library, alice, answer) or "gone" in _verdicts(
        session, library, alice, answer
    )


def test_quoted_words_that_went_are_gone(session, alice, home, library):
    task = a_task(session, home, alice, title="Rotate signing keys")
    said = comments.add(
        session,
        ("task", task.id),
        text="We rotate the signing keys with Vault every quarter.",
        by=alice,
    )
    session.commit()
    answer = _asked(session, library, alice, "why do we rotate the signing keys with Vault?")
    quoted = [
        s
        for s in answer.sentences
        if s.claim.predicate == "quote" and s.claim.about["kind"] == "comment"
    ]
    comments.edit(session, said.id, text="Never mind.", by=alice)
    session.commit()
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)

    assert quoted
    assert claims.check(quoted[0].claim, gateway) == "changed"

    comments.delete(session, said.id, by=alice)
    session.commit()

    assert claims.check(quoted[0].claim, gateway) == "gone"


# -- what comes back from where claims were kept may have been written by anybody --------------------

PREDICATES = get_args(Predicate)
SMALL = st.none() | st.booleans() | st.integers(-9, 2**70) | st.floats() | st.text(max_size=6)
JSON = st.recursive(
    SMALL,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=6), one, max_size=3),
    max_leaves=6,
)
NAMES = (
    "filter",
    "kind",
    "start",
    "end",
    "key",
    "by",
    "label",
    "but",
    "way",
    "part",
    "statuses",
    "fields",
    "id",
    "field",
    "first",
    "title",
    "record",
    "text",
    "person",
    "things",
    "claims",
    "as_of",
)
# Nearly right is more dangerous than wrong: each field holds anything, or what another one should.
LIKELY = st.sampled_from(
    [
        "task:1",
        "doc:1",
        "ENG-1",
        "before",
        "due",
        "person",
        "done",
        "2026-11-01",
        "2026-11-01T00:00:00+00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31",
        "goal",
        [],
        {},
        1,
        {"lists": [1]},
        {"people": [2**80]},
        {"due_from": "x"},
        {"tags": ["\x00"]},
        {"goal": -5},
        [["task", 1, "task:1", ""]],
        [{"predicate": "all", "about": {}, "value": ""}],
    ]
)
KEPT = st.fixed_dictionaries(
    {
        "predicate": st.sampled_from(PREDICATES) | JSON,
        "about": st.dictionaries(st.sampled_from(NAMES), LIKELY | JSON) | JSON,
        "value": st.text(max_size=3) | JSON,
    }
)


@settings(
    max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(KEPT | JSON)
def test_whatever_is_sent_gets_a_verdict(session, alice, home, library, kept):
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)

    assert claims.verdict(kept, gateway) in ("holds", "changed", "gone", "unknown")


def test_claims_kept_before_are_still_read(session, alice, home, library):
    task = a_task(session, home, alice, title="Rotate keys", due=date(2026, 11, 1))
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)
    fact = gateway.task(task.key)
    old = {
        "predicate": "task",
        "about": {"key": task.key},
        "value": claims.fingerprint(
            [
                fact.key,
                fact.title,
                fact.status,
                fact.due,
                fact.people,
                fact.priority,
                fact.list_name,
                fact.blocked_by,
                fact.blocking,
            ]
        ),
    }

    assert claims.verdict(old, gateway) == "holds"

    tasks.edit(session, task.id, priority=1, by=alice)

    assert (
        claims.verdict(old, assistant.gateway_of(session, alice, now=NOW, library=library))
        == "changed"
    )


def test_a_claim_about_a_past_day_is_checked_on_that_day(session, alice, home, library):
    task = a_task(
        session,
        home,
        alice,
        title="Rotate keys",
        due=date(2026, 11, 1),
        at=NOW - timedelta(days=40),
    )
    session.commit()
    answer = _asked(session, library, alice, "what was overdue on 10 Nov?")
    kept = json.loads(json.dumps([asdict(one.claim) for one in answer.sentences]))
    tasks.edit(session, task.id, due=date(2026, 12, 24), by=alice, at=NOW)
    session.commit()
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)

    assert answer.sentences[0].items == (task.key,)
    assert set(claims.verdicts(kept, gateway)) == {"holds"}
    assert set(
        claims.verdicts(
            [
                {**one, "about": {k: v for k, v in one["about"].items() if k != "as_of"}}
                for one in kept
            ],
            gateway,
        )
    ) == {"changed"}
    assert len(gateway.tasks(TaskFilter(due_before=gateway.today))) == 0


def test_what_may_not_be_seen_looks_as_if_it_were_not_there(session, alice, carol, home, library):
    goal = goals.create(session, title="EU launch", by=alice)
    task = a_task(session, home, alice, title="Rotate keys", assignees=[1])
    said = comments.add(session, ("task", task.id), text="We rotate with Vault.", by=alice)
    relations.link(session, ("task", task.id), ("goal", goal.id), by=alice)
    session.commit()
    mine = assistant.gateway_of(session, alice, now=NOW, library=library)
    hers = assistant.gateway_of(session, carol, now=NOW, library=library)
    fact, whole = mine.task(task.key), mine.goal(goal.id)
    [quote] = mine.comments_on("task", task.id)
    true = [
        claims.of_task(fact, "title"),
        claims.of_goal(whole, "title"),
        claims.of_serves(fact, [(whole, "")]),
        claims.of_quote("comment", said.id, f"task:{task.id}", quote.text),
        claims.of_last("task", task.id, quote),
        claims.of_things("Alice Moreau", [quote]),
        claims.of_waiting(fact, [], before=True),
        claims.of_tasks(TaskFilter(goal=goal.id), [task.key]),
        claims.of_similar(fact, []),
        claims.of_field(
            fact, "people", "Alice Moreau", mine.last_change("task", task.id, "people")
        ),
    ]
    kept = [asdict(one) for one in true]
    false = [{**one, "value": "another"} for one in kept]
    missing = [json.loads(json.dumps(one).replace(task.key, "ENG-99")) for one in kept]

    assert set(claims.verdicts(kept, mine)) == {"holds"}
    assert claims.verdicts(kept, hers) == claims.verdicts(false, hers) == ["gone"] * len(kept)
    assert set(claims.verdicts(missing, hers)) == {"gone"}


KEPT_TYPES = {
    "tasks": {"filter": {}},
    "group": {"filter": {}, "by": "status", "label": "Doing"},
    "split": {"filter": {}, "by": "status", "but": []},
    "changes": {
        "filter": {"created_from": "2026-11-01T00:00:00+00:00", "due_before": "2026-12-01"},
        "kind": "done",
        "start": "2026-11-01T00:00:00+01:00",
        "end": "2026-11-08T00:00:00Z",
    },
    "query": {
        "query": {
            "measure": "count",
            "where": {"field": "overdue", "op": "is", "value": True},
            "when": {"start": "2026-11-01", "end": "2026-12-01", "words": "November"},
            "event": "done",
            "per": "person",
        }
    },
    "waiting": {"key": "ENG-1", "way": "before"},
    "blockers": {"filter": {"goal": 1}},
    "flow": {
        "filter": {},
        "start": "2026-11-01",
        "end": "2026-11-08",
        "part": "cycle",
        "key": "",
    },
    "queue": {"filter": {}, "start": "2026-11-01", "end": "2026-11-08", "statuses": ["Doing"]},
    "task": {"key": "ENG-1"},
    "goal": {"id": 1, "fields": ["title"]},
    "field": {"key": "ENG-1", "field": "due"},
    "goals": {"filter": {"states": ["planned"]}},
    "serves": {"key": "ENG-1"},
    "similar": {"key": "ENG-1"},
    "linked": {"kind": "doc", "id": 1, "key": "ENG-1"},
    "findings": {},
    "summary": {"kind": "goal", "id": 1, "first": "2026-11-16"},
    "quote": {"kind": "comment", "id": 1, "record": "task:1", "text": "Done."},
    "last": {"kind": "task", "id": 1},
    "written": {"kind": "doc", "id": 1, "record": "doc:1"},
    "things": {"person": "Alice", "things": [["task", 1, "task:1", "ab12"]]},
    "all": {"claims": [{"predicate": "findings", "about": {}, "value": ""}]},
}


def test_every_predicate_has_a_type():
    assert KEPT_TYPES.keys() == set(get_args(Predicate))
    for predicate, about in KEPT_TYPES.items():
        kept = {"predicate": predicate, "about": {**about, "as_of": "2026-11-10"}, "value": ""}
        assert read(kept).about.as_of == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("predicate", "change"),
    [
        ("tasks", {"filter": {"nobody_knows_this": 1}}),
        ("tasks", {"filter": {"people": ["1"]}}),
        ("tasks", {"filter": {"unassigned": 1}}),
        ("tasks", {"filter": {"due_before": 20261201}}),
        ("tasks", {"filter": {"created_from": "2026-11-01T00:00:00"}}),
        ("tasks", {"filter": {"tags": ["a\x00b"]}}),
        ("tasks", {"as_of": "0001-01-01"}),
        ("goal", {"id": 2**31}),
        ("goal", {"id": True}),
        ("quote", {"record": "status:1"}),
        ("quote", {"text": "x" * 2001}),
        ("flow", {"end": "2999-01-01"}),
        ("query", {"query": {"measure": "count", "nobody_knows_this": 1}}),
        ("query", {"query": {"of": "salaries"}}),
        ("query", {"query": {"limit": 101}}),
        ("query", {"query": {"when": {"start": "0001-01-01", "end": "2026-11-02"}}}),
        ("waiting", {"way": "sideways"}),
        ("all", {"claims": []}),
        ("all", {"claims": [{"predicate": "all", "about": {"claims": []}, "value": ""}]}),
    ],
)
def test_a_malformed_claim_is_no_claim(predicate, change):
    with pytest.raises(ValueError, match=r".*"):
        read({"predicate": predicate, "about": {**KEPT_TYPES[predicate], **change}, "value": ""})


def test_a_filter_kept_before_its_field_was_renamed_is_read():
    assert claims.filter_from({"says": ["login"]}) == TaskFilter(topics=("login",))
