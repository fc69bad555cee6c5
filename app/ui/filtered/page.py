"""`/tasks`: the tasks that fit a filter, which is shown in words and can be changed."""

import reflex as rx

from app.ui.components import kit
from app.ui.filtered.state import Chip, Filtered
from app.ui.rows import task_line
from app.ui.shell.layout import empty, layout, page_head
from app.ui.shell.state import Shell


@rx.page(route="/tasks", title="Tasks · Goalward", on_load=[Shell.load, Filtered.load])
def filtered() -> rx.Component:
    return layout(
        page_head("Tasks", Filtered.words),
        rx.cond(
            Filtered.refusal != "",
            rx.el.p(Filtered.refusal, class_name="hint", role="alert"),
        ),
        rx.el.ul(rx.foreach(Filtered.chips, _chip), class_name="chips", aria_label="Filters"),
        _editor(),
        rx.el.p(
            rx.cond(Filtered.total == 1, "1 task", f"{Filtered.total} tasks"),
            rx.cond(
                Filtered.total > Filtered.lines.length(),
                f", the first {Filtered.lines.length()} of them",
                "",
            ),
            class_name="hint num",
        ),
        rx.cond(
            Filtered.lines.length() > 0,
            rx.el.ul(
                rx.foreach(
                    Filtered.lines,
                    lambda task: task_line(
                        task,
                        choices=Filtered.choices[task["list_id"]],
                        on_status=lambda value: Filtered.move(task["key"], value),
                    ),
                ),
                class_name="lines",
            ),
            empty("No task fits. Take a filter away, or ask for something else."),
        ),
        crumbs=[{"to": "/tasks", "label": "Tasks"}],
        state=Filtered,
        title="Tasks",
        refresh=Filtered.refresh,
        topics=("tasks",),
    )


def _chip(chip: rx.Var[Chip]) -> rx.Component:
    return rx.el.li(
        kit.go(
            chip["words"],
            " ",
            rx.icon("x", size=12),
            to=chip["rest"],
            class_name="chip",
            title=f"Take away: {chip['words']}",
        )
    )


def _editor() -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="line",
            class_name="input",
            placeholder="Add a filter: due:<today+7 -tag:later owner:me is:blocked",
            aria_label="Add a filter",
            max_length=400,
        ),
        rx.el.button("Add filter", type="submit", class_name="button"),
        on_submit=Filtered.add,
        reset_on_submit=True,
        class_name="filter-form",
    )
