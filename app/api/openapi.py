"""The parts of an OpenAPI document that this API writes itself (OpenAPI 3.1, “Schema”)."""

from typing import TypedDict

from pydantic import JsonValue

Json = dict[str, JsonValue]
Ref = TypedDict("Ref", {"$ref": str})


class Media(TypedDict):
    """What is sent in one form."""

    schema: Ref


class Header(TypedDict):
    """A header of an answer."""

    description: str
    schema: Json


class Answer(TypedDict, total=False):
    """An answer of an operation."""

    description: str
    content: dict[str, Media]
    headers: dict[str, Ref]
    links: dict[str, Json]


Parameter = TypedDict(
    "Parameter",
    {"name": str, "in": str, "required": bool, "description": str, "schema": Json},
    total=False,
)


class Operation(TypedDict, total=False):
    """What one method does at one address."""

    operationId: str
    responses: dict[str, Answer | Ref]
    parameters: list[Parameter | Ref]
    security: list[dict[str, list[str]]]


class Components(TypedDict, total=False):
    """What many operations share."""

    schemas: dict[str, Json]
    securitySchemes: dict[str, Json]
    headers: dict[str, Header]
    responses: dict[str, Answer]
    parameters: dict[str, Parameter]


class Document(TypedDict, total=False):
    """The whole description."""

    servers: list[dict[str, str]]
    components: Components
    paths: dict[str, dict[str, Operation]]


def ref(kind: str, name: str) -> Ref:
    """Something that stands among the components."""
    return {"$ref": f"#/components/{kind}/{name}"}
