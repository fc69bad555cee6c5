"""What the goal's page shows below it and beside it: goals, work, docs."""

from typing import Any

import reflex as rx

from app.ui.components import forms, kit
from app.ui.goals.goal_shapes import DocLink, ListLink, SubGoal
from app.ui.goals.goal_state import Goal
from app.ui.rows import TaskLine, task_line
from app.ui.shapes import as_var
from app.ui.shell.layout import section

FACT, WORK = as_var(Goal.goal), as_var(Goal.work)


def opener(what: str, word: str) -> rx.Component:
    return rx.cond(
        FACT["can_edit"],
        rx.el.button(
            word, type="button", class_name="button quiet", on_click=Goal.start_adding(what)
        ),
    )


def below() -> rx.Component:
    form = forms.ask_form(
        rx.icon("plus", size=15),
        rx.el.input(
            name="title",
            placeholder="New goal below this one",
            auto_focus=True,
            required=True,
            auto_complete="off",
            custom_attrs={"aria-label": "New goal below this one"},
        ),
        on_send=Goal.add_goal,
        class_name="quick-add",
    )
    return section(
        "Goals below",
        rx.el.ul(rx.foreach(Goal.below, _sub), class_name="goal-cards"),
        rx.cond(Goal.adding == "goal", form),
        count=rx.cond(Goal.below.length() > 0, Goal.below.length().to_string(), ""),
        more=opener("goal", "Add a goal"),
    )


def _sub(one: rx.Var[SubGoal]) -> rx.Component:
    return rx.el.li(
        kit.go(
            rx.el.span(
                rx.el.span(one["title"], class_name="cut", dir="auto"),
                kit.health(health=one["health"]),
                class_name="goal-card-head",
            ),
            kit.goal_bar(
                actual=one["actual"],
                expected=one["expected"],
                health=one["health"],
                label=one["label"],
            ),
            to=one["url"],
            class_name="goal-card",
        )
    )


def work() -> rx.Component:
    form = forms.ask_form(
        rx.icon("plus", size=15),
        rx.el.input(
            name="key",
            placeholder="A task's key, like ENG-12",
            auto_focus=True,
            required=True,
            auto_complete="off",
            custom_attrs={"aria-label": "Key of the task to link"},
        ),
        on_send=Goal.add_task,
        class_name="quick-add",
    )
    return section(
        "Work",
        rx.el.ul(rx.foreach(Goal.lists, _list), class_name="visits"),
        rx.cond(
            Goal.tasks.length() > 0,
            rx.el.ul(rx.foreach(Goal.tasks, _task), class_name="lines"),
            rx.cond(
                (Goal.lists.length() == 0) & (WORK["closed"] == ""),
                rx.el.p(
                    rx.cond(
                        FACT["can_edit"],
                        "No work serves this goal yet. Link a task, or let a whole list serve it.",
                        "No work serves this goal.",
                    ),
                    class_name="quiet-text",
                ),
            ),
        ),
        rx.el.p(
            rx.cond(WORK["open"] != "", kit.go(WORK["open"], to=WORK["open_url"])),
            rx.cond((WORK["open"] != "") & (WORK["closed"] != ""), " and ", ""),
            rx.cond(WORK["closed"] != "", kit.go(WORK["closed"], to=WORK["closed_url"])),
            rx.cond((WORK["open"] != "") | (WORK["closed"] != ""), " in all.", ""),
            class_name="hint",
            style={"margin_top": "8px"},
        ),
        rx.cond(Goal.adding == "task", form),
        more=opener("task", "Link a task"),
    )


def _task(one: rx.Var[TaskLine]) -> rx.Component:
    return task_line(one, more=_unlink("task", one["id"], one["title"], one["note"]))


def _unlink(kind: str, item_id: rx.Var[int], title: rx.Var[str], through: rx.Var[str]) -> Any:
    """What is linked itself can be let go here; what comes through something else is changed there."""
    return rx.cond(
        FACT["can_edit"] & (through == ""),
        rx.el.button(
            rx.icon("unlink", size=14),
            type="button",
            class_name="button quiet square",
            on_click=Goal.drop_link(kind, item_id),
            title="Unlink from this goal",
            custom_attrs={"aria-label": f"Unlink {title}"},
        ),
    )


def _list(one: rx.Var[ListLink]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind="list"),
            rx.el.span(one["name"], class_name="cut"),
            rx.el.span(one["open"], class_name="hint"),
            rx.el.span(one["through"], class_name="hint cut"),
            to=one["url"],
            class_name="visit",
        )
    )


def docs() -> rx.Component:
    return section(
        "Docs",
        rx.el.ul(rx.foreach(Goal.docs, _doc), class_name="visits"),
        rx.cond(
            Goal.docs.length() == 0,
            rx.el.p("Pages about this goal appear here.", class_name="quiet-text"),
        ),
        more=rx.cond(
            FACT["can_edit"],
            kit.picker(
                "Link a doc",
                options=Goal.all_docs,
                value=-1,
                label="Link a doc",
                class_name="button quiet",
                on_pick=Goal.add_doc,
            ),
        ),
    )


def _doc(one: rx.Var[DocLink]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind="doc"),
            rx.el.span(one["title"], class_name="cut"),
            rx.el.span(one["through"], class_name="hint cut"),
            to=one["url"],
            class_name="visit",
        ),
        _unlink("doc", one["id"], one["title"], one["through"]),
    )
