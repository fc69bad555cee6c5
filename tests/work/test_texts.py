"""Two people write one text: both get their lines, or nothing is overwritten and both versions are told."""

import pytest
from sqlmodel import select

from app import access
from app.domain.clashes import TextClash
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models import Event
from app.work import comments, docs, goals, lists, tasks, texts, undo
from tests.conftest import a_task

START = "Why\n\nWhat\n\nHow"


@pytest.fixture
def task(session, alice, home):
    made = a_task(session, home, alice)
    tasks.edit(session, made.id, description=START, by=alice)
    session.flush()
    return made


def version(session, noun, item_id):
    mine = select(Event.id).where(Event.subject_kind == noun, Event.subject_id == item_id)
    return max(session.exec(mine))


def saved(session, task, text, *, based_on, by, field="description"):
    return texts.save(session, "task", task.id, field, text=text, based_on=based_on, by=by)


def test_lines_changed_in_different_places_are_both_there(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)

    now = saved(session, task, "Why\n\nWhat\n\nBy hand", based_on=began, by=bob)

    assert task.description == now.text == "Because\n\nWhat\n\nBy hand"
    assert (now.author, now.version) == ("Bob Okafor", version(session, "task", task.id))


def test_the_same_line_changed_twice_overwrites_nothing_and_tells_both(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)

    with pytest.raises(TextClash, match="Alice Moreau changed the same lines") as refused:
        saved(session, task, "Why not\n\nWhat\n\nHow", based_on=began, by=bob)

    clash = refused.value.clash
    assert task.description == clash.theirs.text == "Because\n\nWhat\n\nHow"
    assert (clash.base, clash.mine) == (START, "Why not\n\nWhat\n\nHow")
    assert clash.together == "Because\nWhy not\n\nWhat\n\nHow"
    assert clash.theirs.author == "Alice Moreau"


def test_nobody_has_seen_a_version_there_never_was(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)
    newest = max(session.exec(select(Event.id)))

    with pytest.raises(Invalid, match="no such version yet"):
        saved(session, task, "Mine only", based_on=newest + 1, by=bob)
    assert task.description == "Because\n\nWhat\n\nHow"


def test_what_was_chosen_after_a_clash_is_saved_on_their_version(session, alice, bob, task):
    began = version(session, "task", task.id)
    theirs = saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)

    saved(session, task, "Why not\n\nWhat\n\nHow", based_on=theirs.version, by=bob)

    assert task.description == "Why not\n\nWhat\n\nHow"


def test_titles_are_nobodys_to_join(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Rotate all keys", field="title", based_on=began, by=alice)

    with pytest.raises(TextClash) as refused:
        saved(session, task, "Rotate keys twice", field="title", based_on=began, by=bob)

    assert refused.value.clash.together is None
    assert task.title == "Rotate all keys"


def test_another_field_changed_meanwhile_is_no_clash(session, alice, bob, task):
    began = version(session, "task", task.id)
    tasks.edit(session, task.id, priority=1, by=alice)

    saved(session, task, "Mine", based_on=began, by=bob)

    assert task.description == "Mine"


def test_a_save_sent_again_changes_nothing(session, alice, bob, task):
    began = version(session, "task", task.id)
    first = saved(session, task, "Mine", based_on=began, by=bob)

    again = saved(session, task, "Mine", based_on=began, by=bob)

    assert again == first


def test_who_changed_nothing_takes_theirs(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Theirs", based_on=began, by=alice)

    assert saved(session, task, START, based_on=began, by=bob).text == "Theirs"


def test_lines_written_on_while_a_save_was_under_way_are_kept(session, alice, bob, task):
    """An editor goes on from the text it sent, not from the one the server made of it."""
    began = version(session, "task", task.id)
    saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)
    sent = "Why\n\nWhat\n\nBy hand"
    now = saved(session, task, sent, based_on=began, by=bob)

    joined = texts.save(
        session,
        "task",
        task.id,
        "description",
        text=sent + ", twice",
        based_on=now.version,
        grew_from=sent,
        by=bob,
    )

    assert joined.text == "Because\n\nWhat\n\nBy hand, twice"


def test_undo_of_a_joined_save_takes_back_only_ones_own_lines(session, alice, bob, task):
    began = version(session, "task", task.id)
    saved(session, task, "Because\n\nWhat\n\nHow", based_on=began, by=alice)
    session.info["batch"] = "bobs"
    saved(session, task, "Why\n\nWhat\n\nBy hand", based_on=began, by=bob)

    session.info["batch"] = "undo"
    undo.undo(session, "bobs", by=bob)

    assert task.description == "Because\n\nWhat\n\nHow"


def test_undo_leaves_the_lines_others_wrote_since(session, alice, bob, task):
    session.info["batch"] = "bobs"
    mine = saved(
        session,
        task,
        "Why\n\nWhat\n\nBy hand",
        based_on=version(session, "task", task.id),
        by=bob,
    )
    session.info["batch"] = "alices"
    saved(session, task, "Because\n\nWhat\n\nBy hand", based_on=mine.version, by=alice)

    session.info["batch"] = "undo"
    undone = undo.undo(session, "bobs", by=bob)

    assert task.description == "Because\n\nWhat\n\nHow"
    assert not undone.left


def test_undo_of_lines_somebody_went_on_with_is_left_and_said(session, alice, bob, task):
    session.info["batch"] = "bobs"
    mine = saved(session, task, "Why not", based_on=version(session, "task", task.id), by=bob)
    session.info["batch"] = "alices"
    saved(session, task, "Why not, then", based_on=mine.version, by=alice)

    session.info["batch"] = "undo"
    with pytest.raises(Conflict, match="Alice Moreau changed it since"):
        undo.undo(session, "bobs", by=bob)

    assert task.description == "Why not, then"


@pytest.fixture
def doc(session, alice, space):
    return docs.create(session, title="Runbook", text=START, space_id=space.id, by=alice)


def test_docs_are_joined_version_by_version(session, alice, bob, doc):
    docs.save(session, doc.id, text="Because\n\nWhat\n\nHow", based_on=1, by=alice)
    docs.save(session, doc.id, title="On call", based_on=2, by=alice)

    now = texts.save(
        session, "doc", doc.id, "text", text="Why\n\nWhat\n\nBy hand", based_on=1, by=bob
    )

    assert (now.text, now.version) == ("Because\n\nWhat\n\nBy hand", 4)
    assert doc.title == "On call"


def test_undo_of_a_docs_save_leaves_the_lines_others_wrote_since(session, alice, bob, doc):
    session.info["batch"] = "bobs"
    docs.save(session, doc.id, text="Why\n\nWhat\n\nBy hand", based_on=1, by=bob)
    session.info["batch"] = "alices"
    docs.save(session, doc.id, text="Because\n\nWhat\n\nBy hand", based_on=2, by=alice)

    session.info["batch"] = "undo"
    undo.undo(session, "bobs", by=bob)

    assert doc.text == "Because\n\nWhat\n\nHow"


def test_a_version_there_never_was_is_refused(session, bob, doc):
    with pytest.raises(NotFound):
        texts.save(session, "doc", doc.id, "text", text="Mine", based_on=7, by=bob)


def test_every_noun_with_words_is_saved_so(session, alice, home, space, task):
    goal = goals.create(session, title="Launch", by=alice)
    said = comments.add(session, ("task", task.id), text="Which key?", by=alice)
    session.flush()
    for noun, item_id, field in (
        ("goal", goal.id, "description"),
        ("goal", goal.id, "title"),
        ("list", home.id, "name"),
        ("list", home.id, "description"),
        ("space", space.id, "description"),
        ("comment", said.id, "text"),
        ("status", task.status_id, "name"),
    ):
        began = max(session.exec(select(Event.id)))
        now = texts.save(session, noun, item_id, field, text="Words", based_on=began, by=alice)

        assert now.text == "Words", noun


def test_only_texts_are_saved_so(session, alice, task):
    for field in ("priority", "key", "nothing"):
        with pytest.raises(Invalid):
            texts.save(session, "task", task.id, field, text="1", based_on=0, by=alice)


def test_it_says_whether_a_text_changed_since(session, alice, bob, task):
    began = version(session, "task", task.id)
    before, was_changed = texts.now(session, "task", task.id, "description", since=began, by=bob)
    saved(session, task, "Theirs", based_on=began, by=alice)
    after, is_changed = texts.now(session, "task", task.id, "description", since=began, by=bob)

    assert (was_changed, is_changed) == (False, True)
    assert (before.text, after.text, after.author) == (START, "Theirs", "Alice Moreau")


def test_who_may_not_see_it_learns_nothing_and_a_guest_changes_nothing(
    session, alice, carol, home, task
):
    with pytest.raises(NotFound):
        texts.now(session, "task", task.id, "description", since=0, by=carol)

    lists.share(session, home.id, with_user=carol.user_id, by=alice)
    session.flush()
    guest = access.actor(session, carol.user_id)
    with pytest.raises(NotAllowed):
        saved(session, task, "Mine", based_on=0, by=guest)
