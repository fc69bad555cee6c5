"""What the inbox holds: what was said to a person, where they may read it."""

from datetime import timedelta

from app import access
from app.reads import inbox
from app.work import comments, docs, lists, tasks
from app.work import inbox as mark
from tests.conftest import NOW, a_task
from tests.statements import counted


def test_a_comment_given_to_me_waits_until_it_is_settled(session, alice, bob, home):
    task = a_task(session, home, alice)
    said = comments.add(
        session,
        ("task", task.id),
        text="Can you check the keys?",
        by=alice,
        assigned_to=bob.user_id,
        at=NOW,
    )

    (notice,) = inbox.asked(session, actor=bob)
    assert (notice.why, notice.author, notice.key) == ("asked", "Alice Moreau", task.key)
    assert notice.url == f"/tasks/{task.key}#comment-{said.id}"

    comments.resolve(session, said.id, by=bob, at=NOW)
    assert inbox.asked(session, actor=bob) == []


def test_a_mention_is_unread_until_the_inbox_is_looked_at(session, alice, bob, home):
    task = a_task(session, home, alice)
    comments.add(session, ("task", task.id), text="@bob please look", by=alice, at=NOW)

    def new() -> list[bool]:
        since = inbox.last_look(session, actor=bob)
        return [n.is_unread for n in inbox.notices(session, actor=bob, since=since)]

    assert new() == [True]
    mark.looked(session, by=bob, now=NOW + timedelta(minutes=1))
    session.flush()
    assert new() == [False]


def test_a_description_that_names_me_is_a_mention_by_whoever_wrote_it(session, alice, bob, home):
    task = a_task(session, home, alice)
    tasks.edit(session, task.id, description="Ask @bob.okafor first", by=alice)
    session.flush()

    (notice,) = inbox.notices(session, actor=bob, since=None)
    assert (notice.why, notice.comment_id, notice.author) == ("mentioned", None, "Alice Moreau")


def test_ones_own_words_are_no_news(session, bob, home):
    task = a_task(session, home, bob)
    comments.add(session, ("task", task.id), text="@bob remember this", by=bob, at=NOW)

    assert inbox.notices(session, actor=bob, since=None) == []


def test_what_is_said_behind_a_closed_door_is_not_heard(session, alice, bob, home):
    task = a_task(session, home, alice)
    comments.add(session, ("task", task.id), text="@bob look", by=alice, at=NOW)
    lists.set_private(session, home.id, is_private=True, by=alice)
    session.flush()

    assert inbox.notices(session, actor=access.actor(session, bob.user_id), since=None) == []


def test_many_texts_that_name_me_are_read_in_as_many_statements_as_few(session, alice, bob, home):
    def name_bob(count: int) -> int:
        for number in range(count):
            task = a_task(session, home, alice, title=f"T{number}")
            tasks.edit(session, task.id, description="Ask @bob.okafor", by=alice)
            tasks.edit(session, task.id, priority=2, by=alice)
            docs.create(session, space_id=home.space_id, title="D", text="@bob.okafor", by=alice)
        session.flush()
        with counted() as statements:
            inbox.notices(session, actor=bob, since=None)
        return len(statements)

    few = name_bob(1)
    assert name_bob(12) == few
    found = inbox.notices(session, actor=bob, since=None)
    assert {one.kind for one in found} == {"task", "doc"}
    assert len(found) == 26
