"""What many changes at once did is taken back as each by itself would be, in few statements."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.domain.access import Actor
from app.domain.errors import WorkError
from app.models import Task, TaskList
from app.work import changing, tasks
from app.work import undo as undoing
from app.work.task_edits import TaskEdit
from tests.statements import counted
from tests.work.test_many_edits import MANY, as_plain, workspace
from tests.work.undoing import as_one, broken, difference, state

Do = Callable[[], object]
ids = st.integers(1, MANY)
existing = st.lists(st.sampled_from([f"ENG-{n}" for n in range(1, MANY + 1)]), unique=True)
drafts = st.lists(
    st.fixed_dictionaries(
        {"list_id": st.sampled_from([1, 2, 3]), "title": st.just("New")},
        optional={"parent_id": st.sampled_from([None, 1, 2, 4]), "tags": st.just(["vat"])},
    ),
    min_size=1,
    max_size=5,
)
moves = st.builds(
    TaskEdit,
    values=st.fixed_dictionaries({}, optional={"assignees": st.just([2]), "priority": st.just(2)}),
    list_id=st.sampled_from([2, 3]),
    status=st.sampled_from([None, "Done"]),
)
# What Bob does before it is taken back: to tasks by id, new ones too.
later = st.lists(
    st.tuples(
        st.sampled_from(["rename", "put under", "make under", "delete", "move"]),
        st.integers(1, MANY + 5),
        ids,
    ),
    max_size=3,
)


def _made(session: Session, what: list[dict[str, Any]], by: Actor) -> tuple[Do, list[Do]]:
    return (
        lambda: changing.create_many(session, what, by=by),
        [lambda one=one: tasks.create(session, by=by, **one) for one in what],
    )


def _put_away(session: Session, what: list[str], by: Actor) -> tuple[Do, list[Do]]:
    return (
        lambda: tasks.delete_many(session, what, by=by),
        [lambda one=one: tasks.delete(session, one, by=by) for one in what],
    )


def _moved(session: Session, what: list[tuple[str, TaskEdit]], by: Actor) -> tuple[Do, list[Do]]:
    return (
        lambda: changing.change_many(session, what, by=by),
        [lambda one=one: changing.apply(session, *one, by=by) for one in what],
    )


def _meddle(session: Session, what: list[tuple[str, int, int]], bob: Actor) -> None:
    for kind, one, other in what:
        try:
            if kind == "rename":
                tasks.edit(session, one, title="Bob's", by=bob)
            elif kind == "put under":
                tasks.edit(session, one, parent_id=other, by=bob)
            elif kind == "make under":
                tasks.create(session, 1, title="Below", parent_id=one, by=bob)
            elif kind == "move":
                tasks.transfer(session, one, to_list=1, by=bob)
            else:
                tasks.delete(session, one, by=bob)
        except WorkError:
            continue


def _taken_back(session: Session, batches: list[str], by: Actor) -> set[str]:
    """Undo them, the last one first; every reason why something was left."""
    told: set[str] = set()
    for batch in reversed(batches):
        try:
            left = undoing.undo(session, batch, by=by).left
            told |= {one.reason.removesuffix(".") for one in left}
        except WorkError as refusal:
            told |= set(re.findall(r"\(([^)]+)\)", refusal.sentence))
    return told - {"There is nothing left of it"}


def _without_ranks(came: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rows tell where a task stands at last; by which place at a list's end it came there is no matter."""
    left, told, *rest = came
    seen = [(*event[:-1], {n: v for n, v in event[-1].items() if n != "rank"}) for event in told]
    return left, [event for event in seen if event[-1]], *rest


def _each(session: Session, many: list[Do]) -> list[str]:
    """Each as an operation of its own; what went with an earlier one is not there any more."""
    batches: list[str] = []
    for one in many:
        try:
            batches.append(as_one(session, one)[1])
        except WorkError:
            continue
    return batches


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        (_made, drafts),
        (_put_away, existing.filter(bool)),
        (
            _moved,
            st.lists(
                st.tuples(st.sampled_from([f"ENG-{n}" for n in range(1, MANY + 1)]), moves),
                min_size=1,
                unique_by=lambda one: one[0],
            ),
        ),
    ],
    ids=["made", "put away", "moved"],
)
def test_many_are_taken_back_as_one_by_one(
    session: Session, home: TaskList, alice: Actor, bob: Actor, told: Any, chosen: Any
):
    by = workspace(session, home, alice)

    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(what=chosen, meddling=later)
    def holds(what: Any, meddling: list[tuple[str, int, int]]) -> None:
        at_once, singly = told(session, what, by)
        found: list[Any] = []
        for batches in (lambda: [as_one(session, at_once)[1]], lambda: _each(session, singly)):

            def whole(batches: Callable[[], list[str]] = batches) -> set[str]:
                done = batches()
                _meddle(session, meddling, by_bob)
                left = _taken_back(session, done, by)
                assert broken(session) == []
                return left

            found.append(_without_ranks(as_plain(session, whole)))
        together, alone = found
        assert together == alone

    by_bob = Actor(**{**vars(by), "user_id": bob.user_id, "name": "Bob"})
    holds()


def _filled(session: Session, home: TaskList, alice: Actor) -> tuple[Actor, list[str]]:
    by = workspace(session, home, alice)
    made = [{"list_id": home.id or 0, "title": f"More {n}"} for n in range(150)]
    ids = changing.create_many(session, made, by=by)
    rows = select(Task.key).where(Task.id >= ids[0])  # type: ignore[operator]
    return by, list(session.exec(rows))


@pytest.mark.parametrize("what", ["made", "put away", "moved"])
def test_many_are_taken_back_and_done_again_in_few_statements(
    session: Session, home: TaskList, alice: Actor, what: str
):
    by, keys = _filled(session, home, alice)
    do: dict[str, Do] = {
        "made": lambda: changing.create_many(
            session, [{"list_id": 1, "title": f"T{n}"} for n in range(150)], by=by
        ),
        "put away": lambda: tasks.delete_many(session, keys, by=by),
        "moved": lambda: changing.change_many(
            session, [(key, TaskEdit(list_id=3)) for key in keys], by=by
        ),
    }
    before = state(session)
    _, batch = as_one(session, do[what])
    done = state(session)
    for wanted in (before, done, before):
        session.expunge_all()  # as after a reload: nothing is known yet
        with counted() as statements:
            undone, batch = as_one(session, lambda batch=batch: undoing.undo(session, batch, by=by))
        assert (undone.taken_back >= 150, undone.left) == (True, ())
        # Four of them to name the first ones in the sentence.
        assert len(statements) <= 24, statements
        assert difference(wanted, state(session)) == {}


def test_a_task_that_is_left_keeps_what_it_is_under(
    session: Session, home: TaskList, alice: Actor, bob: Actor
):
    def made() -> tuple[int, int]:
        above = tasks.create(session, home.id or 0, title="Above", by=alice)
        below = tasks.create(session, home.id or 0, title="Below", parent_id=above.id, by=alice)
        return above.id or 0, below.id or 0

    (_, below), batch = as_one(session, made)
    other = tasks.create(session, home.id or 0, title="Other", by=alice)
    tasks.edit(session, below, title="Bob's", by=bob)

    with pytest.raises(WorkError, match=r"Bob Okafor worked on it since\).*It has got subtasks"):
        undoing.undo(session, batch, by=alice)

    assert session.get_one(Task, below).deleted_at is None
    assert other.deleted_at is None
