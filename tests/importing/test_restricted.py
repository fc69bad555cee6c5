"""An import shows nobody what they could not read at the source."""

import json

import pytest
from sqlmodel import select

from app import access
from app.commands.importing import READERS
from app.importing import apply, jira, markdown
from app.importing.jira_restricted import is_restricted
from app.importing.plan import ImportRefused
from app.models import Comment, Doc, Event, Space, Task, TaskList, User
from app.work import lists
from tests.conftest import NOW
from tests.importing.test_refusals import _issue, _write

SECRET = "Zanzibar"
WAYS = {
    "to a role": {"visibility": {"type": "role", "value": "Developers"}},
    "to a group": {"visibility": {"type": "group", "value": "legal", "identifier": "7"}},
    "in words nobody knows": {"visibility": "some"},
    "to agents": {"jsdPublic": False},
    "to agents, as text": {"jsdPublic": "false"},
    "by a property": {"properties": [{"key": "sd.public.comment", "value": {"internal": True}}]},
    "by a property, as text": {
        "properties": [{"key": "sd.public.comment", "value": {"internal": "true"}}]
    },
}
OPEN = {
    "nothing said": {},
    "nothing meant": {"visibility": None, "properties": [], "jsdPublic": None},
    "public": {"jsdPublic": True},
    "another property": {"properties": [{"key": "x", "value": {"internal": True}}]},
    "not internal": {"properties": [{"key": "sd.public.comment", "value": {"internal": False}}]},
}


def _said(number: int, text: str, author: str = "bob", **how: object) -> dict:
    at = "2024-01-02T11:00:00.000+0000"
    who = {"name": author, "displayName": author.title()}
    return {"id": str(number), "author": who, "created": at, "body": text, **how}


@pytest.fixture
def export(tmp_path):
    """Three issues: an open one with a comment for everybody and one for some, a restricted one, a plain one."""
    said = [
        _said(1, "for everybody"),
        _said(2, f"{SECRET} for some", "mole", visibility={"type": "role", "value": "Admins"}),
    ]
    link = {"id": "9", "type": {"name": "Blocks"}, "outwardIssue": {"key": "XY-2"}}
    _write(
        tmp_path,
        _issue(1, comment={"comments": said}, issuelinks=[link]),
        _issue(
            2,
            summary=f"{SECRET} issue",
            security={"id": "10", "name": "Board only"},
            reporter={"name": "spy", "displayName": "Spy"},
            comment={"comments": [_said(3, f"{SECRET} inside")]},
        ),
        _issue(3, parent={"key": "XY-2"}),
    )
    return tmp_path


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS.keys())
def test_a_comment_can_be_restricted(how):
    assert is_restricted(_said(1, "x", **how))


@pytest.mark.parametrize("how", OPEN.values(), ids=OPEN.keys())
def test_other_comments_are_for_everybody(how):
    assert not is_restricted(_said(1, "x", **how))


def test_what_is_restricted_is_left_out_and_named(session, cast, export):
    report = apply.apply(session, jira.read(export), now=NOW)

    rows = [session.exec(select(table)).all() for table in (Task, Comment, Event, User)]
    assert SECRET not in repr(rows)
    assert [one.text for one in rows[1]] == ["for everybody"]
    assert not {"Mole", "Spy"} & {one.name for one in rows[3]}
    told = {one.field: (one.count, one.why) for one in report.not_carried}
    assert told["issues (restricted)"][0] == told["comments (restricted)"][0] == 1
    assert told["issues (restricted)"][1].endswith(": XY-2")
    assert told["comments (restricted)"][1].endswith(": XY-1")
    assert "--restricted" in told["issues (restricted)"][1]


def test_asked_for_it_goes_to_a_private_list(session, cast, export):
    apply.apply(session, jira.read(export), now=NOW)
    report = apply.apply(session, jira.read_restricted(export), now=NOW)

    home = session.exec(select(TaskList).where(TaskList.name == "Example restricted")).one()
    assert home.is_private
    titles = set(session.exec(select(Task.title).where(Task.list_id == home.id)))
    assert titles == {f"{SECRET} issue", "Restricted comments on XY-1"}
    assert report.created["comments"] == 2
    others = session.exec(select(Task).where(Task.list_id != home.id)).all()
    assert {task.title for task in others} == {"Issue 1", "Issue 3"}
    bob, alice = access.actor(session, cast.bob.user_id), access.actor(session, cast.alice.user_id)
    assert home.id not in bob.lists
    assert home.id in alice.lists


def test_a_second_time_changes_nothing(session, cast, export):
    for read in (jira.read, jira.read_restricted):
        apply.apply(session, read(export), now=NOW)
        again = apply.apply(session, read(export), now=NOW)
        assert (sum(again.created.values()), sum(again.updated.values())) == (0, 0)


def test_a_list_that_was_opened_gets_nothing_restricted(session, cast, export):
    apply.apply(session, jira.read_restricted(export), now=NOW)
    home = session.exec(select(TaskList)).one()
    owner = access.actor(session, cast.alice.user_id)
    lists.set_private(session, home.id, is_private=False, by=owner)

    with pytest.raises(ImportRefused, match="make the list private"):
        apply.apply(session, jira.read_restricted(export), now=NOW)


def test_a_private_project_stays_private(session, cast, tmp_path):
    _write(tmp_path, _issue(1))
    (tmp_path / "project.json").write_text(
        json.dumps({"name": "Example", "description": SECRET, "isPrivate": True})
    )
    apply.apply(session, jira.read(tmp_path), now=NOW)

    assert session.exec(select(TaskList)).one().is_private
    assert session.exec(select(Space)).one().is_private


def test_what_is_restricted_as_a_whole_is_refused_with_the_way_out(tmp_path):
    _write(tmp_path, _issue(1, security={"name": "Board only"}))
    with pytest.raises(ImportRefused, match="--restricted"):
        jira.read(tmp_path)

    assert len(jira.read_restricted(tmp_path).tasks) == 1


def test_nothing_restricted_says_so(tmp_path):
    _write(tmp_path, _issue(1))
    with pytest.raises(ImportRefused, match="without --restricted"):
        jira.read_restricted(tmp_path)


DRAFTS = {
    "draft.md": "---\ntitle: Plans\ndraft: true\n---\n# Plans\n",
    "toml.md": '+++\ntitle = "x"\ndraft = true\n+++\n# Plans\n',
    "unpublished.md": "---\npublished: no\n---\n# Plans\n",
    "internal.md": "---\nvisibility: 'restricted'\n---\n# Plans\n",
    "_drafts/plans.md": "# Plans\n",
}


@pytest.mark.parametrize(("place", "text"), DRAFTS.items())
def test_a_page_that_is_not_published_is_left_out_and_named(session, cast, tmp_path, place, text):
    folder = tmp_path / "our-book"
    (folder / place).parent.mkdir(parents=True)
    (folder / place).write_text(text + SECRET)
    (folder / "here.md").write_text(
        "---\ndraft: false\n---\n# Here\n\ndraft: true is a line of text.\n"
    )
    report = apply.apply(session, markdown.read(folder), now=NOW)

    assert [doc.title for doc in session.exec(select(Doc))] == ["Here"]
    (told,) = [one for one in report.not_carried if "unpublished" in one.field]
    assert (told.count, place in told.why) == (1, True)


def test_every_reader_was_looked_at():
    assert set(READERS) == {"jira", "markdown"}
