"""Texts that several people write: one to save, as it stands, and two that clash."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from app.api.schemas.base import LARGEST, Clean, Id, Instant, Request, Shape, Text
from app.domain import fields
from app.work import texts

Noun = Literal["task", "goal", "target", "doc", "comment", "list", "folder", "space", "status"]


def _texts(noun: str) -> list[str]:
    """The texts of a noun that people write, by name."""
    return [one.name for one in fields.of(noun).values() if texts.is_text(noun, one.name)]


TEXTS = {noun: _texts(noun) for noun in get_args(Noun)}
FieldName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        examples=["description"],
        description="Which text: "
        + "; ".join(f"of a {noun} {', '.join(names)}" for noun, names in TEXTS.items())
        + ".",
    ),
    Clean,
]
Version = Annotated[
    int,
    Field(
        ge=0,
        le=LARGEST,
        description="The version it grew from: the log's last event when it was read; of a doc, the doc's version.",
    ),
]


class WrittenText(Request):
    """A text somebody wrote, and the version they began from."""

    noun: Noun
    id: Id
    field: FieldName
    text: Text
    based_on: Version
    grew_from: Text | None = Field(
        default=None,
        description="The text it grew from, where that was not the saved one of `based_on`.",
    )


class TextNow(Shape):
    """A text as it stands, and who wrote it last."""

    text: str
    version: int
    author: str | None
    at: Instant | None


class SavedText(TextNow):
    """What was written. `batch` takes the save back; with `is_joined`, lines of `joined_with` stand in it too."""

    batch: str
    is_joined: bool
    joined_with: str | None


class TextSince(TextNow):
    """A text as it stands, and whether it changed since a version."""

    is_changed: bool
