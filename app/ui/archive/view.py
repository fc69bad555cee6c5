"""What the archive page shows, as plain values."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from app import access
from app.domain import removal
from app.reads import archive as reading
from app.reads.archive import Entry
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Crumb

AT_ONCE = 50
NAMES = {
    "": "Everything",
    "space": "Spaces",
    "folder": "Folders",
    "list": "Lists",
    "goal": "Goals",
}
# A folder has no page.
PAGES = {"space": "/spaces", "list": "/lists", "goal": "/goals"}


class ArchiveRow(TypedDict):
    """One thing in the archive."""

    id: int
    kind: str
    item_id: int
    title: str
    url: str
    place: str  # where it is, with what is archived with it: “Engineering › API, with 12 tasks”
    told: str  # “Archived by Alice, yesterday 14:03”
    exact: str
    waits: str
    may_unarchive: bool


class ArchiveView(TypedDict):
    """Everything the page shows."""

    rows: list[ArchiveRow]
    more: bool
    count: int
    space_name: str
    crumbs: list[Crumb]


def view(context: RequestContext, space_id: int, kind: str, line: str) -> ArchiveView:
    """The first rows; raises NotFound for a space that is hidden."""
    session, actor = context.session, context.actor
    name = access.space(session, space_id, actor).name if space_id else ""
    found = rows(context, space_id, kind, line, before=0)
    return ArchiveView(
        rows=found[:AT_ONCE],
        more=len(found) > AT_ONCE,
        count=reading.count(session, actor=actor, space_id=space_id or None),
        space_name=name,
        crumbs=[
            *([Crumb(to=f"/spaces/{space_id}", label=name)] if space_id else []),
            Crumb(to=f"/archive?space={space_id}" if space_id else "/archive", label="Archive"),
        ],
    )


def rows(
    context: RequestContext, space_id: int, kind: str, line: str, *, before: int
) -> list[ArchiveRow]:
    """One more than a page shows, when there are more."""
    found = reading.entries(
        context.session,
        actor=context.actor,
        space_id=space_id or None,
        kinds=(kind,) if kind else reading.KINDS,
        words=line,
        before=before,
        limit=AT_ONCE + 1,
    )
    return [row(one, context.now, context.zone) for one in found]


def row(one: Entry, now: datetime, zone: ZoneInfo) -> ArchiveRow:
    held = one.contents
    if one.kind == "folder":  # its lists stay in it, and are archived with it
        held = replace(held, lists=held.stays)
    along = removal.told(one.kind, held)
    who = f" by {one.archived_by.name}" if one.archived_by else ""
    return ArchiveRow(
        id=one.id,
        kind=one.kind,
        item_id=one.item_id,
        title=one.title,
        url=f"{PAGES[one.kind]}/{one.item_id}" if one.kind in PAGES else "",
        place=", ".join(part for part in (one.place, f"with {along}" if along else "") if part),
        told=f"Archived{who}, {words.moment(one.archived_at, now, zone)}",
        exact=words.exact_moment(one.archived_at, zone),
        waits=one.waits,
        may_unarchive=one.may_unarchive,
    )
