"""Every refusal as `application/problem+json` (RFC 9457), with one clear sentence."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException

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
    413: "This body is too large: send less at once.",
}
MOST_NAMED = 50  # fields of one refusal that are named


class NotJson(WorkError):
    """A body of another kind than JSON."""

    status = 415
    code = "not-json"

    def __init__(self, kind: str) -> None:
        sent = f"“{kind[:60]}”" if kind and kind.isprintable() else "no known kind"
        super().__init__(f"A body is sent as application/json; this one is of {sent}.")


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
    fields = [
        {
            "field": _sayable(".".join(str(part) for part in one["loc"][1:])),
            "message": _sayable(one["msg"].removeprefix("Value error, ")),
        }
        for one in error.errors()[:MOST_NAMED]
    ]
    named = ", ".join(sorted({f["field"] for f in fields if f["field"]})[:10]) or "the body"
    return problem(422, f"Check {named}: {fields[0]['message']}.", code="invalid", errors=fields)


def _sayable(text: str) -> str:
    """Text fit to be sent: half a character (a lone surrogate) is written out."""
    return text[:300].encode("utf-8", "backslashreplace").decode()


def _http(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    words = WORDS.get(error.status_code, str(error.detail))
    return problem(error.status_code, words, headers=dict(error.headers or {}))


def _failed(_request: Request, _error: Exception) -> JSONResponse:
    """A bug of ours; the server's log has it."""
    return problem(
        500, "Something went wrong here: nothing was changed. Try again, or tell whoever runs it."
    )
