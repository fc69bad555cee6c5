"""The API's description (OpenAPI): what the routes say of themselves, and what is true of all of them."""

from typing import Any

from fastapi import FastAPI

from app.api.gate import LARGEST_BODY
from app.api.schemas.problem import Problem, UnfitField
from app.settings import load

SUMMARY = f"""Goals, tasks, docs and answers of one workspace, under the rights of whoever asks.

- **Who asks**: a personal token (`Authorization: Bearer …`, made under Settings), or a browser's cookie.
- **Errors** are `application/problem+json` with one sentence in `detail`; of many fields, `errors` names each.
- **Unknown** query parameters and body fields are refused.
- **Pages**: send `next` of a page as `after` for the one that follows.
- **Versions**: answers carry an `ETag`. Send it as `If-None-Match` to read only what changed (304), as `If-Match` to
  change only what you saw (412).
- **Safe repeats**: a change with an `Idempotency-Key` is done once in 24 hours, however often it is sent.
- **Limits**: a body has at most {LARGEST_BODY // 1024 // 1024} MiB; requests a minute stand in `RateLimit-Limit`,
  `RateLimit-Remaining` and `RateLimit-Reset` (seconds); more are answered 429 with `Retry-After`.
- **What you may not see** sounds like what does not exist: 404.
"""
SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal token; its scope is read or write.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "goalward",
        "description": "Set by signing in; changes must come from our own pages.",
    },
}


def describe(api: FastAPI) -> None:
    """Complete the description FastAPI makes."""
    made = api.openapi

    def whole() -> dict[str, Any]:
        if api.openapi_schema is None:
            _complete(made())
        return made()

    api.openapi = whole  # type: ignore[method-assign] - FastAPI's own way to extend it


def _complete(schema: dict[str, Any]) -> None:
    components = schema.setdefault("components", {})
    components["securitySchemes"] = SCHEMES
    shapes = components.setdefault("schemas", {})
    for shape in (UnfitField, Problem):
        described = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        described.pop("$defs", None)
        shapes[shape.__name__] = described
    schema["servers"] = [{"url": load().url, "description": "This workspace"}]
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                answer.setdefault("headers", {}).update(_headers(method, status, operation))


def _headers(method: str, status: str, operation: dict[str, Any]) -> dict[str, Any]:
    """The headers that come with an answer."""
    found = {name: _whole_number(words) for name, words in LIMITS.items()}
    if method == "get" and status == "200" and "security" in operation:
        found["ETag"] = {"description": "The version of this answer.", "schema": {"type": "string"}}
    if status == "429":
        found["Retry-After"] = _whole_number("Seconds to wait.")
    return found


LIMITS = {
    "RateLimit-Limit": "Requests in a minute.",
    "RateLimit-Remaining": "Requests left in this minute.",
    "RateLimit-Reset": "Seconds until the minute is over.",
}


def _whole_number(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "integer", "minimum": 0}}
