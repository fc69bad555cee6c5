"""What stands around a task in its row: counts are counts, however many there are."""

from app.models import Relation
from app.reads import tasks
from app.work import comments
from tests.conftest import a_task


def test_rows_count_what_stands_around_them(session, alice, bob, home):
    waiting = a_task(session, home, alice)
    blockers = [a_task(session, home, alice) for _ in range(3)]
    session.add_all(
        Relation(kind="blocks", from_id=one.id, to_id=waiting.id, created_at=waiting.created_at)
        for one in blockers
    )
    for words in ("One.", "Two.", "Three."):
        comments.add(session, ("task", waiting.id), text=words, by=bob)
    parts = [a_task(session, home, alice, parent_id=waiting.id) for _ in range(2)]
    session.flush()

    [row] = tasks.by_ids(session, [waiting.id], actor=alice)

    counts = (row.blocked_by, row.comments, row.subtasks)
    assert counts == (3, 3, (0, len(parts)))
    assert [type(one) for one in (row.blocked_by, row.blocking, row.comments)] == [int, int, int]
