"""`/forgot`: have a link for a new password mailed, where mail goes out."""

import reflex as rx

from app.ui.components.auth_form import auth_form, auth_page
from app.ui.signin.state import Forgot


@rx.page(route="/forgot", title="Forgot your password? · Goalward", on_load=[Forgot.load])
def forgot() -> rx.Component:
    return rx.cond(
        Forgot.ready,
        auth_page(
            "Forgot your password?",
            rx.cond(
                Forgot.by_mail,
                "A link to choose a new one comes by mail.",
                "No mail goes out from here: an owner of the workspace makes a link for you, in Settings, People.",
            ),
            rx.cond(
                Forgot.by_mail,
                auth_form(kind="forgot", action="/api/auth/reset-requests", next="/signin"),
            ),
            rx.el.p(rx.el.a("Back to sign in", href="/signin"), class_name="hint auth-help"),
        ),
        rx.el.div(class_name="auth-page"),
    )
