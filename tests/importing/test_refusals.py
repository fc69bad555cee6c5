"""What is broken or foreign is refused with the reason, and leaves nothing behind."""

import json

import pytest
from sqlmodel import func, select

from app import access, db
from app.importing import apply, jira, markdown
from app.importing.plan import ImportRefused
from app.models import Event, Task, TaskList
from tests.conftest import NOW


def _issue(number=1, **fields):
    return {
        "key": f"XY-{number}",
        "id": str(number),
        "fields": {
            "summary": f"Issue {number}",
            "created": "2024-01-02T10:00:00.000+0000",
            "updated": "2024-01-03T10:00:00.000+0000",
            "status": {"name": "Open", "statusCategory": {"key": "new"}},
            "issuelinks": [],
            "comment": {"comments": []},
            "project": {"name": "Example"},
            **fields,
        },
    }


def _write(folder, *found):
    for one in found:
        (folder / f"{one['key']}.json").write_text(json.dumps(one))
    return folder


def _bring(session, plan):
    return apply.apply(session, plan, now=NOW)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"key": "XY-1", "fields": {', "is broken at line 1"),
        ('{"hello": "world"}', "is no Jira issue"),
        ("[1, 2]", "is no Jira issue"),
        ('"a string"', "is no Jira issue"),
    ],
)
def test_a_file_that_is_no_issue_is_named_with_the_reason(tmp_path, content, sentence):
    _write(tmp_path, _issue(2))
    (tmp_path / "bad.json").write_text(content)

    with pytest.raises(ImportRefused, match=f"bad.json.*{sentence}"):
        jira.read(tmp_path)


def test_binary_instead_of_text_is_refused(tmp_path):
    (tmp_path / "bad.json").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(ImportRefused, match="is not text"):
        jira.read(tmp_path)


def test_an_empty_folder_and_a_missing_one_are_refused(tmp_path):
    with pytest.raises(ImportRefused, match="No Jira issue was found"):
        jira.read(tmp_path)
    with pytest.raises(ImportRefused, match="does not exist"):
        jira.read(tmp_path / "nowhere")
    with pytest.raises(ImportRefused, match="no Markdown page"):
        markdown.read(tmp_path)


def test_two_projects_at_once_are_refused(tmp_path):
    other = _issue(3) | {"key": "ZZ-3"}
    with pytest.raises(ImportRefused, match="several projects"):
        jira.read(_write(tmp_path, _issue(1), other))


def test_a_failure_in_the_middle_leaves_nothing(database, tmp_path, monkeypatch):
    plan = jira.read(_write(tmp_path, *(_issue(n) for n in range(1, 6))))
    monkeypatch.setattr(type(plan.tasks[3]), "comments", property(lambda _: 1 / 0), raising=False)
    with pytest.raises(ZeroDivisionError), db.writing() as session:
        _bring(session, plan)
    with db.reading() as session:
        assert [
            session.exec(select(func.count()).select_from(t)).one() for t in (Task, TaskList, Event)
        ] == [0, 0, 0]


def test_what_changed_at_the_source_is_followed_and_nothing_else(session, tmp_path):
    _bring(session, jira.read(_write(tmp_path, _issue(1), _issue(2))))
    _write(tmp_path, _issue(2, summary="Renamed", updated="2024-02-01T10:00:00.000+0000"))
    report = _bring(session, jira.read(tmp_path))

    assert (report.updated["tasks"], report.unchanged["tasks"], report.created) == (1, 1, {})
    assert session.exec(select(Task.title).where(Task.key == "XY-2")).one() == "Renamed"


def test_blocking_in_a_circle_is_kept_as_relates_and_said(session, tmp_path):
    def link(number, other):
        return {
            "id": str(number),
            "type": {"name": "Blocks"},
            "outwardIssue": {"key": f"XY-{other}"},
        }

    report = _bring(
        session,
        jira.read(
            _write(
                tmp_path,
                _issue(1, issuelinks=[link(1, 2)]),
                _issue(2, issuelinks=[link(2, 1)]),
            )
        ),
    )

    assert any("circle" in one.field for one in report.not_carried)


def test_a_task_put_away_here_is_not_brought_back(session, tmp_path, cast):
    from app.work import tasks

    _bring(session, jira.read(_write(tmp_path, _issue(1))))
    task = session.exec(select(Task)).one()
    tasks.delete(session, task.id, by=access.actor(session, cast.alice.user_id))
    _bring(session, jira.read(_write(tmp_path, _issue(1, summary="Again"))))

    assert task.deleted_at is not None
