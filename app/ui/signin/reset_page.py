"""`/reset#…`: choose a new password with a link an owner made. The secret stays in the browser until it is used."""

import reflex as rx

from app.ui.components.auth_form import auth_form, auth_page


@rx.page(route="/reset", title="New password · Goalward")
def reset() -> rx.Component:
    return auth_page(
        "Choose a new password",
        "It ends every session and token you have, here and elsewhere.",
        auth_form(kind="reset", action="/api/auth/resets", next="/"),
        rx.el.p(
            "The link works once, for a day. Is it no longer good? Ask an owner for another.",
            class_name="hint auth-help",
        ),
    )
