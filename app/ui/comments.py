"""Discussions on any page: their threads as plain values, and what can be done with them."""

from collections.abc import Sequence
from typing import Any, TypedDict

from app import access, archived
from app.domain.access import may_settle
from app.domain.events import Kind
from app.reads import activity, discussion, people
from app.reads.activity import Happening
from app.reads.discussion import CommentThread
from app.reads.live import newest
from app.reads.people import Person
from app.ui import words
from app.ui.base import Page, RequestContext, handler, toast
from app.ui.shapes import PersonView, person_view
from app.work import comments, undo


class CommentView(TypedDict):
    """A comment with its answers (an answer has none)."""

    id: int
    author: PersonView | None
    text: str
    at: str
    at_exact: str
    edited: bool
    assigned_to: PersonView | None
    is_resolved: bool
    resolved_by: PersonView | None
    is_mine: bool
    may_settle: bool  # and give it to somebody
    answers: list["CommentView"]


# Who reads the history of a thing has it before them: to undo that it was made, or came back, is to delete it,
# for which there is a button; and that it was deleted is undone already.
OF_THE_WHOLE = frozenset(
    f"{noun}.{verb}"
    for noun in ("task", "goal", "doc")
    for verb in ("created", "deleted", "restored")
)


class HistoryLine(TypedDict):
    """Something that happened, as a sentence without its subject."""

    id: int
    who: str
    words: str
    reason: str
    at: str
    exact: str
    batch: str  # what undoes it, or does it again; or nothing
    is_undone: bool  # it was taken back: it can be done again


class Discussed(TypedDict):
    """A discussion: its threads, the history newest first, and who can be asked."""

    threads: list[CommentView]
    happened: list[HistoryLine]
    people: list[PersonView]
    talk_version: int  # the log's last event when it was read


class Assignment(TypedDict):
    """A comment and whom it is given to; nobody takes it back."""

    id: int
    to: int | None


class CommentThreads(Page, mixin=True):
    """Gives a page's state its discussion. The page says what it is about in `_subject`."""

    threads: list[CommentView] = []
    happened: list[HistoryLine] = []
    people: list[PersonView] = []
    talk_version: int = 0

    def _subject(self) -> tuple[str, int]:
        """What is talked about. A page that says nothing is about nothing, which every door refuses."""
        return "", 0

    async def _tell(self) -> None:
        """Read the discussion and the history again."""
        kind, item_id = self._subject()
        self._take(await self._read(lambda d: discussed(d, kind, item_id)))

    @handler
    async def ask_of(self, assignment: Assignment) -> None:
        comment_id, to = assignment["id"], assignment["to"]
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


def discussed(context: RequestContext, kind: str, item_id: int) -> Discussed:
    """The discussion of an item and its history."""
    session, actor = context.session, context.actor
    item = access.item(session, kind, item_id, actor)
    threads = discussion.threads(session, kind, item_id, actor=actor)
    history = activity.history(session, kind, item_id, actor=actor, limit=60)
    everyone = people.everyone(session, actor=actor, active_only=True)
    told = lines(history, context)
    if archived.is_archived(item, actor):
        # Nothing in it is changed; that it was archived can be taken back.
        told = [
            line if one.kind == Kind.GOAL_ARCHIVED else HistoryLine({**line, "batch": ""})
            for one, line in zip(history, told, strict=True)
        ]
    return Discussed(
        threads=[_comment(one, context) for one in threads],
        happened=told,
        people=[person_view(one) for one in everyone],
        talk_version=newest(session),
    )


def lines(happened: Sequence[Happening], context: RequestContext) -> list[HistoryLine]:
    """A history, newest first; what was taken back offers to do it again."""
    taken: dict[int, Happening] = {}  # by the event that was taken back, if nobody took that back
    for one in happened:
        if one.is_mine and one.caused_by is not None and one.event_id not in taken:
            taken.setdefault(one.caused_by, one)
    return [_line(one, taken.get(one.event_id), context) for one in happened]


def _line(one: Happening, taken_back: Happening | None, context: RequestContext) -> HistoryLine:
    return HistoryLine(
        id=one.event_id,
        who=one.who_name,
        words=one.words,
        reason=one.reason,
        at=words.moment(one.at, context.now, context.zone),
        exact=words.exact_moment(one.at, context.zone),
        batch=(taken_back or one).batch if one.is_mine and _may_undo(one, context) else "",
        is_undone=taken_back is not None,
    )


def _may_undo(one: Happening, context: RequestContext) -> bool:
    """Only what has an inverse is offered; a guest takes back nothing but their own words."""
    words_only = one.kind.startswith("comment.")
    if one.kind in OF_THE_WHOLE:
        return False
    return undo.is_undoable(one.kind) and (context.actor.edits or words_only)


def _comment(one: CommentThread, context: RequestContext) -> CommentView:
    return CommentView(
        id=one.id,
        author=_somebody(one.author),
        text=one.text,
        at=words.moment(one.at, context.now, context.zone),
        at_exact=words.exact_moment(one.at, context.zone),
        edited=one.edited_at is not None,
        assigned_to=_somebody(one.assigned_to),
        is_resolved=one.is_resolved,
        resolved_by=_somebody(one.resolved_by),
        is_mine=one.is_mine,
        may_settle=may_settle(context.actor, _concerned(one)),
        answers=[_comment(answer, context) for answer in one.answers],
    )


def _concerned(one: CommentThread) -> set[int]:
    """Who said it, and who was asked."""
    return {person.id for person in (one.author, one.assigned_to) if person is not None}


def _somebody(one: Person | None) -> PersonView | None:
    return person_view(one) if one else None
