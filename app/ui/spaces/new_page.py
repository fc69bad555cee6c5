"""`/spaces/new`."""

import reflex as rx

from app.ui.components import forms
from app.ui.shell.layout import layout, page_head
from app.ui.shell.state import Shell
from app.ui.spaces.state import Space


@rx.page(route="/spaces/new", title="New space · Goalward", on_load=[Shell.load, Space.load])
def new_space() -> rx.Component:
    return layout(
        page_head(
            "New space", "A space belongs to a team or a major project. Its lists hold the tasks."
        ),
        forms.ask_form(
            _field(
                "Name",
                rx.el.input(
                    name="name",
                    class_name="input",
                    placeholder="Engineering",
                    auto_focus=True,
                    required=True,
                    auto_complete="off",
                ),
            ),
            _field(
                "Key",
                rx.el.input(
                    name="key",
                    class_name="input",
                    placeholder="ENG",
                    max_length=10,
                    auto_complete="off",
                    style={"max_width": "120px", "text_transform": "uppercase"},
                ),
                "Starts every task's name, like ENG-12. Empty: it follows the name.",
            ),
            rx.el.label(
                rx.el.input(type="checkbox", name="private"), " Private: only members see it"
            ),
            rx.el.div(rx.el.button("Create the space", type="submit", class_name="button primary")),
            on_send=Space.create,
            keeps=True,
            class_name="form",
        ),
        crumbs=[{"to": "/spaces/new", "label": "New space"}],
        state=Space,
        title="New space",
        kind="reading",
    )


def _field(label: str, control: rx.Component, hint: str = "") -> rx.Component:
    return rx.el.div(
        rx.el.label(rx.el.span(label, class_name="label"), control),
        rx.el.p(hint, class_name="hint") if hint else rx.fragment(),
        class_name="field",
    )
