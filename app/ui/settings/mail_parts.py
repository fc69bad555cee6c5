"""Choosing how mail is sent, and what could not be."""

from typing import Any

import reflex as rx

from app.ui.components import forms
from app.ui.confirming import ask_first
from app.ui.settings.mail_state import Mail, UnsentLine
from app.ui.settings.you_parts import field, head
from app.ui.shell.layout import section

KINDS = (
    ("starttls", "STARTTLS (port 587)"),
    ("tls", "TLS from the start (port 465)"),
    ("none", "Not encrypted (port 25)"),
)


def part() -> rx.Component:
    return rx.fragment(
        head(
            "Mail",
            "Where it is set, invitations go out by mail, and whoever forgot their password has a link sent to them.",
        ),
        rx.cond(
            Mail.by_environment != "",
            rx.el.p(
                "GOALWARD_MAIL_HOST is set on this machine to ",
                rx.el.code(Mail.by_environment),
                ", which counts before what is chosen here.",
                class_name="notice",
            ),
        ),
        rx.cond(
            Mail.owner, _form(), rx.el.p("Only an owner can choose it.", class_name="quiet-text")
        ),
        rx.el.div(
            rx.el.button(
                rx.cond(Mail.trying, "Sending…", "Send me a test mail"),
                type="button",
                class_name="button",
                disabled=Mail.trying | (Mail.in_use == ""),
                on_click=Mail.try_it,
            ),
            rx.el.span(
                rx.cond(Mail.in_use != "", f"In use: {Mail.in_use}", "No mail goes out"),
                class_name="hint",
            ),
            class_name="add-row",
        ),
        rx.el.p(
            Mail.outcome,
            role="status",
            class_name=rx.cond(Mail.failed, "wrong", "quiet-text"),
        ),
        rx.cond(
            Mail.in_use != "",
            rx.el.p(
                "Links in mails begin with ",
                rx.el.code(Mail.links),
                ", the address this was saved from; GOALWARD_BASE_URL sets another.",
                class_name="hint",
            ),
        ),
        ask_first(Mail),
        rx.cond(Mail.waiting != "", rx.el.p(Mail.waiting, class_name="notice")),
        rx.cond(
            Mail.unsent.length() > 0,
            section(
                "Not sent",
                rx.el.ul(rx.foreach(Mail.unsent, _unsent), class_name="setting-lines"),
                count=Mail.unsent.length(),
            ),
        ),
    )


def _unsent(one: rx.Var[UnsentLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.strong(one["to"], dir="auto"), rx.el.p(one["facts"], class_name="hint"))
    )


def _form() -> rx.Component:
    return forms.ask_form(
        field("Server", _line("host", Mail.host, placeholder="smtp.example.com", max_length=253)),
        field(
            "Encryption",
            rx.el.select(
                *[rx.el.option(words, value=kind) for kind, words in KINDS],
                name="security",
                default_value=Mail.security,
                class_name="input",
            ),
        ),
        field(
            "Port",
            _line("port", Mail.port, placeholder="587", max_length=5, input_mode="numeric"),
            "Empty: the usual one.",
        ),
        field("User", _line("user", Mail.user, max_length=253), "Empty where none is asked for."),
        field(
            "Password",
            rx.el.input(
                name="password",
                type="password",
                class_name="input",
                max_length=500,
                placeholder=rx.cond(
                    Mail.has_password,
                    "A password is kept; type another to replace it",
                    "None is kept",
                ),
                auto_complete="new-password",
            ),
            "Kept sealed in the database, for this server and user alone; shown to nobody again.",
        ),
        field(
            "Sender",
            _line("sender", Mail.sender, placeholder="goalward@example.com", max_length=254),
            "The address mail comes from.",
        ),
        rx.el.div(
            rx.el.button("Save", type="submit", class_name="button primary"),
            rx.cond(
                Mail.host != "",
                rx.el.button(
                    "Forget it",
                    type="button",
                    class_name="button quiet danger",
                    on_click=Mail.ask_forget,
                ),
            ),
            class_name="add-row",
        ),
        on_send=Mail.save,
        keeps=True,
        key=Mail.host
        + Mail.port
        + Mail.security
        + Mail.user
        + Mail.sender
        + Mail.has_password.to_string(),
        class_name="form",
    )


def _line(name: str, value: rx.Var[str], **more: Any) -> rx.Component:
    return rx.el.input(
        name=name,
        default_value=value,
        class_name="input",
        auto_complete="off",
        spell_check=False,
        **more,
    )
