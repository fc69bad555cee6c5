"""Every change the settings offer."""

from typing import Any, NotRequired, TypedDict

import reflex as rx

from app.domain.errors import Invalid, WorkError
from app.models import User
from app.ui import samples
from app.ui.base import Page, handler, loader, refused, run, toast, writing_as
from app.ui.guard import cookie_of
from app.ui.settings import views
from app.ui.settings.language import Language
from app.ui.settings.teams import Teams
from app.ui.settings.views import (
    DayLine,
    HealthLine,
    House,
    InvitationLine,
    MemberLine,
    Profile,
    SessionLine,
    TokenLine,
)
from app.ui.shapes import Choice, nothing_yet
from app.ui.shell.state import Shell
from app.work import invitations, passwords, people, sessions

PARTS = ("you", "access", "people", "workspace", "model", "imports", "health")
FOR_MANAGERS = ("people", "workspace", "model", "imports", "health")


class ProfileForm(TypedDict):
    """One's name, and hours a week."""

    name: str
    hours: str


class PasswordForm(TypedDict):
    """The present password and the next."""

    old: str
    new: str


class TokenForm(TypedDict):
    """A new token; its scope is “read” or “write”."""

    name: str
    scope: str


class InvitationForm(TypedDict):
    """Whom to invite, as what, and perhaps into which space."""

    email: str
    role: str
    space: NotRequired[str]


class HouseForm(TypedDict):
    """The workspace's name and country."""

    name: str
    country: str


class Settings(Page, rx.State):
    """The part of the settings that is open."""

    part: str = "you"
    profile: Profile = nothing_yet(Profile)
    sessions: list[SessionLine] = []
    tokens: list[TokenLine] = []
    secret: str = ""
    password_note: str = ""
    password_wrong: bool = False
    members: list[MemberLine] = []
    invitations: list[InvitationLine] = []
    roles: list[Choice] = []
    spaces: list[Choice] = []
    link: str = ""
    invite_wrong: str = ""
    house: House = nothing_yet(House)
    days: list[DayLine] = []
    zones: list[Choice] = []
    has_sample: bool = False
    asking: bool = False
    busy: str = ""
    health: list[HealthLine] = []

    @loader
    async def load(self) -> Any:
        wanted = self.router.url.query_parameters.get("part", "you")
        part = wanted if wanted in PARTS else "you"
        if part != self.part:
            self.secret = self.link = self.password_note = self.invite_wrong = ""
            self.asking = False
        self.part = part
        await self._show()
        self.ready = True
        return {"people": Teams.load, "model": Language.load}.get(self.part)

    async def _show(self) -> None:
        token, part = cookie_of(self), self.part
        self._take(await self._read(lambda d: views.mine(d, token)))
        if part in FOR_MANAGERS and not self.profile["manages"]:
            self.part = part = "you"
        if part == "people":
            self._take(await self._read(views.everybody))
        elif part == "workspace":
            self._take(await self._read(views.house))
            self.has_sample = await self._read(samples.is_here)
        elif part == "health":
            self.health = await self._read(views.machine)

    # -- you ---------------------------------------------------------------------------------------

    @handler
    async def save_profile(self, form: ProfileForm) -> Any:
        name, hours = form["name"], _hours(form["hours"])
        await self._write(
            lambda d: people.change_profile(
                d.session, d.actor.user_id or 0, by=d.actor, name=name, hours_per_week=hours
            )
        )
        await self._show()
        return [Shell.load, toast("Profile saved.")]

    @handler
    async def set_rows(self, height: str) -> Any:
        await self._write(
            lambda d: people.change_profile(
                d.session, d.actor.user_id or 0, by=d.actor, row_height=height
            )
        )
        await self._show()
        return Shell.load

    @handler
    async def change_password(self, form: PasswordForm) -> Any:
        """Check the old one, set the new one; every other browser is signed out."""
        old, new = form["old"], form["new"]
        token = cookie_of(self)
        known = await self._read(
            lambda d: sessions.credentials(
                d.session, d.session.get_one(User, d.actor.user_id).email
            )
        )
        self.password_wrong = True
        if not await run(passwords.fits, old, known.password_hash):
            self.password_note = "Your present password is not this one."
            return None
        try:
            fresh = await run(passwords.hashed, new)
        except WorkError as refusal:
            self.password_note = refusal.sentence
            return None
        await self._write(
            lambda d: sessions.change_password(
                d.session, d.actor.user_id or 0, password_hash=fresh, keep_token=token, by=d.actor
            )
        )
        self.password_wrong = False
        self.password_note = "Password changed. Every other browser is signed out."
        await self._show()
        return None

    # -- access ------------------------------------------------------------------------------------

    @handler
    async def revoke_session(self, session_id: int) -> Any:
        await self._write(lambda d: sessions.revoke(d.session, session_id, by=d.actor))
        await self._show()
        return toast("That browser is signed out.")

    @handler
    async def make_token(self, form: TokenForm) -> None:
        name, scope = form["name"], form["scope"]
        made, _ = await self._write(
            lambda d: sessions.make_token(
                d.session, d.actor.user_id or 0, name=name, scope=scope, now=d.now, by=d.actor
            )
        )
        self.secret = made[1]
        await self._show()

    @handler
    async def forget_secret(self) -> None:
        self.secret = ""

    @handler
    async def revoke_token(self, token_id: int) -> Any:
        await self._write(
            lambda d: sessions.revoke_token(d.session, token_id, by=d.actor, now=d.now)
        )
        await self._show()
        return toast("Token revoked.")

    # -- people ------------------------------------------------------------------------------------

    @handler
    async def invite(self, form: InvitationForm) -> None:
        """Make a link; it is shown once."""
        email, role, space = form["email"].strip(), form["role"], form.get("space", "")
        origin = str(self.router.url.origin)
        try:
            (_, token), _ = await self._write(
                lambda d: invitations.make(
                    d.session,
                    by=d.actor,
                    now=d.now,
                    role=role,
                    email=email,
                    space_ids=[int(space)] if space.isdigit() and int(space) else [],
                )
            )
        except WorkError as refusal:
            self.invite_wrong = refusal.sentence
            return
        self.invite_wrong, self.link = "", f"{origin}/welcome?invite={token}"
        await self._show()

    @handler
    async def forget_link(self) -> None:
        self.link = ""

    @handler
    async def revoke_invitation(self, invitation_id: int) -> Any:
        await self._write(
            lambda d: invitations.revoke(d.session, invitation_id, by=d.actor, now=d.now)
        )
        await self._show()
        return toast("Invitation taken back.")

    @handler
    async def set_role(self, user_id: int, role: str) -> Any:
        user, _ = await self._write(
            lambda d: people.change_role(d.session, user_id, to=role, by=d.actor)
        )
        await self._show()
        return toast(f"{user.name} is now {role}.")

    @handler
    async def set_active(self, user_id: int, active: bool) -> Any:
        verb = people.enable if active else people.disable
        user, _ = await self._write(lambda d: verb(d.session, user_id, by=d.actor))
        await self._show()
        return toast(f"{user.name} can {'come in again' if active else 'no longer come in'}.")

    # -- workspace ---------------------------------------------------------------------------------

    @handler
    async def save_house(self, form: HouseForm) -> Any:
        name, country = form["name"], form["country"]
        await self._write(
            lambda d: people.change_workspace(d.session, by=d.actor, name=name, country=country)
        )
        await self._show()
        return [Shell.load, toast("Workspace saved.")]

    @handler
    async def set_zone(self, zone: str) -> Any:
        await self._write(lambda d: people.change_workspace(d.session, by=d.actor, zone=zone))
        await self._show()
        return toast(f"Days now begin by the clock of {zone.replace('_', ' ')}.")

    @handler
    async def turn_day(self, index: int) -> None:
        if not 0 <= index < len(self.days):
            raise Invalid("There is no such day.")
        days = "".join("1" if one["works"] != (one["index"] == index) else "0" for one in self.days)
        await self._write(
            lambda d: people.change_workspace(d.session, by=d.actor, working_days=days)
        )
        await self._show()

    @handler
    async def ask_removal(self) -> None:
        self.asking = not self.asking

    @rx.event(background=True)
    async def turn_sample(self) -> Any:
        """Add the sample company, or take it away; either takes some seconds."""
        async with self:
            if self.busy:
                return None
            there = self.has_sample
            self.busy = "Removing the sample…" if there else "Making the sample…"
            self.asking = False
            token = cookie_of(self)
        try:
            await run(writing_as, token, samples.remove if there else samples.create)
        except WorkError as refusal:
            return refused(refusal)
        finally:
            async with self:
                self.busy = ""
        async with self:
            self.has_sample = not there
        return [Shell.load, toast("The sample is gone." if there else "The sample is here.")]


def _hours(value: str) -> float:
    try:
        return float(value.replace(",", "."))
    except ValueError as error:
        raise Invalid(f"“{value}” is no number of hours.") from error
