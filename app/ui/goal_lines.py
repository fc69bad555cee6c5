"""Goals as small cards on any page."""

from datetime import date
from typing import TypedDict

import reflex as rx

from app.reads.goals import GoalLine, GoalStanding
from app.ui import words
from app.ui.components import kit


class GoalView(TypedDict):
    """A goal as home shows it."""

    id: int
    title: str
    url: str
    actual: float | None
    expected: float | None
    health: str
    label: str
    period: str


def goal_view(goal: GoalLine | GoalStanding, today: date) -> GoalView:
    return GoalView(
        id=goal.id,
        title=goal.title,
        url=f"/goals/{goal.id}",
        actual=goal.actual,
        expected=goal.expected if goal.is_open else None,
        health=words.health(goal.health, goal.actual),
        label=goal.label,
        period=words.period(goal.period_start, goal.period_end, today),
    )


def goal_card(goal: rx.Var[GoalView]) -> rx.Component:
    return rx.el.li(
        kit.go(
            rx.el.span(
                rx.el.span(goal["title"], class_name="cut", title=goal["title"], dir="auto"),
                kit.health(health=goal["health"]),
                class_name="goal-card-head",
            ),
            kit.goal_bar(
                actual=goal["actual"],
                expected=goal["expected"],
                health=goal["health"],
                label=goal["label"],
            ),
            to=goal["url"],
            class_name="goal-card",
        )
    )
