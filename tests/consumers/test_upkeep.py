"""The doctor sees every way library and database can differ, and mends it."""

from dataclasses import replace
from datetime import UTC, datetime

from app import db
from app.assist import documents
from app.consumers import upkeep
from app.work import comments, docs, goals, tasks
from knowledge.documents import Document
from tests.consumers.conftest import World


def _some_work(world: World) -> None:
    def make(session, by):
        task = tasks.create(session, world.home, title="Rotate keys", by=by)
        comments.add(session, ("task", task.id), text="The vendor sends a token.", by=by)
        docs.create(session, title="Runbook", text="Failover", by=by)
        goals.create(session, title="Launch", by=by)

    world.do(make)


def _document(one: str) -> Document:
    with db.reading() as session:
        return documents.of(session, [one])[0][0]


def _shape(diagnosis: upkeep.Diagnosis) -> tuple[int, int, int, int]:
    return diagnosis.records, diagnosis.missing, diagnosis.outdated, diagnosis.ghosts


def test_a_library_that_follows_is_well(world):
    _some_work(world)
    world.catch_up()
    diagnosis = upkeep.doctor(world.library, repair=False)

    assert (_shape(diagnosis), diagnosis.waiting, diagnosis.is_well) == ((4, 0, 0, 0), 0, True)


def test_what_is_missing_outdated_misplaced_or_left_over_is_seen_and_mended(world):
    _some_work(world)
    world.catch_up()
    task, comment = _document("task:1"), _document("comment:1")
    world.library.drop(["doc:1"])
    world.library.put(
        [
            replace(task, title="ENG-1 Something else"),
            replace(comment, place="list:99"),
            Document(
                "task:77",
                "list:1",
                "task:77",
                "Ghost",
                "",
                "",
                "",
                datetime(2026, 1, 1, tzinfo=UTC),
            ),
        ]
    )

    assert _shape(upkeep.doctor(world.library, repair=True)) == (4, 1, 2, 1)
    assert upkeep.doctor(world.library, repair=False).is_well


def test_looking_changes_nothing(world):
    _some_work(world)
    upkeep.doctor(world.library, repair=False)

    assert world.library.fingerprints() == {}


def test_rebuilding_comes_to_the_same_as_following(world):
    _some_work(world)
    world.catch_up()
    followed = world.library.fingerprints(), world.library.counts()
    told: list[tuple[int, int, str]] = []

    assert upkeep.reindex(world.library, lambda *step: told.append(step)) == 4
    assert (world.library.fingerprints(), world.library.counts()) == followed
    assert told[-1] == (4, 4, "embedded")
