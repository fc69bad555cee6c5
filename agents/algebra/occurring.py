"""What happened to the records a query is about: a row for each time, with when, who and why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from agents.algebra.query import Event, Query, leaf
from agents.algebra.rows import Happened, Row
from agents.reading.stems import stem, stemmed
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
DONE = leaf("category", "is", "done")
YEAR = len("2026")
ROOT = 4  # letters that two forms of a word share at least
ENDS = ("done", "cancelled")
STORY: tuple[Event, ...] = ("created", "started", "moved", "done", "cancelled", "reopened")


def within(at: datetime | None, query: Query, gateway: WorkspaceGateway) -> bool:
    if query.when is None:
        return True
    start, end = query.when.instants(gateway.zone)
    return at is not None and start <= at < end


def happened(query: Query, rows: Sequence[Row], gateway: WorkspaceGateway) -> list[Row]:
    start, end = query.when.instants(gateway.zone) if query.when else (FIRST, LAST)
    known = {row.id: row for row in rows}
    if query.measure == "story":
        return _story(query, known, start, end, gateway)
    if query.event == "entered":
        return _entered(query, known, start, end, gateway)
    event = query.event or "done"
    found = [
        replace(
            known[one.task_id], at=one.at, who=one.who, reason=one.reason, old=one.old, new=one.new
        )
        for one in gateway.happened(query.where, event, start, end)
        if one.task_id in known
    ]
    if not found and query.measure == "reasons" and query.event == "moved" and query.when:
        found = _moved_as_said(query, known, gateway)
    if query.by:
        found = [row for row in found if row.who in query.by]
    if query.reason:
        found = [row for row in found if _says(row.reason, query.reason)]
    if query.per == "reason":
        found = [row for row in found if row.reason] or found
    return found


def _says(reason: str, said: str) -> bool:
    """Each telling word stands in it, as it is or in another form: “the vendor was late”, “answers later”."""
    words = [stem(word) for word in said.casefold().split() if word not in FILLER]
    held = stemmed(reason).split()
    return bool(words) and all(any(_is_form(word, one) for one in held) for word in words)


def _is_form(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (
        len(short) >= ROOT and long.startswith(short) and len(long) - len(short) <= 1
    )


def _moved_as_said(query: Query, known: Mapping[int, Row], gateway: WorkspaceGateway) -> list[Row]:
    """“why did it slip from 1 to 8 December?”: the days it was moved from and to, not when that was."""
    if query.when is None:
        return []
    last = query.when.end - timedelta(
        days=1
    )  # a date that was moved may lie ahead: no year is said
    days = (query.when.start.isoformat()[YEAR:], last.isoformat()[YEAR:])
    return [
        replace(
            known[one.task_id], at=one.at, who=one.who, reason=one.reason, old=one.old, new=one.new
        )
        for one in gateway.happened(query.where, "moved", FIRST, LAST)
        if one.task_id in known and (one.old[YEAR:], one.new[YEAR:]) == days
    ]


def _entered(
    query: Query,
    known: Mapping[int, Row],
    start: datetime,
    end: datetime,
    gateway: WorkspaceGateway,
) -> list[Row]:
    """What came into a status, once a task."""
    found = {
        one.task_id: replace(known[one.task_id], at=one.entered)
        for one in gateway.stays(query.where)
        if one.status == query.status and start <= one.entered < end and one.task_id in known
    }
    return sorted(found.values(), key=lambda row: row.at or start)


def stays(query: Query, rows: Sequence[Row], gateway: WorkspaceGateway) -> list[Row]:
    """A row for each stay in a status that ended; of what comes first, what is there now."""
    here = bool(query.order) and not (query.per or query.versus or query.when)
    here = here and DONE not in query.where.get("all", [query.where])
    known = {row.id: row for row in rows}
    found = [
        replace(known[one.task_id], at=one.entered, left=one.left)
        for one in gateway.stays(query.where)
        if one.status == query.status and one.task_id in known and (one.left is None) is here
    ]
    return found if here else [row for row in found if within(row.left, query, gateway)]


def _story(
    query: Query,
    known: Mapping[int, Row],
    start: datetime,
    end: datetime,
    gateway: WorkspaceGateway,
) -> list[Row]:
    """All that became of tasks, in its order."""
    found = [
        replace(
            known[one.task_id],
            at=one.at,
            who=one.who,
            reason=one.reason,
            old=one.old,
            new=one.new,
            state=event,
        )
        for event in STORY
        for one in _each(query, event, start, end, gateway)
        if one.task_id in known
    ]
    again = {(row.id, row.at) for row in found if row.state == "reopened"}
    found = [row for row in found if row.state != "started" or (row.id, row.at) not in again]
    return sorted(found, key=lambda row: row.at or start)


def _each(
    query: Query, event: Event, start: datetime, end: datetime, gateway: WorkspaceGateway
) -> list[Happened]:
    """Every time it happened; an end that did not last, too."""
    if event not in ENDS:
        return gateway.happened(query.where, event, start, end)
    again = [one.at for one in gateway.happened(query.where, "reopened", start, end)]
    edges = [start, *again, end]
    return [
        one
        for first, last in pairwise(edges)
        for one in gateway.happened(query.where, event, first, last)
    ]
