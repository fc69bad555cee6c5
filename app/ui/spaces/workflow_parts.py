"""The statuses of a space in their order, and their limits."""

import reflex as rx

from app.ui.components import kit
from app.ui.shapes import as_var
from app.ui.shell.layout import section
from app.ui.spaces.state import Space
from app.ui.spaces.view import CATEGORIES, CATEGORY_NAMES, StatusLine

SETS_UP = as_var(Space.space)["sets_up"]


def workflow() -> rx.Component:
    return section(
        "Workflow",
        rx.el.p(
            "The statuses of every list here that has none of its own. A limit says how many tasks may be in one at once.",
            class_name="hint",
            style={"margin_bottom": "8px"},
        ),
        rx.el.ul(rx.foreach(Space.columns, _column), class_name="space-lists"),
        rx.cond(
            SETS_UP,
            rx.el.form(
                rx.icon("plus", size=15),
                rx.el.input(
                    name="name",
                    placeholder="New status",
                    required=True,
                    auto_complete="off",
                    max_length=60,
                    custom_attrs={"aria-label": "New status"},
                ),
                rx.el.select(
                    *[rx.el.option(CATEGORY_NAMES[one], value=one) for one in CATEGORIES],
                    name="category",
                    default_value="started",
                    class_name="input",
                    style={"width": "auto"},
                    custom_attrs={"aria-label": "What it means"},
                ),
                on_submit=Space.add_status,
                reset_on_submit=True,
                class_name="quick-add",
            ),
        ),
    )


def _column(one: rx.Var[StatusLine]) -> rx.Component:
    return rx.el.li(
        kit.status_glyph(category=one["category"], part=one["part"]),
        rx.el.div(
            kit.inline_text(
                value=one["name"],
                label="Status name",
                disabled=~SETS_UP,
                on_save=lambda name: Space.rename_status(one["id"], name),
            ),
            class_name="column-name",
        ),
        rx.el.span(one["category_name"], class_name="hint"),
        rx.el.input(
            default_value=one["limit"],
            key=f"{one['id']}-{one['limit']}",
            placeholder="no limit",
            on_blur=lambda value: Space.limit_status(one["id"], value),
            input_mode="numeric",
            disabled=~SETS_UP,
            class_name="date-input num",
            style={"width": "72px"},
            custom_attrs={"aria-label": f"Limit of {one['name']}"},
        ),
        rx.cond(
            SETS_UP,
            rx.el.button(
                rx.icon("x", size=14),
                type="button",
                class_name="button quiet square",
                on_click=Space.remove_status(one["id"]),
                custom_attrs={"aria-label": f"Remove the status {one['name']}"},
            ),
        ),
    )
