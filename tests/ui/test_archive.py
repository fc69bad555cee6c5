"""The archive on its page and on the pages of what is in it: calm, read only, back with one press."""

from zoneinfo import ZoneInfo

import pytest

from app import access, db
from app.assist import summed
from app.domain.errors import NotFound
from app.ui import archiving, comments
from app.ui.archive import view
from app.ui.archive.state import Archive
from app.ui.base import RequestContext
from app.ui.docs import state as doc_state
from app.ui.goals import goal_view, tree_state
from app.ui.lists import head as list_head
from app.ui.spaces import view as space_view
from app.ui.tasks import view as task_view
from app.ui.trash import view as trash_view
from app.work import comments as talk
from app.work import docs, folders, goals, lists, spaces, tasks
from tests.conftest import NOW
from tests.ui.tab import of
from tests.work.undoing import now

ALICE, BOB, CAROL = 1, 2, 3


def _as(session, user_id: int) -> RequestContext:
    session.flush()
    return RequestContext(session, access.actor(session, user_id), NOW, ZoneInfo("UTC"))


@pytest.fixture
def things(session, space, home):
    """A folder with a list, a list by itself, a page, a goal and a task, all of one space."""
    alice = now(session, ALICE)
    folder = folders.create(session, space.id, name="Past", by=alice)
    session.flush()
    inner = lists.create(session, space.id, name="Inner", folder_id=folder.id, by=alice)
    page = docs.create(session, title="Guide", space_id=space.id, by=alice)
    goal = goals.create(session, title="Launch", space_id=space.id, state="in_progress", by=alice)
    task = tasks.create(session, home.id, title="Rotate", by=now(session, ALICE))
    session.flush()
    talk.add(session, ("task", task.id), text="Noted", by=now(session, ALICE))
    return {"folder": folder, "inner": inner, "page": page, "goal": goal, "task": task}


def _rows(session, user_id, space_id=0, kind="", line=""):
    found = view.view(_as(session, user_id), space_id, kind, line)["rows"]
    return [(one["kind"], one["title"], one["place"], one["may_unarchive"]) for one in found]


def test_the_page_tells_what_was_archived_itself_newest_first(session, space, home, things):
    lists.archive(session, home.id, by=now(session, ALICE))
    folders.archive(session, things["folder"].id, by=now(session, ALICE))
    goals.archive(session, things["goal"].id, by=now(session, ALICE))
    session.flush()

    assert _rows(session, ALICE) == [
        ("goal", "Launch", "Engineering", True),
        ("folder", "Past", "Engineering, with 1 list", True),
        ("list", "Platform", "Engineering, with 1 task", True),
    ]
    assert _rows(session, BOB)[2] == ("list", "Platform", "Engineering, with 1 task", False)
    assert _rows(session, CAROL) == []
    assert _rows(session, ALICE, kind="goal") == _rows(session, ALICE, line="laun")
    assert _rows(session, ALICE, space_id=space.id) == _rows(session, ALICE)
    with pytest.raises(NotFound):
        _rows(session, CAROL, space_id=space.id)
    [row] = view.view(_as(session, ALICE), 0, "list", "")["rows"]
    assert row["told"].startswith("Archived by Alice Moreau, ")


def test_what_waits_for_its_place_says_so(session, space, home, things):
    lists.archive(session, home.id, by=now(session, ALICE))
    spaces.archive(session, space.id, by=now(session, ALICE))

    rows = view.view(_as(session, ALICE), 0, "", "")["rows"]

    assert [(one["kind"], one["waits"]) for one in rows] == [
        ("space", ""),
        (
            "list",
            "This list is in the space “Engineering”, which is archived: unarchive the space first.",
        ),
    ]


def test_a_guest_sees_the_list_they_share_and_no_names_around_it(session, space, home, things):
    lists.share(session, home.id, with_user=CAROL, by=now(session, ALICE))
    lists.archive(session, home.id, by=now(session, ALICE))
    spaces.archive(session, space.id, by=now(session, ALICE))

    assert _rows(session, CAROL) == [("list", "Platform", "with 1 task", False)]
    words = list_head.head(_as(session, CAROL), home.id)[2]
    assert words == archiving.ArchiveNote(
        words="This list is archived: it can be read, not changed.", verb="", kind="space", id=0
    )


def test_older_ones_come_by_the_page(session, space, home, monkeypatch):
    monkeypatch.setattr(view, "AT_ONCE", 2)
    for n in range(5):
        one = lists.create(session, space.id, name=f"L{n}", by=now(session, ALICE))
        session.flush()
        lists.archive(session, one.id, by=now(session, ALICE))
    d = _as(session, ALICE)

    first = view.view(d, 0, "", "")
    second = view.rows(d, 0, "", "", before=first["rows"][-1]["id"])

    assert (first["count"], first["more"]) == (5, True)
    assert [one["title"] for one in (*first["rows"], *second)] == ["L4", "L3", "L2", "L1", "L0"]


@pytest.mark.parametrize("who", [ALICE, BOB])
def test_all_pages_in_an_archived_space_are_read_only_with_one_way_back(
    session, space, home, things, who
):
    spaces.archive(session, space.id, by=now(session, ALICE))
    d = _as(session, who)
    told = [
        list_head.head(d, home.id)[2],
        task_view.read(d, things["task"].key)["archive"],
        doc_state._doc(d, things["page"].id)["archive"],
        goal_view.view(d, things["goal"].id)["archive"],
        space_view.view(d, space.id)["archive"],
    ]
    back = ("space", space.id if who == ALICE else 0)

    assert [(one["kind"], one["id"]) for one in told] == [back] * 5
    assert all("it can be read, not changed" in one["words"] for one in told)
    assert {one["verb"] for one in told} == (
        {"Unarchive the space", "Unarchive"} if who == ALICE else {""}
    )
    assert not list_head.head(d, home.id)[0]["edits"]
    for facts in (
        task_view.read(d, things["task"].key)["task"],
        doc_state._doc(d, things["page"].id)["doc"],
        goal_view.view(d, things["goal"].id)["goal"],
    ):
        assert not facts["can_edit"]
        assert not facts["can_comment"]
    shown = space_view.view(d, space.id)["space"]
    assert not shown["edits"]
    assert not shown["sets_up"]


def test_its_history_offers_nothing_but_the_archiving_to_be_taken_back(session, home, things):
    goal, task = things["goal"], things["task"]

    def offered(kind, item_id):
        told = comments.discussed(_as(session, ALICE), kind, item_id)["happened"]
        return [one["words"] for one in told if one["batch"]]

    tasks.edit(session, task.id, title="Rotate all", by=now(session, ALICE))
    assert offered("task", task.id)
    goals.archive(session, goal.id, by=now(session, ALICE))
    lists.archive(session, home.id, by=now(session, ALICE))

    assert offered("task", task.id) == []
    assert offered("goal", goal.id) == ["archived this goal"]


def test_lists_and_pickers_of_the_pages_leave_it_out(session, space, home, things):
    other = spaces.create(session, key="OPS", name="Operations", by=now(session, ALICE))
    session.flush()
    assert doc_state._groups(_as(session, ALICE))[1] == 1
    spaces.archive(session, space.id, by=now(session, ALICE))
    d = _as(session, ALICE)

    assert doc_state._groups(d) == ([], 0)
    assert tree_state._tree(d, with_closed=True)["lines"] == []
    assert tree_state._tree(d, with_closed=True)["archived"] == 1
    trash = trash_view.view(d, 0, "", "")
    assert [one["value"] for one in trash["spaces"]] == [other.id]
    assert trash["lists"] == []


def test_an_open_space_leaves_out_what_is_archived_in_it_and_leads_there(
    session, space, home, things
):
    lists.archive(session, home.id, by=now(session, ALICE))
    folders.archive(session, things["folder"].id, by=now(session, ALICE))
    shown = space_view.view(_as(session, ALICE), space.id)

    assert shown["has_archive"]
    assert [one["lists"] for one in shown["list_groups"]] == [[]]
    assert shown["space"]["open"] == 0


def test_a_week_that_began_after_it_was_archived_is_not_summed_up(session, space, home, things):
    spaces.archive(session, space.id, by=now(session, ALICE))
    session.flush()
    alice, at = now(session, ALICE), space.archived_at

    assert summed.subjects(session, alice) == []
    assert [kind for kind, *_ in summed.subjects(session, alice, since=at)] == [
        "workspace",
        "space",
        "goal",
    ]


@pytest.mark.parametrize("kind", ["space", "folder", "list", "goal"])
async def test_each_kind_comes_back_with_one_press(place, tab_of, kind):
    with db.writing() as session:
        alice = access.actor(session, ALICE)
        made = {
            "space": lambda: spaces.create(session, key="OLD", name="Old", by=alice),
            "folder": lambda: folders.create(session, 1, name="Old", by=alice),
            "list": lambda: lists.create(session, 1, name="Old", by=alice),
            "goal": lambda: goals.create(session, title="Old", by=alice),
        }[kind]()
        session.flush()
        archiving.ARCHIVE[kind](session, made.id or 0, by=access.actor(session, ALICE))
        item_id = made.id
    tab = tab_of("alice")
    shown, _ = await tab.fire(Archive.load(), path="/archive")
    [line] = of(shown, Archive)["rows"]
    assert (line["kind"], line["may_unarchive"]) == (kind, True)

    changed, sent = await tab.fire(Archive.unarchive(kind, item_id))
    assert of(changed, Archive)["rows"] == []
    assert f"The {kind} “Old” is back from the archive." in str(sent)
    assert "Undo" in str(sent)
