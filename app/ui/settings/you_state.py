"""What a person changes of themselves: profile, password, browsers signed in, tokens."""

from typing import Any, TypedDict

from app.domain.errors import Invalid
from app.domain.fields.counted import Duration
from app.models import User
from app.ui.base import handler, run, toast
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.saving import saver, secret_saver
from app.ui.settings import you_view
from app.ui.settings.you_view import Profile, SessionLine, TokenLine
from app.ui.shapes import nothing_yet
from app.ui.shell.state import Shell
from app.work import passwords, people, sessions

WEEK = Duration()


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


class YouSettings(Confirming, mixin=True):
    """Gives the settings one's own profile and access."""

    profile: Profile = nothing_yet(Profile)
    sessions: list[SessionLine] = []
    tokens: list[TokenLine] = []
    secret: str = ""
    password_note: str = ""

    async def _show_you(self) -> None:
        token = cookie_of(self)
        self._take(await self._read(lambda d: you_view.mine(d, token)))

    @saver
    async def save_profile(self, form: ProfileForm) -> Any:
        name, hours = form["name"], _hours(form["hours"], self._locale())
        await self._write(
            lambda d: people.change_profile(
                d.session, d.actor.user_id or 0, by=d.actor, name=name, hours_per_week=hours
            )
        )
        await self._show_you()
        return [Shell.load, toast("Profile saved.")]

    @handler
    async def set_rows(self, height: str) -> Any:
        await self._write(
            lambda d: people.change_profile(
                d.session, d.actor.user_id or 0, by=d.actor, row_height=height
            )
        )
        await self._show_you()
        return Shell.load

    @saver
    async def change_password(self, form: PasswordForm) -> Any:
        """Check the old one, set the new one; every other browser is signed out."""
        old, new = form["old"], form["new"]
        token = cookie_of(self)
        known = await self._read(
            lambda d: sessions.credentials(
                d.session, d.session.get_one(User, d.actor.user_id).email
            )
        )
        self.password_note = ""
        if not await run(passwords.fits, old, known.password_hash):
            raise Invalid("Your present password is not this one.", field="old")
        fresh = await run(passwords.hashed, new)
        await self._write(
            lambda d: sessions.change_password(
                d.session, d.actor.user_id or 0, password_hash=fresh, keep_token=token, by=d.actor
            )
        )
        self.password_note = "Password changed. Every other browser is signed out."
        await self._show_you()
        return None

    @handler
    async def ask_sign_out(self, session_id: int) -> None:
        """Ask once: what was typed there and not saved can't be sent any more."""
        found = next((one for one in self.sessions if one["id"] == session_id), None)
        if found is not None:
            seen = found["facts"].partition(" · ")[0]
            question = f"Sign out {found['name']}? It was {seen}, and asks for the password again."
            self._ask(question, yes="Sign it out", do=self._sign_out, on=(session_id,))

    async def _sign_out(self, session_id: int) -> Any:
        await self._write(lambda d: sessions.revoke(d.session, session_id, by=d.actor))
        await self._show_you()
        return toast("That browser is signed out.")

    @secret_saver
    async def make_token(self, form: TokenForm) -> None:
        name, scope = form["name"], form["scope"]
        made, _ = await self._write(
            lambda d: sessions.make_token(
                d.session, d.actor.user_id or 0, name=name, scope=scope, now=d.now, by=d.actor
            )
        )
        self.secret = made[1]
        await self._show_you()

    @handler
    async def forget_secret(self) -> None:
        self.secret = ""

    @handler
    async def ask_revoke(self, token_id: int) -> None:
        """Ask once: a token that is revoked stays so."""
        found = next((one for one in self.tokens if one["id"] == token_id), None)
        if found is not None:
            question = f"Revoke the token “{found['name']}”? What uses it is refused at once, and it can't be brought back."
            self._ask(question, yes="Revoke", do=self._revoke_token, on=(token_id,))

    async def _revoke_token(self, token_id: int) -> Any:
        await self._write(
            lambda d: sessions.revoke_token(d.session, token_id, by=d.actor, now=d.now)
        )
        await self._show_you()
        return toast("Token revoked.")


def _hours(value: str, locale: str) -> float:
    return WEEK.read(value, "hours_per_week", locale=locale).value / 60
