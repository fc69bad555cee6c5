"""Who came in, and who changed who may do what: for owners and admins, also as a file for a spreadsheet."""

from typing import Annotated, Literal

from fastapi import Query, Response

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.paging import ById, Limit
from app.api.schemas import auditing as shape
from app.api.schemas.base import Instant
from app.reads import audit
from app.reads.audit import AuditFilter
from app.work import transfers

router = routing.router("events")
Group = Literal["sign-ins", "passwords", "tokens", "access", "people", "data", "settings"]
Groups = Annotated[list[Group] | None, Query(max_length=7, description="These groups only.")]
Since = Annotated[Instant | None, Query(description="At or after this instant.")]
Until = Annotated[Instant | None, Query(description="Before this instant.")]
MOST = 10_000  # lines of a file


@router.get("/audit", response_model=shape.AuditPage)
@routing.refusing(403)
def list_audit(
    who: Who,
    groups: Groups = None,
    person: ById = None,
    since: Since = None,
    until: Until = None,
    before: ById = None,
    limit: Limit = 100,
) -> shape.AuditPage:
    """Newest first, as sentences. Ask again with `before` set to `next`. `person`: who did it, or whom it is about."""
    wanted = AuditFilter(tuple(groups or ()), person, since, until)
    with db.reading() as session:
        found = audit.lines(
            session, wanted, actor=who.actor(session), before=before, limit=limit + 1
        )
    kept = found[:limit]
    return shape.AuditPage(
        items=[shape.AuditLine.model_validate(one) for one in kept],
        next=kept[-1].id if len(found) > limit else None,
    )


@router.get(
    "/audit.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
@routing.refusing(403)
def download_audit(
    who: Who,
    groups: Groups = None,
    person: ById = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """The same as a file for a spreadsheet, at most the newest 10,000 lines; that it was taken is noted there, too.

    No cell is a formula.
    """
    wanted = AuditFilter(tuple(groups or ()), person, since, until)
    with db.reading() as session:
        found = audit.lines(session, wanted, actor=who.actor(session), limit=MOST)
    text = audit.as_csv(found)
    with db.writing() as session:
        transfers.exported(session, "the security log", rows=len(found), by=who.actor(session))
    name = 'attachment; filename="goalward-security.csv"'
    return Response(
        text, media_type="text/csv; charset=utf-8", headers={"content-disposition": name}
    )
