"""How each goal moved in the week, and why."""

import reflex as rx

from app.ui.components import kit
from app.ui.summaries.shapes import GoalView, MoveView
from app.ui.summaries.state import Summaries


def goals() -> rx.Component:
    """The goals, the most worrying first; of many the rest is folded."""
    return rx.cond(
        Summaries.goals.length() > 0,
        rx.el.section(
            rx.el.h2("Goals"),
            rx.el.ul(rx.foreach(Summaries.goals, _goal), class_name="week-goals"),
            rx.cond(
                Summaries.more_goals.length() > 0,
                rx.el.details(
                    rx.el.summary(
                        rx.icon("chevron-right", size=13, class_name="turn"),
                        f"{Summaries.more_goals.length()} more",
                    ),
                    rx.el.ul(rx.foreach(Summaries.more_goals, _goal), class_name="week-goals"),
                    class_name="summary-rest",
                ),
            ),
            id="goals",
            class_name="summary-part",
        ),
    )


def _goal(goal: rx.Var[GoalView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            kit.go(goal["title"], to=goal["url"], class_name="week-goal-title", dir="auto"),
            kit.health(health=goal["health"]),
            class_name="week-goal-head",
        ),
        kit.goal_bar(
            actual=goal["actual"],
            expected=goal["expected"],
            health=goal["health"],
            label="",
            small=True,
        ),
        rx.el.p(goal["verdict"], " ", goal["cause"], dir="auto"),
        rx.cond(
            goal["moves"].length() > 0,
            rx.el.dl(rx.foreach(goal["moves"], _move), class_name="week-moves"),
        ),
        rx.cond(
            (goal["confidence"] != "") | (goal["owes"] != ""),
            rx.el.p(
                goal["confidence"],
                " ",
                rx.cond(goal["owes"] != "", rx.el.span(goal["owes"], class_name="is-amber")),
                class_name="hint",
                dir="auto",
            ),
        ),
        style={"--depth": goal["depth"]},
        class_name="week-goal",
    )


def _move(move: rx.Var[MoveView]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(move["what"], dir="auto"),
        rx.el.dd(
            rx.el.span(move["values"], class_name="num"),
            rx.cond(move["by"] != "", rx.el.span(move["by"], class_name="hint", dir="auto")),
        ),
    )
