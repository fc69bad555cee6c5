"""Changes of many tasks at once do what the same changes do one by one, in few statements."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from app.domain.access import Actor
from app.domain.errors import WorkError
from app.models import Event, KeyAlias, Mention, TaskList
from app.work import changing, lists, spaces, tasks
from app.work import undo as undoing
from app.work.task_edits import TaskEdit
from tests.conftest import a_task
from tests.statements import counted
from tests.work.undoing import as_one, difference, now, state

MANY = 8
PASSING = {"updated_at", "started_at", "done_at"}  # when it was done


def _edits(**wild: list[Any]) -> st.SearchStrategy[TaskEdit]:
    """Changes of any kind; `wild` are values that may be refused, by field."""

    def one_of(name: str, *fine: Any) -> st.SearchStrategy[Any]:
        return st.sampled_from([*fine, *wild.get(name, [])])

    values = {
        "title": one_of("title", "Rotate keys", "Renamed"),
        "description": one_of("description", "", "see ENG-2 and @bob", "@alice"),
        "priority": one_of("priority", 0, 2),
        "start": one_of("start", None, date(2026, 1, 5)),
        "due": one_of("due", None, date(2026, 2, 1)),
        "assignees": st.lists(one_of("assignees", 1, 2, 3), max_size=3),
        "tags": st.lists(st.sampled_from(["vat", "EU", "api"]), max_size=3, unique=True),
        "parent_id": one_of("parent_id", None, None, 1, 2),
    }
    return st.builds(
        TaskEdit,
        values=st.fixed_dictionaries({}, optional=values),
        status=one_of("status", None, None, "Done", "In progress"),
        list_id=one_of("list_id", None, None, 1, 2, 3),
        reason=st.sampled_from(["", "it slipped"]),
    )


FINE = _edits()
WILD = _edits(
    title=[""],
    priority=[9],
    start=[date(2026, 3, 1)],
    due=["2026-01-01"],
    assignees=[99],
    parent_id=[*range(1, MANY + 1), 77],
    status=["Nowhere"],
    list_id=[9],
)
keys = st.lists(st.sampled_from([f"ENG-{n}" for n in range(1, MANY + 2)]), unique=True, max_size=6)


def workspace(session: Session, home: TaskList, alice: Actor) -> Actor:
    """Eight tasks in a list, a second list beside it, and a third in another space."""
    lists.create(session, home.space_id, name="Beside", by=alice)
    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    lists.create(session, other.id or 0, name="Elsewhere", by=now(session, alice))
    by = now(session, alice)
    for number in range(MANY):
        a_task(session, home, by, title=f"Task {number}", assignees=[1 + number % 2])
    tasks.edit(session, "ENG-3", parent_id=2, by=by)
    session.flush()
    return by


def as_plain(session: Session, do: Callable[[], object]) -> tuple[Any, ...]:
    """What came of it: answer, events, rows, mentions and aliases, or the refusal; then it is taken back."""
    last = session.exec(select(Event.id).order_by(col(Event.id).desc())).first() or 0
    trial = session.begin_nested()
    try:
        answer = do()
        rows = state(session)
        for row in rows.values():
            for name in PASSING & row.keys():
                row[name] = row[name] is not None
        told = [
            (one.kind, one.subject_id, one.list_id, one.space_id, one.reason, _plain(one.changes))
            for one in session.exec(select(Event).where(col(Event.id) > last).order_by("id"))
        ]
        named = sorted(str(one.model_dump()) for one in session.exec(select(Mention)))
        old = sorted(str(one.model_dump()) for one in session.exec(select(KeyAlias)))
    except WorkError as refusal:
        return refusal.sentence, getattr(refusal, "errors", None)
    else:
        return answer, told, rows, named, old
    finally:
        trial.rollback()
        session.expire_all()


def _plain(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [side is not None for side in pair] if name in PASSING else pair
        for name, pair in changes.items()
    }


def _one_by_one(session: Session, many: list[tuple[str, TaskEdit]], by: Actor) -> list[int]:
    """Each change through the verbs of one task, all or none."""

    def change(one: tuple[str, TaskEdit]) -> int:
        with session.begin_nested():
            return changing.apply(session, *one, by=by).id or 0

    return changing.all_or_none(many, change, noun="changes")


@pytest.mark.parametrize("edits", [FINE, WILD], ids=["fine", "wild"])
def test_many_at_once_are_as_one_by_one(
    session: Session, home: TaskList, alice: Actor, edits: st.SearchStrategy[TaskEdit]
):
    by = workspace(session, home, alice)

    @settings(
        max_examples=50,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(chosen=keys, data=st.data())
    def holds(chosen: list[str], data: st.DataObject) -> None:
        many = [(key, data.draw(edits)) for key in chosen]
        alone = as_plain(session, lambda: _one_by_one(session, many, by))
        together = as_plain(session, lambda: changing.change_many(session, many, by=by))
        assert together == alone

    holds()


def test_a_task_that_moves_away_with_its_mention_is_still_named(session, home, alice):
    by = workspace(session, home, alice)
    moved = TaskEdit({}, list_id=3)
    named = TaskEdit({"description": "see ENG-2"})

    for many in ([("ENG-8", named), ("ENG-2", moved)], [("ENG-2", moved), ("ENG-8", named)]):
        alone = as_plain(session, lambda many=many: _one_by_one(session, many, by))
        together = as_plain(session, lambda many=many: changing.change_many(session, many, by=by))
        assert together == alone
        assert len(together[3]) == 1


def test_the_number_of_statements_does_not_grow_with_the_tasks(
    session: Session, home: TaskList, alice: Actor
):
    by = workspace(session, home, alice)
    changing.create_many(
        session, [{"list_id": home.id or 0, "title": f"More {n}"} for n in range(150)], by=by
    )
    session.flush()

    def cost(count: int, title: str) -> int:
        values = {"title": title, "assignees": [1, 2], "tags": [title], "parent_id": 1}
        edit = TaskEdit(values, status="Done")
        many = [(f"ENG-{n}", edit) for n in range(10, 10 + count)]
        with counted() as statements:
            changing.change_many(session, many, by=by)
            session.flush()
        return len(statements)

    few, many = cost(5, "a"), cost(140, "b")
    assert many <= few + 4
    assert many <= 30


def test_many_are_made_in_few_statements(session: Session, home: TaskList, alice: Actor):
    drafts = [
        {"list_id": home.id or 0, "title": f"T{n}", "tags": ["vat"], "description": "@bob"}
        for n in range(150)
    ]
    with counted() as statements:
        changing.create_many(session, drafts, by=alice)
    assert len(statements) <= 30, statements


def test_many_are_put_away_in_few_statements_a_subtask_with_its_parent_once(
    session: Session, home: TaskList, alice: Actor
):
    by = workspace(session, home, alice)
    changing.create_many(
        session, [{"list_id": home.id or 0, "title": f"More {n}"} for n in range(120)], by=by
    )
    session.flush()
    with counted() as statements:
        gone = tasks.delete_many(session, [f"ENG-{n}" for n in range(2, 120)], by=by)
        session.flush()
    assert len(gone) == 118
    assert len(statements) <= 8, statements
    # ENG-3 is under ENG-2: both were chosen, and each went once.
    events = session.exec(select(Event.subject_id).where(Event.kind == "task.deleted")).all()
    assert events == list(range(2, 120))


def test_many_changes_are_taken_back_in_few_statements(
    session: Session, home: TaskList, alice: Actor
):
    by = workspace(session, home, alice)
    drafts = [{"list_id": home.id or 0, "title": f"More {n}"} for n in range(120)]
    changing.create_many(session, drafts, by=by)
    many = [
        (f"ENG-{n}", TaskEdit({"assignees": [2], "tags": ["vat"]}, status="Done", list_id=3))
        for n in range(10, 120)
    ]
    before = state(session)
    _, batch = as_one(session, lambda: changing.change_many(session, many, by=by))
    with counted() as statements:
        undone = undoing.undo(session, batch, by=by)
    assert (undone.taken_back, undone.left) == (330, ())
    assert len(statements) <= 40, statements
    assert difference(before, state(session)) == {}
