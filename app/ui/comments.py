"""Discussions on any page: their threads as plain values, and what can be done with them."""

from dataclasses import asdict
from typing import Any

from app.domain.errors import Invalid
from app.reads import activity, discussion, people
from app.reads.activity import Happening
from app.reads.discussion import CommentThread
from app.ui import words
from app.ui.base import Page, RequestContext, handler, toast
from app.work import comments, undo


class CommentThreads(Page, mixin=True):
    """Gives a page's state its discussion. The page says what it is about in `_subject`."""

    threads: list[dict[str, Any]] = []
    happened: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []

    def _subject(self) -> tuple[str, int]:
        """What is talked about. A page that says nothing is about nothing, which every door refuses."""
        return "", 0

    async def _tell(self) -> None:
        """Read the discussion and the history again."""
        kind, item_id = self._subject()
        told = await self._read(lambda d: thread_view(d, kind, item_id))
        self.threads, self.happened, self.people = told

    @handler
    async def say(self, said_: dict[str, Any]) -> None:
        subject, text = self._subject(), str(said_.get("text", ""))
        parent, to = parse_id(said_.get("parent_id")), parse_id(said_.get("assigned_to"))
        await self._write(
            lambda d: comments.add(
                d.session, subject, text=text, by=d.actor, parent_id=parent, assigned_to=to
            )
        )
        await self._tell()

    @handler
    async def edit_words(self, edited: dict[str, Any]) -> Any:
        comment_id = parse_id(edited.get("id")) or 0
        _, batch = await self._write(
            lambda d: comments.edit(
                d.session, comment_id, text=str(edited.get("text", "")), by=d.actor
            )
        )
        await self._tell()
        return toast("Comment changed.", batch)

    @handler
    async def ask_of(self, asked: dict[str, Any]) -> None:
        comment_id, to = parse_id(asked.get("id")) or 0, parse_id(asked.get("to"))
        await self._write(lambda d: comments.assign(d.session, comment_id, to=to, by=d.actor))
        await self._tell()

    @handler
    async def settle_thread(self, comment_id: int) -> Any:
        _, batch = await self._write(lambda d: comments.resolve(d.session, comment_id, by=d.actor))
        await self._tell()
        return toast("Settled.", batch)

    @handler
    async def reopen_thread(self, comment_id: int) -> None:
        await self._write(lambda d: comments.reopen(d.session, comment_id, by=d.actor))
        await self._tell()

    @handler
    async def delete_words(self, comment_id: int) -> Any:
        _, batch = await self._write(lambda d: comments.delete(d.session, comment_id, by=d.actor))
        await self._tell()
        return toast("Comment deleted.", batch)


def parse_id(value: Any) -> int | None:
    """An id a browser sent, or None; raises Invalid for anything else."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid("That is no id.")
    return value


def thread_view(
    context: RequestContext, kind: str, item_id: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The threads, the history newest first, and who can be asked."""
    session, actor = context.session, context.actor
    threads = discussion.of_item(session, kind, item_id, actor=actor)
    history = activity.of_item(session, kind, item_id, actor=actor, limit=60)
    everyone = people.everyone(session, actor=actor, active_only=True)
    return (
        [_thread(one, context) for one in threads],
        [happening(one, context) for one in history],
        [one.plain() for one in everyone],
    )


def happening(one: Happening, context: RequestContext) -> dict[str, Any]:
    return {
        "id": one.event_id,
        "who": one.who_name,
        "words": one.words,
        "reason": one.reason,
        "at": words.moment(one.at, context.now, context.zone),
        "exact": words.exact_moment(one.at, context.zone),
        "batch": one.batch if one.is_mine and _may_undo(one, context) else "",
    }


def _may_undo(one: Happening, context: RequestContext) -> bool:
    """Only what has an inverse is offered; a guest takes back nothing but their own words."""
    words_only = one.kind.startswith("comment.")
    return undo.is_undoable(one.kind) and (context.actor.edits or words_only)


def _thread(one: CommentThread, context: RequestContext) -> dict[str, Any]:
    return {
        **{k: v for k, v in asdict(one).items() if k not in ("at", "edited_at", "answers")},
        "at": words.moment(one.at, context.now, context.zone),
        "at_exact": words.exact_moment(one.at, context.zone),
        "edited": one.edited_at is not None,
        "answers": [_thread(answer, context) for answer in one.answers],
    }
