"""Every verb: taken back, all is as before; done again, all is as after; or it says why it stays."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from app.domain.access import Actor
from app.domain.errors import Conflict
from app.domain.events import Kind
from app.lookups import statuses_of
from app.models import Alias, Event, TaskList
from app.work import (
    calendar,
    comments,
    docs,
    folders,
    goals,
    invitations,
    language,
    lists,
    mail,
    people,
    purging,
    questions,
    relations,
    sessions,
    spaces,
    statuses,
    targets,
    task_restoring,
    tasks,
    teams,
    undo,
    workspaces,
)
from tests.conftest import NOW
from tests.work.test_every_verb import EVERY, NO_DOOR
from tests.work.undoing import as_one, broken, difference, now, state

ALICE, BOB = 1, 2


@dataclass(frozen=True)
class Things:
    """Ids of what a verb may be tried on, each in a state the verb changes."""

    space: int
    other_space: int
    home: int
    other_home: int
    own_home: int
    gone_home: int
    folder: int
    task: int
    child: int
    other: int
    gone_task: int
    goal: int
    closed: int
    sub: int
    target: int
    counting: int
    doc: int
    page: int
    comment: int
    settled: int
    doing: int
    done: int
    team: int
    alias: int
    invitation: int
    sign_in: int
    token: int
    old_space: int
    old_folder: int
    old_home: int
    old_goal: int


Verb = Callable[[Session, Things, Actor], Any]
DAY = date(2026, 12, 24)
SERVER = mail.Wanted(host="smtp.example.com", sender="goalward@example.com")

VERBS: dict[str, Verb] = {
    "tasks.create": lambda s, t, by: tasks.create(
        s, t.home, title="x", assignees=[BOB], tags=["n"], parent_id=t.task, by=by
    ),
    "tasks.edit": lambda s, t, by: tasks.edit(
        s,
        t.task,
        title="x",
        description="now #ENG-2",
        priority=1,
        start=DAY,
        due=DAY,
        estimate_minutes=5,
        points=2.5,
        assignees=[BOB],
        tags=["b", "c"],
        parent_id=t.other,
        is_upkeep=True,
        by=by,
    ),
    "tasks.move": lambda s, t, by: tasks.move(s, t.task, to=t.done, by=by),
    "tasks.move to start": lambda s, t, by: tasks.move(s, t.task, to=t.doing, by=by),
    "tasks.move back from done": lambda s, t, by: tasks.move(s, t.other, to=t.doing, by=by),
    "tasks.move in the row": lambda s, t, by: tasks.move(
        s, t.task, to=t.doing, after=f"ENG-{t.other}", by=by
    ),
    "tasks.transfer": lambda s, t, by: tasks.transfer(s, t.task, to_list=t.own_home, by=by),
    "tasks.transfer to another space": lambda s, t, by: tasks.transfer(
        s, t.other, to_list=t.other_home, by=by
    ),
    "tasks.delete": lambda s, t, by: tasks.delete(s, t.task, by=by),
    "tasks.delete_many": lambda s, t, by: tasks.delete_many(s, [t.task], by=by),
    "undo.restore": lambda s, t, by: undo.restore(s, "list", t.gone_home, by=by),
    "undo.restore a task": lambda s, t, by: undo.restore(s, "task", t.gone_task, by=by),
    "tasks.restore": lambda s, t, by: tasks.restore(s, t.gone_task, by=by),
    "task_restoring.task": lambda s, t, by: task_restoring.task(
        s, t.task, status_id=t.done, rank="Zz", moments={"done_at": NOW}, by=by
    ),
    "relations.relate": lambda s, t, by: relations.relate(
        s, t.child, kind="relates", to_task=t.task, by=by
    ),
    "relations.unrelate": lambda s, t, by: relations.unrelate(
        s, t.task, kind="blocks", to_task=t.other, by=by
    ),
    "relations.link": lambda s, t, by: relations.link(s, ("doc", t.doc), ("goal", t.goal), by=by),
    "relations.unlink": lambda s, t, by: relations.unlink(
        s, ("task", t.task), ("goal", t.goal), by=by
    ),
    "goals.create": lambda s, t, by: goals.create(s, title="x", parent_id=t.goal, by=by),
    "goals.edit": lambda s, t, by: goals.edit(
        s,
        t.sub,
        title="x",
        description="y",
        kind="initiative",
        state="in_progress",
        owner_id=BOB,
        parent_id=None,
        space_id=t.space,
        weight=3,
        period_start=DAY,
        period_end=DAY,
        by=by,
    ),
    "goals.override_health": lambda s, t, by: goals.override_health(
        s, t.goal, health=None, reason="", by=by
    ),
    "goals.override_health anew": lambda s, t, by: goals.override_health(
        s, t.goal, health="off_track", reason="Vendor", by=by
    ),
    "goals.close": lambda s, t, by: goals.close(
        s, t.goal, as_="missed", progress=41.5, reason="late", by=by
    ),
    "goals.reopen": lambda s, t, by: goals.reopen(s, t.closed, by=by),
    "goals.archive": lambda s, t, by: goals.archive(s, t.goal, by=by),
    "goals.unarchive": lambda s, t, by: goals.unarchive(s, t.old_goal, by=by),
    "goals.delete": lambda s, t, by: goals.delete(s, t.goal, by=by),
    "targets.add": lambda s, t, by: targets.add(
        s, t.goal, name="x", kind="tasks", tasks=[t.task], lists=[t.home], by=by
    ),
    "targets.edit": lambda s, t, by: targets.edit(
        s, t.target, name="x", start=1, current=2, target=9, unit="€", weight=2, by=by
    ),
    "targets.edit what is counted": lambda s, t, by: targets.edit(
        s, t.counting, tasks=[t.other], lists=[t.home], by_estimate=True, by=by
    ),
    "targets.delete": lambda s, t, by: targets.delete(s, t.target, by=by),
    "docs.create": lambda s, t, by: docs.create(s, title="x", parent_id=t.doc, by=by),
    "docs.save": lambda s, t, by: docs.save(
        s, t.doc, title="x", text="new words", based_on=2, by=by
    ),
    "docs.restore_version": lambda s, t, by: docs.restore_version(s, t.doc, version=1, by=by),
    "docs.move": lambda s, t, by: docs.move(s, t.page, by=by),
    "docs.move to another space": lambda s, t, by: docs.move(
        s, t.doc, space_id=t.other_space, by=by
    ),
    "docs.delete": lambda s, t, by: docs.delete(s, t.doc, by=by),
    "comments.add": lambda s, t, by: comments.add(
        s, ("goal", t.goal), text="x", assigned_to=BOB, by=by
    ),
    "comments.edit": lambda s, t, by: comments.edit(s, t.comment, text="x", by=by),
    "comments.assign": lambda s, t, by: comments.assign(s, t.comment, to=BOB, by=by),
    "comments.resolve": lambda s, t, by: comments.resolve(s, t.comment, by=by),
    "comments.reopen": lambda s, t, by: comments.reopen(s, t.settled, by=by),
    "comments.delete": lambda s, t, by: comments.delete(s, t.comment, by=by),
    "lists.create": lambda s, t, by: lists.create(
        s, t.space, name="x", folder_id=t.folder, goal_id=t.goal, by=by
    ),
    "lists.edit": lambda s, t, by: lists.edit(
        s,
        t.home,
        name="x",
        description="y",
        folder_id=t.folder,
        goal_id=t.goal,
        is_upkeep=True,
        rank="Zz",
        by=by,
    ),
    "lists.set_private": lambda s, t, by: lists.set_private(s, t.home, is_private=True, by=by),
    "lists.share": lambda s, t, by: lists.share(s, t.home, with_user=BOB, by=by),
    "lists.unshare": lambda s, t, by: lists.unshare(s, t.other_home, with_user=BOB, by=by),
    "lists.archive": lambda s, t, by: lists.archive(s, t.home, by=by),
    "lists.unarchive": lambda s, t, by: lists.unarchive(s, t.old_home, by=by),
    "lists.delete": lambda s, t, by: lists.delete(s, t.home, by=by),
    "lists.restore": lambda s, t, by: lists.restore(s, t.gone_home, by=by),
    "folders.create": lambda s, t, by: folders.create(s, t.space, name="x", goal_id=t.goal, by=by),
    "folders.edit": lambda s, t, by: folders.edit(s, t.folder, name="x", goal_id=t.goal, by=by),
    "folders.archive": lambda s, t, by: folders.archive(s, t.folder, by=by),
    "folders.unarchive": lambda s, t, by: folders.unarchive(s, t.old_folder, by=by),
    "folders.delete": lambda s, t, by: folders.delete(s, t.folder, by=by),
    "statuses.add": lambda s, t, by: statuses.add(
        s, t.space, name="x", category="done", wip_limit=2, by=by
    ),
    "statuses.edit": lambda s, t, by: statuses.edit(
        s, t.doing, name="x", category="done", position=7, wip_limit=2, by=by
    ),
    "statuses.edit what is done": lambda s, t, by: statuses.edit(
        s, t.done, category="started", by=by
    ),
    "statuses.remove": lambda s, t, by: statuses.remove(s, t.doing, into=t.done, by=by),
    "statuses.override": lambda s, t, by: statuses.override(s, t.home, by=by),
    "statuses.inherit": lambda s, t, by: statuses.inherit(s, t.own_home, by=by),
    "calendar.set_hours": lambda s, t, by: calendar.set_hours(
        s, ALICE, valid_from=DAY, minutes=[480] * 5 + [0, 0], by=by
    ),
    "calendar.set_hours anew": lambda s, t, by: calendar.set_hours(
        s, BOB, valid_from=DAY, minutes=[60] * 7, by=by
    ),
    "calendar.unset_hours": lambda s, t, by: calendar.unset_hours(s, BOB, valid_from=DAY, by=by),
    "calendar.take_off": lambda s, t, by: calendar.take_off(s, first=DAY, last=DAY, by=by),
    "calendar.come_back": lambda s, t, by: calendar.come_back(s, 1, by=by),
    "spaces.create": lambda s, t, by: spaces.create(s, key="XX", name="x", by=by),
    "spaces.edit": lambda s, t, by: spaces.edit(
        s, t.space, name="x", description="y", is_private=True, by=by
    ),
    "spaces.share": lambda s, t, by: spaces.share(s, t.space, with_user=BOB, by=by),
    "spaces.unshare": lambda s, t, by: spaces.unshare(s, t.other_space, with_user=BOB, by=by),
    "spaces.archive": lambda s, t, by: spaces.archive(s, t.space, by=by),
    "spaces.unarchive": lambda s, t, by: spaces.unarchive(s, t.old_space, by=by),
    "spaces.delete": lambda s, t, by: spaces.delete(s, t.space, by=by),
    "people.change_role": lambda s, t, by: people.change_role(s, BOB, to="admin", by=by),
    "people.disable": lambda s, t, by: people.disable(s, BOB, by=by),
    "people.change_profile": lambda s, t, by: people.change_profile(
        s, ALICE, name="x", hours_per_week=8, row_height="compact", by=by
    ),
    "workspaces.edit": lambda s, t, by: workspaces.edit(
        s, name="x", zone="UTC", working_days="1111000", country="de", by=by
    ),
    "teams.create": lambda s, t, by: teams.create(s, name="x", members=[BOB], by=by),
    "teams.change": lambda s, t, by: teams.change(s, t.team, name="x", members=[BOB], by=by),
    "teams.delete": lambda s, t, by: teams.delete(s, t.team, by=by),
    "questions.learn": lambda s, t, by: questions.learn(
        s, words="boss", kind="person", item_id=ALICE, by=by
    ),
    "questions.learn anew": lambda s, t, by: questions.learn(
        s, words="vault", kind="goal", item_id=t.goal, by=by
    ),
    "questions.unlearn": lambda s, t, by: questions.unlearn(s, t.alias, by=by),
}
# What stays, with the sentence that says so.
STAYS: dict[str, tuple[Verb, str]] = {
    "purging.purge": (
        lambda s, t, by: purging.purge(s, "task", t.gone_task, by=by, now=NOW),
        "only a backup has it",
    ),
    "purging.purge_many": (
        lambda s, t, by: purging.purge_many(s, [("list", t.gone_home)], by=by, now=NOW),
        "only a backup has it",
    ),
    "people.add": (
        lambda s, t, by: people.add(s, email="x@y.zz", name="X", role="member", by=by),
        "An account stays",
    ),
    "invitations.make": (
        lambda s, t, by: invitations.make(s, role="member", by=by, now=NOW),
        "take it back in the settings",
    ),
    "invitations.revoke": (
        lambda s, t, by: invitations.revoke(s, t.invitation, by=by, now=NOW),
        "invite anew",
    ),
    "sessions.change_password": (
        lambda s, t, by: sessions.change_password(s, ALICE, password_hash="x", by=by),
        "The old password is not kept",
    ),
    "sessions.make_token": (
        lambda s, t, by: sessions.make_token(s, ALICE, name="x", scope="read", now=NOW, by=by),
        "until it is revoked",
    ),
    "sessions.revoke": (
        lambda s, t, by: sessions.revoke(s, t.sign_in, by=by),
        "stays ended",
    ),
    "sessions.revoke_token": (
        lambda s, t, by: sessions.revoke_token(s, t.token, by=by, now=NOW),
        "make a new one",
    ),
    "sessions.revoke_all_tokens": (
        lambda s, t, by: sessions.revoke_all_tokens(s, ALICE, by=by, now=NOW),
        "make a new one",
    ),
    "language.choose_model": (
        lambda s, t, by: language.choose_model(s, model="ollama:x", secret="s", by=by),
        "its key is not kept",
    ),
    "mail.choose_server": (
        lambda s, t, by: mail.choose_server(s, SERVER, secret="s", by=by),
        "its password is not kept",
    ),
    "mail.forget_server": (
        lambda s, t, by: (
            mail.choose_server(s, SERVER, secret="s", by=by),
            mail.forget_server(s, now=NOW, by=by),
        ),
        "its password is not kept",
    ),
}
# Tried above as the way back of another verb, or no change of the work.
ELSEWHERE = {
    "calendar.restore",
    "people.enable",
    "goals.restore",
    "docs.restore",
    "targets.restore",
    "comments.restore",
    "folders.restore",
    "statuses.restore",
    "statuses.own_again",
    "spaces.restore",
    "teams.restore",
    "undo.undo",
    "questions.rate",
    "questions.forget",
    "questions.mark",
}


@pytest.fixture
def things(session: Session, alice: Actor, bob: Actor, space, home) -> Things:
    """One of everything, made by both, so that there is something to set back."""
    ops = spaces.create(session, key="OPS", name="Operations", by=alice)
    alice = now(session, ALICE)
    spaces.share(session, ops.id, with_user=BOB, by=alice)
    other_home = lists.create(session, ops.id, name="Run", by=alice)
    alice = now(session, ALICE)
    lists.share(session, other_home.id, with_user=BOB, by=alice)
    own_home = lists.create(session, space.id, name="Own", by=alice)
    gone_home = lists.create(session, space.id, name="Gone", by=alice)
    alice = now(session, ALICE)
    statuses.override(session, own_home.id, by=alice)
    lists.delete(session, gone_home.id, by=alice)
    folder = folders.create(session, space.id, name="Later", by=alice)
    lists.edit(session, own_home.id, folder_id=folder.id, by=alice)
    columns = {one.name: one.id for one in statuses_of(session, home)}
    doing, done = columns["In progress"], columns["Done"]
    task = tasks.create(
        session, home.id, title="A", assignees=[ALICE], tags=["a", "b"], by=alice, at=NOW
    )
    other = tasks.create(session, home.id, title="B", status_id=done, by=bob, at=NOW)
    assert other.number == other.id
    child = tasks.create(session, home.id, title="C", parent_id=task.id, status_id=doing, by=alice)
    mine = tasks.create(session, own_home.id, title="D", by=alice)
    own = {one.name: one.id for one in statuses_of(session, own_home)}
    tasks.move(session, mine.id, to=own["Done"], by=alice, at=NOW)
    tasks.create(session, own_home.id, title="E", status_id=own["In review"], by=alice)
    gone = tasks.create(session, home.id, title="F", by=alice)
    tasks.delete(session, gone.id, by=alice)
    goal = goals.create(session, title="Launch", by=alice, period_end=DAY)
    goals.override_health(session, goal.id, health="at_risk", reason="Bob", by=bob, at=NOW)
    sub = goals.create(session, title="Translate", parent_id=goal.id, by=alice)
    closed = goals.create(session, title="Old", by=alice)
    goals.close(session, closed.id, as_="achieved", progress=90, reason="ok", by=bob, at=NOW)
    target = targets.add(session, goal.id, name="Markets", kind="number", target=5, by=alice)
    counting = targets.add(
        session, goal.id, name="Work", kind="tasks", tasks=[task.id], lists=[own_home.id], by=alice
    )
    relations.relate(session, task.id, kind="blocks", to_task=other.id, by=bob)
    relations.link(session, ("task", task.id), ("goal", goal.id), by=bob)
    doc = docs.create(session, title="Runbook", text="one", space_id=space.id, by=alice)
    docs.save(session, doc.id, title="Run", text="two", based_on=1, by=bob)
    page = docs.create(session, title="Page", parent_id=doc.id, by=alice)
    docs.create(session, title="Leaf", parent_id=page.id, by=alice)
    comment = comments.add(session, ("task", task.id), text="Noted", by=alice)
    settled = comments.add(session, ("task", task.id), text="Why?", by=alice)
    comments.resolve(session, settled.id, by=bob, at=NOW)
    calendar.set_hours(session, BOB, valid_from=DAY, minutes=[240] * 7, by=alice)
    calendar.take_off(session, first=NOW.date(), last=NOW.date(), user_id=BOB, by=alice)
    team = teams.create(session, name="Founders", members=[ALICE], by=alice)
    alias = questions.learn(session, words="vault", kind="list", item_id=home.id, by=alice)
    invitation, _ = invitations.make(session, by=alice, now=NOW)
    cookie = sessions.start(session, ALICE, now=NOW)
    token, _ = sessions.make_token(session, ALICE, name="CI", scope="read", now=NOW, by=alice)
    session.flush()
    return Things(
        space.id,
        ops.id,
        home.id,
        other_home.id,
        own_home.id,
        gone_home.id,
        folder.id,
        task.id,
        child.id,
        other.id,
        gone.id,
        goal.id,
        closed.id,
        sub.id,
        target.id,
        counting.id,
        doc.id,
        page.id,
        comment.id,
        settled.id,
        doing,
        done,
        team.id,
        alias.id,
        invitation.id,
        sessions.sign_in_of(session, cookie, now=NOW).id,
        token.id,
        *_archived(session, space.id),
    )


def _archived(session: Session, space_id: int) -> tuple[int, int, int, int]:
    """A space, a folder, a list and a goal in the archive."""
    alice = now(session, ALICE)
    old = spaces.create(session, key="OLD", name="Old", by=alice)
    folder = folders.create(session, space_id, name="Past", by=alice)
    alice = now(session, ALICE)
    home = lists.create(session, space_id, name="Over", by=alice)
    goal = goals.create(session, title="Past", by=alice)
    alice = now(session, ALICE)
    spaces.archive(session, old.id, by=alice)
    folders.archive(session, folder.id, by=alice)
    lists.archive(session, home.id, by=alice)
    goals.archive(session, goal.id, by=alice)
    session.flush()
    return old.id or 0, folder.id or 0, home.id or 0, goal.id or 0


def test_every_verb_is_taken_back_or_says_why_not():
    tried = {name.split(" ")[0] for name in VERBS} | set(STAYS) | ELSEWHERE

    assert set(EVERY) - tried == set()
    assert tried & NO_DOOR == set()


def test_every_kind_of_event_has_its_inverse_or_says_why_not():
    assert set(undo.INVERSES) | set(undo.FINAL) == set(Kind)
    assert set(undo.INVERSES) & set(undo.FINAL) == set()
    assert all(reason.endswith(".") for reason in undo.FINAL.values())
    assert all(inspect.isfunction(one) for one in undo.INVERSES.values())


@pytest.mark.parametrize("name", VERBS)
def test_what_is_taken_back_is_as_before_and_done_again_as_after(session, things, name):
    before = state(session)
    by = now(session, ALICE)
    _, done = as_one(session, lambda: VERBS[name](session, things, by))
    after = state(session)
    assert difference(before, after)
    assert undo.offered(session, done) == done

    batch = done
    for wanted in (before, after, before, after):
        by = now(session, ALICE)
        undone, made = as_one(session, lambda b=batch, who=by: undo.undo(session, b, by=who))
        assert difference(wanted, state(session)) == {}
        assert (undone.left, undone.batch) == ((), made)
        assert broken(session) == []
        batch = made


@pytest.mark.parametrize("name", VERBS)
def test_the_keys_do_the_same_from_the_log_alone(session, things, name):
    before = state(session)
    by = now(session, ALICE)
    as_one(session, lambda: VERBS[name](session, things, by))
    after = state(session)

    for verb, wanted in (
        (undo.undo_last, before),
        (undo.redo_last, after),
        (undo.undo_last, before),
        (undo.redo_last, after),
    ):
        by = now(session, ALICE)
        as_one(session, lambda v=verb, who=by: v(session, by=who))
        assert difference(wanted, state(session)) == {}


@pytest.mark.parametrize("name", STAYS)
def test_what_stays_says_why(session, things, name):
    verb, sentence = STAYS[name]
    by = now(session, ALICE)
    _, batch = as_one(session, lambda: verb(session, things, by))
    after = state(session)

    assert undo.offered(session, batch) == ""
    with pytest.raises(Conflict, match=sentence):
        undo.undo(session, batch, by=now(session, ALICE))
    assert difference(after, state(session)) == {}


def test_every_verb_leaves_its_mark_in_the_log(session, things):
    by = now(session, ALICE)
    kinds = set()
    for name in ("tasks.edit", "statuses.inherit", "teams.delete", "docs.move"):
        _, batch = as_one(session, lambda n=name: VERBS[n](session, things, by))
        events = session.exec(select(Event).where(Event.batch == batch)).all()
        kinds |= {event.kind for event in events}
    assert {"task.changed", "list.changed", "workspace.changed", "doc.changed"} <= kinds
    assert session.get(TaskList, things.own_home).has_own_statuses is False
    assert session.get(Alias, things.alias) is not None
