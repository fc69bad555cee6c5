"""Profile, look, password; sessions and tokens."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.components import forms
from app.ui.components.leaving import copy_button
from app.ui.settings.state import Settings
from app.ui.settings.you_view import SessionLine, TokenLine
from app.ui.shell.layout import ThemeChoice, section

ME = Settings.profile


def head(title: str, about: str = "") -> rx.Component:
    return rx.el.header(
        rx.el.h1(title), rx.el.p(about) if about else rx.fragment(), class_name="settings-head"
    )


def field(label: str, control: rx.Component, hint: Any = "") -> rx.Component:
    return rx.el.div(
        rx.el.label(rx.el.span(label, class_name="label"), control),
        rx.el.p(hint, class_name="hint") if hint else rx.fragment(),
        class_name="field",
    )


def shown_once(value: Any, words: str, on_done: Any) -> rx.Component:
    """A secret with a copy button, until it is put away."""
    return rx.el.div(
        rx.el.p(words),
        rx.el.div(
            rx.el.input(
                value=value,
                read_only=True,
                class_name="input mono",
                custom_attrs={
                    "aria-label": words,
                    "onFocus": rx.Var("(event) => event.target.select()"),
                },
            ),
            copy_button("Copy", text=value),
            rx.el.button("Done", type="button", class_name="button quiet", on_click=on_done),
            class_name="add-row",
        ),
        class_name="once",
    )


def you() -> rx.Component:
    return rx.fragment(
        head("You"),
        forms.ask_form(
            field(
                "Name",
                rx.el.input(
                    name="name",
                    default_value=ME["name"],
                    class_name="input",
                    auto_complete="name",
                    required=True,
                ),
            ),
            field("E-mail", rx.el.input(value=ME["email"], read_only=True, class_name="input")),
            field(
                "Hours per week",
                rx.el.input(
                    name="hours",
                    default_value=ME["hours"],
                    class_name="input num",
                    style={"max_width": "120px"},
                ),
                "What is planned for you is compared with this.",
            ),
            rx.el.div(rx.el.button("Save", type="submit", class_name="button primary")),
            on_send=Settings.save_profile,
            keeps=True,
            key=ME["name"],
            class_name="form",
        ),
        section("Look", _look()),
        section("Password", _password()),
    )


class RowHeights(web.Browser):
    """One of a few, side by side."""

    library = web.source("parts/choice.tsx")
    tag = "Choice"
    label: rx.Var[str]
    options: rx.Var[list[dict[str, str]]]
    value: rx.Var[str]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def _look() -> rx.Component:
    heights = (("compact", "Compact"), ("normal", "Normal"), ("comfortable", "Comfortable"))
    return rx.el.div(
        rx.el.div(
            rx.el.span("Theme", class_name="label"),
            rx.el.div(ThemeChoice.create()),
            class_name="field",
        ),
        rx.el.div(
            rx.el.span("Rows", class_name="label"),
            rx.el.div(
                RowHeights.create(
                    label="Row height",
                    options=[{"value": height, "label": word} for height, word in heights],
                    value=ME["rows"].to(str),
                    on_pick=Settings.set_rows,
                )
            ),
            class_name="field",
        ),
        class_name="form",
    )


def _password() -> rx.Component:
    return forms.ask_form(
        # Lets a password manager know whose password this is.
        rx.el.input(
            value=ME["email"],
            read_only=True,
            auto_complete="username",
            class_name="sr",
            tab_index=-1,
            custom_attrs={"aria-hidden": "true"},
        ),
        field(
            "Present password",
            rx.el.input(
                name="old",
                type="password",
                class_name="input",
                auto_complete="current-password",
                required=True,
            ),
        ),
        field(
            "New password",
            rx.el.input(
                name="new",
                type="password",
                class_name="input",
                auto_complete="new-password",
                required=True,
            ),
            "At least 8 characters. Every other browser is signed out.",
        ),
        rx.el.p(Settings.password_note, role="status", class_name="is-green"),
        rx.el.div(rx.el.button("Change password", type="submit", class_name="button")),
        on_send=Settings.change_password,
        class_name="form",
    )


def access() -> rx.Component:
    return rx.fragment(
        head(
            "Sessions and tokens", "Where you are signed in, and the programs that may act for you."
        ),
        section(
            "Signed in",
            rx.el.ul(rx.foreach(Settings.sessions, _session), class_name="setting-lines"),
        ),
        section(
            "Tokens",
            rx.cond(
                Settings.secret != "",
                shown_once(
                    Settings.secret,
                    "This is the token. It is shown once: copy it now.",
                    Settings.forget_secret,
                ),
            ),
            rx.el.ul(rx.foreach(Settings.tokens, _token), class_name="setting-lines"),
            forms.ask_form(
                rx.el.input(
                    name="name",
                    placeholder="What is it for?",
                    class_name="input wide",
                    required=True,
                    auto_complete="off",
                    custom_attrs={"aria-label": "Token name"},
                ),
                rx.el.select(
                    rx.el.option("May read", value="read"),
                    rx.el.option("May read and write", value="write"),
                    name="scope",
                    class_name="input",
                    custom_attrs={"aria-label": "Scope"},
                ),
                rx.el.button("Make a token", type="submit", class_name="button"),
                on_send=Settings.make_token,
                class_name="add-row",
            ),
            rx.el.p(
                "Programs send it as “Authorization: Bearer …”. The API describes itself at ",
                rx.el.code("/api/v1/openapi.json"),
                ".",
                class_name="hint",
            ),
            rx.el.p(
                "An assistant that speaks MCP connects to ",
                rx.el.code("/mcp"),
                " with it, or starts ",
                rx.el.code("goalward mcp"),
                ": it can search, read and ask; a change it proposes waits for your yes.",
                class_name="hint",
            ),
        ),
    )


def _session(one: rx.Var[SessionLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(one["name"]),
            rx.cond(one["here"], rx.el.span(" this browser", class_name="chip still")),
            rx.el.p(one["facts"], class_name="hint"),
        ),
        rx.cond(
            one["here"],
            rx.fragment(),
            rx.el.button(
                "Sign out",
                type="button",
                class_name="button",
                on_click=Settings.ask_sign_out(one["id"]),
            ),
        ),
    )


def _token(one: rx.Var[TokenLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(one["name"]),
            rx.el.span(" ", one["scope"], class_name="hint"),
            rx.el.p(one["facts"], class_name="hint"),
        ),
        rx.el.button(
            "Revoke",
            type="button",
            class_name="button danger",
            on_click=Settings.ask_revoke(one["id"]),
        ),
    )
