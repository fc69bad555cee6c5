"""`/tasks`: the tasks that fit a filter, which is shown in words and can be changed."""

import reflex as rx

from app.ui import web
from app.ui.filtered.state import Filtered
from app.ui.rows import task_line
from app.ui.shell.layout import empty, layout, page_head
from app.ui.shell.state import Shell


class TasksBar(web.Browser):
    """The filters of this page's address, and changing them; `total` tasks fit."""

    library = web.source("filters/tasks-bar.tsx")
    tag = "TasksBar"
    refusal: rx.Var[str]
    total: rx.Var[int]


@rx.page(route="/tasks", title="Tasks · Goalward", on_load=[Shell.load, Filtered.load])
def filtered() -> rx.Component:
    return layout(
        page_head("Tasks", Filtered.words),
        rx.el.div(
            TasksBar.create(refusal=Filtered.refusal, total=Filtered.total),
            class_name="work-bar",
        ),
        rx.cond(
            Filtered.total > Filtered.lines.length(),
            rx.el.p(f"The first {Filtered.lines.length()} are shown.", class_name="hint num"),
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
