"""The facts beside a task, each changed where it stands."""

import reflex as rx

from app.domain.fields import Field
from app.ui.components import kit, pickers
from app.ui.components.facts import Facts, Line, fact
from app.ui.shapes import Choice, as_var
from app.ui.tasks.state import TaskPage
from app.ui.tasks.view import FACTS

FACT = as_var(TaskPage.task)
CAN = FACT["can_edit"]


def facts() -> rx.Component:
    return rx.el.aside(
        *(FACTS_OF.line(field) for field in FACTS),
        fact(
            "Made",
            rx.el.span(
                FACT["made"],
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


def _due(field: Field) -> rx.Component:
    late = rx.el.span(FACT["late"], class_name="is-red")
    return rx.fragment(
        fact(field.label, FACTS_OF.day(field)), rx.cond(FACT["late"] != "", fact("", late))
    )


def _status(field: Field) -> rx.Component:
    return kit.picker(
        kit.status_glyph(category=FACT["category"]),
        FACT["status"],
        options=FACT["statuses"].to(list[Choice]),
        value=FACT["status_id"],
        label=field.label,
        class_name="fact-value",
        pick="status",
        disabled=~CAN,
        on_pick=TaskPage.set_status,
    )


def _priority(field: Field) -> rx.Component:
    return FACTS_OF.choice(field, kit.priority_glyph(priority=FACT["priority"]))


def _list(field: Field) -> rx.Component:
    return pickers.finder(
        rx.el.span(FACT["list_name"], class_name="cut"),
        kinds=["list"],
        label="Move to another list",
        placeholder="Move to which list?",
        class_name="fact-value",
        disabled=~CAN,
        on_pick=TaskPage.move_to_list,
    )


def _people(field: Field) -> rx.Component:
    return pickers.multi_picker(
        rx.cond(
            FACT["assignees"].length() > 0,
            rx.el.span(
                rx.foreach(
                    FACT["assignees"],
                    lambda p: rx.el.span(kit.avatar(person=p), " ", p["name"]),
                ),
                class_name="task-people",
            ),
            rx.el.span("Nobody", class_name="hint"),
        ),
        options=FACT["who"],
        values=FACT["assigned"],
        label="Who does it",
        placeholder="Assign to…",
        class_name="fact-value tall",
        pick="people",
        disabled=~CAN,
        on_pick=TaskPage.change_members(field.name),
    )


def _tags(field: Field) -> rx.Component:
    return pickers.multi_picker(
        rx.cond(
            FACT["tags"].length() > 0,
            rx.el.span(
                rx.foreach(FACT["tags"], lambda tag: rx.el.span(tag, class_name="tag")),
                class_name="task-people",
            ),
            rx.el.span("None", class_name="hint"),
        ),
        options=FACT["all_tags"],
        values=FACT["tags"],
        creatable=True,
        label="Tags",
        placeholder="Tag with…",
        class_name="fact-value tall",
        pick="tags",
        disabled=~CAN,
        on_pick=TaskPage.change_members(field.name),
    )


def _parent(field: Field) -> rx.Component:
    return rx.fragment(
        pickers.finder(
            rx.cond(
                FACT["parent_key"] != "",
                rx.el.span(FACT["parent_key"], class_name="key"),
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


def _named(control: Line) -> Line:
    return lambda field: fact(field.label, control(field))


FACTS_OF = Facts(
    values=FACT["values"],
    words=FACT["words"],
    exact=FACT["exact"],
    can_edit=CAN,
    on_set=TaskPage.set_field,
    own={
        "status": _named(_status),
        "priority": _named(_priority),
        "due": _due,
        "assignees": _named(_people),
        "tags": _named(_tags),
        "parent_id": _named(_parent),
        "list_id": _named(_list),
    },
)
