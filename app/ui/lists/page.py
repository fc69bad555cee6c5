"""`/lists/[list_id]`: rows or a board over the same filters."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.components import kit
from app.ui.lists.state import ListPage
from app.ui.live import Live
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell


class WorkArea(web.Browser):
    """Rows and board of a list, read again when `topic` is touched.

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
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_create: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_remove: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]


@rx.page(route="/lists/[list_id]", title="List · Goalward", on_load=[Shell.load, ListPage.load])
def list_page() -> rx.Component:
    home = ListPage.home
    return layout(
        rx.el.header(
            kit.inline_text(
                value=home["name"].to(str),
                label="Name of the list",
                class_name="title-text",
                disabled=~home["edits"].to(bool),
                on_save=ListPage.rename,
            ),
            rx.cond(
                home["is_private"].to(bool),
                rx.el.span(rx.icon("lock", size=13), "Private", class_name="hint"),
            ),
            rx.cond(
                ListPage.goal,
                rx.el.span(
                    "helps ",
                    kit.go(ListPage.goal["title"], to=ListPage.goal["url"].to(str)),
                    " ",
                    ListPage.goal["label"],
                    class_name="why-line",
                ),
            ),
            class_name="list-head",
        ),
        WorkArea.create(
            list_id=home["id"].to(int),
            version=Live.version,
            touched=Live.touched,
            topic="list:" + home["id"].to_string(),
            answered=ListPage.answered,
            can_edit=home["edits"].to(bool),
            on_change=ListPage.change,
            on_move=ListPage.move,
            on_create=ListPage.create,
            on_remove=ListPage.remove,
        ),
        crumbs=home["crumbs"].to(list[dict[str, str]]),
        state=ListPage,
        title=home["name"].to(str),
        refresh=ListPage.load,
        topics=("tree", "access"),
        seldom=("goals", "tasks"),
        kind="wide",
    )
