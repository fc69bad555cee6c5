"""Archiving on any page: its button, a calm line over what is archived, and what brings it back."""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import reflex as rx

from app import access
from app.domain import archive
from app.lookups import archived_place
from app.models import Doc, Folder, Goal, Space, Task, TaskList
from app.ui.base import Page, RequestContext, handler, toast
from app.work import folders, goals, lists, spaces

ARCHIVE: Mapping[str, Callable[..., Any]] = {
    "space": spaces.archive,
    "folder": folders.archive,
    "list": lists.archive,
    "goal": goals.archive,
}
UNARCHIVE: Mapping[str, Callable[..., Any]] = {
    "space": spaces.unarchive,
    "folder": folders.unarchive,
    "list": lists.unarchive,
    "goal": goals.unarchive,
}


class ArchiveNote(TypedDict):
    """The line over what is archived, empty where it is not; and what to unarchive, 0 for who may not."""

    words: str
    verb: str  # “Unarchive the space”
    kind: str
    id: int


NOT_ARCHIVED = ArchiveNote(words="", verb="", kind="", id=0)


class Archiving(Page, mixin=True):
    """Gives a page's state the line and its verbs; the page reads itself again in `_archived`."""

    archive: ArchiveNote = NOT_ARCHIVED

    async def _archived(self) -> None:
        raise NotImplementedError

    @handler
    async def put_by(self, kind: str, item_id: int) -> Any:
        """Archive it."""
        return await self._set_archived(ARCHIVE, kind, item_id)

    @handler
    async def unarchive(self, kind: str, item_id: int) -> Any:
        return await self._set_archived(UNARCHIVE, kind, item_id)

    async def _set_archived(
        self, verbs: Mapping[str, Callable[..., Any]], kind: str, item_id: int
    ) -> Any:
        sentence, batch = await self._write(lambda d: _done(d, verbs, kind, item_id))
        await self._archived()
        return toast(sentence, batch)


def _done(
    context: RequestContext, verbs: Mapping[str, Callable[..., Any]], kind: str, item_id: int
) -> str:
    row = verbs[kind](context.session, item_id, by=context.actor)
    name = row.title if isinstance(row, Goal) else row.name
    return archive.done(kind, name, is_archived=row.archived_at is not None)


def note(context: RequestContext, kind: str, row: Space | TaskList | Goal) -> ArchiveNote:
    """The line over something on its page."""
    archived = context.actor.archived
    is_inside = not isinstance(row, Space) and row.space_id in archived.spaces
    is_of_folder = isinstance(row, TaskList) and row.id in archived.lists
    if row.archived_at is None and not is_inside and not is_of_folder:
        return NOT_ARCHIVED
    place = archived_place(context.session, row)
    if place is not None:
        return _with_place(context, kind, place)
    may = may_set(context, row)
    return ArchiveNote(
        words=archive.banner(kind, None),
        verb="Unarchive" if may else "",
        kind=kind,
        id=(row.id or 0) if may else 0,
    )


def note_inside(context: RequestContext, row: Task | Doc) -> ArchiveNote:
    """The line over a task or a page, which is archived with its list, folder or space alone."""
    session, archived = context.session, context.actor.archived
    if isinstance(row, Doc):
        is_archived = row.space_id in archived.spaces
        space = session.get_one(Space, row.space_id) if is_archived else None
        return _with_place(context, "page", space) if space else NOT_ARCHIVED
    if row.list_id not in archived.lists:
        return NOT_ARCHIVED
    home = session.get_one(TaskList, row.list_id)
    return _with_place(context, "task", archived_place(session, home) or home)


def _with_place(
    context: RequestContext, kind: str, place: Space | Folder | TaskList
) -> ArchiveNote:
    noun = {Space: "space", Folder: "folder", TaskList: "list"}[type(place)]
    space_id = place.id if isinstance(place, Space) else place.space_id
    # Of a space that is not open as a whole, its name and its folders' are nobody's to know.
    is_known = noun == "list" or access.sees_space(context.actor, space_id)
    may = is_known and may_set(context, place)
    return ArchiveNote(
        words=archive.banner(kind, (noun, place.name) if is_known else None),
        verb=f"Unarchive the {noun}" if may else "",
        kind=noun,
        id=(place.id or 0) if may else 0,
    )


def may_set(context: RequestContext, row: Space | Folder | TaskList | Goal) -> bool:
    """May archive it, and unarchive it: whoever may delete it."""
    actor = context.actor
    if isinstance(row, Space):
        return actor.edits and actor.manages
    owns = not isinstance(row, TaskList) or actor.manages or row.created_by == actor.user_id
    return actor.edits and owns


def banner(state: type[Archiving]) -> rx.Component:
    """The line over the page of what is archived."""
    held = state.archive
    return rx.cond(
        held["words"] != "",  # type: ignore[index]
        rx.el.div(
            rx.icon("archive", size=15),
            rx.el.p(held["words"], dir="auto"),
            rx.cond(
                held["id"] > 0,  # type: ignore[operator]
                rx.el.button(
                    held["verb"],
                    type="button",
                    class_name="button",
                    on_click=state.unarchive(held["kind"], held["id"]),
                ),
            ),
            class_name="notice calm",
            role="status",
        ),
    )
