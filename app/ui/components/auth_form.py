"""The forms before one is in, and the page they stand on."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.shell.layout import Mark


class AuthForm(web.Browser):
    """Posts to a cookie endpoint, then loads the page anew. `kind` is signin, found, accept, reset or forgot."""

    library = web.source("auth/auth-form.tsx")
    tag = "AuthForm"
    kind: rx.Var[str]
    action: rx.Var[str]
    next: rx.Var[str]
    token: rx.Var[str]
    email: rx.Var[str]


auth_form = AuthForm.create


def auth_page(title: Any, about: Any, *content: rx.Component, aside: Any = None) -> rx.Component:
    """A calm page with one form on it; `aside` stands beside it on wide screens."""
    form = rx.el.main(
        rx.el.div(
            Mark.create(size=28),
            rx.el.h1(title),
            rx.el.p(about, class_name="auth-about"),
            *content,
            class_name="auth-inner",
        ),
        rx.el.footer("Goalward. Work that knows why.", class_name="auth-foot"),
        class_name="auth",
    )
    if aside is None:
        return rx.el.div(form, class_name="auth-page")
    return rx.el.div(form, aside, class_name="auth-page two")
