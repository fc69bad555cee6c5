"""Words to read and to write: Markdown, descriptions, docs and discussions."""

import reflex as rx

from app.ui import web
from app.ui.comments import Assignment, CommentView
from app.ui.shapes import PersonView


class Prose(web.Browser):
    """Markdown to read; raw HTML shows as text."""

    library = web.source("prose/prose.tsx")
    tag = "Prose"
    text: rx.Var[str]
    small: rx.Var[bool]


class Written(web.Browser):
    """A text of something, edited where it stands: `item` is its id, `version` the one the text is of.

    The browser keeps what is typed, and saves it over the API (`POST /texts`).
    """

    noun: rx.Var[str]
    item: rx.Var[int]
    field: rx.Var[str]
    label: rx.Var[str]
    text: rx.Var[str]
    version: rx.Var[int]
    disabled: rx.Var[bool]


class TextBlock(Written):
    """A description."""

    library = web.source("prose/text-block.tsx")
    tag = "TextBlock"
    placeholder: rx.Var[str]


class TitleText(Written):
    """A title or a name."""

    library = web.source("prose/title-text.tsx")
    tag = "TitleText"


class DocText(web.Browser):
    """A doc's text: read, write, save by itself."""

    library = web.source("prose/doc-text.tsx")
    tag = "DocText"
    doc_id: rx.Var[int]
    text: rx.Var[str]
    version: rx.Var[int]
    disabled: rx.Var[bool]


class Discussion(web.Browser):
    """Threads of comments on an item, named as its address does; what is said is sent over the API. Ids are comments'."""

    library = web.source("prose/discussion.tsx")
    tag = "Discussion"
    noun: rx.Var[str]
    item: rx.Var[str]
    version: rx.Var[int]
    threads: rx.Var[list[CommentView]]
    people: rx.Var[list[PersonView]]
    disabled: rx.Var[bool]
    on_assign: rx.EventHandler[rx.event.passthrough_event_spec(Assignment)]
    on_resolve: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_reopen: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_delete: rx.EventHandler[rx.event.passthrough_event_spec(int)]


prose = Prose.create
text_block = TextBlock.create
title_text = TitleText.create
doc_text = DocText.create
discussion = Discussion.create
