"""The archive on its page: found, and brought back."""

from typing import TypedDict

import reflex as rx

from app.domain.errors import Invalid
from app.ui.archive import view
from app.ui.archive.view import NAMES, ArchiveRow
from app.ui.archiving import Archiving
from app.ui.arguments import id_in
from app.ui.base import handler, loader
from app.ui.shapes import Crumb


class ArchiveForm(TypedDict):
    """What to look for: words, and a kind or none."""

    words: str
    kind: str


class Archive(Archiving, rx.State):
    """What is archived in a space, or of all the person sees."""

    space: int = 0
    space_name: str = ""
    crumbs: list[Crumb] = []
    rows: list[ArchiveRow] = []
    more: bool = False
    count: int = 0
    line: str = ""
    kind: str = ""
    _asked: str = ""

    @loader
    async def load(self) -> None:
        """Read what the address names: a space (`space=3`), a kind (`kind=goal`)."""
        asked = self.router.url.query_parameters
        named = f"{asked.get('space', '')} {asked.get('kind', '')}"
        if named != self._asked:
            kind = asked.get("kind", "")
            self._asked, self.line, self.kind = named, "", kind if kind in NAMES else ""
        self.space = id_in(asked.get("space", ""))
        await self._show()
        self.ready = True

    async def _show(self) -> None:
        space, kind, line = self.space, self.kind, self.line
        self._take(await self._read(lambda d: view.view(d, space, kind, line)))

    async def _archived(self) -> None:
        await self._show()

    @handler
    async def search(self, form: ArchiveForm) -> None:
        """Show what has these words, of this kind."""
        if form["kind"] not in NAMES:
            raise Invalid("This is no choice.")
        self.line, self.kind = form["words"].strip()[:200], form["kind"]
        await self._show()

    @handler
    async def show_older(self) -> None:
        space, kind, line = self.space, self.kind, self.line
        before = self.rows[-1]["id"] if self.rows else 0
        found = await self._read(lambda d: view.rows(d, space, kind, line, before=before))
        self.more = len(found) > view.AT_ONCE
        self.rows = [*self.rows, *found[: view.AT_ONCE]]
