"""People, as screens and pickers show them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor, must_manage
from app.domain.text import handle, hue, initials
from app.models import Invitation, Team, TeamMember, User


@dataclass(frozen=True)
class Person:
    """Somebody, small enough to be in every row."""

    id: int
    name: str
    initials: str
    hue: int
    handle: str
    is_active: bool = True


@dataclass(frozen=True)
class Member:
    """Somebody, as the people settings list them."""

    person: Person
    email: str
    role: str
    hours_per_week: float
    signs_in: bool
    created_at: datetime


@dataclass(frozen=True)
class TeamLine:
    """A team and the ids of its people."""

    id: int
    name: str
    members: list[int]


def teams(session: Session, *, actor: Actor) -> list[TeamLine]:
    """The teams, by name; a guest is told of none."""
    if actor.is_guest:
        return []
    found = session.exec(select(Team).order_by(col(Team.name))).all()
    members: dict[int, list[int]] = {}
    for one in session.exec(select(TeamMember).order_by(col(TeamMember.user_id))):
        members.setdefault(one.team_id, []).append(one.user_id)
    return [TeamLine(t.id or 0, t.name, members.get(t.id or 0, [])) for t in found]


def person(user: User) -> Person:
    return known(user.id or 0, user.name, is_active=user.is_active)


def named(user_id: int | None, name: str | None, is_active: bool | None) -> Person | None:  # noqa: FBT001 - columns
    """Somebody as joined to another row, or nobody."""
    return (
        None if user_id is None or name is None else known(user_id, name, is_active=bool(is_active))
    )


def known(user_id: int, name: str, *, is_active: bool) -> Person:
    return Person(user_id, name, initials(name), hue(user_id), handle(name), is_active)


def everyone(session: Session, *, actor: Actor, active_only: bool = False) -> list[Person]:
    """The people the actor may know of, by name."""
    found = access.people_open_to(session, actor)
    return [person(user) for user in found if user.is_active or not active_only]


def by_email(session: Session, email: str, *, actor: Actor) -> list[Person]:
    """The one with this address, if the actor may know of them."""
    wanted = email.strip().lower()
    found = access.people_open_to(session, actor)
    return [person(user) for user in found if user.email == wanted]


def by_ids(session: Session, ids: set[int]) -> dict[int, Person]:
    """People named by rows the actor already sees."""
    if not ids:
        return {}
    users = session.exec(select(User).where(col(User.id).in_(ids)))
    return {user.id or 0: person(user) for user in users}


def members(session: Session, *, actor: Actor) -> list[Member]:
    """Everybody with role and e-mail; for owners and admins."""
    must_manage(actor)
    return [
        Member(
            person=person(user),
            email=user.email,
            role=user.role,
            hours_per_week=user.hours_per_week,
            signs_in=user.password_hash is not None,
            created_at=user.created_at,
        )
        for user in session.exec(
            select(User).where(col(User.import_run_id).is_(None)).order_by(User.name)
        )
    ]


def open_invitations(session: Session, *, actor: Actor, now: datetime) -> list[Invitation]:
    """Invitations nobody took up yet; for owners and admins."""
    must_manage(actor)
    return list(
        session.exec(
            select(Invitation)
            .where(
                col(Invitation.accepted_at).is_(None),
                col(Invitation.revoked_at).is_(None),
                col(Invitation.expires_at) > now,
            )
            .order_by(col(Invitation.id).desc())
        )
    )
