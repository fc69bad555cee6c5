"""`/spaces/[space_id]` and `/spaces/new`."""

import reflex as rx

from app.ui.components import kit, prose
from app.ui.shapes import as_var
from app.ui.shell.layout import layout, page_head
from app.ui.shell.state import Shell
from app.ui.spaces.list_parts import lists
from app.ui.spaces.side_parts import danger, docs, goals, members
from app.ui.spaces.state import Space
from app.ui.spaces.workflow_parts import workflow

FACT = as_var(Space.space)
SETS_UP = FACT["sets_up"]


@rx.page(route="/spaces/new", title="New space · Goalward", on_load=[Shell.load, Space.load_new])
def new_space() -> rx.Component:
    return layout(
        page_head(
            "New space", "A space belongs to a team or a major project. Its lists hold the tasks."
        ),
        rx.el.form(
            _field(
                "Name",
                rx.el.input(
                    name="name",
                    class_name="input",
                    placeholder="Engineering",
                    auto_focus=True,
                    required=True,
                    max_length=200,
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
            on_submit=Space.create,
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


@rx.page(route="/spaces/[space_id]", title="Space · Goalward", on_load=[Shell.load, Space.load])
def space() -> rx.Component:
    return layout(
        rx.el.div(
            rx.el.span(FACT["key"], class_name="tree-key"),
            rx.cond(FACT["is_private"], rx.el.span("private", class_name="chip still")),
            class_name="space-over",
        ),
        rx.el.h1(
            kit.inline_text(
                value=FACT["name"], label="Name", disabled=~SETS_UP, on_save=Space.rename
            )
        ),
        prose.text_block(
            text=FACT["description"],
            label="Description",
            disabled=~SETS_UP,
            placeholder="Say what this space is for.",
            on_save=Space.describe,
        ),
        rx.el.div(
            rx.el.div(lists(), workflow()),
            rx.el.aside(goals(), docs(), members(), danger()),
            class_name="beside",
        ),
        crumbs=[{"to": "", "label": FACT["name"]}],
        state=Space,
        title=FACT["name"],
        refresh=Space.load,
        topics=rx.Var.create(["tree", "goals", "docs", "people"]),
        seldom=("tasks",),
    )
