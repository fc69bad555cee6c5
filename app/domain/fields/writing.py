"""The fields of what is written: docs and comments."""

from app.domain.fields.chosen import Item
from app.domain.fields.counted import Number
from app.domain.fields.field import Editors, Field, Logged, Verb
from app.domain.fields.values import Instant, Line, Prose
from app.domain.fields.words import Words

NOBODY = Editors.NOBODY
SILENT = Words("", is_silent=True)

DOC = (
    Field("title", Line(noun="title"), "Title", Words("the title")),
    # The words themselves are kept as versions; the log says how many characters there were.
    Field("text", Prose(), "Text", SILENT, default="", is_shown=False, logged=Logged.NEVER),
    Field(
        "parent_id",
        Item("doc", "another item"),
        "Part of",
        Words(
            "the parent",
            given="put this under {new}",
            changed="put this under {new}",
            cleared="took this out of its parent",
        ),
        is_nullable=True,
        verb=Verb.MOVE,
        aliases=("parent",),
    ),
    Field(
        "space_id",
        Item("space", "another space"),
        "Space",
        SILENT,
        is_nullable=True,
        verb=Verb.MOVE,
        aliases=("space",),
    ),
    Field(
        "version",
        Number(is_whole=True),
        "Version",
        Words("the version", given="saved version {new}", changed="saved version {new}"),
        editors=NOBODY,
    ),
    Field("rank", Line(noun="rank"), "Order", SILENT, editors=NOBODY, logged=Logged.CHANGES),
    Field(
        "created_by",
        Item("user", "somebody"),
        "Made by",
        SILENT,
        editors=NOBODY,
        is_nullable=True,
        logged=Logged.NEVER,
    ),
    Field("created_at", Instant(), "Made", SILENT, editors=NOBODY, logged=Logged.NEVER),
    Field("updated_at", Instant(), "Changed", SILENT, editors=NOBODY, logged=Logged.NEVER),
)
COMMENT = (
    Field("text", Prose(), "Text", Words("the text", changed="edited a comment"), is_shown=False),
    Field(
        "assigned_to",
        Item("user", "somebody"),
        "Asked",
        Words("the question", given="asked {new}", changed="asked {new}"),
        is_nullable=True,
        verb=Verb.OTHER,
    ),
    Field(
        "resolved_at",
        Instant(),
        "Settled",
        Words("the settling", given="settled a comment", cleared="opened a comment again"),
        is_nullable=True,
        verb=Verb.OTHER,
    ),
    Field(
        "resolved_by",
        Item("user", "somebody"),
        "Settled by",
        SILENT,
        editors=NOBODY,
        is_nullable=True,
    ),
)
