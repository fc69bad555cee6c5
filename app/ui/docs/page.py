"""`/docs`: what the team has written down."""

import reflex as rx

from app.ui.components import forms
from app.ui.docs.lines import doc_line
from app.ui.docs.state import DocGroup, Docs
from app.ui.shell.layout import empty, empty_here, layout, page_head, section
from app.ui.shell.state import Shell


@rx.page(route="/docs", title="Docs · Goalward", on_load=[Shell.load, Docs.load])
def docs() -> rx.Component:
    return layout(
        page_head(
            "Docs",
            "What the team has written down. Pages nest, keep their versions, and are found by asking.",
        ),
        _new(),
        rx.cond(
            Docs.count > 0,
            rx.fragment(rx.foreach(Docs.groups, _group)),
            empty_here(
                empty(
                    "Decisions, guides and notes belong here. Name the first page above.",
                    hint="Mention tasks as ENG-12 and people with @ to tie a page to the work.",
                ),
                "No page is shared with you.",
            ),
        ),
        crumbs=[{"to": "/docs", "label": "Docs"}],
        state=Docs,
        title="Docs",
        refresh=Docs.load,
        topics=("docs",),
    )


def _group(group: rx.Var[DocGroup]) -> rx.Component:
    return section(
        group["name"],
        rx.el.ul(rx.foreach(group["docs"], doc_line), class_name="doc-lines"),
        count=group["docs"].length(),
    )


def _new() -> rx.Component:
    return rx.cond(
        Shell.me["edits"].to(bool),
        forms.ask_form(
            rx.icon("plus", size=15),
            rx.el.input(
                name="title",
                placeholder="New page",
                required=True,
                auto_complete="off",
                custom_attrs={"aria-label": "New page"},
            ),
            rx.el.select(
                rx.el.option("In the workspace", value="0"),
                rx.foreach(
                    Shell.tree,
                    lambda space: rx.el.option(
                        f"In {space['name']}", value=space["id"].to_string()
                    ),
                ),
                name="space",
                class_name="input",
                style={"width": "auto", "max_width": "200px"},
                custom_attrs={"aria-label": "Where the page belongs"},
            ),
            rx.el.button("Add", type="submit", class_name="button"),
            on_send=Docs.add,
            class_name="quick-add on-top",
        ),
    )
