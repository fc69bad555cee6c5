"""`/lists/[list_id]`: rows or a board over the same filters."""

from typing import Any

import reflex as rx
from reflex_components_lucide.icon import LUCIDE_LIBRARY

from app.ui.components import kit
from app.ui.components.pickers import CHRONO
from app.ui.lists import WORK
from app.ui.lists.state import ListPage
from app.ui.live import Live
from app.ui.shell.layout import layout
from app.ui.shell.state import Shell


class WorkArea(rx.Component):
    """Rows and board; `src` is where the rows are, they are read again when `topic` is touched."""

    library = WORK
    tag = "WorkArea"
    lib_dependencies: list[str] = [LUCIDE_LIBRARY, "@tanstack/react-virtual@3.13.12", CHRONO]
    src: rx.Var[str]
    version: rx.Var[int]
    touched: rx.Var[list[str]]
    topic: rx.Var[str]
    can_edit: rx.Var[bool]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_create: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_remove: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


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
            src=home["src"].to(str),
            version=Live.version,
            touched=Live.touched,
            topic="list:" + home["id"].to_string(),
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
