"""Later statements supersede earlier ones; both are shown, the later first, and words say which is which."""

import pytest

from app import access
from app.work import comments, docs, lists, tasks
from tests.assist.conftest import on
from tests.conftest import a_task


@pytest.fixture
def say(session, alice, bob):
    """A comment on a task, at a moment, by Bob."""
    return lambda task, text, at, by=None: comments.add(
        session, ("task", task.id), text=text, by=by or bob, at=at
    )


def test_the_latest_decision_leads_and_the_earlier_follows(session, alice, home, say, texts):
    task = a_task(session, home, alice, "Choose the cache store", at=on(10, 1))
    say(task, "We decided to use Redis for the cache store.", on(11, 2))
    say(task, "Decision: the cache store is Postgres, we do without Redis.", on(11, 9), alice)
    a_task(session, home, alice, "Paint the office", at=on(10, 1))

    said = texts("what did we decide about the cache store?")

    assert said == [
        "Most recently, on Mon 9 Nov, Alice Moreau wrote on ENG-1: “Decision: the cache store is Postgres, we do without Redis.”",
        "Earlier, on Mon 2 Nov, Bob Okafor wrote on ENG-1: “We decided to use Redis for the cache store.”",
    ]


def test_what_came_after_a_decision_supersedes_it_in_whatever_words(
    session, alice, home, say, texts
):
    task = a_task(session, home, alice, "Choose the cache store", at=on(10, 1))
    say(task, "We decided to use Redis for the cache store.", on(11, 2))
    say(task, "The cache store runs on Postgres after all, Redis was too dear.", on(11, 9))
    say(task, "Lunch is at noon.", on(11, 10))

    first, second = texts("what did we decide about the cache store?")

    assert first.startswith(
        "Most recently, on Mon 9 Nov, Bob Okafor wrote on ENG-1: “The cache store runs on Postgres"
    )
    assert second.startswith("Earlier, on Mon 2 Nov")


def test_a_page_saved_after_a_comment_leads(session, alice, home, say, texts):
    task = a_task(session, home, alice, "Retries", at=on(10, 1))
    page = docs.create(
        session, title="Webhooks", text="Webhooks are sent once.", by=alice, at=on(10, 5)
    )
    say(task, "Failed webhooks are retried for three days.", on(11, 2))
    docs.save(
        session,
        page.id,
        text="Failed webhooks are retried for five days.",
        based_on=1,
        by=alice,
        at=on(11, 16),
    )

    said = texts("how long are failed webhooks retried?")

    assert (
        said[0]
        == "Most recently, on Mon 16 Nov, Alice Moreau wrote in “Webhooks”: “Failed webhooks are retried for five days.”"
    )
    assert (
        said[1]
        == "Earlier, on Mon 2 Nov, Bob Okafor wrote on ENG-1: “Failed webhooks are retried for three days.”"
    )


def test_a_page_saved_again_keeps_the_date_of_its_words(session, alice, home, say, texts):
    task = a_task(session, home, alice, "Retries", at=on(10, 1))
    text = "Failed webhooks are retried for five days."
    page = docs.create(session, title="Webhooks", text=text, by=alice, at=on(10, 5))
    say(task, "Failed webhooks are retried for three days.", on(11, 2))
    docs.save(
        session, page.id, text=f"{text}\n\nAsk Bob for more.", based_on=1, by=alice, at=on(11, 16)
    )

    said = texts("how long are failed webhooks retried?")

    assert said[0].startswith("Most recently, on Mon 2 Nov, Bob Okafor wrote on ENG-1")
    assert said[1].startswith("Earlier, on Mon 5 Oct, Alice Moreau wrote in “Webhooks”")


def test_two_tasks_on_one_subject(session, alice, home, texts):
    a_task(
        session,
        home,
        alice,
        "Sessions",
        description="Sessions of the admin console expire after ten minutes.",
        at=on(10, 1),
    )
    later = a_task(session, home, alice, "Console", description="To do.", at=on(9, 1))
    tasks.edit(
        session,
        later.id,
        description="Sessions of the admin console expire after an hour.",
        by=alice,
        at=on(11, 9),
    )

    said = texts("when do sessions of the admin console expire?")

    assert (
        said[0]
        == "Most recently, on Mon 9 Nov, Alice Moreau wrote in ENG-2: “Sessions of the admin console expire after an hour.”"
    )
    assert (
        said[1]
        == "Earlier, on Thu 1 Oct, Alice Moreau wrote in ENG-1: “Sessions of the admin console expire after ten minutes.”"
    )


def test_the_earlier_survives_where_a_record_says_much(session, alice, home, say, texts):
    task = a_task(session, home, alice, "Backups", at=on(10, 1))
    for day, when in ((2, "nightly"), (4, "hourly"), (6, "each minute"), (9, "weekly")):
        say(task, f"The vault backups run {when} from {day} machines.", on(11, day))

    said = texts("how often do the vault backups run?")

    assert "weekly" in said[0]
    assert said[0].startswith("Most recently, on Mon 9 Nov")
    assert all(one.startswith("Earlier, on") for one in said[1:])
    assert 2 <= len(said) <= 6


def test_an_edited_comment_is_as_new_as_its_words(session, alice, bob, home, say, texts):
    task = a_task(session, home, alice, "Choose the cache store", at=on(10, 1))
    old = say(task, "We use Redis for the cache store.", on(11, 2))
    say(task, "The cache store is Postgres now.", on(11, 9))
    comments.edit(
        session, old.id, text="We use Redis again for the cache store.", by=bob, at=on(11, 16)
    )

    said = texts("which cache store do we use?")

    assert said[0].startswith(
        "Most recently, on Mon 16 Nov, Bob Okafor wrote on ENG-1: “We use Redis again"
    )


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("We use Redis for the cache store now.", 9),  # the same again
        ("The cache store is Postgres since this morning.", 2),  # on one day
        ("Somebody must clean the cache of the coffee machine.", 9),  # another matter
    ],
)
def test_what_is_no_other_word_on_the_matter_is_not_called_so(
    session, alice, home, say, texts, other, day
):
    task = a_task(session, home, alice, "Choose the cache store", at=on(10, 1))
    say(task, "We use Redis for the cache store.", on(11, 2))
    say(task, other, on(11, day))

    said = texts("which cache store do we use?")

    assert said
    assert not [one for one in said if one.startswith(("Earlier", "Most recently"))]


def test_never_more_than_six(session, alice, home, say, texts):
    for number in range(9):
        task = a_task(session, home, alice, f"Backup {number}", at=on(10, 1))
        say(task, f"The vault backups run {number} times a day.", on(11, 1 + number))
        say(task, f"The vault backups of rack {number} run at night.", on(10, 10 + number))

    said = texts("how often do the vault backups run?")

    assert len(said) <= 6
    assert said[0].startswith("Most recently, on Mon 9 Nov")


def test_of_a_past_day_only_what_had_been_said_is_quoted(session, alice, home, say, texts):
    task = a_task(session, home, alice, "Choose the cache store", at=on(10, 1))
    say(task, "We decided to use Redis for the cache store.", on(11, 2))
    say(task, "We decided to use Postgres for the cache store.", on(11, 9))

    said = texts("what did we decide about the cache store as of 2026-11-05?")

    assert len(said) == 1
    assert "Redis" in said[0]


def test_nobody_learns_of_a_statement_they_may_not_see(session, alice, bob, home, say, ask, texts):
    hidden = lists.create(session, home.space_id, name="Vault", is_private=True, by=alice)
    alice = access.actor(session, 1)
    secret = a_task(session, hidden, alice, "Choose the cache store", at=on(10, 1))
    task = a_task(session, home, alice, "Pick the cache store", at=on(10, 1))
    say(task, "We decided to use Redis for the cache store.", on(11, 2))
    say(secret, "We decided to use Postgres for the cache store.", on(11, 9), alice)

    said = texts("what did we decide about the cache store?", access.actor(session, 2))

    assert len(said) == 1
    assert said[0].startswith("Bob Okafor wrote on ENG-2")
