"""`/lists/[list_id]`: rows or a board over the same filters."""

import reflex as rx

from app.ui import web
from app.ui.archiving import banner
from app.ui.components import forms, kit, prose
from app.ui.confirming import ask_first
from app.ui.lists.state import CardMove, FieldChange, ListPage, Removal
from app.ui.live import Live
from app.ui.shapes import as_var
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell


class WorkArea(web.Browser):
    """Rows and board of a list, read again when `topic` is touched; `me` is whose “me” filters mean.

    A change is shown at once and carries a number; it stays shown until `answered` reaches that.
    """

    library = web.source("lists/work-area.tsx")
    tag = "WorkArea"
    list_id: rx.Var[int]
    version: rx.Var[int]
    touched: rx.Var[list[str]]
    topic: rx.Var[str]
    answered: rx.Var[int]
    can_edit: rx.Var[bool]
    me: rx.Var[int]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(FieldChange)]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(CardMove)]
    on_create: rx.EventHandler[forms.numbered]
    on_remove: rx.EventHandler[rx.event.passthrough_event_spec(Removal)]


@rx.page(route="/lists/[list_id]", title="List · Goalward", on_load=[Shell.load, ListPage.load])
def list_page() -> rx.Component:
    task_list, goal = as_var(ListPage.task_list), as_var(ListPage.goal)
    return layout(
        rx.el.header(
            prose.title_text(
                noun="list",
                item=task_list["id"],
                field="name",
                label="Name of the list",
                text=task_list["name"],
                version=task_list["version"],
                class_name="title-text",
                disabled=~task_list["edits"],
            ),
            rx.cond(
                task_list["is_private"],
                rx.el.span(rx.icon("lock", size=13), "Private", class_name="hint"),
            ),
            rx.cond(
                goal,
                rx.el.span(
                    "helps ",
                    kit.go(goal["title"], to=goal["url"]),
                    " ",
                    goal["label"],
                    rx.cond(goal["note"] != "", f" · {goal['note']}", ""),
                    class_name="why-line",
                ),
            ),
            rx.cond(
                task_list["may_archive"],
                rx.el.button(
                    rx.icon("archive", size=14),
                    rx.el.span("Archive", class_name="list-archive-word"),
                    type="button",
                    class_name="button quiet list-archive",
                    custom_attrs={"aria-label": "Archive"},
                    on_click=ListPage.put_by("list", task_list["id"]),
                    title="Archive the list: out of sight, read only, its history kept",
                ),
            ),
            class_name="list-head",
        ),
        banner(ListPage),
        WorkArea.create(
            list_id=task_list["id"],
            version=Live.version,
            touched=Live.touched,
            topic="list:" + task_list["id"].to_string(),
            answered=ListPage.answered,
            can_edit=task_list["edits"],
            me=task_list["me"],
            on_change=ListPage.change,
            on_move=ListPage.move,
            on_create=ListPage.create,
            on_remove=ListPage.remove,
        ),
        ask_first(ListPage),
        crumbs=task_list["crumbs"],
        state=ListPage,
        title=task_list["name"],
        refresh=ListPage.load,
        topics=("tree", "access"),
        shows=rx.Var.create([f"list:{task_list['id']}"]),
        seldom=("goals", "tasks"),
        kind="wide",
    )
