"""The lists of a space by folder, and making more."""

from typing import Any

import reflex as rx

from app.ui.components import forms, kit
from app.ui.shapes import as_var
from app.ui.shell.layout import section
from app.ui.spaces.state import Space
from app.ui.spaces.view import ListGroup, ListLine

FACT = as_var(Space.space)
SETS_UP = FACT["sets_up"]


def lists() -> rx.Component:
    return section(
        "Lists",
        rx.cond(
            FACT["edits"],
            rx.fragment(
                forms.ask_form(
                    rx.icon("plus", size=15),
                    rx.el.input(
                        name="name",
                        placeholder="New list",
                        required=True,
                        auto_complete="off",
                        custom_attrs={"aria-label": "New list"},
                    ),
                    rx.el.select(
                        rx.foreach(
                            Space.list_groups,
                            lambda one: rx.el.option(
                                rx.cond(one["folder_id"] == 0, "In no folder", f"In {one['name']}"),
                                value=one["folder_id"].to_string(),
                            ),
                        ),
                        name="folder",
                        class_name="input",
                        style={"width": "auto"},
                        custom_attrs={"aria-label": "Folder"},
                    ),
                    on_send=Space.add_list,
                    class_name="quick-add",
                ),
                forms.ask_form(
                    rx.icon("plus", size=15),
                    rx.el.input(
                        name="name",
                        placeholder="New folder",
                        required=True,
                        auto_complete="off",
                        custom_attrs={"aria-label": "New folder"},
                    ),
                    on_send=Space.add_folder,
                    class_name="quick-add",
                ),
            ),
        ),
        rx.foreach(Space.list_groups, _group),
        more=rx.cond(Space.has_archive, kit.go("Archived", to=f"/archive?space={FACT['id']}")),
    )


def _group(group: rx.Var[ListGroup]) -> rx.Component:
    return rx.el.div(
        rx.cond(group["folder_id"] > 0, _folder(group)),
        rx.el.ul(rx.foreach(group["lists"], _list), class_name="space-lists"),
    )


def _folder(group: rx.Var[ListGroup]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(group["name"], class_name="group-head"),
        rx.cond(
            FACT["edits"],
            rx.fragment(
                _archive("folder", group["folder_id"], group["name"]),
                rx.el.button(
                    rx.icon("trash-2", size=14),
                    type="button",
                    class_name="button quiet square",
                    on_click=Space.delete_folder(group["folder_id"]),
                    title="Delete the folder",
                    custom_attrs={"aria-label": f"Delete the folder {group['name']}"},
                ),
            ),
        ),
        class_name="folder-head",
    )


def _archive(kind: str, item_id: Any, name: Any) -> rx.Component:
    return rx.el.button(
        rx.icon("archive", size=14),
        type="button",
        class_name="button quiet square",
        on_click=Space.put_by(kind, item_id),
        title=f"Archive the {kind}",
        custom_attrs={"aria-label": f"Archive the {kind} {name}"},
    )


def _list(one: rx.Var[ListLine]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind="list"),
            rx.el.span(one["name"], class_name="cut", dir="auto"),
            rx.cond(one["is_private"], rx.icon("lock", size=12)),
            to=one["url"],
            class_name="space-list",
        ),
        rx.cond(
            FACT["edits"],
            kit.picker(
                rx.cond(
                    one["goal"] != "",
                    rx.el.span("◎ ", one["goal"], class_name="cut"),
                    FACT["no_goal"],
                ),
                options=Space.all_goals,
                value=one["goal_id"],
                label="The goal its work serves",
                tip=rx.cond(
                    one["goal"] != "",
                    f"The goal its work serves: {one['goal']}",
                    "The goal its work serves",
                ),
                class_name="button quiet list-goal",
                on_pick=lambda goal: Space.serve(one["id"], goal),
            ),
            rx.el.span(one["goal"], class_name="hint cut"),
        ),
        rx.el.span(one["open"], " open", class_name="hint num"),
        rx.cond(
            SETS_UP,
            rx.fragment(
                rx.el.button(
                    rx.cond(
                        one["is_private"], rx.icon("lock-open", size=14), rx.icon("lock", size=14)
                    ),
                    type="button",
                    class_name="button quiet square",
                    on_click=Space.turn_list_private(one["id"], ~one["is_private"]),
                    title=rx.cond(
                        one["is_private"], "Show it to the whole space", "Make it private"
                    ),
                    custom_attrs={
                        "aria-label": rx.cond(
                            one["is_private"], "Show it to the whole space", "Make it private"
                        )
                    },
                ),
                _archive("list", one["id"], one["name"]),
                rx.el.button(
                    rx.icon("trash-2", size=14),
                    type="button",
                    class_name="button quiet square",
                    on_click=Space.delete_list(one["id"]),
                    title="Delete the list",
                    custom_attrs={"aria-label": f"Delete the list {one['name']}"},
                ),
            ),
        ),
    )
