"""The first steps of a workspace. Handlers here run without a session and check for themselves."""

from typing import Any, TypedDict

import reflex as rx
from sqlmodel import col, func, select

from app import access
from app.domain.errors import NotSignedIn, WorkError
from app.models import Space
from app.ui import samples
from app.ui.base import Page, RequestContext, handler, run
from app.ui.entry import house, invited
from app.ui.guard import cookie_of
from app.ui.saving import saver
from app.work import lists, spaces


class FirstListForm(TypedDict):
    """The first space, its key (empty: it follows the name) and its first list."""

    space: str
    key: str
    list: str


class Welcome(Page, rx.State):
    """Make the owner; then choose how to begin."""

    step: str = ""  # owner, begin, empty, making, accept
    refusal: str = ""

    @rx.event
    async def load(self) -> Any:
        self.refusal = ""
        if self.router.url.query_parameters.get("invite"):
            self.step = "accept"
            return None
        _, is_new = await run(house)
        if is_new:
            self.step = "owner"
            return None
        try:
            count = await self._read(_spaces)
        except NotSignedIn:
            return rx.redirect("/signin", replace=True)
        if count:
            return rx.redirect("/", replace=True)
        self.step = "begin"
        return None

    @handler
    async def choose_empty(self) -> None:
        await self._read(lambda d: d.actor)
        self.step, self.refusal = "empty", ""

    @handler
    async def back(self) -> None:
        await self._read(lambda d: d.actor)
        self.step, self.refusal = "begin", ""

    @saver
    async def begin_empty(self, form: FirstListForm) -> Any:
        """Make the first space and its first list."""
        space, key, first = form["space"], form["key"].strip(), form["list"]
        list_id, _ = await self._write(lambda d: _first_list(d, space, key, first))
        return rx.redirect(f"/lists/{list_id}")

    @rx.event(background=True)
    async def begin_with_sample(self) -> Any:
        """Make the sample company; the page shows that it is under way."""
        async with self:
            if self.step == "making":
                return None
            self.step, self.refusal = "making", ""
            token = cookie_of(self)
        try:
            await run(samples.create, token)
        except WorkError as refusal:
            async with self:
                self.step, self.refusal = "begin", refusal.sentence
            return None
        return rx.redirect("/")


class Accept(rx.State):
    """What an invitation link offers."""

    token: str = ""
    email: str = ""
    role: str = ""
    workspace: str = ""
    found: bool = False

    @rx.event
    async def load(self) -> None:
        self.token = self.router.url.query_parameters.get("invite", "")
        offer = await run(invited, self.token) if self.token else None
        self.found = offer is not None
        self.email = offer["email"] if offer else ""
        self.role = offer["role"] if offer else ""
        self.workspace = offer["workspace"] if offer else ""


def _spaces(context: RequestContext) -> int:
    """Living ones: those of a sample that is being made don't count yet."""
    living = select(func.count()).where(col(Space.deleted_at).is_(None))
    return context.session.exec(living).one()


def _first_list(context: RequestContext, name: str, key: str, first: str) -> int:
    letters = key or spaces.suggested_key(context.session, name)
    space = spaces.create(context.session, key=letters, name=name, by=context.actor)
    # The new space is not yet among the places of the actor as they came in.
    actor = access.actor(context.session, context.actor.user_id or 0)
    return lists.create(context.session, space.id or 0, name=first, by=actor).id or 0
