"""What happened reads as sentences, and names nothing the reader may not see."""

from datetime import date

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import NotFound
from app.domain.events import Kind
from app.lookups import statuses_of
from app.models import Delivery, Event
from app.reads import activity
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
    purging,
    relations,
    resets,
    sessions,
    spaces,
    statuses,
    targets,
    tasks,
    transfers,
    undo,
    workspaces,
)
from app.work import people as persons
from tests.conftest import NOW, a_task
from tests.statements import counted


def _words(session, kind, item_id, actor):
    """The sentences of an item, oldest first."""
    session.flush()
    return [h.words for h in activity.of_item(session, kind, item_id, actor=actor)][::-1]


def test_a_task_tells_its_life(session, alice, bob, home):
    task = a_task(session, home, alice)
    names = {s.name: s.id for s in statuses_of(session, home)}
    for fields in (
        {"title": "Turn keys"},
        {"due": date(2026, 12, 4)},
        {"due": date(2026, 12, 11)},
        {"due": None},
        {"priority": 1},
        {"assignees": [bob.user_id]},
        {"tags": ["audit"]},
        {"points": 3.0},
        {"estimate_minutes": 90},
        {"description": "Both of them"},
        {"assignees": [], "tags": []},
    ):
        tasks.edit(session, task.id, by=alice, **fields)
    tasks.move(session, task.id, to=names["Done"], by=alice)

    assert _words(session, "task", task.id, bob) == [
        "made this task",
        "changed the title from “Rotate keys” to “Turn keys”",
        "set the due date to 4 Dec 2026",
        "moved the due date from 4 Dec 2026 to 11 Dec 2026",
        "took the due date away",
        "set the priority to urgent",
        "gave this to Bob Okafor",
        "tagged it audit",
        "changed the points to 3",
        "estimated it at 1.5 h",
        "wrote a description",
        "took it from Bob Okafor, untagged audit",
        "moved this from To do to Done",
    ]


def test_a_goal_tells_its_targets_life_too(session, alice):
    goal = goals.create(session, title="Launch", by=alice)
    other = goals.create(session, title="Other", by=alice)
    target = targets.add(session, goal.id, name="Markets", kind="number", target=5, by=alice)
    targets.add(session, other.id, name="Not mine", kind="number", target=5, by=alice)
    targets.edit(session, target.id, current=2, by=alice)
    goals.override_health(session, goal.id, health="at_risk", reason="late vendor", by=alice)
    goals.close(session, goal.id, as_="achieved", progress=100, reason="", by=alice)

    assert _words(session, "goal", goal.id, alice) == [
        "made this goal",
        "added the target “Markets”",
        "in a target, changed the value from 0 to 2",
        "judged it at risk",
        "closed this as achieved",
    ]


def test_a_doc_tells_its_versions(session, alice):
    doc = docs.create(session, title="Runbook", text="a", by=alice)
    docs.save(session, doc.id, text="b", based_on=1, by=alice)
    docs.save(session, doc.id, title="On call", based_on=2, by=alice)

    assert _words(session, "doc", doc.id, alice) == [
        "made this doc",
        "saved version 2",
        "saved version 3, changed the title from “Runbook” to “On call”",
    ]


def test_hidden_names_are_left_out(session, alice, bob, space, home):
    board = lists.create(session, space.id, name="Initech board", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    hidden = a_task(session, board, alice, title="Acquire Initech")
    closed = spaces.create(session, key="MNA", name="Initech deals", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    goal = goals.create(session, title="Initech goal", space_id=closed.id, by=alice)
    task = a_task(session, home, alice)
    relations.relate(session, hidden.id, kind="blocks", to_task=task.id, by=alice)
    relations.link(session, ("task", task.id), ("goal", goal.id), by=alice)
    tasks.edit(session, task.id, parent_id=hidden.id, by=alice)
    tasks.transfer(session, task.id, to_list=board.id, by=alice)
    tasks.transfer(session, task.id, to_list=home.id, by=alice)
    bob = access.actor(session, bob.user_id)

    assert "Initech" in " ".join(_words(session, "task", task.id, alice))
    assert _words(session, "task", task.id, bob) == [
        "made this task",
        "put this under another item",
        "moved this to Platform",
    ]


def test_a_hidden_parent_is_not_mistaken_for_a_goal_of_the_same_number(
    session, alice, bob, space, home
):
    board = lists.create(session, space.id, name="Board", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    hidden = a_task(session, board, alice)
    goal = goals.create(session, title="Launch", by=alice)
    assert hidden.id == goal.id
    task = a_task(session, home, alice)
    relations.link(session, ("task", task.id), ("goal", goal.id), by=alice)
    tasks.edit(session, task.id, parent_id=hidden.id, by=alice)

    assert _words(session, "task", task.id, access.actor(session, bob.user_id))[1:] == [
        "linked this to Launch",
        "put this under another item",
    ]


def test_the_history_of_what_is_hidden_does_not_exist(session, alice, carol, home):
    task = a_task(session, home, alice)

    with pytest.raises(NotFound):
        activity.of_item(session, "task", task.id, actor=carol)


def _transfers(session, alice):
    transfers.exported(session, "the security log", rows=3, by=alice)
    transfers.imported(session, 1, source="jira:X", rows=1, by=alice)
    transfers.import_removed(session, 1, source="jira:X", rows=3, by=alice)


def test_every_kind_of_event_has_its_sentence(monkeypatch, session, alice, bob, space, home):
    """Everything that can happen, happens; each time there is something to tell."""
    monkeypatch.setenv("GOALWARD_SECRET_KEY", "of the workspace")
    session.info["batch"] = "all"
    folder = folders.create(session, space.id, name="F", by=alice)
    folders.edit(session, folder.id, name="G", by=alice)
    first, second = a_task(session, home, alice), a_task(session, home, alice)
    goal = goals.create(session, title="Launch", by=alice)
    goals.edit(session, goal.id, title="Land", by=alice)
    target = targets.add(session, goal.id, name="N", kind="number", target=5, by=alice)
    targets.edit(session, target.id, current=1, by=alice)
    goals.close(session, goal.id, as_="missed", progress=1, reason="", by=alice)
    goals.reopen(session, goal.id, by=alice)
    doc = docs.create(session, title="Runbook", text="a", by=alice)
    docs.save(session, doc.id, text="b", based_on=1, by=alice)
    said = comments.add(session, ("task", first.id), text="x", by=alice)
    comments.resolve(session, said.id, by=alice)
    relations.relate(session, first.id, kind="blocks", to_task=second.id, by=alice)
    relations.unrelate(session, first.id, kind="blocks", to_task=second.id, by=alice)
    relations.link(session, ("task", first.id), ("goal", goal.id), by=alice)
    relations.unlink(session, ("task", first.id), ("goal", goal.id), by=alice)
    _a_refused_undo(session, first, alice, bob)
    _transfers(session, alice)
    spaces.edit(session, space.id, name="E", by=alice)
    spaces.share(session, space.id, with_user=bob.user_id, by=alice)
    spaces.unshare(session, space.id, with_user=bob.user_id, by=alice)
    lists.edit(session, home.id, name="P", by=alice)
    lists.share(session, home.id, with_user=bob.user_id, by=alice)
    lists.unshare(session, home.id, with_user=bob.user_id, by=alice)
    status = statuses.add(session, space.id, name="Parked", category="backlog", by=alice)
    statuses.edit(session, status.id, name="Iced", by=alice)
    statuses.remove(session, status.id, by=alice)
    statuses.restore(session, status.id, by=alice)
    _hours(session, alice, bob)
    _comings_and_goings(session, alice, bob)
    persons.change_profile(session, bob.user_id, name="Bobby", by=alice)
    workspaces.edit(session, name="Ajax", by=alice)
    for verbs, one in ((lists, home), (folders, folder), (spaces, space), (goals, goal)):
        verbs.archive(session, one.id, by=alice)
        verbs.unarchive(session, one.id, by=alice)
    session.info["batch"] = "away"
    for verb, one in (
        (comments.delete, said),
        (targets.delete, target),
        (goals.delete, goal),
        (docs.delete, doc),
        (tasks.delete, first),
        (folders.delete, folder),
        (lists.delete, home),
        (spaces.delete, space),
    ):
        verb(session, one.id, by=alice)
    session.flush()
    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    session.flush()
    _purged(session, second, folder, home, space)
    session.flush()
    events = session.exec(select(Event)).all()
    told = {h.event_id for h in activity.sentences(session, events, actor=alice)}

    assert {e.kind for e in events} == set(Kind)
    assert {e.kind for e in events if e.id in told} == set(Kind)


def _hours(session, alice, bob):
    calendar.set_hours(
        session, bob.user_id, valid_from=NOW.date(), minutes=[480, 480, 480, 0, 0, 0, 0], by=alice
    )
    away = calendar.take_off(session, first=NOW.date(), last=NOW.date(), by=alice)
    calendar.come_back(session, away.id, by=alice)
    calendar.restore(session, away.id, by=alice)


def _purged(session, task, folder, home, space):
    alice = access.actor(session, 1)
    for kind, verb, one in (
        ("goal", goals.delete, goals.create(session, title="Gone", by=alice)),
        ("doc", docs.delete, docs.create(session, title="Gone", by=alice)),
        ("task", tasks.delete, task),
        ("folder", folders.delete, folder),
        ("list", lists.delete, home),
        ("space", spaces.delete, space),
    ):
        alice = access.actor(session, 1)
        verb(session, one.id, by=alice)
        session.flush()
        purging.purge(session, kind, one.id, by=alice, now=NOW)


def _a_refused_undo(session, task, alice, bob):
    session.info["batch"] = "bobs"
    tasks.edit(session, task.id, title="x", by=bob)
    session.info["batch"] = "all"
    tasks.edit(session, task.id, title="y", by=alice)
    assert undo.undo_last(session, by=bob).refusal


def _comings_and_goings(session, alice, bob):
    """Everything of sign-ins, tokens, passwords, invitations and the model."""
    invitation, link = invitations.make(session, by=alice, now=NOW)
    dora = {"email": "dora@example.com", "name": "Dora", "password": "long enough"}
    invitations.accept(session, link, **dora, now=NOW)
    invitation, _ = invitations.make(session, by=alice, now=NOW)
    invitations.revoke(session, invitation.id, by=alice, now=NOW)
    here, there, _ = (sessions.start(session, bob.user_id, now=NOW) for _ in range(3))
    sessions.end(session, here)
    sessions.revoke(session, sessions.sign_in_of(session, there, now=NOW).id, by=bob)
    sessions.end_all(session, bob.user_id, by=alice)
    sessions.note_failure(session, bob.user_id)
    by_hand = access.machine(session)
    sessions.change_password(session, bob.user_id, password_hash="x", by=bob)
    sessions.change_password(session, bob.user_id, password_hash="y", by=by_hand)
    resets.make(session, bob.user_id, by=alice, now=NOW)
    token, _ = sessions.make_token(session, bob.user_id, name="CI", scope="read", now=NOW, by=bob)
    sessions.revoke_token(session, token.id, by=bob, now=NOW)
    language.choose_model(session, model="ollama:x", secret="s", by=alice)
    server = mail.Wanted(host="smtp.example.com", sender="goalward@example.com")
    mail.choose_server(session, server, secret="s", by=alice)
    resets.mail_link(session, "bob@example.com", key="k", now=NOW)
    for state in ("sent", "dead"):
        mailed = Delivery(channel="mail", key=f"{resets.JOB}:k", target="bob@example.com")
        mailed.state = state
        resets.note_mailed(session, mailed)


def test_a_long_history_runs_no_more_statements_than_a_short_one(session, alice, bob, home):
    task = a_task(session, home, alice)
    session.flush()
    with counted() as short:
        activity.of_item(session, "task", task.id, actor=alice)
    names = {s.name: s.id for s in statuses_of(session, home)}
    for number in range(20):
        tasks.edit(session, task.id, by=alice, assignees=[bob.user_id] if number % 2 else [])
        tasks.edit(session, task.id, by=alice, parent_id=a_task(session, home, alice).id)
        tasks.move(session, task.id, to=names["In progress" if number % 2 else "To do"], by=alice)
    session.flush()
    with counted() as long:
        told = activity.of_item(session, "task", task.id, actor=alice)
    assert len(told) > 40
    assert len(long) == len(short), long
