"""What the sign-in page may know before anybody is known. These handlers run without a session."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from app import db
from app.domain.errors import NotFound
from app.lookups import workspace
from app.ui.base import run
from app.ui.guard import cookie_of, is_signed_in
from app.work import people


class SignIn(rx.State):
    """Which workspace this is, and where to go after."""

    workspace: str = ""
    next: str = "/"
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
        self.workspace, self.ready = name, True
        return None


def own_path(path: str) -> str:
    """A path of this site, else the home page: a link may not lead a person elsewhere."""
    good = path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path
    return path if good else "/"


def house() -> tuple[str, bool]:
    """The workspace's name, and whether nobody has an account yet."""
    with db.reading() as session:
        home = workspace(session)
        return (home.name if home else "Goalward"), people.is_new(session)


def invited(token: str) -> dict[str, str] | None:
    """What an invitation link offers; None when it was used, revoked or is too old."""
    with db.reading() as session:
        try:
            found = people.open_invitation(session, token, now=datetime.now(UTC))
        except NotFound:
            return None
        home = workspace(session)
        return {
            "email": found.email,
            "role": found.role,
            "workspace": home.name if home else "Goalward",
        }
