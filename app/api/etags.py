"""Versions of answers: `ETag`, conditional reads, and changes based on what somebody saw.

An ETag is `"VERSION-DIGEST"`: the id of the record's last event, and a digest of the very answer. A read compares the
whole; a change (`If-Match`) compares VERSION, so that a comment or a sum shown beside a record is no conflict.
"""

from hashlib import blake2b
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlmodel import Session, col, func, select

from app.domain.errors import WorkError
from app.domain.events import Subject
from app.models import Event
from app.work import recording


class Stale(WorkError):
    """Somebody changed it since the caller looked."""

    status = 412
    code = "stale"

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed this meanwhile: read it again, then send your change again."
        )


class Versions:
    """The version a change is based on, and the version its answer shows; one for each request."""

    def __init__(self, request: Request, response: Response) -> None:
        self._based_on = request.headers.get("if-match")
        self.answer = response

    def check(self, session: Session, subject: Subject, item_id: int) -> None:
        """Raises Stale when the change is based on another version; call it in the writing session."""
        if self._based_on is not None:
            self._compare(str(version(session, subject, item_id)))

    def check_shown(self, present: BaseModel) -> None:
        """The same for a record with no events of its own: its version is what it shows."""
        self._compare(_shown(present))

    def mark_shown(self, present: BaseModel) -> None:
        """Give the answer the version of such a record."""
        self.answer.headers["etag"] = f'"{_shown(present)}"'

    def mark(self, session: Session, subject: Subject, item_id: int) -> None:
        """Give the answer the version of the one record it is about."""
        written = recording.last_recorded(session, subject, item_id)
        self.mark_known(written or version(session, subject, item_id))

    def mark_known(self, version_: int) -> None:
        """The same, with a version that was read together with the record."""
        self.answer.headers["etag"] = f'"{version_}"'

    def _compare(self, present: str) -> None:
        if self._based_on is None or self._based_on.strip() == "*":
            return
        if present not in {_version_of(one) for one in self._based_on.split(",")}:
            raise Stale


async def _versions(request: Request, response: Response) -> Versions:
    """Asynchronous, so that FastAPI calls it at once and not through a thread."""
    return Versions(request, response)


Versioned = Annotated[Versions, Depends(_versions)]


def version(session: Session, subject: Subject, item_id: int) -> int:
    """The id of the last event about a record; 0 for one older than the log."""
    mine = (col(Event.subject_kind) == subject) & (col(Event.subject_id) == item_id)
    return session.exec(select(func.max(col(Event.id))).where(mine)).one() or 0


def _shown(present: BaseModel) -> str:
    return blake2b(present.model_dump_json().encode(), digest_size=9).hexdigest()


def _version_of(tag: str) -> str:
    return tag.strip().removeprefix("W/").strip('"').partition("-")[0]


def conditional(request: Request, response: Response) -> Response:
    """Give a whole answer its ETag, or answer 304 when the caller has it already."""
    if not tagged(response):
        return response
    tag = response.headers["etag"]
    response.headers.setdefault("cache-control", "private, no-cache")
    given = request.headers.get("if-none-match", "")
    if tag in {one.strip().removeprefix("W/") for one in given.split(",")}:
        kept = {name: response.headers[name] for name in ("etag", "cache-control")}
        return Response(status_code=304, headers=kept)
    return response


def changed(response: Response) -> Response:
    """Give what a change answers the ETag that reading the record would answer, where it has a version."""
    if "etag" in response.headers:
        tagged(response)
    return response


def tagged(response: Response) -> bool:
    """Whether it is a whole answer; it has its version and the digest of its words then."""
    body = getattr(response, "body", None)  # an answer that streams has none
    if response.status_code != 200 or not isinstance(body, bytes):
        return False
    version_ = response.headers.get("etag", "").strip('"')
    digest = blake2b(body, digest_size=9).hexdigest()
    response.headers["etag"] = f'"{version_}-{digest}"' if version_ else f'"{digest}"'
    return True
