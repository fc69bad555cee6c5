"""The API's description (OpenAPI): what the routes say of themselves, and what is true of all of them."""

from typing import cast

from fastapi import FastAPI

from app.api import sizes
from app.api.openapi import Answer, Document, Header, Json, Operation, Parameter, ref
from app.api.operation_links import link_operations
from app.api.schemas.clashes import ClashingText, TextClash
from app.api.schemas.problem import Problem, UnfitField
from app.settings import load

SUMMARY = f"""Goals, tasks, docs and answers of one workspace, under the rights of whoever asks.

- **Who asks**: a personal token (`Authorization: Bearer …`, made under Settings), or a browser's cookie.
- **Errors** are `application/problem+json` with one sentence in `detail`; of many fields, `errors` names each.
- **Unknown** query parameters and body fields are refused; no text may hold the character NUL.
- **Pages**: send `next` of a page as `after` for the one that follows.
- **Versions**: answers carry an `ETag`. Send it as `If-None-Match` to read only what changed (304), as `If-Match` to
  change only what you saw (412). `If-Match` takes the `ETag` of the very record that is changed, as reading it at its own
  address or changing it answered: a goal's of `/goals/3`, a target's of `/targets/7`. A list of records has one of its own.
- **Texts** two people write: `POST /texts` names the version a text grew from. Lines changed in different places are
  joined; where the same lines changed nothing is overwritten, and the 409 holds both versions (`clash`). So does a
  doc saved with an older `version`. `If-Match` never joins: it asks for nothing but what you saw.
- **Safe repeats**: a change with an `Idempotency-Key` is done once in 24 hours, however often it is sent; what is answered
  again says so in `Idempotent-Replayed`.
- **From elsewhere**: an owner may say of what past moment a new task, comment or report of a target is (`at`). The record
  carries it; the event of it is of now and names it (`dated`), so that summaries of weeks that are over stay as they are.
- **Limits**: a body has at most {sizes.in_words(sizes.TEXT)} where it holds long texts, {sizes.in_words(sizes.SMALL)} elsewhere,
  {sizes.in_words(sizes.SIGN_IN)} for signing in (`x-most-bytes` of an operation; 413 beyond it); requests a minute stand in `RateLimit-Limit`,
  `RateLimit-Remaining` and `RateLimit-Reset` (seconds); more are answered 429 with `Retry-After`.
- **What you may not see** sounds like what does not exist: 404.
"""
SCHEMES: dict[str, Json] = {
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

    def whole():
        if api.openapi_schema is None:
            _complete(cast(Document, made()))  # FastAPI types it as any dictionary
        return made()

    api.openapi = whole  # type: ignore[method-assign] - FastAPI's own way to extend it


def _complete(document: Document) -> None:
    components = document.setdefault("components", {})
    components["securitySchemes"] = SCHEMES
    shapes = components.setdefault("schemas", {})
    for shape in (UnfitField, ClashingText, TextClash, Problem):
        described = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        described.pop("$defs", None)
        shapes[shape.__name__] = described
    document["servers"] = [{"url": load().url, "description": "This workspace"}]
    components["headers"] = {name: _whole_number(words) for name, words in LIMITS.items()} | {
        "Retry-After": _whole_number("Seconds to wait."),
        "ETag": Header(description="The version of this answer.", schema={"type": "string"}),
        "Idempotent-Replayed": Header(
            description="It was done before with this `Idempotency-Key`: this is the answer of then.",
            schema={"type": "string", "enum": ["true"]},
        ),
    }
    answers: dict[str, Answer] = {}
    read: dict[str, Parameter] = {}
    components["responses"], components["parameters"] = answers, read
    for operations in document.get("paths", {}).values():
        for method, operation in operations.items():
            _share_answers(operation, answers, method)
            _share_headers(operation, read)
    link_operations(document)


def _share_answers(operation: Operation, shared: dict[str, Answer], method: str) -> None:
    """Refusals stand once for all operations; each answer says which headers come with it."""
    answers = operation.get("responses", {})
    for status, answer in answers.items():
        if "$ref" in answer:
            continue
        limits = [*LIMITS, *(["Retry-After"] if status in ("429", "503") else [])]
        closed, done = "security" in operation, status.startswith("2")
        versioned = method == "get" and status == "200" and closed
        repeated = method != "get" and done and closed
        sent = [
            *limits,
            *(["ETag"] if versioned else []),
            *(["Idempotent-Replayed"] if repeated else []),
        ]
        answer["headers"] = {name: ref("headers", name) for name in sent}
        if "application/problem+json" in answer.get("content", {}):
            name = f"Refused{status}"
            shared[name] = answer
            answers[status] = ref("responses", name)


def _share_headers(operation: Operation, shared: dict[str, Parameter]) -> None:
    """Headers read stand once, too."""
    parameters = operation.get("parameters", [])
    for index, read in enumerate(parameters):
        if "$ref" not in read and read.get("in") == "header":
            name = read.get("name", "")
            shared[name] = read
            parameters[index] = ref("parameters", name)


LIMITS = {
    "RateLimit-Limit": "Requests in a minute.",
    "RateLimit-Remaining": "Requests left in this minute.",
    "RateLimit-Reset": "Seconds until the minute is over.",
}


def _whole_number(description: str) -> Header:
    return Header(description=description, schema={"type": "integer", "minimum": 0})
