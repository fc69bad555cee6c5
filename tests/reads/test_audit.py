"""The security log: who reads it, what it tells, and what it keeps to itself."""

import csv
import io
from datetime import timedelta

import pytest

from app import access
from app.domain.errors import NotAllowed
from app.domain.events import Kind
from app.reads import audit
from app.reads.audit import AuditFilter, AuditLine
from app.work import invitations, lists, people, sessions, spaces
from tests.conftest import NOW, a_task

BOB = 2


@pytest.fixture
def happened(session, alice, bob, home):
    """Something of every group, and work that is nobody's business here."""
    sessions.start(session, BOB, now=NOW)
    sessions.note_failure(session, BOB)
    sessions.make_token(session, BOB, name="CI", scope="read", now=NOW, by=bob)
    people.change_role(session, BOB, to="admin", by=alice)
    invitations.make(session, email="dana@example.com", by=alice, now=NOW)
    private = spaces.create(session, key="HR", name="Zanzibar", is_private=True, by=alice)
    owner = access.actor(session, 1)
    spaces.share(session, private.id or 0, with_user=3, by=owner)
    lists.edit(session, home.id or 0, name="Renamed", by=owner)
    a_task(session, home, owner)


def _kinds(session, actor, **wanted):
    found = audit.lines(session, AuditFilter(**wanted), actor=actor, limit=100)
    return [one.kind for one in found]


def test_it_tells_what_concerns_access_and_not_the_work(session, happened, alice):
    kinds = set(_kinds(session, access.actor(session, 1)))

    assert {
        Kind.SIGNED_IN,
        Kind.SIGN_IN_FAILED,
        Kind.TOKEN_CREATED,
        Kind.INVITED,
        Kind.USER_CHANGED,
        Kind.SPACE_SHARED,
    } <= kinds
    assert not kinds & {Kind.TASK_CREATED, Kind.LIST_CHANGED}


def test_others_than_owners_and_admins_are_refused(session, happened, carol):
    with pytest.raises(NotAllowed):
        audit.lines(session, AuditFilter(), actor=carol, limit=10)


def test_an_admin_is_told_nothing_of_a_private_place(session, happened):
    admin = access.actor(session, BOB)

    told = audit.lines(session, AuditFilter(), actor=admin, limit=100)

    assert Kind.SIGNED_IN in {one.kind for one in told}
    assert Kind.SPACE_SHARED not in {one.kind for one in told}
    assert "Zanzibar" not in str(told)


def test_it_is_filtered_by_group_person_and_period(session, happened):
    owner = access.actor(session, 1)
    assert set(_kinds(session, owner, groups=("tokens",))) == {Kind.TOKEN_CREATED}
    of_bob = _kinds(session, owner, person=BOB)
    assert Kind.SIGN_IN_FAILED in of_bob
    assert Kind.INVITED not in of_bob
    newest = audit.lines(session, AuditFilter(), actor=owner, limit=1)[0].at
    assert _kinds(session, owner, since=newest + timedelta(days=1)) == []


def test_pages_follow_one_another(session, happened):
    owner = access.actor(session, 1)
    whole = audit.lines(session, AuditFilter(), actor=owner, limit=100)
    first = audit.lines(session, AuditFilter(), actor=owner, limit=3)
    rest = audit.lines(session, AuditFilter(), actor=owner, before=first[-1].id, limit=100)

    assert first + rest == whole
    assert [one.id for one in whole] == sorted((one.id for one in whole), reverse=True)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_file_is_a_formula(name):
    line = AuditLine(1, NOW, Kind.SIGNED_IN, name, "signed in", name)

    rows = list(csv.reader(io.StringIO(audit.as_csv([line]), newline="")))

    assert rows[1][3] == rows[1][5] == f"'{name}"
