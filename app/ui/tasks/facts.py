"""The facts beside a task, each changed where it stands."""

from typing import Any

import reflex as rx

from app.ui.components import kit, pickers
from app.ui.tasks.state import TaskPage
from app.ui.tasks.view import PRIORITIES

FACT = TaskPage.task
CAN = FACT["can_edit"].to(bool)


def facts() -> rx.Component:
    return rx.el.aside(
        _fact(
            "Status",
            kit.picker(
                kit.status_glyph(category=FACT["category"].to(str)),
                FACT["status"].to(str),
                options=FACT["statuses"].to(list[dict[str, Any]]),
                value=FACT["status_id"],
                label="Status",
                class_name="fact-value",
                pick="status",
                disabled=~CAN,
                on_pick=TaskPage.set_status,
            ),
        ),
        _fact(
            "Priority",
            kit.picker(
                kit.priority_glyph(priority=FACT["priority"].to(int)),
                FACT["priority_name"].to(str),
                options=PRIORITIES,
                value=FACT["priority"],
                label="Priority",
                class_name="fact-value",
                pick="priority",
                disabled=~CAN,
                on_pick=TaskPage.set_priority,
            ),
        ),
        _fact("People", _people()),
        _fact("Start", _day("start", "Start", TaskPage.set_start)),
        _fact("Due", _day("due", "Due", TaskPage.set_due)),
        rx.cond(
            FACT["late"] != "", _fact("", rx.el.span(FACT["late"].to(str), class_name="is-red"))
        ),
        _fact("Hours", _field("hours", "Estimate in hours", TaskPage.set_hours, hint="None")),
        _fact("Points", _field("points", "Points", TaskPage.set_points, hint="None")),
        _fact("Tags", _tags()),
        _fact(
            "List",
            pickers.finder(
                rx.el.span(FACT["list_name"].to(str), class_name="cut"),
                kinds=["list"],
                label="Move to another list",
                placeholder="Move to which list?",
                class_name="fact-value",
                disabled=~CAN,
                on_pick=TaskPage.move_to_list,
            ),
        ),
        _fact("Part of", _parent()),
        _fact(
            "Made",
            rx.el.span(
                FACT["made"].to(str),
                rx.cond(FACT["author"] != "", f" by {FACT['author']}", ""),
                class_name="hint",
            ),
        ),
        rx.cond(
            CAN,
            rx.el.div(
                rx.el.button(
                    "Delete",
                    type="button",
                    class_name="button quiet danger",
                    on_click=TaskPage.delete,
                ),
                class_name="page-actions",
                style={"margin": "12px 0 0 -12px"},
            ),
        ),
        class_name="facts",
    )


def _people() -> rx.Component:
    return pickers.multi_picker(
        rx.cond(
            FACT["assignees"].to(list[dict[str, Any]]).length() > 0,
            rx.el.span(
                rx.foreach(
                    FACT["assignees"].to(list[dict[str, Any]]),
                    lambda p: rx.el.span(kit.avatar(person=p), " ", p["name"].to(str)),
                ),
                class_name="task-people",
            ),
            rx.el.span("Nobody", class_name="hint"),
        ),
        options=FACT["who"].to(list[dict[str, Any]]),
        values=FACT["assigned"].to(list[int]),
        label="Who does it",
        placeholder="Assign to…",
        class_name="fact-value tall",
        pick="people",
        disabled=~CAN,
        on_pick=TaskPage.change_people,
    )


def _tags() -> rx.Component:
    return pickers.multi_picker(
        rx.cond(
            FACT["tags"].to(list[str]).length() > 0,
            rx.el.span(
                rx.foreach(
                    FACT["tags"].to(list[str]), lambda tag: rx.el.span(tag, class_name="tag")
                ),
                class_name="task-people",
            ),
            rx.el.span("None", class_name="hint"),
        ),
        options=FACT["all_tags"].to(list[dict[str, Any]]),
        values=FACT["tags"].to(list[str]),
        creatable=True,
        label="Tags",
        placeholder="Tag with…",
        class_name="fact-value tall",
        pick="tags",
        disabled=~CAN,
        on_pick=TaskPage.change_tags,
    )


def _parent() -> rx.Component:
    return rx.fragment(
        pickers.finder(
            rx.cond(
                FACT["parent_key"] != "",
                rx.el.span(FACT["parent_key"].to(str), class_name="key"),
                rx.el.span("Nothing", class_name="hint"),
            ),
            kinds=["task"],
            label="The task this is part of",
            class_name="fact-value",
            disabled=~CAN,
            on_pick=TaskPage.set_parent,
        ),
        rx.cond(
            CAN & (FACT["parent_key"] != ""),
            rx.el.button(
                rx.icon("x", size=13),
                type="button",
                class_name="button quiet square",
                custom_attrs={"aria-label": "Part of nothing"},
                on_click=TaskPage.set_parent({}),
            ),
        ),
    )


def _day(name: str, label: str, on_pick: Any) -> rx.Component:
    return pickers.date_picker(
        rx.cond(
            FACT[name] != "",
            rx.el.span(
                FACT[f"{name}_words"].to(str), title=FACT[f"{name}_exact"].to(str), class_name="num"
            ),
            rx.el.span("None", class_name="hint"),
        ),
        value=FACT[name].to(str),
        label=label,
        class_name="fact-value",
        pick=name,
        disabled=~CAN,
        on_pick=on_pick,
    )


def _fact(name: str, value: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(name, class_name="fact-name"),
        rx.el.div(value, style={"min_width": "0"}),
        class_name="fact",
    )


def _field(
    name: str, label: str, on_save: Any, *, kind: str = "text", hint: str = ""
) -> rx.Component:
    value = FACT[name].to(str)
    return rx.el.input(
        type=kind,
        default_value=value,
        key=f"{name}-{value}",
        on_blur=on_save,
        class_name="date-input",
        placeholder=hint,
        disabled=~CAN,
        custom_attrs={"aria-label": label},
        style={"width": "100%"},
    )
