"""What the sign-in page may know before anybody is known. These handlers run without a session."""

from typing import Any

import reflex as rx

from app.ui.base import run
from app.ui.entry import house, own_path, sends_mail
from app.ui.guard import cookie_of, is_signed_in


class SignIn(rx.State):
    """Which workspace this is, whether it sends mail, and where to go after."""

    workspace: str = ""
    next: str = "/"
    by_mail: bool = False
    ready: bool = False

    @rx.event
    async def load(self) -> Any:
        """Lead a new workspace to its welcome, and whoever is already in to their page."""
        self.next = own_path(self.router.url.query_parameters.get("next", "/"))
        name, is_new = await run(house)
        if is_new:
            return rx.redirect("/welcome", replace=True)
        token = cookie_of(self)
        if token and await run(is_signed_in, token):
            return rx.redirect(self.next, replace=True)
        self.by_mail = await run(sends_mail)
        self.workspace, self.ready = name, True
        return None


class Forgot(rx.State):
    """Whether a link for a new password can be mailed."""

    by_mail: bool = False
    ready: bool = False

    @rx.event
    async def load(self) -> None:
        self.by_mail = await run(sends_mail)
        self.ready = True
