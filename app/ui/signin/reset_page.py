"""`/reset#…`: choose a new password with a link an owner made, or one that came by mail. The secret stays in the browser until it is used."""

import reflex as rx

from app.ui.components.auth_form import auth_form, auth_page


@rx.page(route="/reset", title="New password · Goalward")
def reset() -> rx.Component:
    return auth_page(
        "Choose a new password",
        "It ends every session and token you have, here and elsewhere.",
        auth_form(kind="reset", action="/api/auth/resets", next="/"),
        rx.el.p(
            "The link works once: for an hour if it came by mail, for a day if an owner made it. Is it no longer good? Ask for another on the sign-in page, or an owner.",
            class_name="hint auth-help",
        ),
    )
