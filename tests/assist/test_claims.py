"""Every claim can be run again, and says when what it said is no longer so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import claims
from agents.facts import TaskFilter
from app.assist import assistant
from app.followers.indexer import Indexer
from app.followers.loop import catch_up
from app.work import comments, relations, tasks
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
FILTERS = st.builds(
    TaskFilter,
    categories=st.tuples(st.sampled_from(["done", "started"])),
    people=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    tags=st.lists(st.text(max_size=5), max_size=2).map(tuple),
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
    desk = assistant.desk_of(session, actor, now=NOW, library=library)
    return [claims.check(s.claim, desk) for s in answer.sentences if s.claim]


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
    assert "changed" in _verdicts(session, library, alice, answer) or "gone" in _verdicts(session, library, alice, answer)  # fmt: skip


def test_quoted_words_that_went_are_gone(session, alice, home, library):
    task = a_task(session, home, alice, title="Rotate signing keys")
    said = comments.add(session, ("task", task.id), text="We rotate the signing keys with Vault every quarter.", by=alice)  # fmt: skip
    session.commit()
    answer = _asked(session, library, alice, "why do we rotate the signing keys with Vault?")
    quoted = [s for s in answer.sentences if s.claim and s.claim.predicate == "quote" and s.claim.about["kind"] == "comment"]  # fmt: skip
    comments.edit(session, said.id, text="Never mind.", by=alice)
    session.commit()
    desk = assistant.desk_of(session, alice, now=NOW, library=library)

    assert quoted
    assert claims.check(quoted[0].claim, desk) == "changed"

    comments.delete(session, said.id, by=alice)
    session.commit()

    assert claims.check(quoted[0].claim, desk) == "gone"
