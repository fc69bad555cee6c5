"""The facts beside a task, each changed where it stands."""

import reflex as rx

from app.domain.fields import Field, Type
from app.domain.fields.chosen import Choice as ChoiceValues
from app.ui.components import forms, kit, pickers
from app.ui.shapes import Choice, as_var
from app.ui.tasks.state import TaskPage
from app.ui.tasks.view import FACTS

FACT = as_var(TaskPage.task)
VALUES, WORDS, EXACT = FACT["values"], FACT["words"], FACT["exact"]
CAN = FACT["can_edit"]


def facts() -> rx.Component:
    return rx.el.aside(
        *(component for field in FACTS for component in _of(field)),
        _fact(
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


def _of(field: Field) -> list[rx.Component]:
    """A field's line, and what else is said of it."""
    made = OWN.get(field.name) or BY_TYPE[field.type]
    lines = [_fact(field.label, made(field))]
    if field.name == "due":
        late = rx.el.span(FACT["late"], class_name="is-red")
        lines.append(rx.cond(FACT["late"] != "", _fact("", late)))
    return lines


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
    return _choice(field, kit.priority_glyph(priority=FACT["priority"]))


def _choice(field: Field, *before: rx.Component) -> rx.Component:
    assert isinstance(field.values, ChoiceValues)
    return kit.picker(
        *before,
        WORDS[field.name],
        options=[Choice(value=one.value, label=one.label) for one in field.values.options],
        value=VALUES[field.name],
        label=field.label,
        class_name="fact-value",
        pick=field.name,
        disabled=~CAN,
        on_pick=TaskPage.set_field(field.name),
    )


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


def _day(field: Field) -> rx.Component:
    return pickers.date_picker(
        rx.cond(
            VALUES[field.name] != "",
            rx.el.span(WORDS[field.name], title=EXACT[field.name], class_name="num"),
            rx.el.span("None", class_name="hint"),
        ),
        value=VALUES[field.name].to(str),
        label=field.label,
        class_name="fact-value",
        pick=field.name,
        disabled=~CAN,
        on_pick=TaskPage.set_field(field.name),
    )


def _flag(field: Field) -> rx.Component:
    return rx.el.input(
        type="checkbox",
        checked=VALUES[field.name].to(bool),
        on_change=TaskPage.set_field(field.name, ~VALUES[field.name].to(bool)),
        disabled=~CAN,
        custom_attrs={"aria-label": field.label},
    )


def _fact(name: str, value: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(name, class_name="fact-name"),
        rx.el.div(value, style={"min_width": "0"}),
        class_name="fact",
    )


def _text(field: Field) -> rx.Component:
    value = VALUES[field.name].to(str)
    return forms.inline_field(
        value=value,
        label=f"{field.label}{UNITS.get(field.type, '')}",
        class_name="date-input wide",
        placeholder="None",
        disabled=~CAN,
        on_save=TaskPage.set_field(field.name),
    )


UNITS = {Type.DURATION: " in hours"}
# The fields whose line is more than their value; the others look as their type does.
OWN = {
    "status": _status,
    "priority": _priority,
    "assignees": _people,
    "tags": _tags,
    "parent_id": _parent,
    "list_id": _list,
}
BY_TYPE = {
    Type.TEXT: _text,
    Type.NUMBER: _text,
    Type.DURATION: _text,
    Type.DAY: _day,
    Type.FLAG: _flag,
    Type.CHOICE: _choice,
}
