"""What may be meant is offered while somebody types: to those who may see it, and never as if it were chosen."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app import access
from app.assist import suggesting
from app.assist.suggesting import Suggestion
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import comments, docs, goals, lists, spaces
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder
from tests.statements import counted

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
Suggest = Callable[..., list[Suggestion]]


@pytest.fixture
def library(tmp_path):
    opened = Library(tmp_path / "library", embedder=WordEmbedder())
    yield opened
    opened.close()


@pytest.fixture
def work(session, alice, home, library):
    """Tasks, a doc, a goal and a comment; and a list only Alice sees."""
    keys = a_task(
        session, home, alice, title="Rotate the signing keys", description="Before the audit."
    )
    tapes = a_task(session, home, alice, title="Order backup tapes")
    comments.add(
        session, ("task", tapes.id), text="The vendor signed the contract on Monday.", by=alice
    )
    docs.create(
        session, title="Signing handbook", text="# Who\n\nThe auditor rotates nothing.", by=alice
    )
    goals.create(session, title="EU launch", by=alice)
    secret = spaces.create(
        session, key="SEC", name="Secret acquisitions", is_private=True, by=alice
    )
    alice = access.actor(session, alice.user_id)
    hidden = lists.create(session, secret.id or 0, name="Acquisition targets", by=alice)
    alice = access.actor(session, alice.user_id)
    a_task(session, hidden, alice, title="Acquire the tape maker")
    session.commit()
    catch_up([Indexer(library)])
    return keys


@pytest.fixture
def suggest(session, alice, work, library) -> Suggest:
    def of(line: str, who=None) -> list[Suggestion]:
        actor = who or access.actor(session, alice.user_id)
        return suggesting.suggest(session, actor, line, library=library, now=NOW).results

    return of


def _said(found: list[Suggestion]) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in found]


def test_all_kinds_are_found_by_the_beginnings_of_words(suggest):
    # What is called so, then what says so.
    assert _said(suggest("sign")) == [
        ("doc", "Signing handbook"),
        ("task", "Rotate the signing keys"),
        ("comment", "Order backup tapes"),
    ]
    assert ("goal", "EU launch") in _said(suggest("laun"))
    assert ("person", "Bob") in [(k, t.split()[0]) for k, t in _said(suggest("bo"))]
    assert ("list", "Acquisition targets") in _said(suggest("acq targ"))


def test_a_word_is_found_while_its_ending_is_still_missing(suggest):
    for typed in ("r", "rotat", "rotati", "rotating", "signin", "signings"):
        assert "Rotate the signing keys" in [one.title for one in suggest(typed)] or typed == "r", (
            typed
        )


@pytest.mark.parametrize("typed", ["{key}", "{low}", "{bare}", "#{key}", "{spaced}"])
def test_a_key_is_meant_however_it_is_written(suggest, work, typed):
    low = work.key.casefold()
    line = typed.format(
        key=work.key, low=low, bare=low.replace("-", ""), spaced=low.replace("-", " ")
    )

    first, *rest = suggest(line)
    assert (first.key, first.is_meant) == (work.key, True)
    assert not any(one.is_meant for one in rest)


def test_only_one_thing_that_was_nearly_typed_out_is_meant(suggest, session, alice):
    assert [one.title for one in suggest("eu launch") if one.is_meant] == ["EU launch"]
    assert [one.title for one in suggest("eu launc") if one.is_meant] == ["EU launch"]
    assert not any(one.is_meant for one in suggest("launch"))
    assert not any(one.is_meant for one in suggest("eu"))

    goals.create(session, title="EU launch", by=alice)
    session.commit()
    assert not any(one.is_meant for one in suggest("eu launch"))


def test_what_is_quoted_must_stand_there_as_it_is(suggest):
    assert _said(suggest('"signing keys"')) == [("task", "Rotate the signing keys")]
    assert _said(suggest('"signed keys"')) == []
    assert _said(suggest('"keys signing"')) == []
    assert _said(suggest('"the vendor signed" contr')) == [("comment", "Order backup tapes")]


def test_an_excerpt_says_where_the_text_holds_it(suggest):
    [found] = suggest("vendor")

    assert "vendor signed the contract" in found.excerpt
    assert found.url.endswith(tuple("0123456789"))
    assert "#comment-" in found.url
    assert suggest("rotate")[0].excerpt == ""


@pytest.mark.parametrize(
    "typed", ["xqzvkp", "rotate xqzvkp", "123456789", "…", "", "  ", '"', "!?"]
)
def test_gibberish_finds_nothing(suggest, typed):
    assert suggest(typed) == []


def test_nobody_is_offered_what_they_may_not_see(suggest, bob, carol):
    for typed in ("acq", "secret", "tape", "SEC-1", "sec1", "targets", '"tape maker"', "in:SEC"):
        assert not [one for one in suggest(typed, bob) if "cqui" in one.title], typed
        assert suggest(typed, carol) == [] or typed == "in:SEC", typed
    assert suggest("acq")


def test_filters_list_tasks_and_what_means_nothing_is_named(session, alice, work, library):
    def of(line: str):
        return suggesting.suggest(session, alice, line, library=library, now=NOW)

    assert of("is:open tapes").results[0].title.endswith("Order backup tapes")
    assert of("owner:zed").unknown == ("owner:zed",)
    assert of("owner:zed").results == []
    assert of("assigne:me tapes").unread == ("assigne:me",)
    assert of("https://example.com").unread == ()


def test_a_keystroke_costs_few_statements(session, alice, work, library):
    actor = access.actor(session, alice.user_id)
    suggesting.suggest(session, actor, "sign", library=library, now=NOW)

    with counted() as statements:
        suggesting.suggest(session, actor, "sign", library=library, now=NOW)
    assert len(statements) <= 4, statements
