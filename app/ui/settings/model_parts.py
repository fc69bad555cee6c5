"""Choosing the language model."""

import reflex as rx

from app.ui.components import forms
from app.ui.confirming import ask_first
from app.ui.settings.language import Language
from app.ui.settings.you_parts import field, head

KINDS = (
    ("openai", "OpenAI, or a server that speaks like it"),
    ("anthropic", "Anthropic"),
    ("ollama", "Ollama"),
)


def part() -> rx.Component:
    return rx.fragment(
        head(
            "Language model",
            "Not needed: every answer is computed first and stands without one. A model words answers again; each of its sentences is checked against the records, and it can change nothing.",
        ),
        rx.cond(
            Language.by_environment != "",
            rx.el.p(
                "GOALWARD_MODEL is set on this machine to ",
                rx.el.code(Language.by_environment),
                ", which counts before what is chosen here.",
                class_name="notice",
            ),
        ),
        rx.cond(
            Language.owner,
            _form(),
            rx.el.p("Only an owner can choose it.", class_name="quiet-text"),
        ),
        rx.el.div(
            rx.el.button(
                rx.cond(Language.trying, "Trying…", "Try it"),
                type="button",
                class_name="button",
                disabled=Language.trying | (Language.in_use == ""),
                on_click=Language.try_it,
            ),
            rx.el.span(
                rx.cond(Language.in_use != "", f"In use: {Language.in_use}", "None in use"),
                class_name="hint",
            ),
            class_name="add-row",
        ),
        ask_first(Language),
        rx.el.p(
            Language.outcome,
            role="status",
            class_name=rx.cond(Language.failed, "wrong", "quiet-text"),
        ),
    )


def _form() -> rx.Component:
    return forms.ask_form(
        field(
            "Who serves it",
            rx.el.select(
                *[rx.el.option(words, value=kind) for kind, words in KINDS],
                name="provider",
                default_value=Language.provider,
                class_name="input",
            ),
        ),
        field(
            "Model",
            rx.el.input(
                name="name",
                default_value=Language.name,
                class_name="input",
                max_length=120,
                placeholder="gpt-4o-mini",
                auto_complete="off",
                spell_check=False,
            ),
            "As its provider calls it. Empty: none.",
        ),
        field(
            "Address",
            rx.el.input(
                name="url",
                default_value=Language.url,
                class_name="input",
                max_length=500,
                placeholder="http://localhost:11434/v1",
                auto_complete="off",
                spell_check=False,
            ),
            "Only for a server of your own.",
        ),
        field(
            "Key",
            rx.el.input(
                name="key",
                type="password",
                class_name="input",
                max_length=500,
                placeholder=rx.cond(
                    Language.has_key, "A key is kept; type another to replace it", "None is kept"
                ),
                auto_complete="new-password",
            ),
            "Kept sealed in the database; shown to nobody again.",
        ),
        rx.el.div(
            rx.el.button("Save", type="submit", class_name="button primary"),
            rx.cond(
                Language.name != "",
                rx.el.button(
                    "Forget it",
                    type="button",
                    class_name="button quiet danger",
                    on_click=Language.ask_forget,
                ),
            ),
            class_name="add-row",
        ),
        on_send=Language.save,
        keeps=True,
        key=Language.provider + Language.name + Language.url + Language.has_key.to_string(),
        class_name="form",
    )
