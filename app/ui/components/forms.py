"""What somebody types into: kept until the server has it, with a refusal's sentence beside it."""

from typing import Any

import reflex as rx
from reflex.utils.format import format_event_handler

from app.ui import web
from app.ui.saving import Answers


def numbered(value: Any, ask: Any) -> list[Any]:
    """What was typed, and the number under which the browser waits for the answer."""
    return [value, ask]


def outlined(titles: Any, outline: Any, ask: Any) -> list[Any]:
    """New tasks' titles, what a pasted checklist says beside them, and the number to answer."""
    return [titles, outline, ask]


class Told(web.Browser):
    """Hands the server's answers to the fields and forms that wait for them."""

    library = web.source("parts/page.tsx")
    tag = "Told"
    done: rx.Var[int]
    refusals: rx.Var[dict[str, str]]
    kept: rx.Var[list[int]]
    fields: rx.Var[dict[str, str]]


class AskForm(web.Browser):
    """A form (its children) that is sent once; its words go when they are kept, unless it `keeps` them.

    What is typed into it and not sent yet stands there again when it is opened again, by what it `does`; where a page
    has several of the same, `about` says which it is. A button of the type “reset” lets it go.
    """

    library = web.source("parts/ask-form.tsx")
    tag = "AskForm"
    does: rx.Var[str]
    about: rx.Var[str | int]
    keeps: rx.Var[bool]
    on_send: rx.EventHandler[numbered]


class InlineText(web.Browser):
    """Text that is edited where it stands; its drafts are known by its `name` on its page."""

    library = web.source("parts/inline-text.tsx")
    tag = "InlineText"
    name: rx.Var[str]
    value: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[numbered]


class InlineField(web.Browser):
    """A number, length of time or day that is edited where it stands; its drafts are known by its `name`."""

    library = web.source("parts/inline-field.tsx")
    tag = "InlineField"
    name: rx.Var[str]
    value: rx.Var[str]
    label: rx.Var[str]
    kind: rx.Var[str]  # of the field in HTML: text or date
    keyboard: rx.Var[str]  # which one a phone shows
    placeholder: rx.Var[str]
    tip: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[numbered]


class NewTasks(web.Browser):
    """A line that names new tasks; pasted lines are asked about."""

    library = web.source("tasks/new-tasks.tsx")
    tag = "NewTasks"
    label: rx.Var[str]
    on_make: rx.EventHandler[outlined]


new_tasks = NewTasks.create


def ask_form(*children: Any, on_send: Any, **props: Any) -> rx.Component:
    """A form whose drafts are known by the handler that takes it."""
    return AskForm.create(*children, does=format_event_handler(on_send), on_send=on_send, **props)


def inline_text(*, name: Any, **props: Any) -> rx.Component:
    return InlineText.create(name=name, **props)


def inline_field(*, name: Any, **props: Any) -> rx.Component:
    return InlineField.create(name=name, **props)


def told() -> rx.Component:
    return Told.create(
        done=Answers.done, refusals=Answers.refusals, kept=Answers.kept, fields=Answers.fields
    )


def cancel(on_click: Any) -> rx.Component:
    """Closes a form, and lets go what was typed into it."""
    return rx.el.button("Cancel", type="reset", class_name="button quiet", on_click=on_click)
