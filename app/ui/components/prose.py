"""Words to read and to write: Markdown, descriptions, docs and discussions."""

import reflex as rx

from app.ui import web
from app.ui.arguments import DocDraft
from app.ui.comments import Assignment, CommentView, NewComment, NewWords
from app.ui.shapes import PersonView


class Prose(web.Browser):
    """Markdown to read; raw HTML shows as text."""

    library = web.source("prose/prose.tsx")
    tag = "Prose"
    text: rx.Var[str]
    small: rx.Var[bool]


class TextBlock(web.Browser):
    """A description that is edited where it stands."""

    library = web.source("prose/text-block.tsx")
    tag = "TextBlock"
    text: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class DocText(web.Browser):
    """A doc's text: read, write, save by itself."""

    library = web.source("prose/doc-text.tsx")
    tag = "DocText"
    doc_id: rx.Var[int]
    text: rx.Var[str]
    version: rx.Var[int]
    saved_at: rx.Var[str]
    conflict: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(DocDraft)]
    on_take_theirs: rx.EventHandler[rx.event.no_args_event_spec]


class Discussion(web.Browser):
    """Threads of comments on an item. Ids are comments'; on_say gets {text, parent_id, assigned_to}."""

    library = web.source("prose/discussion.tsx")
    tag = "Discussion"
    threads: rx.Var[list[CommentView]]
    people: rx.Var[list[PersonView]]
    disabled: rx.Var[bool]
    on_say: rx.EventHandler[rx.event.passthrough_event_spec(NewComment)]
    on_edit: rx.EventHandler[rx.event.passthrough_event_spec(NewWords)]
    on_assign: rx.EventHandler[rx.event.passthrough_event_spec(Assignment)]
    on_resolve: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_reopen: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_delete: rx.EventHandler[rx.event.passthrough_event_spec(int)]


prose = Prose.create
text_block = TextBlock.create
doc_text = DocText.create
discussion = Discussion.create
