"""The statuses of a space in their order, and their limits."""

import reflex as rx

from app.ui.components import forms, kit
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
        _where_to(),
        rx.cond(
            SETS_UP,
            forms.ask_form(
                rx.icon("plus", size=15),
                rx.el.input(
                    name="name",
                    placeholder="New status",
                    required=True,
                    auto_complete="off",
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
                on_send=Space.add_status,
                class_name="quick-add",
            ),
        ),
    )


def _column(one: rx.Var[StatusLine]) -> rx.Component:
    return rx.el.li(
        kit.status_glyph(category=one["category"], part=one["part"]),
        rx.el.div(
            forms.inline_text(
                name=f"status {one['id']}",
                value=one["name"],
                label="Status name",
                disabled=~SETS_UP,
                on_save=lambda name, ask: Space.rename_status(one["id"], name, ask),
            ),
            class_name="column-name",
        ),
        rx.el.span(one["category_name"], class_name="hint"),
        rx.el.div(
            forms.inline_field(
                name=f"limit {one['id']}",
                value=one["limit"],
                label=f"Limit of {one['name']}",
                class_name="date-input num short",
                placeholder="no limit",
                keyboard="numeric",
                disabled=~SETS_UP,
                on_save=lambda value, ask: Space.limit_status(one["id"], value, ask),
            )
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


def _where_to() -> rx.Component:
    """The question before a status in use goes: where its tasks go, and how many they are."""
    return rx.cond(
        Space.where_to != "",
        rx.el.div(
            rx.el.p(Space.where_to, role="alert"),
            kit.picker(
                "Move them to",
                options=Space.elsewhere,
                value=-1,
                label="Where its tasks go",
                class_name="button",
                on_pick=Space.move_out,
            ),
            rx.el.button(
                "Keep the status",
                type="button",
                class_name="button quiet",
                on_click=Space.keep_status,
            ),
            class_name="notice",
        ),
    )
