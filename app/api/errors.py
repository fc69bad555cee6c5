"""Every refusal as `application/problem+json` (RFC 9457), with one clear sentence."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException

from app.domain.errors import Busy, WorkError
from app.locking import is_busy

TITLES = {
    400: "This can't be done",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "In conflict",
    413: "Too large",
    422: "Something doesn't fit",
    429: "Too many tries",
    503: "Not ready",
}


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
    api.add_exception_handler(DBAPIError, _busy)
    api.add_exception_handler(NoConnection, _busy)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, WorkError):
        raise error
    more = {"field": field} if (field := getattr(error, "field", "")) else {}
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    if isinstance(error, Busy):
        headers = {"Retry-After": str(error.retry_after_seconds)}
    return problem(error.status, error.sentence, code=error.code, headers=headers, **more)


def _busy(request: Request, error: Exception) -> JSONResponse:
    """A reader that found no connection, or met a lock, may come again; all else is a bug."""
    if isinstance(error, NoConnection) or is_busy(getattr(error, "orig", None)):
        return _refused(request, Busy())
    raise error


def _unfit(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    fields = [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "message": one["msg"]}
        for one in error.errors()
    ]
    named = ", ".join(sorted({f["field"] for f in fields if f["field"]})) or "the body"
    return problem(422, f"Check {named}: {fields[0]['message']}.", code="invalid", errors=fields)


def _http(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    words = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    return problem(error.status_code, words, headers=dict(error.headers or {}))
