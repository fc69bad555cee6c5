"""Every refusal as `application/problem+json` (RFC 9457), with one clear sentence."""

from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException

from app.api import wording
from app.api.schemas.clashes import TextClash as Shown
from app.domain.clashes import TextClash
from app.domain.errors import Busy, WorkError
from app.locking import refusal

TITLES = {
    400: "This can't be done",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "In conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Not JSON",
    421: "Not this name",
    422: "Something doesn't fit",
    429: "Too many tries",
    500: "Something went wrong",
    503: "Not ready",
    507: "No space left",
}

WORDS = {
    400: "The body is no JSON that can be read.",
    404: "There is nothing at this address.",
    405: "This address does not do that: the header Allow names what it does.",
}
CODES = {404: "not-found", 413: "too-large"}


class NotJson(WorkError):
    """A body of another kind than JSON in UTF-8, or one that is packed."""

    status = 415
    code = "not-json"

    def __init__(self, kind: str) -> None:
        sent = f"“{kind[:60]}”" if kind and kind.isprintable() else "no known kind"
        super().__init__(
            f"A body is sent as application/json, in UTF-8, not packed; this one is of {sent}."
        )


def problem(
    status: int, detail: str, *, code: str = "", headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One problem document."""
    body = {
        "type": f"about:blank#{code}" if code else "about:blank",
        "title": TITLES.get(status, "Something went wrong"),
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def install(api: FastAPI) -> None:
    """Answer every error of this API with a problem document."""
    api.add_exception_handler(WorkError, _refused)
    api.add_exception_handler(RequestValidationError, _unfit)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(Exception, _failed)
    api.add_exception_handler(DBAPIError, _busy)
    api.add_exception_handler(NoConnection, _busy)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, WorkError):
        raise error
    named = ((name, getattr(error, name, None)) for name in ("field", "errors"))
    more = {name: value for name, value in named if value}
    if isinstance(error, TextClash):
        more["clash"] = Shown.model_validate(error.clash).model_dump(mode="json")
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    if wait := getattr(error, "retry_after_seconds", 0):
        headers["Retry-After"] = str(wait)
    return problem(error.status, error.sentence, code=error.code, headers=headers, **more)


def _busy(request: Request, error: Exception) -> JSONResponse:
    """A reader that found no connection, or met a lock, may come again; all else is a bug."""
    told = Busy() if isinstance(error, NoConnection) else refusal(getattr(error, "orig", None))
    if told is None:
        raise error
    return _refused(request, told)


def _unfit(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    unfit = wording.fields(
        cast("Sequence[ErrorDetails]", error.errors())
    )  # FastAPI types them as anything
    told = [one.model_dump() for one in unfit]
    return problem(422, wording.sentence(unfit), code="invalid", errors=told)


def _http(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    words = WORDS.get(error.status_code, str(error.detail))
    code = CODES.get(error.status_code, "")
    return problem(error.status_code, words, code=code, headers=dict(error.headers or {}))


def _failed(_request: Request, _error: Exception) -> JSONResponse:
    """A bug of ours; the server's log has it."""
    return problem(
        500, "Something went wrong here: nothing was changed. Try again, or tell whoever runs it."
    )
