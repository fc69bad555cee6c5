"""Beside every item: its summary, what is in its way, what is like it; for those who may see it."""

from datetime import UTC, date, datetime

import pytest

from agents import claims
from agents.facts import Quote
from agents.plain import gist
from app import access, db
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.errors import NotFound
from app.work import comments, docs, goals, lists, relations, spaces, tasks
from knowledge.library import Library
from tests.conftest import assemble
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.fixture
def library(database, tmp_path):
    with db.writing() as session:
        cast = assemble(session)
        space = spaces.create(session, key="ENG", name="Engineering", by=cast.alice)
        hidden = spaces.create(session, key="SEC", name="Secret", is_private=True, by=cast.alice)
        by = access.actor(session, 1)
        goal = goals.create(
            session,
            title="EU launch",
            state="in_progress",
            by=by,
            period_start=date(2026, 10, 1),
            period_end=date(2026, 12, 31),
        )
        home = lists.create(session, space.id or 0, name="Platform", by=by)
        vault = lists.create(session, hidden.id or 0, name="Vault", by=by)
        by = access.actor(session, 1)
        lists.edit(session, home.id or 0, goal_id=goal.id, by=by)
        late = tasks.create(
            session,
            home.id or 0,
            title="Rotate the signing keys",
            description="The signing keys are two years old. Nobody remembers the pass phrase of the vault.",
            by=by,
            due=date(2026, 11, 20),
        )
        other = tasks.create(
            session, home.id or 0, title="Rotate the old signing keys again", by=by, assignees=[2]
        )
        secret = tasks.create(
            session, vault.id or 0, title="Rotate the signing keys in secret", by=by
        )
        relations.relate(session, other.id or 0, kind="blocks", to_task=late.id or 0, by=by)
        relations.relate(session, secret.id or 0, kind="blocks", to_task=late.id or 0, by=by)
        comments.add(session, ("task", late.id or 0), text="We wait for the auditors.", by=by)
        doc = docs.create(
            session,
            title="Key rotation",
            text="# Key rotation\n\nKeys are rotated every ninety days by the platform team. The auditors check the rotation in spring.\n\n```\nrotate --all the keys of every service now\n```\n\n| a | b |\n\nWe decided to keep the old signing keys for one week after a rotation.",
            by=by,
        )
        relations.link(session, ("doc", doc.id or 0), ("task", late.id or 0), by=by)
    found = Library(tmp_path / "library", embedder=WordEmbedder())
    catch_up([Indexer(found)])
    found.warm_up()
    while found.embed_pending():
        pass
    yield found
    found.close()


def about(library, kind, item, *, who=2):
    with db.reading() as session:
        return assistant.about(
            session, access.actor(session, who), kind, item, now=NOW, library=library
        )


def words(sentences) -> str:
    return " ".join(one.text for one in sentences)


def test_a_task(library):
    found = about(library, "task", "ENG-1")

    assert "in “To do”" in words(found.summary)
    assert "EU launch" in words(found.summary)
    assert "We wait for the auditors." in words(found.summary)
    assert "It waits for Rotate the old signing keys again (Bob Okafor)." in words(found.in_the_way)
    assert "3 days overdue" in words(found.in_the_way)
    assert "Nobody is on it." in words(found.in_the_way)
    assert "ENG-2" in [one.key for one in found.alike]
    assert all(one.sources for one in (*found.summary, *found.in_the_way))


def test_every_sentence_beside_a_page_is_a_claim_that_holds(library):
    places = (
        ("task", "ENG-1"),
        ("task", "ENG-2"),
        ("list", "1"),
        ("space", "1"),
        ("goal", "1"),
        ("doc", "1"),
    )
    for kind, item in places:
        found = about(library, kind, item)
        with db.reading() as session:
            gateway = assistant.gateway_of(
                session, access.actor(session, 2), now=NOW, library=library
            )
            verdicts = [
                claims.check(one.claim, gateway) for one in (*found.summary, *found.in_the_way)
            ]
        assert set(verdicts) == {"holds"}


def test_a_list_and_a_space(library):
    for kind in ("list", "space"):
        found = about(library, kind, "1")
        assert "2 open tasks" in words(found.summary)
        assert "1 task is overdue" in words(found.in_the_way)
        assert "has held up 1 task" in words(found.in_the_way)


def test_a_goal(library):
    found = about(library, "goal", "1")

    assert "EU launch is" in words(found.summary)
    assert "overdue" in words(found.in_the_way)


def test_a_doc_in_its_own_words(library):
    found = about(library, "doc", "1")

    said = words(found.summary)
    assert "rotated every ninety days" in said
    assert "rotate --all" not in said
    assert "| a |" not in said
    assert "Rotate the signing keys is 3 days overdue and blocked" in words(found.in_the_way)


def test_what_is_hidden_stands_nowhere(library):
    told = [
        about(library, "task", "ENG-1"),
        about(library, "doc", "1"),
        about(library, "list", "1"),
    ]

    assert not [one for one in told if "secret" in str(one)]
    assert "secret" in str(about(library, "task", "ENG-1", who=1))


@pytest.mark.parametrize(
    ("kind", "item"),
    [("task", "SEC-1"), ("list", "2"), ("space", "2"), ("goal", "9"), ("doc", "x"), ("task", "")],
)
def test_what_is_not_there_is_not_told_of(library, kind, item):
    with pytest.raises(NotFound):
        about(library, kind, item)


def test_a_gist_stands_in_the_text():
    text = (
        "Intro words come before everything here. The cache holds the cache keys of the cache. " * 3
    )
    quote = Quote("doc", 1, "", "The cache", "/docs/1", text, "", NOW, 0.0, "doc:1")

    picks = gist.of([quote])

    assert 0 < len(picks) <= 3
    assert all(pick.sentence in text for pick in picks)
    assert len({pick.sentence for pick in picks}) == len(picks)
