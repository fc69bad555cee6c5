"""What the settings show of people: members and open invitations."""

from typing import TypedDict

from app.domain.access import Role
from app.reads import people, spaces
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Choice, PersonView, person_view
from app.work import mail


class MemberLine(TypedDict):
    """Somebody in the people settings."""

    id: int
    person: PersonView
    name: str
    email: str
    role: str
    is_active: bool
    note: str
    resettable: bool  # by whoever reads this: an owner makes the link


class InvitationLine(TypedDict):
    """An invitation nobody took up yet."""

    id: int
    what: str
    facts: str


class Everybody(TypedDict):
    """The people settings."""

    members: list[MemberLine]
    invitations: list[InvitationLine]
    spaces: list[Choice]
    roles: list[Choice]
    by_mail: bool  # invitations with an e-mail are mailed


def everybody(context: RequestContext) -> Everybody:
    """People and open invitations; raises NotAllowed for others than owners and admins."""
    session = context.session
    names = {space.id: space.name for space in spaces.tree(session, actor=context.actor.current)}
    return {
        "by_mail": mail.is_set(session),
        "members": [
            MemberLine(
                id=one.person.id,
                person=person_view(one.person),
                name=one.person.name,
                email=one.email,
                role=one.role,
                is_active=one.person.is_active,
                note="" if one.signs_in else "never signed in",
                resettable=one.person.is_active and context.actor.role is Role.OWNER,
            )
            for one in people.members(session, actor=context.actor)
        ],
        "invitations": [
            InvitationLine(
                id=one.id or 0,
                what=f"{one.email or 'Whoever has the link'}, as {one.role}",
                facts=f"open until {words.plain_day(one.expires_at.astimezone(context.zone).date(), context.today)}"
                + _shares([names[i] for i in one.space_ids if i in names]),
            )
            for one in people.open_invitations(session, actor=context.actor, now=context.now)
        ],
        "spaces": [Choice(value=i, label=name) for i, name in names.items()],
        "roles": [
            Choice(value=str(role), label=str(role).capitalize(), hint=hint)
            for role, hint in (
                (Role.OWNER, "everything"),
                (Role.ADMIN, "people and settings"),
                (Role.MEMBER, "works on what is open"),
                (Role.GUEST, "sees what is shared"),
            )
            if role is not Role.OWNER or context.actor.role is Role.OWNER
        ],
    }


def _shares(names: list[str]) -> str:
    return f" · shares {', '.join(names)}" if names else ""
