"""Who is here and with which role, and the invitations that are open: for owners and admins."""

from datetime import UTC, datetime

from sqlmodel import Session

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import managing as shape
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.models import Invitation
from app.reads import people as reading
from app.settings import load
from app.work import invitations, people

router = routing.router("people")


@router.get("/members", response_model=shape.MemberPage)
@routing.refusing(403)
def list_members(who: Who, after: After = 0, limit: Limit = 100) -> Slice[shape.Member]:
    """Everybody with e-mail and role."""
    with db.reading() as session:
        return paged(_members(session, who.actor(session)), after, limit)


@router.get("/members/{user_id}", response_model=shape.Member)
@routing.refusing(403)
def get_member(user_id: Id, who: Who, version: Versioned) -> shape.Member:
    """One person with e-mail and role."""
    with db.reading() as session:
        return _member(session, user_id, who.actor(session), version)


@router.patch("/members/{user_id}", response_model=shape.Member)
def change_member(
    user_id: Id, body: shape.MemberChange, who: Who, version: Versioned
) -> shape.Member:
    """Change somebody's role, name or hours; lock them out or let them in again."""
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_member(session, user_id, actor, version))
        given = body.model_dump(exclude_unset=True)
        if "role" in given:
            people.change_role(session, user_id, to=body.role, by=actor)
        if "is_active" in given:
            lock = people.enable if body.is_active else people.disable
            lock(session, user_id, by=actor)
        if profile := {name: given[name] for name in ("name", "hours_per_week") if name in given}:
            people.change_profile(session, user_id, by=actor, **profile)
        session.flush()
        return _member(session, user_id, actor, version)


@router.get("/invitations", response_model=shape.InvitationPage)
@routing.refusing(403)
def list_invitations(who: Who, after: After = 0, limit: Limit = 100) -> Slice[Invitation]:
    """The invitations nobody took up yet, without their secrets."""
    with db.reading() as session:
        actor = who.actor(session)
        found = reading.open_invitations(session, actor=actor, now=datetime.now(UTC))
        return paged(found, after, limit)


@router.get("/invitations/{invitation_id}", response_model=shape.Invitation)
@routing.refusing(403)
def get_open_invitation(invitation_id: Id, who: Who, version: Versioned) -> shape.Invitation:
    """An invitation nobody took up yet."""
    with db.reading() as session:
        return _invitation(session, invitation_id, who.actor(session), version)


@router.post("/invitations", status_code=201, response_model=shape.MadeInvitation)
def invite(body: shape.NewInvitation, who: Who, version: Versioned) -> shape.MadeInvitation:
    """Make a link for one person; it is shown this once."""
    with db.writing() as session:
        made, token = invitations.make(
            session, by=who.actor(session), now=datetime.now(UTC), **body.model_dump()
        )
        session.flush()
        own = shape.Invitation.model_validate(made)
        version.mark_read(own)
        return shape.MadeInvitation(**dict(own), url=f"{load().url}/welcome?invite={token}")


@router.delete("/invitations/{invitation_id}", status_code=204)
def revoke_invitation(invitation_id: Id, who: Who, version: Versioned) -> None:
    """Take an invitation back."""
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_invitation(session, invitation_id, actor, version))
        invitations.revoke(session, invitation_id, by=actor, now=datetime.now(UTC))


def _members(session: Session, actor: Actor) -> list[shape.Member]:
    return [
        shape.Member(
            id=one.person.id,
            name=one.person.name,
            is_active=one.person.is_active,
            email=one.email,
            role=one.role,
            hours_per_week=one.hours_per_week,
        )
        for one in reading.members(session, actor=actor)
    ]


def _member(session: Session, user_id: int, actor: Actor, version: Versioned) -> shape.Member:
    found = next((one for one in _members(session, actor) if one.id == user_id), None)
    if found is None:
        raise NotFound("person")
    version.mark(found)
    return found


def _invitation(
    session: Session, invitation_id: int, actor: Actor, version: Versioned
) -> shape.Invitation:
    known = reading.open_invitations(session, actor=actor, now=datetime.now(UTC))
    found = next((one for one in known if one.id == invitation_id), None)
    if found is None:
        raise NotFound("invitation")
    shown = shape.Invitation.model_validate(found)
    version.mark(shown)
    return shown
