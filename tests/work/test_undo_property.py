"""Whatever two people do: undo restores exactly one's own part, or refuses; nothing broken is left."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import access
from app.domain.errors import WorkError
from app.lookups import assignees_of, statuses_of, tags_of
from app.models import Doc, Folder, Goal, Task
from app.work import docs, folders, goals, lists, statuses, tasks, undo
from tests.work.undoing import as_one, broken, now

ALICE, BOB = 1, 2
DAYS = [None, *(date(2026, 12, 1) + timedelta(days=n) for n in range(3))]
SCALARS = {
    "title": ["A", "B", "C"],
    "priority": [0, 1, 2],
    "start": DAYS,
    "due": DAYS,
    "points": [None, 1.0, 2.0],
}
SETS = {
    "assignees": [[], [ALICE], [BOB], [ALICE, BOB]],
    "tags": [[], ["x"], ["y"], ["x", "y"]],
}
edits = st.dictionaries(
    st.sampled_from([*SCALARS, *SETS]), st.integers(0, 3), min_size=1, max_size=3
).map(
    lambda some: {
        name: (SCALARS | SETS)[name][pick % len((SCALARS | SETS)[name])]
        for name, pick in some.items()
    }
)
relaxed = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def attempted(do):
    """What it returns, or the refusal."""
    try:
        return do()
    except WorkError as refusal:
        return refusal


def values(session, task):
    session.flush()
    session.expire_all()
    found = {name: getattr(task, name) for name in SCALARS}
    return found | {
        "assignees": set(assignees_of(session, task.id)),
        "tags": set(tags_of(session, task.id)),
    }


def as_undone(was, mine, theirs):
    """What undoing the first change must leave, by its definition, field by field."""
    wanted = dict(theirs)
    for name, before in was.items():
        if name in SETS:
            added, removed = mine[name] - before, before - mine[name]
            wanted[name] = (theirs[name] - added) | removed
        elif theirs[name] == mine[name]:
            wanted[name] = before
    return wanted


@relaxed
@given(first=edits, second=edits)
def test_of_two_peoples_edits_undo_takes_back_exactly_the_first_ones_part(
    session, home, alice, bob, first, second
):
    point = session.begin_nested()
    task = tasks.create(session, home.id, title="A", assignees=[ALICE], tags=["x"], by=alice)
    session.flush()
    was = values(session, task)
    try:
        _, batch = as_one(session, lambda: tasks.edit(session, task.id, by=alice, **first))
        mine = values(session, task)
        as_one(session, lambda: tasks.edit(session, task.id, by=bob, **second))
    except WorkError:
        point.rollback()
        return
    theirs, wanted = values(session, task), as_undone(was, mine, values(session, task))
    undone = attempted(lambda: as_one(session, lambda: undo.undo(session, batch, by=alice))[0])
    found = values(session, task)
    if isinstance(undone, WorkError):
        assert undone.sentence.endswith(".")
        assert found == theirs
    else:
        left = {one.field for one in undone.left}
        assert {n: v for n, v in found.items() if n not in left} == {
            n: v for n, v in wanted.items() if n not in left
        }
        assert {n: found[n] for n in left} == {n: theirs[n] for n in left}
    assert broken(session) == []
    point.rollback()


moves = st.lists(
    st.tuples(
        st.sampled_from([ALICE, BOB]),
        st.sampled_from(
            [
                "nest task",
                "nest goal",
                "nest doc",
                "move",
                "place",
                "folder",
                "delete",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 3),
        st.integers(0, 4),
    ),
    min_size=2,
    max_size=8,
)


@relaxed
@given(steps=moves)
def test_no_sequence_of_changes_undos_and_redos_leaves_what_the_verbs_refuse(
    session, space, home, alice, bob, steps
):
    point = session.begin_nested()
    ids = {
        Task: [tasks.create(session, home.id, title=t, by=alice).id for t in "ABCD"],
        Goal: [goals.create(session, title=t, by=alice).id for t in "ABCD"],
        Doc: [docs.create(session, title=t, by=alice).id for t in "ABCD"],
        Folder: [folders.create(session, space.id, name=t, by=alice).id for t in "AB"],
    }
    columns = [one.id for one in statuses_of(session, home)]
    for who, what, one, other in steps:
        by = now(session, who)
        attempted(
            lambda step=(what, one, other), who=by: in_part(session, ids, columns, home, step, who)
        )
        assert broken(session) == []
    point.rollback()


def in_part(session, ids, columns, home, step, by):
    """One operation: all of it, or none when it is refused."""
    with session.begin_nested():
        as_one(session, lambda: act(session, ids, columns, home, step, by))


def act(session, ids, columns, home, step, by):
    what, one, other = step
    keys = [
        access.task(session, i, by).key
        for i in ids[Task]
        if session.get(Task, i).deleted_at is None
    ]
    verbs = {
        "nest task": lambda: tasks.edit(
            session, ids[Task][one], parent_id=[None, *ids[Task]][other], by=by
        ),
        "nest goal": lambda: goals.edit(
            session, ids[Goal][one], parent_id=[None, *ids[Goal]][other], by=by
        ),
        "nest doc": lambda: docs.move(
            session, ids[Doc][one], parent_id=[None, *ids[Doc]][other], by=by
        ),
        "move": lambda: tasks.move(session, ids[Task][one], to=columns[other], by=by),
        "place": lambda: tasks.move(
            session, ids[Task][one], to=columns[1], after=keys[other % len(keys)], by=by
        ),
        "folder": lambda: lists.edit(
            session, home.id, folder_id=[0, *ids[Folder]][other % 3], by=by
        ),
        "delete": [
            lambda: tasks.delete(session, ids[Task][one], by=by),
            lambda: goals.delete(session, ids[Goal][one], by=by),
            lambda: docs.delete(session, ids[Doc][one], by=by),
            lambda: folders.delete(session, ids[Folder][one % 2], by=by),
            lambda: statuses.remove(session, columns[one], into=columns[(one + 1) % 5], by=by),
        ][other],
        "undo": lambda: undo.undo_last(session, by=by),
        "redo": lambda: undo.redo_last(session, by=by),
    }
    return verbs[what]()


theirs_too = st.lists(
    st.tuples(st.sampled_from([ALICE, BOB]), edits, st.booleans()), min_size=1, max_size=4
)


@relaxed
@given(first=edits, later=theirs_too)
def test_what_a_colleague_changed_stays_theirs_even_where_they_changed_it_back(
    session, home, alice, bob, first, later
):
    point = session.begin_nested()
    people = {ALICE: alice, BOB: bob}
    task = tasks.create(session, home.id, title="A", assignees=[ALICE], tags=["x"], by=alice)
    session.flush()
    was = values(session, task)
    try:
        _, batch = as_one(session, lambda: tasks.edit(session, task.id, by=alice, **first))
    except WorkError:
        point.rollback()
        return
    mine = values(session, task)
    touched: dict[str, set] = {name: set() for name in was}
    for who, edit, changes_back in later:
        before = values(session, task)
        for wanted in (edit, {n: before[n] for n in edit} if changes_back else {}):
            there = values(session, task)
            sent = {n: sorted(v) if isinstance(v, set) else v for n, v in wanted.items()}
            attempted(
                lambda w=who, v=sent: as_one(
                    session, lambda: tasks.edit(session, task.id, by=people[w], **v)
                )
            )
            if who == BOB:
                _note(touched, there, values(session, task))
    present = values(session, task)
    undone = attempted(lambda: as_one(session, lambda: undo.undo(session, batch, by=alice))[0])
    found = values(session, task)

    for name, before in was.items():
        if name in SETS:
            ours = (mine[name] ^ before) - touched[name]
            assert found[name] ^ present[name] <= ours, name
        elif touched[name]:
            assert found[name] == present[name], name
    if not isinstance(undone, WorkError):
        held = {n for n in was if mine[n] != was[n] and touched[n] and n not in SETS}
        reasons = {one.field: one.reason for one in undone.left}
        assert all(
            reasons.get(n) == "Bob Okafor changed it since." or found[n] == was[n] for n in held
        )
    assert broken(session) == []
    point.rollback()


def _note(touched, before, after):
    """What Bob changed: of a set the elements, of anything else that it was he."""
    for name, old in before.items():
        if after[name] != old:
            touched[name] |= after[name] ^ old if name in SETS else {name}


def test_a_value_changed_and_changed_back_by_a_colleague_is_refused_by_name(
    session, home, alice, bob
):
    task = tasks.create(session, home.id, title="A", priority=1, tags=["x"], by=alice)
    session.flush()
    _, batch = as_one(
        session, lambda: tasks.edit(session, task.id, priority=2, tags=["x", "y"], by=alice)
    )
    for priority, tags in ((3, ["x"]), (2, ["x", "y"])):
        as_one(
            session,
            lambda p=priority, t=tags: tasks.edit(session, task.id, priority=p, tags=t, by=bob),
        )

    refusal = attempted(lambda: undo.undo(session, batch, by=alice))

    assert isinstance(refusal, WorkError)
    assert "Bob Okafor changed it since" in refusal.sentence
    assert "priority" in refusal.sentence
    assert values(session, task)["priority"] == 2
    assert values(session, task)["tags"] == {"x", "y"}
