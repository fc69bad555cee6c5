"""`/spaces/[space_id]`: what a space holds, and who."""

import reflex as rx

from app.ui import web
from app.ui.archiving import banner
from app.ui.components import prose
from app.ui.confirming import ask_first
from app.ui.shapes import as_var
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell
from app.ui.spaces.list_parts import lists
from app.ui.spaces.side_parts import danger, docs, goals, members
from app.ui.spaces.state import Space
from app.ui.spaces.workflow_parts import workflow

FACT = as_var(Space.space)
SETS_UP = FACT["sets_up"]


@rx.page(route="/spaces/[space_id]", title="Space · Goalward", on_load=[Shell.load, Space.load])
def space() -> rx.Component:
    return layout(
        web.styles("spaces/spaces.css"),
        banner(Space),
        rx.el.div(
            rx.el.span(FACT["key"], class_name="tree-key"),
            rx.cond(FACT["is_private"], rx.el.span("private", class_name="chip still")),
            class_name="space-over",
        ),
        rx.el.h1(
            prose.title_text(
                noun="space",
                item=FACT["id"],
                field="name",
                label="Name",
                text=FACT["name"],
                version=FACT["version"],
                disabled=~SETS_UP,
            )
        ),
        prose.text_block(
            noun="space",
            item=FACT["id"],
            field="description",
            label="Description",
            text=FACT["description"],
            version=FACT["version"],
            disabled=~SETS_UP,
            placeholder="Say what this space is for.",
        ),
        rx.el.div(
            rx.el.div(lists(), workflow()),
            rx.el.aside(goals(), docs(), members(), danger()),
            class_name="beside",
        ),
        ask_first(Space),
        crumbs=[{"to": "", "label": FACT["name"]}],
        state=Space,
        title=FACT["name"],
        refresh=Space.load,
        topics=rx.Var.create(["tree", "goals", "docs", "people"]),
        shows=rx.Var.create([f"space:{Space.number}"]),
        seldom=("tasks",),
    )
