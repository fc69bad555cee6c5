"""Whoever touches sign-ins, passwords, tokens, invitations or the model leaves one `security.*` event."""

import importlib
import inspect
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.domain.events import SECURITY, Kind
from app.models import (
    ApiToken,
    Delivery,
    Event,
    Invitation,
    MailServer,
    PasswordReset,
    SignIn,
    User,
    Workspace,
)
from app.work import invitations, language, mail, passwords, people, resets, sessions, transfers
from tests.conftest import NOW
from tests.test_house_rules import FILES, ROOT

BOB = 2
# What a module that keeps such things names.
KEPT = re.compile(
    r"\b(SignIn|ApiToken|Invitation|password_hash|model_key|MailServer|DATA_EXPORTED)\b"
)
# What their events may hold: names, ids, and words of ours.
TOLD = {
    "email",
    "has_key",
    "has_password",
    "invitation_id",
    "import_id",
    "model",
    "role",
    "rows",
    "scope",
    "server",
    "source",
    "token",
    "token_id",
    "what",
}
SERVER = mail.Wanted(
    host="smtp.example.com",
    user="bob",
    sender="goalward@example.com",
    password="mail-s3cret",
)
URL = "https://models.example/v1?key=s3cret"


@dataclass(frozen=True)
class Things:
    """What the verbs are tried on; Bob has a session here and one there, and a token."""

    here: str
    there: int
    token: int
    secret: str
    invitation: int
    link: str


Verb = Callable[[Session, Things, Actor, Actor], Any]
VERBS: dict[str, tuple[Verb, Kind]] = {
    "sessions.start": (lambda s, t, alice, bob: sessions.start(s, BOB, now=NOW), Kind.SIGNED_IN),
    "sessions.note_failure": (
        lambda s, t, alice, bob: sessions.note_failure(s, BOB),
        Kind.SIGN_IN_FAILED,
    ),
    "sessions.end": (lambda s, t, alice, bob: sessions.end(s, t.here), Kind.SIGNED_OUT),
    "sessions.revoke": (
        lambda s, t, alice, bob: sessions.revoke(s, t.there, by=bob),
        Kind.SESSION_ENDED,
    ),
    "sessions.end_all": (
        lambda s, t, alice, bob: sessions.end_all(s, BOB, by=alice),
        Kind.SESSIONS_ENDED,
    ),
    "people.disable": (
        lambda s, t, alice, bob: people.disable(s, BOB, by=alice),
        Kind.SESSIONS_ENDED,
    ),
    "sessions.change_password": (
        lambda s, t, alice, bob: sessions.change_password(s, BOB, password_hash="#new", by=bob),
        Kind.PASSWORD_CHANGED,
    ),
    "sessions.change_password by the machine": (
        lambda s, t, alice, bob: sessions.change_password(
            s, BOB, password_hash="#new", by=access.machine(s)
        ),
        Kind.PASSWORD_RESET,
    ),
    "resets.make": (
        lambda s, t, alice, bob: resets.make(s, BOB, by=alice, now=NOW),
        Kind.RESET_LINK_MADE,
    ),
    "sessions.make_token": (
        lambda s, t, alice, bob: sessions.make_token(
            s, BOB, name="CI", scope="read", now=NOW, by=bob
        ),
        Kind.TOKEN_CREATED,
    ),
    "sessions.revoke_token": (
        lambda s, t, alice, bob: sessions.revoke_token(s, t.token, by=bob, now=NOW),
        Kind.TOKEN_REVOKED,
    ),
    "sessions.revoke_all_tokens": (
        lambda s, t, alice, bob: sessions.revoke_all_tokens(s, BOB, by=access.machine(s), now=NOW),
        Kind.TOKEN_REVOKED,
    ),
    "invitations.make": (
        lambda s, t, alice, bob: invitations.make(s, email="d@example.com", by=alice, now=NOW),
        Kind.INVITED,
    ),
    "invitations.accept": (
        lambda s, t, alice, bob: invitations.accept(
            s, t.link, email="d@example.com", name="Dora", password="long enough", now=NOW
        ),
        Kind.INVITATION_ACCEPTED,
    ),
    "invitations.revoke": (
        lambda s, t, alice, bob: invitations.revoke(s, t.invitation, by=alice, now=NOW),
        Kind.INVITATION_REVOKED,
    ),
    "language.choose_model": (
        lambda s, t, alice, bob: language.choose_model(
            s, model="openai:x", url=URL, key="sk-key", secret="of the workspace", by=alice
        ),
        Kind.MODEL_CHOSEN,
    ),
    "transfers.exported": (
        lambda s, t, alice, bob: transfers.exported(s, "the security log", rows=3, by=alice),
        Kind.DATA_EXPORTED,
    ),
    "transfers.imported": (
        lambda s, t, alice, bob: transfers.imported(s, 1, source="jira:X", rows=3, by=alice),
        Kind.DATA_IMPORTED,
    ),
    "transfers.import_removed": (
        lambda s, t, alice, bob: transfers.import_removed(s, 1, source="jira:X", rows=3, by=alice),
        Kind.IMPORT_REMOVED,
    ),
    "mail.choose_server": (
        lambda s, t, alice, bob: mail.choose_server(s, SERVER, secret="of the workspace", by=alice),
        Kind.MAIL_CHOSEN,
    ),
    "mail.forget_server": (
        lambda s, t, alice, bob: mail.forget_server(s, now=NOW, by=alice),
        Kind.MAIL_CHOSEN,
    ),
    "resets.mail_link": (
        lambda s, t, alice, bob: resets.mail_link(s, "bob@example.com", key="k", now=NOW),
        Kind.RESET_REQUESTED,
    ),
    "resets.note_mailed": (
        lambda s, t, alice, bob: resets.note_mailed(s, _mailed("sent")),
        Kind.RESET_MAILED,
    ),
    "resets.note_mailed of one given up": (
        lambda s, t, alice, bob: resets.note_mailed(s, _mailed("dead")),
        Kind.RESET_NOT_MAILED,
    ),
}
# They write none, and why.
SILENT = {
    "erasing.purged": "what is erased is told by the verb that marked it (`X.purged`)",
    "erasing.forget": "a part of what erases",
    "erasing.hanging": "a part of what erases",
    "erasing.blank": "touches no person, session, token or invitation",
    "erasing.newest": "reads",
    "sessions.credentials": "reads",
    "sessions.sign_in_of": "reads",
    "sessions.actor_of": "reads",
    "sessions.actor_of_token": "reads",
    "sessions.is_stale": "reads",
    "sessions.mine": "reads",
    "sessions.tokens": "reads",
    "sessions.touch": "a session that is used lives on",
    "token_uses.note": "when a token was used is no act of security",
    "token_uses.take": "touches no row",
    "token_uses.give_back": "touches no row",
    "token_uses.write": "when a token was used is no act of security",
    "invitations.find": "reads",
    "passwords.hashed": "touches no row",
    "passwords.fits": "touches no row",
    "passwords.digest": "touches no row",
    "resets.find": "reads",
    "resets.ask": "the link that is mailed is told, where anybody has the address",
    "mail.chosen": "reads",
    "mail.is_set": "reads",
    "mail.address": "reads",
    "resets.use": "sessions.change_password and sessions.revoke_all_tokens tell it",
    "erasing.folder": "takes away a sample, which is told by the run",
    "erasing.items": "takes away an import, which is told by the run",
    "erasing.task_list": "takes away an import, which is told by the run",
    "erasing.space": "takes away an import, which is told by the run",
    "erasing.person": "takes away somebody imported, who never signed in",
    "people.is_new": "reads",
    "people.has_account": "reads",
    "people.found": "user.added tells it",
    "people.add": "user.added tells it",
    "people.change_role": "user.changed tells it",
    "people.enable": "user.changed tells it; nobody is signed in by it",
    "people.change_profile": "user.changed tells it",
}


@pytest.fixture
def things(session: Session, alice: Actor, bob: Actor, space, monkeypatch) -> Things:
    monkeypatch.setenv("GOALWARD_SECRET_KEY", "of the workspace")
    mail.choose_server(session, SERVER, secret="of the workspace", by=alice)
    here, there = (sessions.start(session, BOB, now=NOW) for _ in range(2))
    token, secret = sessions.make_token(session, BOB, name="x", scope="write", now=NOW, by=bob)
    invitation, link = invitations.make(session, space_ids=[space.id], by=alice, now=NOW)
    session.flush()
    there_id = sessions.sign_in_of(session, there, now=NOW).id or 0
    return Things(here, there_id, token.id or 0, secret, invitation.id or 0, link)


def _security_events(session: Session, after: int = 0) -> list[Event]:
    session.flush()
    query = select(Event).where(col(Event.kind).startswith(SECURITY), col(Event.id) > after)
    return list(session.exec(query))


def test_every_function_that_may_touch_them_is_tried_or_says_why_it_is_silent():
    keepers = [
        path.stem
        for path in sorted((ROOT / "app" / "work").glob("*.py"))
        if KEPT.search(path.read_text())
    ]
    modules = [importlib.import_module(f"app.work.{name}") for name in keepers]
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not name.startswith("_")
    }

    assert {"sessions", "invitations", "language", "people"} <= set(keepers)
    assert public == {name.split(" ")[0] for name in VERBS} | set(SILENT)


def test_nobody_but_the_verbs_makes_or_deletes_them():
    writes = re.compile(r"(?<!class )\b(SignIn|ApiToken|Invitation)\((?!Shape|Request)")
    rooms = ("app/work/", "app/models/", "app/api/schemas/")
    elsewhere = [
        path.name
        for path in FILES
        if not str(path.relative_to(ROOT)).startswith(rooms) and writes.search(path.read_text())
    ]

    assert elsewhere == []


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_writes_exactly_one_in_the_batch_of_its_change(session, things, alice, bob, name):
    verb, kind = VERBS[name]
    before = len(_security_events(session))
    session.info["batch"] = "this one"
    verb(session, things, alice, bob)
    [event] = _security_events(session)[before:]

    assert (event.kind, event.batch) == (kind, "this one")
    about = (event.subject_kind, event.subject_id)
    of_house = {Kind.INVITED, Kind.INVITATION_REVOKED, Kind.MODEL_CHOSEN, Kind.MAIL_CHOSEN}
    of_house |= {Kind.DATA_EXPORTED, Kind.DATA_IMPORTED, Kind.IMPORT_REMOVED}
    assert about == ("workspace", 1) if kind in of_house else about[0] == "user"


@pytest.mark.parametrize("name", VERBS)
def test_what_fails_leaves_neither_the_change_nor_its_event(session, things, alice, bob, name):
    before = _everything(session)
    savepoint = session.begin_nested()
    VERBS[name][0](session, things, alice, bob)
    assert _everything(session) != before
    savepoint.rollback()
    session.expire_all()

    assert _everything(session) == before


def _mailed(state: str) -> Delivery:
    """A mail with a link for Bob, at its end."""
    return Delivery(channel="mail", key=f"{resets.JOB}:k", target="bob@example.com", state=state)


@pytest.mark.parametrize("name", VERBS)
def test_no_secret_is_in_what_is_told(session, things, alice, bob, name):
    made = VERBS[name][0](session, things, alice, bob)
    session.flush()
    told = json.dumps([event.changes for event in _security_events(session)])
    secrets = {things.here, things.secret, things.link, "s3cret", "sk-key", "mail-s3cret", "#new"}
    secrets |= {one for one in (made if isinstance(made, tuple) else [made]) if type(one) is str}
    for table in (SignIn, ApiToken, Invitation, PasswordReset):
        secrets |= {row.token_hash for row in session.exec(select(table))}
    secrets |= {user.password_hash for user in session.exec(select(User)) if user.password_hash}
    secrets |= {session.get_one(Workspace, 1).model_key} - {""}

    secrets |= {"long enough"} | {one.password for one in session.exec(select(MailServer))}
    assert len(secrets) > 8
    assert [secret for secret in secrets if secret in told] == []
    names = {name for event in _security_events(session) for name in event.changes}
    assert names <= TOLD


def test_every_kind_of_them_is_somebodys():
    assert {kind for _, kind in VERBS.values()} == {
        kind for kind in Kind if kind.startswith(SECURITY)
    }


def test_nothing_happened_nothing_told(session, things, alice, bob):
    before = len(_security_events(session))
    sessions.end(session, "no such cookie")
    sessions.end_all(session, 3, by=alice)
    people.disable(session, 3, by=alice)
    invitations.revoke(session, things.invitation, by=alice, now=NOW)
    invitations.revoke(session, things.invitation, by=alice, now=NOW)

    told = [event.kind for event in _security_events(session)[before:]]
    assert told == [Kind.INVITATION_REVOKED]


def test_a_locked_out_person_who_comes_back_signs_in_anew(session, things, alice):
    people.disable(session, BOB, by=alice)
    people.enable(session, BOB, by=alice)
    session.flush()

    assert session.exec(select(SignIn).where(SignIn.user_id == BOB)).all() == []
    assert passwords.fits("battery staple", session.get_one(User, BOB).password_hash)


def _everything(session: Session) -> list[str]:
    """The rows of all that is kept, and how long the log is."""
    session.flush()
    rows = [
        str(sorted(row.model_dump().items(), key=str))
        for table in (SignIn, ApiToken, Invitation, User, Workspace)
        for row in session.exec(select(table))
    ]
    return [*sorted(rows), str(len(_security_events(session)))]
