"""What a manager changes of people: invitations, roles, who may come in."""

from typing import Any, NotRequired, TypedDict

from app import access
from app.ui.arguments import id_in
from app.ui.base import handler, toast
from app.ui.confirming import Confirming
from app.ui.saving import secret_saver
from app.ui.settings import people_view
from app.ui.settings.people_view import InvitationLine, MemberLine
from app.ui.shapes import Choice
from app.work import invitations as inviting
from app.work import people, resets


class InvitationForm(TypedDict):
    """Whom to invite, as what, and perhaps into which space."""

    email: str
    role: str
    space: NotRequired[str]


class PeopleSettings(Confirming, mixin=True):
    """Gives the settings the members and the open invitations."""

    members: list[MemberLine] = []
    invitations: list[InvitationLine] = []
    roles: list[Choice] = []
    spaces: list[Choice] = []
    by_mail: bool = False
    link: str = ""
    link_words: str = ""
    reset_link: str = ""
    reset_words: str = ""

    async def _show_people(self) -> None:
        self._take(await self._read(people_view.everybody))

    @secret_saver
    async def invite(self, form: InvitationForm) -> None:
        """Make a link; it is shown once."""
        email, role, space = form["email"].strip(), form["role"], form.get("space", "")
        origin = str(self.router.url.origin)
        (made, token), _ = await self._write(
            lambda d: inviting.make(
                d.session,
                by=d.actor,
                now=d.now,
                role=role,
                email=email,
                space_ids=[id_in(space)] if id_in(space) else [],
            )
        )
        self.link = f"{origin}/welcome?invite={token}"
        await self._show_people()
        mailed = f"It is on its way to {made.email}. " if made.email and self.by_mail else ""
        self.link_words = (
            f"{mailed}{'You can also send' if mailed else 'Send'} this link. "
            f"It is shown once and works once, for {inviting.DAYS} days."
        )

    @handler
    async def forget_link(self) -> None:
        self.link = ""

    @handler
    async def ask_take_back(self, invitation_id: int) -> None:
        """Ask once: a link that was taken back is good no more."""
        found = next((one for one in self.invitations if one["id"] == invitation_id), None)
        if found is not None:
            question = f"Take back the invitation ({found['what']})? Its link works no more, and only a new invitation brings one."
            self._ask(question, yes="Take it back", do=self._take_back, on=(invitation_id,))

    async def _take_back(self, invitation_id: int) -> Any:
        await self._write(
            lambda d: inviting.revoke(d.session, invitation_id, by=d.actor, now=d.now)
        )
        await self._show_people()
        return toast("Invitation taken back.")

    @handler
    async def make_reset_link(self, user_id: int) -> None:
        """A link to choose a new password; it is shown once."""
        origin = str(self.router.url.origin)
        (name, token), _ = await self._write(
            lambda d: (
                access.user(d.session, user_id, d.actor).name,
                resets.make(d.session, user_id, by=d.actor, now=d.now),
            )
        )
        self.reset_link = f"{origin}/reset#{token}"
        self.reset_words = (
            f"Send this link to {name}, and to nobody else. It is shown once and works once, "
            f"for {resets.HOURS} hours. Used, it ends every session and token of {name}."
        )

    @handler
    async def forget_reset_link(self) -> None:
        self.reset_link = self.reset_words = ""

    @handler
    async def set_role(self, user_id: int, role: str) -> Any:
        user, batch = await self._write(
            lambda d: people.change_role(d.session, user_id, to=role, by=d.actor)
        )
        await self._show_people()
        return toast(f"{user.name} is now {role}.", batch)

    @handler
    async def set_active(self, user_id: int, active: bool) -> Any:
        verb = people.enable if active else people.disable
        user, batch = await self._write(lambda d: verb(d.session, user_id, by=d.actor))
        await self._show_people()
        return toast(
            f"{user.name} can {'come in again' if active else 'no longer come in'}.", batch
        )
