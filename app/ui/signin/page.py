"""`/signin`."""

import reflex as rx

from app.ui.components.auth_form import auth_form, auth_page
from app.ui.signin.state import SignIn


@rx.page(route="/signin", title="Sign in · Goalward", on_load=[SignIn.load])
def signin() -> rx.Component:
    return rx.cond(
        SignIn.ready,
        auth_page(
            "Sign in",
            f"to {SignIn.workspace}",
            auth_form(kind="signin", action="/api/auth/login", next=SignIn.next),
            rx.cond(
                SignIn.by_mail,
                rx.el.p(
                    rx.el.a("Forgot your password?", href="/forgot"),
                    rx.el.br(),
                    "No account? An owner of the workspace invites you.",
                    class_name="hint auth-help",
                ),
                rx.el.p(
                    "No account, or password forgotten? An owner of the workspace makes a link for you, in Settings, People.",
                    class_name="hint auth-help",
                ),
            ),
        ),
        rx.el.div(class_name="auth-page"),
    )
