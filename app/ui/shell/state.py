"""What the frame shows: who is here, the tree of spaces, and what is unread."""

from dataclasses import asdict
from typing import Any

import reflex as rx

from app.lookups import workspace
from app.models import User
from app.reads import inbox, people, spaces
from app.ui.base import Page, RequestContext, loader


class Shell(Page, rx.State):
    """The person signed in and the places open to them."""

    me: dict[str, Any] = {}
    workspace: str = ""
    tree: list[dict[str, Any]] = []
    unread: int = 0
    rows: str = "normal"

    @loader
    async def load(self) -> None:
        """Fill the frame; every page calls it first."""
        seen = await self._read(_frame)
        # Only what differs is sent to the browser.
        for name, value in seen.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
        self.ready = True


def _frame(context: RequestContext) -> dict[str, Any]:
    session, actor = context.session, context.actor
    home, user = workspace(session), session.get_one(User, actor.user_id)
    return {
        "me": {
            "person": people.person(user).plain(),
            "role": str(actor.role),
            "edits": actor.edits,
            "manages": actor.manages,
        },
        "workspace": home.name if home else "Goalward",
        "tree": [
            {**asdict(space), "open": space.open} for space in spaces.tree(session, actor=actor)
        ],
        "unread": inbox.unread(session, actor=actor, since=user.last_visit_at),
        "rows": user.row_height,
    }
