"""What the settings show, as plain values."""

import re
from typing import TypedDict
from zoneinfo import available_timezones

from sqlmodel import func, select

from app import db, wiring
from app.assist.model import chosen
from app.domain.access import Role
from app.lookups import workspace
from app.models import ConsumerOffset, DeadLetter, Event, SignIn, User
from app.reads import people, spaces
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Choice, PersonView, nothing_yet, person_view
from app.work import passwords, sessions

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)


class SessionLine(TypedDict):
    """A browser that is signed in."""

    id: int
    name: str
    facts: str
    here: bool


class TokenLine(TypedDict):
    """A personal token; its secret is not kept."""

    id: int
    name: str
    scope: str
    facts: str


class MemberLine(TypedDict):
    """Somebody in the people settings."""

    id: int
    person: PersonView
    name: str
    email: str
    role: str
    is_active: bool
    note: str


class InvitationLine(TypedDict):
    """An invitation nobody took up yet."""

    id: int
    what: str
    facts: str


class DayLine(TypedDict):
    """A weekday, worked or not."""

    name: str
    index: int
    works: bool


class HealthLine(TypedDict):
    """One part of the machine and how it is."""

    name: str
    state: str
    tone: str
    more: str


class Profile(TypedDict):
    """The person signed in, as they change themselves."""

    name: str
    email: str
    hours: str
    rows: str
    role: str
    manages: bool


class House(TypedDict):
    """The workspace itself."""

    name: str
    zone: str
    country: str


class Mine(TypedDict):
    """What everybody sees of their own settings."""

    profile: Profile
    sessions: list[SessionLine]
    tokens: list[TokenLine]


class Everybody(TypedDict):
    """The people settings."""

    members: list[MemberLine]
    invitations: list[InvitationLine]
    spaces: list[Choice]
    roles: list[Choice]


class HouseView(TypedDict):
    """The workspace's settings."""

    house: House
    days: list[DayLine]
    zones: list[Choice]


def mine(context: RequestContext, token: str) -> Mine:
    """Profile, sessions and tokens of the person asking."""
    user = context.session.get_one(User, context.actor.user_id)
    return {
        "profile": Profile(
            name=user.name,
            email=user.email,
            hours=f"{user.hours_per_week:g}",
            rows=user.row_height,
            role=user.role,
            manages=context.actor.manages,
        ),
        "sessions": [
            _session(one, context, passwords.digest(token))
            for one in sessions.mine(context.session, by=context.actor, now=context.now)
        ],
        "tokens": [
            TokenLine(
                id=one.id or 0,
                name=one.name,
                scope="reads and writes" if one.scope == "write" else "reads",
                facts=f"made {words.ago(one.created_at, context.now)} · "
                + (
                    f"used {words.ago(one.last_used_at, context.now)}"
                    if one.last_used_at
                    else "never used"
                ),
            )
            for one in sessions.tokens(context.session, by=context.actor)
        ],
    }


def _session(one: SignIn, context: RequestContext, digest: str) -> SessionLine:
    here = one.token_hash == digest
    seen = "in use" if here else f"last seen {words.ago(one.last_seen_at, context.now)}"
    return SessionLine(
        id=one.id or 0,
        name=browser(one.browser),
        facts=f"{seen} · signed in {words.ago(one.created_at, context.now)} · {one.address}",
        here=here,
    )


def browser(agent: str) -> str:
    """“Firefox on Linux” from what a browser says of itself."""
    name = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if name and system:
        return f"{name} on {system}"
    return name or system or re.split(r"[/\s]", agent)[0] or "Unknown browser"


def everybody(context: RequestContext) -> Everybody:
    """People and open invitations; raises NotAllowed for others than owners and admins."""
    session = context.session
    names = {space.id: space.name for space in spaces.tree(session, actor=context.actor)}
    return {
        "members": [
            MemberLine(
                id=one.person.id,
                person=person_view(one.person),
                name=one.person.name,
                email=one.email,
                role=one.role,
                is_active=one.person.is_active,
                note="" if one.signs_in else "never signed in",
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


def house(context: RequestContext) -> HouseView:
    """The workspace's own settings."""
    own = workspace(context.session)
    return {
        "house": House(name=own.name, zone=own.zone, country=own.country)
        if own
        else nothing_yet(House),
        "days": [
            DayLine(name=DAYS[index], index=index, works=works == "1")
            for index, works in enumerate(own.working_days if own else "")
        ],
        "zones": [
            Choice(value=zone, label=zone.replace("_", " "))
            for zone in sorted(available_timezones())
            if zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/")))
        ],
    }


def machine(context: RequestContext) -> list[HealthLine]:
    """Database, consumers, library and model, each with how it is."""
    session, model = context.session, chosen(context.session)
    newest = session.exec(select(func.max(Event.id))).one() or 0
    marks = session.exec(select(ConsumerOffset).order_by(ConsumerOffset.consumer)).all()
    dead_letters = session.exec(select(func.count()).select_from(DeadLetter)).one()
    library = wiring.current().library
    lines = [
        HealthLine(
            name="Database",
            state="open",
            tone="is-green",
            more=f"{db.engine().dialect.name}, {words.many(newest, 'event')} in the log",
        ),
        HealthLine(
            name="Meaning search",
            state="ready" if library.ready else "by words alone",
            tone="is-green" if library.ready else "is-amber",
            more=library.state if library.state != "ready" else "finds by words and by meaning",
        ),
    ]
    for mark in marks:
        behind = newest - mark.event_id
        lines.append(
            HealthLine(
                name=mark.consumer.capitalize(),
                state="up to date" if behind <= 0 else f"{words.many(behind, 'event')} behind",
                tone="is-green" if behind <= 0 else "is-amber",
                more="follows the log",
            )
        )
    lines.append(
        HealthLine(
            name="Unhandled events",
            state=str(dead_letters),
            tone="is-amber" if dead_letters else "is-green",
            more="events a consumer could not handle; `goalward doctor` looks at them"
            if dead_letters
            else "every event was handled",
        )
    )
    lines.append(
        HealthLine(
            name="Language model",
            state=model.name if model else "none",
            tone="is-green" if model else "",
            more="words answers; never trusted with a number"
            if model
            else "not needed: answers are computed. An owner can choose one to have them worded.",
        )
    )
    return lines
