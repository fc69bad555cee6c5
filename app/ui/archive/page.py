"""`/archive`: what is archived, in one space (`?space=3`) or of all the person sees; of a kind (`?kind=goal`)."""

import reflex as rx

from app.ui import web
from app.ui.archive.state import Archive
from app.ui.archive.view import NAMES, ArchiveRow
from app.ui.components import kit
from app.ui.shell.layout import empty, layout, page_head
from app.ui.shell.state import Shell


@rx.page(route="/archive", title="Archive · Goalward", on_load=[Shell.load, Archive.load])
def archive() -> rx.Component:
    title = rx.cond(Archive.space_name != "", f"Archive of {Archive.space_name}", "Archive")
    return layout(
        web.styles("trash/trash.css"),
        page_head(
            title,
            "What is done with: out of sight, read only, its history and numbers kept.",
        ),
        rx.cond((Archive.count > 0) | (Archive.line != "") | (Archive.kind != ""), _search()),
        rx.cond(
            Archive.rows.length() > 0,
            rx.el.ul(
                rx.foreach(Archive.rows, _row),
                class_name="trash-lines",
                custom_attrs={"aria-label": "In the archive"},
            ),
            rx.cond(
                Archive.count > 0,
                rx.el.p(
                    rx.cond(
                        Archive.line == "",
                        "Nothing of this kind is in the archive.",
                        "Nothing in the archive is called so.",
                    ),
                    class_name="quiet-text",
                ),
                empty(
                    "Nothing is archived. Lists, folders, spaces and goals that are done with belong here.",
                    hint="Archive on their page puts them here; Unarchive brings them back.",
                ),
            ),
        ),
        rx.cond(
            Archive.more,
            rx.el.button(
                "Show older", type="button", class_name="button quiet", on_click=Archive.show_older
            ),
        ),
        crumbs=Archive.crumbs,
        state=Archive,
        title=title,
        refresh=Archive.load,
        topics=("tree", "goals", "access"),
    )


def _search() -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="words",
            type="search",
            default_value=Archive.line,
            placeholder="Find by name",
            auto_complete="off",
            class_name="input wide",
            custom_attrs={"aria-label": "Find in the archive"},
        ),
        rx.el.select(
            *[rx.el.option(name, value=kind) for kind, name in NAMES.items()],
            name="kind",
            default_value=Archive.kind,
            class_name="input",
            custom_attrs={"aria-label": "Of what kind"},
        ),
        rx.el.button("Find", type="submit", class_name="button"),
        on_submit=Archive.search,
        key=f"{Archive.space} {Archive.line} {Archive.kind}",
        class_name="add-row",
        role="search",
    )


def _row(one: rx.Var[ArchiveRow]) -> rx.Component:
    name = rx.el.strong(one["title"], dir="auto", class_name="cut", title=one["title"])
    return rx.el.li(
        kit.kind_icon(kind=one["kind"]),
        rx.el.div(
            rx.cond(one["url"] != "", kit.go(name, to=one["url"]), name),
            rx.cond(one["place"] != "", rx.el.p(one["place"], class_name="hint", dir="auto")),
            rx.el.p(one["told"], class_name="hint", title=one["exact"]),
            rx.cond(one["waits"] != "", rx.el.p(one["waits"], class_name="hint")),
        ),
        rx.cond(
            one["may_unarchive"] & (one["waits"] == ""),
            rx.el.button(
                "Unarchive",
                type="button",
                class_name="button",
                on_click=Archive.unarchive(one["kind"], one["item_id"]),
                custom_attrs={"aria-label": f"Unarchive {one['title']}"},
            ),
        ),
    )
