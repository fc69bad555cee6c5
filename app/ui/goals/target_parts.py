"""A target's line, and the form for a new one."""

import reflex as rx

from app.ui.components import forms, kit
from app.ui.goals.goal_shapes import TargetView
from app.ui.goals.goal_state import Goal


def target_line(one: rx.Var[TargetView]) -> rx.Component:
    can = Goal.goal["can_edit"].to(bool) & Goal.goal["is_open"].to(bool)
    return rx.el.li(
        rx.el.span(
            rx.el.span(one["name"], dir="auto"),
            rx.el.span(" ", one["aim"], class_name="hint num"),
        ),
        rx.match(
            one["kind"],
            ("tasks", rx.el.span(one["shown"], class_name="target-value")),
            (
                "boolean",
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        checked=one["done"],
                        disabled=~can,
                        on_change=lambda value: Goal.set_done(one["id"], value),
                    ),
                    "reached",
                    class_name="target-value",
                ),
            ),
            rx.el.span(
                rx.cond(
                    can,
                    forms.inline_field(
                        name=f"target {one['id']}",
                        value=one["current"],
                        label=f"{one['name']}: the value now",
                        class_name="",
                        keyboard="decimal",
                        on_save=lambda value, ask: Goal.set_current(one["id"], value, ask),
                    ),
                ),
                rx.el.span(one["shown"], class_name="hint num"),
                class_name="target-value",
            ),
        ),
        kit.goal_bar(
            actual=one["percent"], expected=None, health=one["health"], label=one["label"]
        ),
        rx.cond(
            can,
            rx.el.button(
                rx.icon("pencil", size=14),
                type="button",
                class_name="button quiet square",
                on_click=Goal.start_changing(one["id"]),
                custom_attrs={"aria-label": f"Change the target {one['name']}"},
            ),
        ),
        rx.cond(
            can,
            rx.el.button(
                rx.icon("x", size=14),
                type="button",
                class_name="button quiet square",
                on_click=Goal.drop_target(one["id"]),
                custom_attrs={"aria-label": f"Remove the target {one['name']}"},
            ),
        ),
        rx.cond(Goal.changing == one["id"], _change(one)),
        class_name="target",
    )


def _change(one: rx.Var[TargetView]) -> rx.Component:
    """The form of a target's own facts, on its line."""

    def given(name: str, words: str, kind: str = "narrow", mode: str = "text") -> rx.Component:
        return rx.el.label(
            rx.el.span(words, class_name="hint"),
            rx.el.input(
                name=name,
                default_value=one[name],
                class_name=f"input {kind}",
                input_mode=mode,
                auto_complete="off",
            ),
        )

    measured = (one["kind"] != "tasks") & (one["kind"] != "boolean")
    return forms.ask_form(
        rx.el.input(type="hidden", name="id", value=one["id"]),
        given("name", "What is measured", "wide"),
        rx.cond(
            measured,
            rx.fragment(
                given("start", "From", mode="decimal"),
                given("target", "To", mode="decimal"),
                given("unit", "Unit"),
            ),
        ),
        given("weight", "Weight", mode="decimal"),
        rx.el.button("Save", type="submit", class_name="button primary"),
        forms.cancel(Goal.start_changing(one["id"])),
        on_send=Goal.change_target,
        about=one["id"],
        class_name="add-row target-change",
    )


def new_target() -> rx.Component:
    def given(name: str, words: str, kind: str = "narrow", mode: str = "decimal") -> rx.Component:
        return rx.el.input(
            name=name,
            placeholder=words,
            class_name=f"input {kind}",
            input_mode=mode,
            auto_complete="off",
            custom_attrs={"aria-label": words},
        )

    return forms.ask_form(
        given("name", "What is measured?", "wide", "text"),
        rx.el.select(
            rx.el.option("Number", value="number"),
            rx.el.option("Percent", value="percent"),
            rx.el.option("Currency", value="currency"),
            rx.el.option("Yes or no", value="boolean"),
            rx.el.option("Tasks of a list", value="tasks"),
            name="kind",
            class_name="input",
            custom_attrs={"aria-label": "How it is measured"},
        ),
        given("start", "From"),
        given("target", "To"),
        given("unit", "Unit", "narrow", "text"),
        rx.el.select(
            rx.el.option("No list", value=""),
            rx.foreach(
                Goal.all_lists,
                lambda one: rx.el.option(one["label"], value=one["value"]),
            ),
            name="list",
            class_name="input",
            title="For a target that counts tasks",
            custom_attrs={"aria-label": "The list whose tasks are counted"},
        ),
        rx.el.button("Add", type="submit", class_name="button primary"),
        on_send=Goal.add_target,
        class_name="add-row",
    )
