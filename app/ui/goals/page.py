"""`/goals`."""

import reflex as rx

from app.ui.components import forms, kit
from app.ui.goals.tree_state import Goals, Line
from app.ui.shapes import PersonView, as_var
from app.ui.shell.layout import empty, empty_here, layout, page_head
from app.ui.shell.state import Shell


@rx.page(route="/goals", title="Goals · Goalward", on_load=[Shell.load, Goals.load])
def goals() -> rx.Component:
    return layout(
        page_head(
            "Goals",
            "Why the work is done. Numbers are computed; the tick is where a goal should be today.",
            rx.cond(
                (Goals.closed > 0) | Goals.show_closed,
                rx.el.button(
                    rx.cond(Goals.show_closed, "Hide closed", f"Show {Goals.closed} closed"),
                    type="button",
                    class_name="button quiet",
                    on_click=Goals.turn_closed,
                ),
            ),
            rx.cond(
                Goals.archived > 0,
                kit.go(
                    f"{Goals.archived} archived", to="/archive?kind=goal", class_name="button quiet"
                ),
            ),
        ),
        new_goal(),
        rx.cond(
            Goals.lines.length() > 0,
            rx.el.ul(rx.foreach(Goals.lines, goal_line), class_name="goal-tree"),
            empty_here(
                empty(
                    "A goal says why work is done. Give it a title above; targets and tasks follow.",
                    hint="Goals nest: an initiative can stand under the goal it serves.",
                ),
                "No goal is shared with you.",
            ),
        ),
        crumbs=[{"to": "/goals", "label": "Goals"}],
        state=Goals,
        title="Goals",
        refresh=Goals.load,
        topics=("goals", "access"),
        shows=("goals",),
        seldom=("tasks",),
    )


def goal_line(goal: rx.Var[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            kit.go(
                goal["title"],
                to=goal["url"],
                class_name="cut goal-title",
                title=goal["title"],
                dir="auto",
            ),
            rx.cond(goal["space"] != "", rx.el.span(goal["space"], class_name="tree-key")),
            rx.cond(goal["kind"] == "initiative", rx.el.span("initiative", class_name="hint")),
            class_name="goal-name",
            style={"padding_left": goal["indent"]},
        ),
        kit.health(health=goal["health"]),
        kit.goal_bar(
            actual=goal["actual"],
            expected=goal["expected"],
            health=goal["health"],
            label=goal["label"],
        ),
        rx.el.span(goal["period"], class_name="hint num goal-period"),
        rx.cond(
            goal["owner"],
            kit.avatar(person=goal["owner"].to(PersonView)),
            rx.el.span(class_name="no-owner", title="No owner"),
        ),
        class_name="goal-row",
    )


def new_goal() -> rx.Component:
    return rx.cond(
        as_var(Shell.me)["edits"],
        forms.ask_form(
            rx.icon("plus", size=15),
            rx.el.input(
                name="title",
                placeholder="New goal: what should be true, and by when?",
                custom_attrs={"aria-label": "New goal"},
                auto_complete="off",
                required=True,
            ),
            rx.el.button("Add", type="submit", class_name="button"),
            on_send=Goals.add,
            class_name="quick-add on-top",
        ),
    )
