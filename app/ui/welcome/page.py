"""`/welcome`: the owner's account, how to begin, and invitations (`/welcome?invite=…`)."""

from typing import Any

import reflex as rx

from app.ui.components import forms, kit
from app.ui.components.auth_form import auth_form, auth_page
from app.ui.welcome.state import Accept, Welcome


@rx.page(route="/welcome", title="Welcome · Goalward", on_load=[Welcome.load, Accept.load])
def welcome() -> rx.Component:
    return rx.fragment(
        forms.told(),
        rx.match(
            Welcome.step,
            ("owner", owner()),
            ("begin", begin()),
            ("making", making()),
            ("empty", empty_start()),
            ("accept", accept()),
            rx.el.div(class_name="auth-page"),
        ),
    )


def owner() -> rx.Component:
    return auth_page(
        "Welcome",
        "Make the first account. It owns the workspace and can invite everybody else.",
        auth_form(kind="found", action="/api/auth/welcome", next="/welcome"),
        aside=promise(),
    )


def promise() -> rx.Component:
    """What Goalward does, in three sentences with a picture each."""
    return rx.el.aside(
        rx.el.ul(
            _line(
                kit.goal_bar(
                    actual=31, expected=50, health="at_risk", label="31 % · expected 50 %"
                ),
                "Goals are computed",
                "Their numbers come from the work and the measures behind them, never from a slider.",
            ),
            _line(
                rx.el.span("7 tasks are overdue. ", rx.el.span("ENG-12", class_name="source-chip")),
                "Answers can be checked",
                "Ask in plain words; every sentence opens the records it came from.",
            ),
            _line(
                rx.el.span("42 + 9 − 12 − 1 = 38", class_name="num", style={"font_weight": "500"}),
                "Weeks sum themselves up",
                "A summary is ready every Monday, and it adds up to the last item.",
            ),
        ),
        class_name="auth-aside",
    )


def _line(picture: rx.Component, title: str, words: str) -> rx.Component:
    return rx.el.li(
        rx.el.div(picture, class_name="auth-picture", custom_attrs={"aria-hidden": "true"}),
        rx.el.h2(title),
        rx.el.p(words),
    )


def begin() -> rx.Component:
    return auth_page(
        "How do you want to begin?",
        "The sample can be removed in one click later, in Settings.",
        rx.el.div(
            _choice(
                "Start with the sample workspace",
                "A company at work: three spaces, eight goals, twelve weeks of history. "
                "Every screen has something real to show.",
                Welcome.begin_with_sample,
                primary=True,
            ),
            _choice(
                "Start empty",
                "Name your first space and list, and add your own work.",
                Welcome.choose_empty,
            ),
            class_name="auth-choices",
        ),
        rx.el.p(Welcome.refusal, class_name="wrong", role="alert"),
    )


def _choice(title: str, words: str, on_click: Any, *, primary: bool = False) -> rx.Component:
    return rx.el.button(
        rx.el.strong(title),
        rx.el.span(words),
        type="button",
        class_name="auth-choice primary" if primary else "auth-choice",
        on_click=on_click,
    )


def making() -> rx.Component:
    return auth_page(
        "Making the sample workspace",
        "Twelve weeks of work are being written down, event by event. This takes some seconds.",
        rx.el.div(
            rx.el.div(class_name="progress-run"),
            class_name="progress",
            role="progressbar",
            custom_attrs={"aria-label": "Making the sample workspace"},
        ),
    )


def empty_start() -> rx.Component:
    return auth_page(
        "Your first space",
        "A space belongs to a team or a major project. Its lists hold the tasks.",
        forms.ask_form(
            _field("Space", "space", "Engineering", "A team, department or project.", focus=True),
            _field(
                "Key",
                "key",
                "ENG",
                "Starts every task's name, like ENG-12. Leave empty to let it follow the name.",
                needed=False,
            ),
            _field("First list", "list", "This quarter", "You can add more at any time."),
            rx.el.button("Create", type="submit", class_name="auth-button"),
            rx.el.button("Back", type="button", class_name="button quiet", on_click=Welcome.back),
            on_send=Welcome.begin_empty,
            keeps=True,
            class_name="auth-form",
        ),
    )


def _field(
    label: str, name: str, example: str, hint: str, *, focus: bool = False, needed: bool = True
) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=f"new-{name}"),
        rx.el.input(
            id=f"new-{name}",
            name=name,
            placeholder=example,
            auto_focus=focus,
            required=needed,
            auto_complete="off",
            class_name="auth-input",
        ),
        rx.el.p(hint, class_name="auth-note"),
        class_name="auth-field",
    )


def accept() -> rx.Component:
    return rx.cond(
        Accept.found,
        auth_page(
            f"Join {Accept.workspace}",
            f"You are invited as {Accept.role}. Make your account to come in.",
            auth_form(
                kind="accept",
                action="/api/auth/invitations",
                next="/",
                token=Accept.token,
                email=Accept.email,
            ),
        ),
        auth_page(
            "This invitation is no longer open",
            "It was used, taken back, or is older than 14 days. Ask whoever sent it for a new link.",
            rx.el.a("Sign in instead", href="/signin", class_name="button large"),
        ),
    )
