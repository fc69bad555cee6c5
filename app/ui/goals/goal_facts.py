"""The facts beside a goal: state, owner, period, place in the tree, and whatever else is registered."""

from typing import Any

import reflex as rx

from app.domain.fields import Field
from app.ui.components import kit
from app.ui.components.facts import Facts, fact
from app.ui.goals.goal_state import Goal
from app.ui.goals.goal_view import FACTS, STATES
from app.ui.shapes import PersonView, as_var

FACT = as_var(Goal.goal)
CAN = FACT["can_edit"]


def facts() -> rx.Component:
    return rx.el.aside(
        *(FACTS_OF.line(field) for field in FACTS),
        rx.cond(
            CAN,
            rx.el.div(
                rx.el.button(
                    "Judge its health",
                    type="button",
                    class_name="button quiet",
                    on_click=Goal.open_judging,
                ),
                rx.el.button(
                    "Archive",
                    type="button",
                    class_name="button quiet",
                    on_click=Goal.put_by("goal", FACT["id"]),
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


def _state(field: Field) -> rx.Component:
    return fact(
        field.label,
        kit.picker(
            FACT["state_name"],
            options=STATES,
            value=FACT["state"],
            label=field.label,
            class_name="fact-value",
            disabled=~CAN,
            on_pick=Goal.set_state,
        ),
    )


def _owner(field: Field) -> rx.Component:
    return fact(
        field.label,
        kit.picker(
            rx.cond(FACT["owner"], kit.avatar(person=FACT["owner"].to(PersonView))),
            rx.cond(FACT["owner"], FACT["owner"]["name"], "Nobody"),
            options=FACT["owners"],
            value=FACT["owner_id"],
            label=field.label,
            class_name="fact-value",
            disabled=~CAN,
            on_pick=Goal.set_field(field.name),
        ),
    )


def _end(field: Field) -> rx.Component:
    left = rx.el.span(FACT["left"], class_name="hint")
    return rx.fragment(
        fact(field.label, FACTS_OF.day(field)), rx.cond(FACT["left"] != "", fact("", left))
    )


def _above(field: Field) -> rx.Component:
    return fact(
        "Above",
        kit.picker(
            rx.el.span(_parent_name(), class_name="cut"),
            options=Goal.parents,
            value=FACT["parent_id"],
            label="The goal above",
            class_name="fact-value",
            disabled=~CAN,
            on_pick=Goal.set_field(field.name),
        ),
    )


def _weight(field: Field) -> rx.Component:
    title = "Its share in the goal above; 0 is shown, not counted"
    return fact(field.label, FACTS_OF.text(field, title=title))


def _place(_field: Field) -> rx.Component:
    """Shown only: a goal is made in its space."""
    return fact("In", rx.el.div(FACT["place"], class_name="cut"))


def _parent_name() -> Any:
    above = Goal.crumbs.length()
    return rx.cond(above > 2, Goal.crumbs[above - 2]["label"], "None")


FACTS_OF = Facts(
    values=FACT["values"],
    words=FACT["words"],
    exact=FACT["exact"],
    can_edit=CAN,
    on_set=Goal.set_field,
    own={
        "state": _state,
        "owner_id": _owner,
        "period_end": _end,
        "parent_id": _above,
        "weight": _weight,
        "space_id": _place,
    },
)
