"""The archive on any page: a calm line over what is archived, what brings it back, and what is archived here."""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import reflex as rx

from app import access
from app.domain import archive
from app.lookups import archived_place
from app.models import Folder, Goal, Space, TaskList
from app.ui.base import Page, RequestContext, handler, toast
from app.work import folders, goals, lists, spaces

PUT_BY: Mapping[str, Callable[..., Any]] = {
    "space": spaces.archive,
    "folder": folders.archive,
    "list": lists.archive,
    "goal": goals.archive,
}
BRING_BACK: Mapping[str, Callable[..., Any]] = {
    "space": spaces.unarchive,
    "folder": folders.unarchive,
    "list": lists.unarchive,
    "goal": goals.unarchive,
}


class ArchiveNote(TypedDict):
    """The line over what is archived, empty where it is not; and what to bring back, 0 for who may not."""

    words: str
    kind: str
    id: int


NOT_ARCHIVED = ArchiveNote(words="", kind="", id=0)


class ArchivedLine(TypedDict):
    """Something in the section of what is archived; without an address where it has no page."""

    kind: str
    id: int
    name: str
    url: str
    may_bring_back: bool


class Archiving(Page, mixin=True):
    """Gives a page's state the line and its verbs; the page reads itself again in `_archived`."""

    archive: ArchiveNote = NOT_ARCHIVED

    async def _archived(self) -> None:
        raise NotImplementedError

    @handler
    async def put_by(self, kind: str, item_id: int) -> Any:
        """Archive it."""
        return await self._set_archived(PUT_BY, kind, item_id)

    @handler
    async def bring_back(self, kind: str, item_id: int) -> Any:
        """Take it out of the archive."""
        return await self._set_archived(BRING_BACK, kind, item_id)

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
    place = archived_place(context.session, row) if context.actor.archived else None
    if place is None and row.archived_at is None:
        return NOT_ARCHIVED
    if place is None:
        may = may_set(context, row)
        return ArchiveNote(
            words=archive.banner(kind, None), kind=kind, id=(row.id or 0) if may else 0
        )
    noun = "folder" if isinstance(place, Folder) else "space"
    # Of a space that is not open as a whole, its name is nobody's to know.
    seen = access.sees_space(context.actor, row.space_id if not isinstance(row, Space) else row.id)
    return ArchiveNote(
        words=archive.banner(kind, (noun, place.name) if seen else None),
        kind=noun,
        id=(place.id or 0) if seen and may_set(context, place) else 0,
    )


def may_set(context: RequestContext, row: Space | Folder | TaskList | Goal) -> bool:
    """May archive it, and bring it back: whoever may delete it."""
    actor = context.actor
    if isinstance(row, Space):
        return actor.manages
    if isinstance(row, TaskList):
        return actor.manages or (actor.edits and row.created_by == actor.user_id)
    return actor.edits


def banner(state: type[Archiving]) -> rx.Component:
    """The line over the page of what is archived."""
    held = state.archive
    return rx.cond(
        held["words"] != "",  # type: ignore[index]
        rx.el.div(
            rx.icon("archive", size=15),
            rx.el.p(held["words"]),
            rx.cond(
                held["id"] > 0,  # type: ignore[operator]
                rx.el.button(
                    "Bring back",
                    type="button",
                    class_name="button",
                    on_click=state.bring_back(held["kind"], held["id"]),
                ),
            ),
            class_name="notice calm",
            role="status",
        ),
    )


def archived_section(lines: Any, state: type[Archiving]) -> rx.Component:
    """What is archived here, folded up."""
    return rx.cond(
        lines.length() > 0,
        rx.el.details(
            rx.el.summary("Archived ", rx.el.span(lines.length(), class_name="count")),
            rx.el.ul(rx.foreach(lines, lambda one: _line(one, state)), class_name="space-lists"),
            class_name="section archived",
        ),
    )


def _line(one: rx.Var[ArchivedLine], state: type[Archiving]) -> rx.Component:
    name = rx.el.span(one["name"], class_name="cut", dir="auto")
    return rx.el.li(
        rx.icon("archive", size=14),
        rx.cond(
            one["url"] != "",
            rx.el.a(name, href=one["url"], class_name="space-list"),
            name,
        ),
        rx.cond(
            one["may_bring_back"],
            rx.el.button(
                "Bring back",
                type="button",
                class_name="button quiet",
                on_click=state.bring_back(one["kind"], one["id"]),
                custom_attrs={"aria-label": f"Bring back {one['name']}"},
            ),
        ),
    )
