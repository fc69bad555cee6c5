"""Versions of answers: `ETag`, conditional reads, and changes based on what somebody saw.

An ETag is `"VERSION-DIGEST"`, both of what reading the record answers its reader: VERSION of its own fields, those a
change sets, and DIGEST of all of it. So what is hidden moves neither, and what the clock alone moves is left out. A read
compares the whole; a change (`If-Match`) compares VERSION, so that a comment or a sum shown beside a record is no conflict.
"""

from collections.abc import Callable, Collection
from hashlib import blake2b
from typing import Annotated, TypeVar

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from app.domain.errors import WorkError

Shown = TypeVar("Shown", bound=BaseModel)


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

    def check(self, show: Callable[[], object]) -> None:
        """Raises Stale when the change is based on another version than what `show` marks.

        Call it in the writing session. It is read only where somebody asks.
        """
        if self._based_on is None:
            return
        show()
        present = self.answer.headers["etag"]
        del self.answer.headers["etag"]
        self._compare(_version_of(present))

    def check_shown(self, present: BaseModel) -> None:
        """The same for a record that was read already, all of which is its own."""
        self._compare(_digest(present))

    def mark(self, present: Shown, own: Collection[str] = ()) -> Shown:
        """Give the answer the version of the record it shows; `own` are its fields that changes set, none: all."""
        self.answer.headers["etag"] = f'"{_digest(present, own)}"'
        return present

    def mark_read(self, present: BaseModel, own: Collection[str] = ()) -> None:
        """The same where the answer is not what reading the record answers, which is `present`."""
        digest = _of_bytes(present.model_dump_json().encode())
        self.answer.headers["etag"] = f'"{_digest(present, own)}-{digest}"'

    def mark_but(self, present: Shown, *passing: str) -> Shown:
        """Give an answer the version of what it says beside these fields, which the clock, or what is hidden, moves."""
        rest = present.model_dump_json(exclude=set(passing))
        self.answer.headers["etag"] = of_all_but(rest.encode())
        return present

    def _compare(self, present: str) -> None:
        if self._based_on is None or self._based_on.strip() == "*":
            return
        if present not in {_version_of(one) for one in self._based_on.split(",")}:
            raise Stale


async def _versions(request: Request, response: Response) -> Versions:
    """Asynchronous, so that FastAPI calls it at once and not through a thread."""
    return Versions(request, response)


Versioned = Annotated[Versions, Depends(_versions)]


def _digest(present: BaseModel, own: Collection[str] = ()) -> str:
    names = set(own) & type(present).model_fields.keys()
    return _of_bytes(present.model_dump_json(include=names or None).encode())


def _of_bytes(content: bytes) -> str:
    return blake2b(content, digest_size=9).hexdigest()


def _version_of(tag: str) -> str:
    return tag.strip().removeprefix("W/").strip('"').partition("-")[0]


def conditional(request: Request, response: Response) -> Response:
    """Give a whole answer its ETag, or answer 304 when the caller has it already."""
    if not tagged(response):
        return response
    tag = response.headers["etag"]
    response.headers.setdefault("cache-control", "private, no-cache")
    given = request.headers.get("if-none-match", "")
    if given.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in given.split(",")}:
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
    if response.status_code not in (200, 201) or not isinstance(body, bytes):
        return False
    given = response.headers.get("etag", "").strip('"')
    if "-" not in given:
        response.headers["etag"] = (
            f'"{given}-{_of_bytes(body)}"' if given else f'"{_of_bytes(body)}"'
        )
    return True


def of_all_but(content: bytes) -> str:
    """The ETag of an answer that says when it was made as well: of what it says beside that."""
    return f'"0-{_of_bytes(content)}"'
