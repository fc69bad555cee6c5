"""Comments: said, answered in one thread, asked of someone, settled, taken back by who wrote them."""

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models import Event, Mention
from app.reads import discussion
from app.work import comments, goals, lists, tasks, undo
from tests.conftest import a_task


@pytest.fixture
def subject(session, alice, home):
    return "task", a_task(session, home, alice).id


def _mentioned(session, comment_id):
    session.flush()
    rows = session.exec(select(Mention).where(Mention.source_kind == "comment"))
    return {(row.target_kind, row.target_id) for row in rows if row.source_id == comment_id}


def test_answers_join_one_thread_however_deep_they_were_meant(session, alice, bob, subject):
    first = comments.add(session, subject, text="Which key?", by=alice)
    answer = comments.add(session, subject, text="The blue one", parent_id=first.id, by=bob)
    comments.add(session, subject, text="Thanks", parent_id=answer.id, by=alice)
    [thread] = discussion.of_item(session, *subject, actor=bob)

    assert [said.text for said in thread.answers] == ["The blue one", "Thanks"]
    assert (thread.is_mine, thread.answers[0].is_mine) == (False, True)


def test_an_answer_must_be_on_the_same_item(session, alice, subject):
    said = comments.add(session, subject, text="Which key?", by=alice)
    goal = goals.create(session, title="Launch", by=alice)

    with pytest.raises(Invalid, match="another item"):
        comments.add(session, ("goal", goal.id), text="x", parent_id=said.id, by=alice)


def test_a_comment_sent_again_is_the_same_one_even_when_it_was_taken_away(
    session, alice, bob, subject
):
    once = comments.add(session, subject, text="Once", sent_as="one-of-hers", by=alice)
    again = comments.add(session, subject, text="Once", sent_as="one-of-hers", by=alice)
    his = comments.add(session, subject, text="Once", sent_as="one-of-hers", by=bob)
    comments.delete(session, once.id, by=alice)
    session.flush()
    gone = comments.add(session, subject, text="Once", sent_as="one-of-hers", by=alice)

    assert once.id == again.id == gone.id != his.id
    assert gone.deleted_at is not None


def test_a_name_of_a_sent_comment_belongs_to_what_it_was_said_on(session, alice, home, subject):
    comments.add(session, subject, text="Here", sent_as="one-of-hers", by=alice)
    elsewhere = a_task(session, home, alice)

    with pytest.raises(Conflict, match="on something else"):
        comments.add(session, ("task", elsewhere.id), text="There", sent_as="one-of-hers", by=alice)


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_a_comment_says_something(session, alice, subject, text):
    with pytest.raises(Invalid, match="can't be empty"):
        comments.add(session, subject, text=text, by=alice)


def test_people_and_tasks_it_names_are_kept_and_follow_an_edit(session, alice, bob, home, subject):
    other = a_task(session, home, alice)
    said = comments.add(session, subject, text=f"@bob see #{other.key}", by=alice)
    assert _mentioned(session, said.id) == {("user", bob.user_id), ("task", other.id)}

    comments.edit(session, said.id, text="Never mind", by=alice)
    assert _mentioned(session, said.id) == set()


def test_only_who_wrote_it_changes_it_and_an_owner_may_take_it_away(session, alice, bob, subject):
    hers = comments.add(session, subject, text="Mine", by=alice)
    his = comments.add(session, subject, text="His", by=bob)
    for verb in (
        lambda: comments.edit(session, hers.id, text="x", by=bob),
        lambda: comments.delete(session, hers.id, by=bob),
        lambda: comments.edit(session, his.id, text="x", by=alice),
    ):
        with pytest.raises(NotAllowed, match="Only whoever wrote"):
            verb()

    comments.delete(session, his.id, by=alice)
    assert [said.text for said in discussion.of_item(session, *subject, actor=bob)] == ["Mine"]


def test_an_edit_keeps_the_old_words_in_the_log(session, alice, subject):
    said = comments.add(session, subject, text="Tuesday", by=alice)
    comments.edit(session, said.id, text="Wednesday", by=alice)
    session.flush()
    event = session.exec(select(Event).where(Event.kind == "comment.changed")).one()

    assert event.changes["text"] == ["Tuesday", "Wednesday"]
    assert said.edited_at is not None


def test_a_thread_is_asked_of_someone_settled_and_opened_again(session, alice, bob, subject):
    said = comments.add(session, subject, text="Check?", assigned_to=bob.user_id, by=alice)
    comments.resolve(session, said.id, by=bob)
    comments.resolve(session, said.id, by=alice)  # settled is settled
    [thread] = discussion.of_item(session, *subject, actor=alice)
    assert (thread.assigned_to.name, thread.is_resolved) == ("Bob Okafor", True)
    assert thread.resolved_by.name == "Bob Okafor"

    comments.reopen(session, said.id, by=alice)
    [thread] = discussion.of_item(session, *subject, actor=alice)
    assert not thread.is_resolved


def test_an_answer_outlives_what_it_answered(session, alice, bob, subject):
    first = comments.add(session, subject, text="Which?", by=alice)
    comments.add(session, subject, text="Blue", parent_id=first.id, by=bob)
    session.info["batch"] = "away"
    comments.delete(session, first.id, by=alice)
    session.flush()
    assert [s.text for s in discussion.of_item(session, *subject, actor=bob)] == ["Blue"]

    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    assert [s.text for s in discussion.of_item(session, *subject, actor=bob)] == ["Which?"]


def test_what_is_said_on_a_deleted_task_is_gone_with_it(session, alice, subject):
    said = comments.add(session, subject, text="Which?", by=alice)
    tasks.delete(session, subject[1], by=alice)

    with pytest.raises(NotFound):
        comments.resolve(session, said.id, by=alice)


@pytest.fixture
def guest(session, alice, carol, home):
    """Carol, a guest, in the list."""
    lists.share(session, home.id, with_user=carol.user_id, by=alice)
    session.flush()
    return access.actor(session, carol.user_id)


def test_a_guest_settles_and_gives_away_what_concerns_them_alone(session, alice, guest, subject):
    theirs = comments.add(session, subject, text="Which key?", by=alice)
    answer = comments.add(session, subject, text="The blue one", parent_id=theirs.id, by=alice)
    for do in (
        lambda: comments.resolve(session, theirs.id, by=guest),
        lambda: comments.reopen(session, theirs.id, by=guest),
        lambda: comments.assign(session, theirs.id, to=guest.user_id, by=guest),
        lambda: comments.assign(session, answer.id, to=None, by=guest),
    ):
        with pytest.raises(NotAllowed, match="what they began or were asked"):
            do()

    comments.assign(session, theirs.id, to=guest.user_id, by=alice)
    assert comments.resolve(session, theirs.id, by=guest).resolved_by == guest.user_id
    own = comments.add(session, subject, text="And the lock?", by=guest)
    reply = comments.add(session, subject, text="Which?", parent_id=own.id, by=alice)
    for one in (own, reply):
        comments.assign(session, one.id, to=guest.user_id, by=guest)
    assert comments.reopen(session, own.id, by=guest).resolved_at is None
    comments.resolve(session, own.id, by=alice)


def test_a_comment_sent_again_is_answered_only_to_who_sees_what_it_is_on(
    session, alice, carol, home, guest, subject
):
    comments.add(session, subject, text="Once", sent_as="one-of-hers", by=guest)
    lists.unshare(session, home.id, with_user=carol.user_id, by=alice)
    session.flush()

    with pytest.raises(NotFound):
        comments.add(
            session,
            subject,
            text="Once",
            sent_as="one-of-hers",
            by=access.actor(session, carol.user_id),
        )
