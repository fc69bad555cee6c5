"""The facts beside a goal: state, owner, period, place in the tree."""

from typing import Any

import reflex as rx

from app.ui.components import kit
from app.ui.goals.goal_state import Goal
from app.ui.goals.goal_view import STATES
from app.ui.shapes import PersonView, as_var

FACT = as_var(Goal.goal)


def facts() -> rx.Component:
    can = FACT["can_edit"]
    return rx.el.aside(
        _fact(
            "State",
            kit.picker(
                FACT["state_name"],
                options=STATES,
                value=FACT["state"],
                label="State",
                class_name="fact-value",
                disabled=~can,
                on_pick=Goal.set_state,
            ),
        ),
        _fact(
            "Owner",
            kit.picker(
                rx.cond(FACT["owner"], kit.avatar(person=FACT["owner"].to(PersonView))),
                rx.cond(FACT["owner"], FACT["owner"]["name"], "Nobody"),
                options=FACT["owners"],
                value=FACT["owner_id"],
                label="Owner",
                class_name="fact-value",
                disabled=~can,
                on_pick=Goal.set_owner,
            ),
        ),
        _fact("Starts", _date(FACT["start"], "Starts", Goal.set_start)),
        _fact("Ends", _date(FACT["end"], "Ends", Goal.set_end)),
        rx.cond(FACT["left"] != "", _fact("", rx.el.span(FACT["left"], class_name="hint"))),
        _fact(
            "Above",
            kit.picker(
                rx.el.span(_parent_name(), class_name="cut"),
                options=Goal.parents,
                value=FACT["parent_id"],
                label="The goal above",
                class_name="fact-value",
                disabled=~can,
                on_pick=Goal.set_parent,
            ),
        ),
        _fact(
            "Kind",
            kit.picker(
                FACT["kind"],
                options=[
                    {"value": "goal", "label": "Goal"},
                    {"value": "initiative", "label": "Initiative", "hint": "a body of work"},
                ],
                value=FACT["kind"],
                label="Kind",
                class_name="fact-value",
                disabled=~can,
                on_pick=Goal.set_kind,
            ),
        ),
        _fact(
            "Weight",
            rx.el.input(
                default_value=FACT["weight"],
                key=FACT["weight"],
                on_blur=Goal.set_weight,
                class_name="date-input num",
                style={"width": "64px"},
                input_mode="decimal",
                disabled=~can,
                title="Its share in the goal above; 0 is shown, not counted",
                custom_attrs={"aria-label": "Weight in the goal above"},
            ),
        ),
        _fact("In", rx.el.span(FACT["place"], class_name="cut")),
        rx.cond(
            can,
            rx.el.div(
                rx.el.button(
                    "Judge its health",
                    type="button",
                    class_name="button quiet",
                    on_click=Goal.open_judging,
                ),
                rx.el.button(
                    "Delete", type="button", class_name="button quiet danger", on_click=Goal.delete
                ),
                class_name="page-actions",
                style={"margin": "12px 0 0 -12px"},
            ),
        ),
        class_name="facts",
    )


def _parent_name() -> Any:
    above = Goal.crumbs.length()
    return rx.cond(above > 2, Goal.crumbs[above - 2]["label"], "None")


def _fact(name: str, value: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(name, class_name="fact-name"),
        rx.el.div(value, style={"min_width": "0"}),
        class_name="fact",
    )


def _date(value: Any, label: str, on_change: Any) -> rx.Component:
    return rx.el.input(
        type="date",
        default_value=value,
        key=value,
        on_blur=on_change,
        class_name="date-input",
        disabled=~FACT["can_edit"],
        custom_attrs={"aria-label": label},
    )
