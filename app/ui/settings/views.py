"""What the settings show, as plain values."""

import re
from typing import Any, TypedDict
from zoneinfo import available_timezones

from sqlmodel import func, select

from app import db, wiring
from app.assist.model import chosen
from app.domain.access import Role
from app.lookups import workspace
from app.models import Bookmark, Event, SignIn, Stumble, User
from app.reads import people, spaces
from app.ui import words
from app.ui.base import Desk
from app.work import passwords, sessions

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Windows", "Windows"), ("Linux", "Linux"))  # fmt: skip


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
    person: dict[str, Any]
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


def mine(desk: Desk, token: str) -> dict[str, Any]:
    """Profile, sessions and tokens of the person asking."""
    user = desk.session.get_one(User, desk.actor.user_id)
    return {
        "profile": {
            "name": user.name,
            "email": user.email,
            "hours": f"{user.hours_per_week:g}",
            "rows": user.row_height,
            "role": user.role,
            "manages": desk.actor.manages,
        },
        "sessions": [
            _session(one, desk, passwords.digest(token))
            for one in sessions.mine(desk.session, by=desk.actor, now=desk.now)
        ],
        "tokens": [
            TokenLine(
                id=one.id or 0,
                name=one.name,
                scope="reads and writes" if one.scope == "write" else "reads",
                facts=f"made {words.ago(one.created_at, desk.now)} · "
                + (
                    f"used {words.ago(one.last_used_at, desk.now)}"
                    if one.last_used_at
                    else "never used"
                ),
            )
            for one in sessions.tokens(desk.session, by=desk.actor)
        ],
    }


def _session(one: SignIn, desk: Desk, digest: str) -> SessionLine:
    here = one.token_hash == digest
    seen = "in use" if here else f"last seen {words.ago(one.last_seen_at, desk.now)}"
    return SessionLine(
        id=one.id or 0,
        name=browser(one.browser),
        facts=f"{seen} · signed in {words.ago(one.created_at, desk.now)} · {one.address}",
        here=here,
    )


def browser(agent: str) -> str:
    """“Firefox on Linux” from what a browser says of itself."""
    name = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if name and system:
        return f"{name} on {system}"
    return name or system or re.split(r"[/\s]", agent)[0] or "Unknown browser"


def everybody(desk: Desk) -> dict[str, Any]:
    """People and open invitations; raises NotAllowed for others than owners and admins."""
    session = desk.session
    names = {space.id: space.name for space in spaces.tree(session, actor=desk.actor)}
    return {
        "members": [
            MemberLine(
                id=one.person.id,
                person=one.person.plain(),
                name=one.person.name,
                email=one.email,
                role=one.role,
                is_active=one.person.is_active,
                note="" if one.signs_in else "never signed in",
            )
            for one in people.members(session, actor=desk.actor)
        ],
        "invitations": [
            InvitationLine(
                id=one.id or 0,
                what=f"{one.email or 'Whoever has the link'}, as {one.role}",
                facts=f"open until {words.plain_day(one.expires_at.astimezone(desk.zone).date(), desk.today)}"
                + _shares([names[i] for i in one.space_ids if i in names]),
            )
            for one in people.open_invitations(session, actor=desk.actor, now=desk.now)
        ],
        "spaces": [{"value": i, "label": name} for i, name in names.items()],
        "roles": [
            {"value": str(role), "label": str(role).capitalize(), "hint": hint}
            for role, hint in (
                (Role.OWNER, "everything"), (Role.ADMIN, "people and settings"),
                (Role.MEMBER, "works on what is open"), (Role.GUEST, "sees what is shared"),
            )
            if role is not Role.OWNER or desk.actor.role is Role.OWNER
        ],
    }  # fmt: skip


def _shares(names: list[str]) -> str:
    return f" · shares {', '.join(names)}" if names else ""


def house(desk: Desk) -> dict[str, Any]:
    """The workspace's own settings."""
    home = workspace(desk.session)
    if home is None:
        return {}
    return {
        "home": {"name": home.name, "zone": home.zone, "country": home.country},
        "days": [
            DayLine(name=name, index=index, works=home.working_days[index] == "1")
            for index, name in enumerate(DAYS)
        ],
        "zones": [
            {"value": zone, "label": zone.replace("_", " ")}
            for zone in sorted(available_timezones())
            if zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/")))
        ],
    }


def machine(desk: Desk) -> list[HealthLine]:
    """Database, followers, library and model, each with how it is."""
    session, model = desk.session, chosen(desk.session)
    newest = session.exec(select(func.max(Event.id))).one() or 0
    marks = session.exec(select(Bookmark).order_by(Bookmark.follower)).all()
    stumbles = session.exec(select(func.count()).select_from(Stumble)).one()
    library = wiring.current().library
    lines = [
        HealthLine(
            name="Database", state="open", tone="is-green",
            more=f"{db.engine().dialect.name}, {words.many(newest, 'event')} in the log",
        ),
        HealthLine(
            name="Meaning search", state="ready" if library.ready else "by words alone",
            tone="is-green" if library.ready else "is-amber",
            more=library.state if library.state != "ready" else "finds by words and by meaning",
        ),
    ]  # fmt: skip
    for mark in marks:
        behind = newest - mark.event_id
        lines.append(
            HealthLine(
                name=mark.follower.capitalize(),
                state="up to date" if behind <= 0 else f"{words.many(behind, 'event')} behind",
                tone="is-green" if behind <= 0 else "is-amber",
                more="follows the log",
            )
        )
    lines.append(
        HealthLine(
            name="Stumbles", state=str(stumbles), tone="is-amber" if stumbles else "is-green",
            more="events a follower could not handle; `goalward doctor` looks at them"
            if stumbles else "every event was handled",
        )
    )  # fmt: skip
    lines.append(
        HealthLine(
            name="Language model", state=model.name if model else "none",
            tone="is-green" if model else "",
            more="words answers; never trusted with a number" if model
            else "not needed: answers are computed. An owner can choose one to have them worded.",
        )
    )  # fmt: skip
    return lines
