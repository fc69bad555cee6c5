"""The real Jira project and the real Markdown goals come in whole, once, with their true history."""

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlmodel import func, select

from app import db
from app.importing import apply, jira, markdown
from app.models import (
    Comment,
    Doc,
    Event,
    Goal,
    Link,
    Relation,
    Status,
    Task,
    TaskAssignee,
    User,
    metadata,
)
from app.work import people
from tests.real import GOALS, JIRA, issues, needs_real

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
pytestmark = needs_real


def _bring(plan):
    with db.writing() as session:
        return apply.apply(session, plan, now=NOW).plain()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Both imported, twice each."""
    metadata.create_all(db.connect(f"sqlite:///{tmp_path_factory.mktemp('real') / 'goalward.db'}"))
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice",
            password="correct horse",
            workspace="Acme",
            at=NOW,
        )
    plans = {"jira": jira.read(JIRA), "markdown": markdown.read(GOALS)}
    yield {name: (_bring(plan), _bring(plan)) for name, plan in plans.items()}
    db.close()


@pytest.fixture
def session(reports):
    with db.reading() as open_session:
        yield open_session


def _task(session, key):
    return session.exec(select(Task).where(Task.key == key)).one()


def test_the_counts_are_those_of_the_files(reports):
    first = reports["jira"][0]["created"]

    assert (first["tasks"], first["comments"], first["attachments"]) == (1499, 4513, 1122)
    assert reports["markdown"][0]["created"]["docs"] == len(list(GOALS.rglob("*.md")))
    assert reports["markdown"][0]["created"]["goals"] >= 195


@pytest.mark.parametrize("name", ["jira", "markdown"])
def test_a_second_import_makes_and_changes_nothing(reports, name):
    assert reports[name][1]["created"] == {}
    assert reports[name][1]["updated"] == {}


def test_every_task_ends_where_its_issue_is(session):
    """Category by Jira's own category; resolved without being fixed is cancelled."""
    fixed = {"Fixed", "Done", "Complete", "Completed", "Resolved", "Implemented", None}
    gold = {}
    for issue in issues():
        fields = issue["fields"]
        category = {"new": "unstarted", "indeterminate": "started", "done": "done"}[
            fields["status"]["statusCategory"]["key"]
        ]
        resolution = (fields.get("resolution") or {}).get("name")
        gold[issue["key"]] = (
            "cancelled" if category == "done" and resolution not in fixed else category
        )
    found = dict(session.exec(select(Task.key, Task.category)).all())

    assert {key: found[key] for key in gold} == gold


def test_authors_and_moments_are_the_original_ones(session):
    names = dict(session.exec(select(User.id, User.name)).all())
    for issue in issues()[::37]:
        fields = issue["fields"]
        task = _task(session, issue["key"])
        assert names[task.created_by] == fields["reporter"]["displayName"].strip()
        assert task.created_at == datetime.fromisoformat(
            fields["created"].replace("+0000", "+00:00")
        )
        if task.category == "done" and fields.get("resolutiondate"):
            assert task.done_at == datetime.fromisoformat(
                fields["resolutiondate"].replace("+0000", "+00:00")
            )


def test_comments_keep_who_said_them_and_when(session):
    names = dict(session.exec(select(User.id, User.name)).all())
    gold = Counter(
        (c["author"]["displayName"].strip(), c["created"][:10])
        for issue in issues()
        for c in issue["fields"]["comment"]["comments"]
    )
    found = Counter(
        (names[c.author_id], c.created_at.date().isoformat())
        for c in session.exec(select(Comment).where(Comment.subject_kind == "task"))
    )

    assert found == gold


def test_people_who_never_signed_in_are_inactive_and_cannot(session):
    strangers = session.exec(select(User).where(User.email.endswith("imported.invalid"))).all()

    assert len(strangers) > 300
    assert not any(user.is_active or user.password_hash for user in strangers)


def test_subtasks_hang_under_their_parents(session):
    for issue in issues():
        parent = (issue["fields"].get("parent") or {}).get("key")
        if parent:
            assert _task(session, issue["key"]).parent_id == _task(session, parent).id


def test_links_within_the_project_are_kept_once(session):
    mine = {issue["key"] for issue in issues()}
    gold = set()
    for issue in issues():
        for link in issue["fields"]["issuelinks"]:
            other = (link.get("outwardIssue") or link["inwardIssue"])["key"]
            if other in mine:
                gold.add(frozenset((issue["key"], other)))
    keys = dict(session.exec(select(Task.id, Task.key)).all())
    found = {frozenset((keys[r.from_id], keys[r.to_id])) for r in session.exec(select(Relation))}

    assert found == gold


def test_what_depends_on_something_is_blocked_by_it(session):
    keys = dict(session.exec(select(Task.id, Task.key)).all())
    blocks = {
        (keys[r.from_id], keys[r.to_id])
        for r in session.exec(select(Relation).where(Relation.kind == "blocks"))
    }
    issue, other = next(
        (i["key"], link["outwardIssue"]["key"])
        for i in issues()
        for link in i["fields"]["issuelinks"]
        if link["type"]["name"] == "Depends"
        and link.get("outwardIssue", {}).get("key", "").startswith("ALOY-")
    )

    assert (other, issue) in blocks


def test_the_log_tells_the_original_history(session):
    [count] = session.exec(
        select(func.count()).where(
            Event.kind == "task.created", Event.at < datetime(2020, 1, 1, tzinfo=UTC)
        )
    )
    old = sum(issue["fields"]["created"] < "2020" for issue in issues())

    assert count == old


def test_each_non_empty_field_is_carried_or_named(reports):
    named = {one["field"].split(" ")[0] for one in reports["jira"][0]["not_carried"]}
    seen = {
        name
        for issue in issues()
        for name, value in issue["fields"].items()
        if value not in (None, "", [], {}, False)
    }

    assert seen <= named | jira.CARRIED


def test_wiki_markup_became_markdown(session):
    text = session.exec(
        select(Comment.text).where(Comment.text.contains("<Alloy onCreate"))
    ).first()

    assert '```xml\n<Alloy onCreate="doCreate">' in text
    assert "#### index.xml" in text
    assert "{code" not in text


def test_goal_pages_are_goals_tied_to_their_page(session):
    goal = session.exec(
        select(Goal).where(
            Goal.title.contains("Async Rust experience closer"),
            Goal.period_start == date(2025, 1, 1),
        )
    ).one()
    owner = session.get(User, goal.owner_id)
    link = session.exec(select(Link).where(Link.to_kind == "goal", Link.to_id == goal.id)).one()
    page = session.get(Doc, link.from_id)

    assert (owner.name, goal.state, goal.period_end.isoformat()) == (
        "tmandry",
        "in_progress",
        "2025-06-30",
    )
    assert "Point of contact" in page.text


def test_links_between_pages_open_our_pages(session):
    texts = session.exec(select(Doc.text)).all()
    pages = {page.name for page in GOALS.rglob("*.md")}
    left = [
        target
        for text in texts
        for target in re.findall(r"\]\((?:\./)?([\w-]+\.md)(?:#[^)]*)?\)", text)
        if target in pages
    ]

    assert sum("](/docs/" in text for text in texts) > 40
    assert not [text for text in texts if "](doc:" in text]
    assert len(left) < 30  # what stands in code, or names a page of another folder


def test_no_assignee_is_lost(session):
    gold = sum(bool(issue["fields"].get("assignee")) for issue in issues())

    assert session.exec(select(func.count()).select_from(TaskAssignee)).one() == gold


def test_the_board_has_the_sources_own_columns(session):
    names = set(session.exec(select(Status.name).where(Status.list_id.is_not(None))))

    assert names == {
        "Open",
        "Reopened",
        "In Progress",
        "In Review",
        "Closed",
        "Resolved",
        "Not done",
    }
