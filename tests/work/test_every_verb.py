"""Every verb, tried by those who may not: nothing happens, and what is hidden looks like what is missing."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from sqlmodel import Session, func, select

from app import access
from app.domain.access import Actor
from app.domain.errors import NotAllowed, NotFound, WorkError
from app.models import Alias, Event, Invitation, SignIn, Space, TaskList, Team, Turn
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

MODULES = (
    calendar,
    comments,
    docs,
    folders,
    goals,
    invitations,
    lists,
    mail,
    people,
    purging,
    relations,
    task_restoring,
    sessions,
    spaces,
    statuses,
    targets,
    tasks,
    undo,
    language,
    questions,
    teams,
    workspaces,
)
ALICE, BOB, CAROL = 1, 2, 3


@dataclass(frozen=True)
class Things:
    """Ids of one of everything."""

    space: int = 999
    home: int = 999
    folder: int = 999
    status: int = 999
    task: int = 999
    other: int = 998
    goal: int = 999
    target: int = 999
    doc: int = 999
    comment: int = 999
    batch: str = "no such batch"


Verb = Callable[[Session, Things, Actor], Any]

# About something that lives in a space.
PLACED: dict[str, Verb] = {
    "tasks.create": lambda s, t, by: tasks.create(s, t.home, title="x", by=by),
    "tasks.edit": lambda s, t, by: tasks.edit(s, t.task, title="x", by=by),
    "tasks.move": lambda s, t, by: tasks.move(s, t.task, to=t.status, by=by),
    "tasks.transfer": lambda s, t, by: tasks.transfer(s, t.task, to_list=t.home, by=by),
    "tasks.delete": lambda s, t, by: tasks.delete(s, t.task, by=by),
    "tasks.delete_many": lambda s, t, by: tasks.delete_many(s, [t.task], by=by),
    "tasks.restore": lambda s, t, by: tasks.restore(s, t.task, by=by),
    "task_restoring.task": lambda s, t, by: task_restoring.task(s, t.task, rank="a1", by=by),
    "relations.relate": lambda s, t, by: relations.relate(
        s, t.task, kind="blocks", to_task=t.other, by=by
    ),
    "relations.unrelate": lambda s, t, by: relations.unrelate(
        s, t.task, kind="blocks", to_task=t.other, by=by
    ),
    "relations.link": lambda s, t, by: relations.link(s, ("task", t.task), ("goal", t.goal), by=by),
    "relations.unlink": lambda s, t, by: relations.unlink(
        s, ("task", t.task), ("goal", t.goal), by=by
    ),
    "goals.create": lambda s, t, by: goals.create(s, title="x", space_id=t.space, by=by),
    "goals.edit": lambda s, t, by: goals.edit(s, t.goal, title="x", by=by),
    "goals.override_health": lambda s, t, by: goals.override_health(
        s, t.goal, health="at_risk", reason="x", by=by
    ),
    "goals.close": lambda s, t, by: goals.close(
        s, t.goal, as_="missed", progress=1.0, reason="x", by=by
    ),
    "goals.reopen": lambda s, t, by: goals.reopen(s, t.goal, by=by),
    "goals.archive": lambda s, t, by: goals.archive(s, t.goal, by=by),
    "goals.unarchive": lambda s, t, by: goals.unarchive(s, t.goal, by=by),
    "goals.delete": lambda s, t, by: goals.delete(s, t.goal, by=by),
    "goals.restore": lambda s, t, by: goals.restore(s, t.goal, by=by),
    "targets.restore": lambda s, t, by: targets.restore(s, t.target, by=by),
    "docs.restore": lambda s, t, by: docs.restore(s, t.doc, by=by),
    "comments.restore": lambda s, t, by: comments.restore(s, t.comment, by=by),
    "lists.restore": lambda s, t, by: lists.restore(s, t.home, by=by),
    "folders.restore": lambda s, t, by: folders.restore(s, t.folder, by=by),
    "statuses.restore": lambda s, t, by: statuses.restore(s, t.status, by=by),
    "statuses.own_again": lambda s, t, by: statuses.own_again(s, t.home, held={}, by=by),
    "spaces.restore": lambda s, t, by: spaces.restore(s, t.space, by=by),
    "targets.add": lambda s, t, by: targets.add(s, t.goal, name="x", kind="number", by=by),
    "targets.edit": lambda s, t, by: targets.edit(s, t.target, current=1, by=by),
    "targets.delete": lambda s, t, by: targets.delete(s, t.target, by=by),
    "docs.create": lambda s, t, by: docs.create(s, title="x", space_id=t.space, by=by),
    "docs.save": lambda s, t, by: docs.save(s, t.doc, text="x", based_on=1, by=by),
    "docs.restore_version": lambda s, t, by: docs.restore_version(s, t.doc, version=1, by=by),
    "docs.move": lambda s, t, by: docs.move(s, t.doc, by=by),
    "docs.delete": lambda s, t, by: docs.delete(s, t.doc, by=by),
    "comments.add": lambda s, t, by: comments.add(s, ("task", t.task), text="x", by=by),
    "comments.edit": lambda s, t, by: comments.edit(s, t.comment, text="x", by=by),
    "comments.assign": lambda s, t, by: comments.assign(s, t.comment, to=None, by=by),
    "comments.resolve": lambda s, t, by: comments.resolve(s, t.comment, by=by),
    "comments.reopen": lambda s, t, by: comments.reopen(s, t.comment, by=by),
    "comments.delete": lambda s, t, by: comments.delete(s, t.comment, by=by),
    "lists.create": lambda s, t, by: lists.create(s, t.space, name="x", by=by),
    "lists.edit": lambda s, t, by: lists.edit(s, t.home, name="x", by=by),
    "lists.set_private": lambda s, t, by: lists.set_private(s, t.home, is_private=True, by=by),
    "lists.share": lambda s, t, by: lists.share(s, t.home, with_user=by.user_id or 0, by=by),
    "lists.unshare": lambda s, t, by: lists.unshare(s, t.home, with_user=ALICE, by=by),
    "lists.archive": lambda s, t, by: lists.archive(s, t.home, by=by),
    "lists.unarchive": lambda s, t, by: lists.unarchive(s, t.home, by=by),
    "lists.delete": lambda s, t, by: lists.delete(s, t.home, by=by),
    "folders.create": lambda s, t, by: folders.create(s, t.space, name="x", by=by),
    "folders.edit": lambda s, t, by: folders.edit(s, t.folder, name="x", by=by),
    "folders.archive": lambda s, t, by: folders.archive(s, t.folder, by=by),
    "folders.unarchive": lambda s, t, by: folders.unarchive(s, t.folder, by=by),
    "folders.delete": lambda s, t, by: folders.delete(s, t.folder, by=by),
    "statuses.add": lambda s, t, by: statuses.add(s, t.space, name="x", category="done", by=by),
    "statuses.edit": lambda s, t, by: statuses.edit(s, t.status, name="x", by=by),
    "statuses.remove": lambda s, t, by: statuses.remove(s, t.status, by=by),
    "statuses.override": lambda s, t, by: statuses.override(s, t.home, by=by),
    "statuses.inherit": lambda s, t, by: statuses.inherit(s, t.home, by=by),
    "spaces.edit": lambda s, t, by: spaces.edit(s, t.space, name="x", by=by),
    "spaces.share": lambda s, t, by: spaces.share(s, t.space, with_user=by.user_id or 0, by=by),
    "spaces.unshare": lambda s, t, by: spaces.unshare(s, t.space, with_user=ALICE, by=by),
    "spaces.archive": lambda s, t, by: spaces.archive(s, t.space, by=by),
    "spaces.unarchive": lambda s, t, by: spaces.unarchive(s, t.space, by=by),
    "spaces.delete": lambda s, t, by: spaces.delete(s, t.space, by=by),
    "purging.purge": lambda s, t, by: purging.purge(s, "doc", t.doc, by=by, now=NOW),
    "purging.purge_many": lambda s, t, by: purging.purge_many(s, [("doc", t.doc)], by=by, now=NOW),
    "undo.restore": lambda s, t, by: undo.restore(s, "doc", t.doc, by=by),
}
# About the workspace, its people or somebody else's own things.
COMMON: dict[str, Verb] = {
    "people.add": lambda s, t, by: people.add(s, email="x@y.zz", name="X", role="member", by=by),
    "invitations.make": lambda s, t, by: invitations.make(s, role="member", by=by, now=NOW),
    "invitations.revoke": lambda s, t, by: invitations.revoke(s, 1, by=by, now=NOW),
    "people.change_role": lambda s, t, by: people.change_role(
        s, by.user_id or 0, to="admin", by=by
    ),
    "people.disable": lambda s, t, by: people.disable(s, ALICE, by=by),
    "people.enable": lambda s, t, by: people.enable(s, by.user_id or 0, by=by),
    "people.change_profile": lambda s, t, by: people.change_profile(s, ALICE, name="x", by=by),
    "sessions.change_password": lambda s, t, by: sessions.change_password(
        s, ALICE, password_hash="x", by=by
    ),
    "sessions.make_token": lambda s, t, by: sessions.make_token(
        s, ALICE, name="x", scope="write", now=NOW, by=by
    ),
    "workspaces.edit": lambda s, t, by: workspaces.edit(s, name="x", by=by),
    "sessions.revoke": lambda s, t, by: sessions.revoke(s, 1, by=by),
    "sessions.revoke_token": lambda s, t, by: sessions.revoke_token(s, 1, by=by, now=NOW),
    "sessions.revoke_all_tokens": lambda s, t, by: sessions.revoke_all_tokens(
        s, ALICE, by=by, now=NOW
    ),
    "language.choose_model": lambda s, t, by: language.choose_model(
        s, model="openai:x", url="https://evil.example", secret="s", by=by
    ),
    "mail.choose_server": lambda s, t, by: mail.choose_server(
        s, mail.Wanted(host="evil.example", sender="a@evil.example"), secret="s", by=by
    ),
    "mail.forget_server": lambda s, t, by: mail.forget_server(s, now=NOW, by=by),
    "teams.create": lambda s, t, by: teams.create(s, name="Mine", members=[by.user_id or 0], by=by),
    "teams.change": lambda s, t, by: teams.change(s, 1, members=[by.user_id or 0], by=by),
    "teams.restore": lambda s, t, by: teams.restore(s, [9, "Mine", [ALICE]], by=by),
    "teams.delete": lambda s, t, by: teams.delete(s, 1, by=by),
    "questions.unlearn": lambda s, t, by: questions.unlearn(s, 1, by=by),
    "questions.rate": lambda s, t, by: questions.rate(s, 1, thumb=1, by=by),
    "questions.forget": lambda s, t, by: questions.forget(s, 1, by=by),
    "questions.mark": lambda s, t, by: questions.mark(s, 1, {}, by=by),
    "calendar.set_hours": lambda s, t, by: calendar.set_hours(
        s, ALICE, valid_from=NOW.date(), minutes=[0] * 7, by=by
    ),
    "calendar.unset_hours": lambda s, t, by: calendar.unset_hours(
        s, ALICE, valid_from=NOW.date(), by=by
    ),
    "calendar.take_off": lambda s, t, by: calendar.take_off(
        s, first=NOW.date(), last=NOW.date(), by=by
    ),
    "calendar.come_back": lambda s, t, by: calendar.come_back(s, 1, by=by),
    "calendar.restore": lambda s, t, by: calendar.restore(s, 1, by=by),
    "undo.undo": lambda s, t, by: undo.undo(s, t.batch, by=by),
}
# Any member may make one; a guest may not.
FOR_MEMBERS: dict[str, Verb] = {
    "spaces.create": lambda s, t, by: spaces.create(s, key="XX", name="x", by=by),
    "questions.learn": lambda s, t, by: questions.learn(
        s, words="boss", kind="person", item_id=ALICE, by=by
    ),
}
# Not a door of their own: they work on rows somebody fetched, or read one's own things.
NO_DOOR = {
    "sessions.mine",
    "sessions.tokens",
    "sessions.end_all",
    "questions.keep",
    "questions.mine",
    "questions.turn_of",
    "undo.undo_last",
    "undo.redo_last",
}
EVERY = {**PLACED, **COMMON, **FOR_MEMBERS}


@pytest.fixture
def things(session: Session, alice: Actor, space: Space, home: TaskList) -> Things:
    """One of everything, in a space closed to all but Alice."""
    session.info["batch"] = "hers"
    folder = folders.create(session, space.id, name="Later", by=alice)
    first, second = (tasks.create(session, home.id, title=w, by=alice) for w in ("A", "B"))
    goal = goals.create(
        session, title="Launch", space_id=space.id, by=alice, period_end=date(2026, 12, 31)
    )
    target = targets.add(session, goal.id, name="Markets", kind="number", target=5, by=alice)
    doc = docs.create(session, title="Runbook", text="Failover", space_id=space.id, by=alice)
    said = comments.add(session, ("task", first.id), text="Noted", by=alice)
    invitations.make(session, role="member", by=alice, now=NOW)
    sessions.start(session, ALICE, now=NOW)
    sessions.make_token(session, ALICE, name="script", scope="write", now=NOW, by=alice)
    teams.create(session, name="Founders", members=[ALICE], by=alice)
    calendar.take_off(session, user_id=ALICE, first=NOW.date(), last=NOW.date(), by=alice)
    questions.learn(session, words="vault", kind="list", item_id=home.id, by=alice)
    answer = {"question": "What next?", "cards": []}
    questions.keep(session, conversation_id=None, answer=answer, fixed=[], by=alice)
    spaces.edit(session, space.id, is_private=True, by=alice)
    session.flush()
    session.info["batch"] = "theirs"
    return Things(
        space.id,
        home.id,
        folder.id,
        first.status_id,
        first.id,
        second.id,
        goal.id,
        target.id,
        doc.id,
        said.id,
        "hers",
    )


def _names(module: ModuleType) -> set[str]:
    short = module.__name__.rpartition(".")[2]
    return {
        f"{short}.{name}"
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__.startswith(module.__name__)
        and not name.startswith("_")
        and "by" in inspect.signature(made).parameters
    }


def test_every_verb_is_tried():
    assert set().union(*map(_names, MODULES)) - NO_DOOR == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_a_guest_with_nothing_shared_can_do_none_of_it(session, things, name):
    before = _happened(session)
    with pytest.raises((NotFound, NotAllowed)):
        EVERY[name](session, things, access.actor(session, CAROL))

    assert _happened(session) == before


@pytest.mark.parametrize("name", PLACED)
def test_to_a_member_outside_what_is_hidden_looks_like_what_is_missing(session, things, name):
    bob, before = access.actor(session, BOB), _happened(session)
    answers = [_refusal(PLACED[name], session, t, bob) for t in (things, Things())]

    assert answers[0] == answers[1]
    assert answers[0][0] in (NotFound, NotAllowed)
    assert _happened(session) == before


@pytest.mark.parametrize("name", COMMON)
def test_a_member_manages_nobody_but_themselves(session, things, name):
    before = _happened(session)
    with pytest.raises((NotFound, NotAllowed)):
        COMMON[name](session, things, access.actor(session, BOB))

    assert _happened(session) == before


@pytest.mark.parametrize("name", [*PLACED, *FOR_MEMBERS])
def test_a_read_only_token_changes_nothing_even_its_owners_own(session, things, name):
    before = _happened(session)
    with pytest.raises(NotAllowed):
        EVERY[name](session, things, access.actor(session, ALICE, writes=False))

    assert _happened(session) == before


def test_a_guest_reads_and_comments_in_a_shared_list_but_changes_nothing(session, things, alice):
    lists.share(session, things.home, with_user=CAROL, by=alice)
    session.flush()
    carol = access.actor(session, CAROL)

    said = comments.add(session, ("task", things.task), text="Looks fine", by=carol)
    assert said.author_id == CAROL
    for name in ("tasks.edit", "tasks.create", "tasks.delete", "lists.edit", "relations.relate"):
        with pytest.raises(NotAllowed):
            PLACED[name](session, things, carol)


def _refusal(verb: Verb, session: Session, things: Things, by: Actor) -> tuple[type, str]:
    with pytest.raises(WorkError) as refused:
        verb(session, things, by)
    return refused.type, str(refused.value)


def _happened(session: Session) -> tuple[int, ...]:
    """How much there is of what only grows, or would shrink."""
    session.flush()
    return tuple(
        session.exec(select(func.count()).select_from(table)).one()
        for table in (Event, SignIn, Invitation, Space, TaskList, Team, Alias, Turn)
    )
