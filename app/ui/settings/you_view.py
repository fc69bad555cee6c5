"""What the settings show a person of themselves: profile, browsers signed in, tokens."""

import re
from typing import TypedDict

from app.domain import numbers
from app.models import SignIn, User
from app.ui import words
from app.ui.base import RequestContext
from app.work import passwords, sessions

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


class Profile(TypedDict):
    """The person signed in, as they change themselves."""

    name: str
    email: str
    hours: str
    rows: str
    role: str
    manages: bool


class Mine(TypedDict):
    """What everybody sees of their own settings."""

    profile: Profile
    sessions: list[SessionLine]
    tokens: list[TokenLine]


def mine(context: RequestContext, token: str) -> Mine:
    """Profile, sessions and tokens of the person asking."""
    user = context.session.get_one(User, context.actor.user_id)
    return {
        "profile": Profile(
            name=user.name,
            email=user.email,
            hours=numbers.shown(user.hours_per_week, locale=context.locale),
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
