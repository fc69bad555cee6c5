"""`/trash`: what was deleted, of one space (`?space=3`) or of all the person sees."""

import reflex as rx

from app.ui import web
from app.ui.components import kit
from app.ui.confirming import ask_first
from app.ui.shell.layout import empty, layout, page_head
from app.ui.shell.state import Shell
from app.ui.trash.state import Trash
from app.ui.trash.view import NAMES, TrashRow


@rx.page(route="/trash", title="Trash · Goalward", on_load=[Shell.load, Trash.load])
def trash() -> rx.Component:
    title = rx.cond(Trash.space_name != "", f"Trash of {Trash.space_name}", "Trash")
    return layout(
        web.styles("trash/trash.css"),
        page_head(
            title,
            f"What was deleted stays here for {Trash.days}, then it goes for good.",
            rx.cond(
                Trash.may_empty & (Trash.count > 0),
                rx.el.button(
                    "Empty the trash",
                    type="button",
                    class_name="button quiet danger",
                    on_click=Trash.ask_empty,
                ),
            ),
        ),
        rx.cond((Trash.count > 0) | (Trash.line != "") | (Trash.kind != ""), _search()),
        rx.cond(
            Trash.rows.length() > 0,
            rx.el.ul(
                rx.foreach(Trash.rows, _row),
                class_name="trash-lines",
                custom_attrs={"aria-label": "In the trash"},
            ),
            rx.cond(
                Trash.count > 0,
                rx.el.p(
                    rx.cond(
                        Trash.line == "",
                        "Nothing of this kind is in the trash.",
                        "Nothing in the trash is called so.",
                    ),
                    class_name="quiet-text",
                ),
                empty(
                    "Nothing is in the trash. What is deleted comes here first, with all that hangs on it.",
                    hint="Ctrl z takes your last change back, deleting too.",
                ),
            ),
        ),
        rx.cond(
            Trash.more,
            rx.el.button(
                "Show older", type="button", class_name="button quiet", on_click=Trash.show_older
            ),
        ),
        ask_first(Trash),
        crumbs=Trash.crumbs,
        state=Trash,
        title=title,
        refresh=Trash.load,
        topics=("tree", "tasks", "docs", "goals", "access"),
    )


def _search() -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="words",
            type="search",
            default_value=Trash.line,
            placeholder="Find by title or key, also inside",
            auto_complete="off",
            class_name="input wide",
            custom_attrs={"aria-label": "Find in the trash"},
        ),
        rx.el.select(
            *[rx.el.option(name, value=kind) for kind, name in NAMES.items()],
            name="kind",
            default_value=Trash.kind,
            class_name="input",
            custom_attrs={"aria-label": "Of what kind"},
        ),
        rx.el.button("Find", type="submit", class_name="button"),
        on_submit=Trash.search,
        key=f"{Trash.space} {Trash.line} {Trash.kind}",
        class_name="add-row",
        role="search",
    )


def _row(one: rx.Var[TrashRow]) -> rx.Component:
    return rx.el.li(
        kit.kind_icon(kind=one["kind"]),
        rx.el.div(
            rx.el.strong(one["title"], dir="auto", class_name="cut", title=one["title"]),
            rx.cond(one["place"] != "", rx.el.p(one["place"], class_name="hint", dir="auto")),
            rx.cond(
                one["holds"] != "", rx.el.p(one["holds"], class_name="trash-holds", dir="auto")
            ),
            rx.el.p(one["told"], class_name="hint", title=one["exact"]),
            rx.cond(one["waits"] != "", rx.el.p(one["waits"], class_name="trash-waits")),
        ),
        rx.cond(
            one["may_restore"],
            rx.cond(
                one["waits"] == "",
                rx.el.button(
                    "Restore",
                    type="button",
                    class_name="button",
                    on_click=Trash.restore(one["kind"], one["item_id"]),
                    custom_attrs={"aria-label": f"Restore {one['title']}"},
                ),
                rx.cond(
                    one["into"] != "",
                    kit.picker(
                        "Restore to",
                        options=rx.cond(one["into"] == "list", Trash.lists, Trash.spaces),
                        value=-1,
                        label=f"Restore {one['title']} to",
                        class_name="button",
                        on_pick=lambda place: Trash.restore_into(
                            one["kind"], one["item_id"], place
                        ),
                    ),
                ),
            ),
        ),
        rx.cond(
            one["may_purge"],
            rx.el.button(
                rx.icon("trash-2", size=14),
                type="button",
                class_name="button quiet square",
                on_click=Trash.ask_purge(one["kind"], one["item_id"]),
                title="Delete for good",
                custom_attrs={"aria-label": f"Delete {one['title']} for good"},
            ),
        ),
    )
