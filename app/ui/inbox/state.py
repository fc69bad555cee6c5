"""Mentions of me and comments given to me, unread first."""

from datetime import datetime
from typing import Any, TypedDict

import reflex as rx

from app.reads import inbox as reads
from app.ui import words
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.shell.state import Shell
from app.work import comments
from app.work import inbox as mark


class NoticeLine(TypedDict):
    """One thing said to me."""

    id: str
    comment_id: int
    why: str
    kind: str
    key: str
    title: str
    url: str
    author: str
    at: str
    exact: str
    text: str
    settled: bool
    unread: bool


class Inbox(Page, rx.State):
    """The notices; looking at them marks them as read the next time."""

    notices: list[NoticeLine] = []
    unread: int = 0
    _since: datetime | None = None
    _looked: bool = False

    @loader
    async def load(self) -> Any:
        """Show what is new since the last visit, then remember this one."""
        self._since = await self._read(lambda d: reads.last_look(d.session, actor=d.actor))
        await self._show()
        self.ready = True
        if self.unread:
            await self._write(lambda d: mark.looked(d.session, by=d.actor, now=d.now))
        return Shell.load

    @loader
    async def refresh(self) -> None:
        """Something was said meanwhile: what was new on this visit stays marked."""
        await self._show()

    async def _show(self) -> None:
        since = self._since
        self.notices = await self._read(lambda d: _lines(d, since))
        self.unread = sum(one["unread"] for one in self.notices)

    @handler
    async def settle(self, comment_id: int) -> Any:
        """Resolve a comment given to me."""
        _, batch = await self._write(lambda d: comments.resolve(d.session, comment_id, by=d.actor))
        await self._show()
        return toast("Settled.", batch)


def _lines(context: RequestContext, since: datetime | None) -> list[NoticeLine]:
    return [
        NoticeLine(
            id=f"{one.kind}{one.item_id}-{one.comment_id}",
            comment_id=one.comment_id or 0,
            why="asks you" if one.why == "asked" else "mentions you",
            kind="comment" if one.comment_id else one.kind,
            key=one.key,
            title=one.title,
            url=one.url,
            author=one.author or "Somebody",
            at=words.moment(one.at, context.now, context.zone),
            exact=words.exact_moment(one.at, context.zone),
            text=one.text,
            settled=one.is_resolved,
            unread=one.is_unread,
        )
        for one in reads.notices(context.session, actor=context.actor, since=since)
    ]
