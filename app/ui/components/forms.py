"""What somebody types into: kept until the server has it, with a refusal's sentence beside it."""

from typing import Any

import reflex as rx

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
    """A form (its children) that is sent once; its words go when they are kept, unless it `keeps` them."""

    library = web.source("parts/ask-form.tsx")
    tag = "AskForm"
    keeps: rx.Var[bool]
    on_send: rx.EventHandler[numbered]


class InlineText(web.Browser):
    """Text that is edited where it stands."""

    library = web.source("parts/inline-text.tsx")
    tag = "InlineText"
    value: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[numbered]


class InlineField(web.Browser):
    """A number, length of time or day that is edited where it stands."""

    library = web.source("parts/inline-field.tsx")
    tag = "InlineField"
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


ask_form = AskForm.create
inline_text = InlineText.create
inline_field = InlineField.create
new_tasks = NewTasks.create


def told() -> rx.Component:
    return Told.create(
        done=Answers.done, refusals=Answers.refusals, kept=Answers.kept, fields=Answers.fields
    )
