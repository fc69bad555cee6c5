"""One kind of route for all of the API: what it takes, what it may answer, and how it is described."""

import asyncio
import functools
import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar, get_args, get_origin

from fastapi import APIRouter, Request, Response
from fastapi._compat import ModelField
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from app import db
from app.api import etags, idempotency, sizes
from app.api.bodies import StrictRequest
from app.api.caller import SAFE, Caller, caller, proof
from app.api.errors import TITLES, NotJson
from app.api.etags import Versions
from app.api.openapi import Answer, Json, Media, Parameter, ref
from app.api.schemas.problem import Problem
from app.domain.errors import Invalid, NotSignedIn, TooMany, WorkError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
# What changes something that is there.
BASED = ("PATCH", "PUT", "DELETE")
# Endpoints whose refusals differ from those of their kind.
_REFUSING: dict[Callable[..., object], frozenset[int]] = {}


def router(tag: str, prefix: str = "/api/v1") -> APIRouter:
    """A router whose routes keep the rules below."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=TypedRoute)


class TypedRoute(APIRoute):
    """Refuses what it does not know, answers conditional requests, and declares every error it may answer.

    An endpoint that takes `who` is closed: only somebody known gets an answer.
    """

    largest_body = sizes.SMALL

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        names, method = (
            frozenset(inspect.signature(endpoint).parameters),
            next(iter(more["methods"])),
        )
        refusals = _refusals(path, method, names) ^ _REFUSING.get(endpoint, frozenset())
        problems = {status: _problem(status) for status in sorted(refusals)}
        more["responses"] = {**problems, **(more.get("responses") or {})}
        more["operation_id"] = more.get("operation_id") or endpoint.__name__
        if "who" in names:
            described = {"security": SECURITY, "parameters": _headers(method, names)}
            more["openapi_extra"] = {**described, **(more.get("openapi_extra") or {})}
        super().__init__(path, self._written(endpoint), **more)
        if self.body_field is not None:
            self.largest_body = min(_largest(self.body_field), sizes.of_address(self.path))
        elif method not in SAFE:
            self.largest_body = min(self.largest_body, sizes.of_address(self.path))
        if method not in SAFE:
            self.openapi_extra = (self.openapi_extra or {}) | {"x-most-bytes": self.largest_body}

    def _written(self, endpoint: Callable[..., Any]) -> Callable[..., Any]:
        """The endpoint with its answer as bytes, made in the thread it ran in.

        FastAPI would check the answer in a second thread, and every change of threads waits for the interpreter.
        """

        @functools.wraps(endpoint)
        def answer(**values: Any) -> Any:
            found = endpoint(**values)
            if isinstance(found, Response) or self.response_field is None:
                return found
            shown, errors = self.response_field.validate(found, {}, loc=("response",))
            if errors:
                raise ResponseValidationError(errors, body=found)
            content = self.response_field.serialize_json(
                shown, exclude_unset=self.response_model_exclude_unset
            )
            version = values.get("version")
            own = version.answer if isinstance(version, Versions) else values.get("response")
            status = (own and own.status_code) or self.status_code or 200
            response = Response(content, status, media_type="application/json")
            response.raw_headers.extend(own.raw_headers if own else ())
            return response

        return endpoint if inspect.iscoroutinefunction(endpoint) else answer

    def get_route_handler(self) -> Handler:
        inner = super().get_route_handler()
        known = _query(self)
        takes_body = self.body_field is not None
        needs_body = self.body_field is not None and self.body_field.field_info.is_required()
        closed = "who" in inspect.signature(self.endpoint).parameters

        async def handle(request: Request) -> Response:
            _check_query(request, known)
            if request.method in SAFE:
                return etags.conditional(request, await inner(request))
            if takes_body:
                request = await _read(request, self.largest_body, may_be_left_out=not needs_body)
            else:
                request = await _unread(request, self.largest_body)

            async def change() -> Response:
                return etags.changed(await inner(request))

            if closed and idempotency.HEADER in request.headers:
                return await idempotency.once(request, caller(request), change)
            return await change()

        return _known_first(handle) if closed else handle


def _known_first(handle: Handler) -> Handler:
    """Says what does not fit only to somebody known: whoever is not hears that (401), whatever they sent.

    They are looked for when something was refused, so that what fits costs no second look.
    """

    async def handled(request: Request) -> Response:
        try:
            return await handle(request)
        except (WorkError, RequestValidationError, HTTPException) as refusal:
            if not isinstance(refusal, NotSignedIn | TooMany):
                await asyncio.to_thread(_known, proof(request))
            raise

    return handled


def _known(who: Caller) -> None:
    """Raises NotSignedIn for nobody."""
    with db.reading() as session:
        who.actor(session)


def _query(route: APIRoute) -> dict[str, bool]:
    """The query parameters a route declares: name → whether it may be given several times."""
    return {
        field.alias: _is_many(field.field_info.annotation)
        for field in get_flat_params(route.dependant)
    }


def _is_many(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_many(one) for one in get_args(annotation))


def _check_query(request: Request, known: Mapping[str, bool]) -> None:
    """Raises Invalid for a parameter nobody reads: it would be a silence."""
    given = request.query_params
    for name in given:
        if name not in known:
            use = f"known here: {', '.join(sorted(known))}" if known else "nothing is known here"
            raise Invalid(f"There is no query parameter “{printable(name)}”; {use}.", field="query")
        if not known[name] and len(given.getlist(name)) > 1:
            raise Invalid(f"“{name}” is given more than once: give it once.", field=name)
    if b"%00" in request.scope["query_string"]:
        raise Invalid("A query can't hold the character NUL.", field="query")


def printable(text: str) -> str:
    """Any text, cut and made fit for a sentence."""
    return (
        text[:60].encode("ascii", "backslashreplace").decode()
        if not text.isprintable()
        else text[:60]
    )


async def _read(request: Request, most: int, *, may_be_left_out: bool) -> StrictRequest:
    """The request with its body read; raises NotJson, Invalid, or 413."""
    strict = StrictRequest(request.scope, request.receive, most)
    written = strict.headers.get("content-type", "").strip().lower()
    kind = written.partition(";")[0].strip()
    if kind == "application/json":
        if strict.is_encoded:
            raise NotJson(written)
        await strict.read()
    elif kind or not may_be_left_out or await strict.body():
        raise NotJson(kind)
    return strict


async def _unread(request: Request, most: int) -> StrictRequest:
    """The request of a route that takes no body: a small one is let be, of a larger one 413 is said."""
    strict = StrictRequest(request.scope, request.receive, most)
    await strict.body()
    return strict


def _largest(body: ModelField) -> int:
    """The most bytes of a body: much only where it holds long texts."""
    return sizes.of_shape(TypeAdapter(body.field_info.annotation).json_schema())  # pyright: ignore[reportArgumentType] - any annotation


def _refusals(path: str, method: str, names: frozenset[str]) -> frozenset[int]:
    """The refusals that follow from what a route takes."""
    closed, changes, takes_body = "who" in names, method not in SAFE, "body" in names
    possible = {422, 429, 500, 503}
    possible |= {507} if changes else set()
    possible |= {401} if closed else set()
    possible |= {404} if "{" in path else set()
    possible |= {403, 409} if closed and changes else set()
    possible |= {413} if changes else set()
    possible |= {404, 415} if takes_body else set()
    possible |= {412} if _is_based(method, names) else set()
    return frozenset(possible)


def _is_based(method: str, names: frozenset[str]) -> bool:
    """Whether a change may be based on a version (`If-Match`)."""
    return method in BASED and "version" in names


def refusing(*statuses: int) -> Callable[[Endpoint], Endpoint]:
    """Says which refusals an endpoint has beyond its kind, or has not though its kind has."""

    def mark(endpoint: Endpoint) -> Endpoint:
        _REFUSING[endpoint] = frozenset(statuses)
        return endpoint

    return mark


def _problem(status: int) -> Answer:
    media: Media = {"schema": ref("schemas", Problem.__name__)}
    return {"description": TITLES[status], "content": {"application/problem+json": media}}


def _headers(method: str, names: frozenset[str]) -> list[Parameter]:
    """The headers every closed route of this method reads."""
    if method in SAFE:
        return [_header("If-None-Match", "An `ETag` you have: 304 when it still is what is there.")]
    read = [
        _header(
            "Idempotency-Key",
            "Any text of yours for this request, kept for 24 hours: sent again, it is done once and answered alike.",
            idempotency.KEY.pattern,
        )
    ]
    if _is_based(method, names):
        read.append(
            _header(
                "If-Match",
                "The `ETag` of this record that the change is based on: 412 when somebody changed it.",
            )
        )
    return read


def _header(name: str, description: str, pattern: str = "") -> Parameter:
    schema: Json = {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": schema,
    }
