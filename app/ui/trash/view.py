"""What the trash page shows, as plain values."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from app import access, trash
from app.domain import removal
from app.domain.access import Role
from app.reads import spaces as places
from app.reads import trash as reading
from app.reads.trash import Entry
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Choice, Crumb

AT_ONCE = 50
MOST_NAMED = 3  # of what was found inside something else
NAMES = {
    "": "Everything",
    "space": "Spaces",
    "folder": "Folders",
    "list": "Lists",
    "task": "Tasks",
    "doc": "Docs",
    "goal": "Goals",
}


class TrashRow(TypedDict):
    """One thing in the trash."""

    id: int
    kind: str
    item_id: int
    title: str
    place: str  # where it was, with what went along: “Engineering › API, with 3 subtasks”
    holds: str  # what of it was looked for: “Holds ENG-12 Rotate keys and 2 more that fit”
    told: str  # who, when, and until when: “Alice, yesterday 14:03. kept until 24 Dec”
    exact: str
    waits: str
    into: str  # what may be chosen instead of its own place: "list", "space" or nothing
    may_restore: bool
    may_purge: bool


class TrashView(TypedDict):
    """Everything the page shows."""

    rows: list[TrashRow]
    more: bool
    count: int
    space_name: str
    crumbs: list[Crumb]
    may_empty: bool
    days: str
    lists: list[Choice]
    spaces: list[Choice]


def view(context: RequestContext, space_id: int, kind: str, line: str) -> TrashView:
    """The first rows; raises NotFound for a space that is hidden."""
    session, actor = context.session, context.actor
    name = access.space(session, space_id, actor).name if space_id else ""
    found = rows(context, space_id, kind, line, before=0)
    tree = places.tree(session, actor=actor.current)
    return TrashView(
        rows=found[:AT_ONCE],
        more=len(found) > AT_ONCE,
        count=reading.count(session, actor=actor, space_id=space_id or None),
        space_name=name,
        crumbs=[
            *([Crumb(to=f"/spaces/{space_id}", label=name)] if space_id else []),
            Crumb(to=f"/trash?space={space_id}" if space_id else "/trash", label="Trash"),
        ],
        may_empty=may_empty(context, space_id),
        days=words.many(reading.days(session), "day"),
        lists=[
            Choice(value=one.id, label=one.name, hint=space.name)
            for space in tree
            for one in (*space.lists, *(inner for f in space.folders for inner in f.lists))
        ],
        spaces=[Choice(value=one.id, label=one.name) for one in tree if one.whole],
    )


def may_empty(context: RequestContext, space_id: int) -> bool:
    """Of a space its managers and maker, of the whole workspace its owners."""
    actor = context.actor
    if space_id:
        return trash.may_empty(context.session, space_id, actor)
    return actor.edits and actor.role is Role.OWNER


def rows(
    context: RequestContext, space_id: int, kind: str, line: str, *, before: int
) -> list[TrashRow]:
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


def row(one: Entry, now: datetime, zone: ZoneInfo) -> TrashRow:
    along = removal.told(one.kind, one.contents)
    who = one.deleted_by.name if one.deleted_by else "Goalward"
    until = words.plain_day(one.until.astimezone(zone).date(), now.date())
    return TrashRow(
        id=one.id,
        kind=one.kind,
        item_id=one.item_id,
        title=f"{one.key} {one.title}" if one.kind == "task" else one.title,
        place=", ".join(part for part in (one.place, f"with {along}" if along else "") if part),
        holds=_holds(one.holds),
        told=f"{who}, {words.moment(one.deleted_at, now, zone)} · kept until {until}",
        exact=words.exact_moment(one.deleted_at, zone),
        waits=one.waits,
        into={"task": "list", "doc": "space"}.get(one.kind, "") if one.waits else "",
        may_restore=one.may_restore,
        may_purge=one.may_purge,
    )


def _holds(found: Sequence[str]) -> str:
    if not found:
        return ""
    few, more = ", ".join(found[:MOST_NAMED]), len(found) - MOST_NAMED
    return f"Holds {few} and {more:,} more that fit" if more > 0 else f"Holds {few}"
