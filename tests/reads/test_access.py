"""Who sees what: the same answer at the door, in lists, in the tree, in the palette and in the library's scope."""

import itertools

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import NotFound, NotSignedIn
from app.models import Doc, Goal, Task
from app.reads import docs as pages
from app.reads import goals as numbers
from app.reads import goto, spaces, tasks
from app.work import docs, goals, lists, people
from app.work import spaces as places
from tests.conftest import NOW, a_task

TODAY = NOW.date()


@pytest.fixture
def world(session, alice, bob, carol, space, home):
    """An open space with a private list, a private space, things of the workspace; canaries in all."""
    board = lists.create(session, space.id, name="Board canary", is_private=True, by=alice)
    closed = places.create(session, key="HR", name="People canary", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    inside = lists.create(session, closed.id, name="Hiring canary", by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    for where in (home, board, inside):
        a_task(session, where, alice, title=f"Task canary {where.name}")
    for where in (None, space.id, closed.id):
        docs.create(session, title=f"Doc canary {where}", space_id=where, by=alice)
        goals.create(session, title=f"Goal canary {where}", space_id=where, by=alice)
    session.flush()
    return {"home": home, "board": board, "inside": inside, "space": space, "closed": closed}


def _everywhere(session, actor):
    """What each way of looking shows: tasks by list, docs and goals by space."""
    every = session.exec(select(Task)).all()
    at_door = {t.list_id for t in every if _opens(access.task, session, t.id, actor)}
    by_rows = {row.list_id for row in tasks.rows(session, [], actor=actor)}
    nodes = spaces.tree(session, actor=actor)
    in_tree = {one.id for node in nodes for one in node.lists if one.open}
    by_scope = {int(p[5:]) for p in actor.places if p.startswith("list:")}
    found = goto.matches(session, "canary", actor=actor, limit=100)
    in_palette = {t.list_id for t in every for f in found if (f.kind, f.id) == ("task", t.id)}
    docs_at_door = {
        d.space_id for d in session.exec(select(Doc)) if _opens(access.doc, session, d.id, actor)
    }
    goals_at_door = {
        g.space_id for g in session.exec(select(Goal)) if _opens(access.goal, session, g.id, actor)
    }
    scoped = {int(p[6:]) for p in actor.places if p.startswith("space:")}
    scoped |= {None} if "workspace" in actor.places else set()
    lines = numbers.lines(session, actor=actor, now=NOW, today=TODAY).values()
    return (
        [at_door, by_rows, in_tree, by_scope, in_palette],
        [
            docs_at_door,
            goals_at_door,
            scoped,
            {line.space_id for line in pages.lines(session, actor=actor)},
            {line.space_id for line in lines},
        ],
    )


def _opens(door, session, item_id, actor):
    try:
        return bool(door(session, item_id, actor))
    except NotFound:
        return False


# who, what is shared with them → lists they see, spaces whose docs and goals they see
CASES = [
    ("alice", [], {"home", "board", "inside"}, {None, "space", "closed"}),
    ("bob", [], {"home"}, {None, "space"}),
    ("bob", ["board"], {"home", "board"}, {None, "space"}),
    ("bob", ["closed"], {"home", "inside"}, {None, "space", "closed"}),
    ("bob", ["inside"], {"home", "inside"}, {None, "space"}),
    ("carol", [], set(), set()),
    ("carol", ["home"], {"home"}, set()),
    ("carol", ["board", "inside"], {"board", "inside"}, set()),
    ("carol", ["space"], {"home"}, {"space"}),
    ("carol", ["closed", "board"], {"inside", "board"}, {"closed"}),
]


@pytest.mark.parametrize(("who", "shared", "of_lists", "of_spaces"), CASES)
def test_every_way_of_looking_shows_the_same(
    session, alice, cast, world, who, shared, of_lists, of_spaces
):
    user_id = getattr(cast, who).user_id
    by = access.actor(session, alice.user_id)
    for name in shared:
        verb = places.share if name in ("space", "closed") else lists.share
        verb(session, world[name].id, with_user=user_id, by=by)
    session.flush()
    by_list, by_space = _everywhere(session, access.actor(session, user_id))

    for seen in by_list:
        assert seen == {world[name].id for name in of_lists}
    for seen in by_space:
        assert seen == {world[name].id if name else None for name in of_spaces}


def test_a_name_is_not_offered_to_who_may_not_see_it(session, world, bob, carol):
    session.flush()
    for user, (hidden, word) in itertools.product(
        (bob, carol), (("Board", "board"), ("People", "people"), ("Hiring", "hiring"))
    ):
        actor = access.actor(session, user.user_id)
        found = goto.matches(session, f"{word} canary", actor=actor, limit=50)
        assert not [one for one in found if hidden in f"{one.title} {one.place}"]


def test_a_disabled_person_is_nobody(session, alice, bob):
    people.disable(session, bob.user_id, by=alice)
    session.flush()

    for user_id in (bob.user_id, 999):
        with pytest.raises(NotSignedIn):
            access.actor(session, user_id)


def test_a_key_opens_a_task_however_it_is_typed(session, alice, home):
    task = a_task(session, home, alice)

    for key in ("ENG-1", "eng-1", " #eng-1 "):
        assert access.task(session, key, alice).id == task.id
    with pytest.raises(NotFound):
        access.task(session, "ENG-2", alice)
