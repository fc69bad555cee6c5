"""`/docs/[doc_id]`: one page, its versions and its discussion."""

import reflex as rx

from app.ui.archiving import banner
from app.ui.components import forms, kit, prose
from app.ui.components.leaving import copy_button
from app.ui.confirming import ask_first
from app.ui.docs.lines import doc_line
from app.ui.docs.state import Doc, VersionLine
from app.ui.shapes import as_var
from app.ui.shell.layout import layout, section
from app.ui.shell.state import Shell


@rx.page(route="/docs/[doc_id]", title="Doc · Goalward", on_load=[Shell.load, Doc.load])
def doc() -> rx.Component:
    facts = as_var(Doc.doc)
    can = facts["can_edit"]
    return layout(
        ask_first(Doc),
        banner(Doc),
        rx.el.h1(
            prose.title_text(
                noun="doc",
                item=Doc.number,
                field="title",
                label="Title",
                text=facts["title"],
                version=Doc.version,
                disabled=~can,
            )
        ),
        rx.el.div(
            rx.el.span(facts["changed"]),
            rx.el.button(
                f"Version {Doc.version}",
                type="button",
                class_name="button quiet",
                on_click=Doc.turn_versions,
            ),
            copy_button(
                "Copy",
                text=rx.cond(Doc.showing > 0, Doc.old_text, Doc.text),
                tip="Copy the text as Markdown, with whole addresses",
                class_name="button quiet",
            ),
            rx.cond(
                can,
                rx.el.button(
                    "Delete", type="button", class_name="button quiet danger", on_click=Doc.delete
                ),
            ),
            class_name="doc-meta",
        ),
        rx.cond(
            Doc.versions.length() > 0,
            rx.el.ul(rx.foreach(Doc.versions, _version), class_name="versions"),
        ),
        rx.cond(
            Doc.showing > 0,
            rx.fragment(
                rx.el.div(
                    rx.el.p(f"This is version {Doc.showing}, as it was saved."),
                    rx.cond(
                        can,
                        rx.el.button(
                            "Make it the newest",
                            type="button",
                            class_name="button",
                            on_click=Doc.restore(Doc.showing),
                        ),
                    ),
                    rx.el.button(
                        "Back to the newest",
                        type="button",
                        class_name="button quiet",
                        on_click=Doc.show_newest,
                    ),
                    class_name="notice",
                ),
                prose.prose(text=Doc.old_text),
            ),
            prose.doc_text(
                doc_id=Doc.number,
                text=Doc.text,
                version=Doc.version,
                disabled=~can,
            ),
        ),
        section(
            "Pages below",
            rx.el.ul(rx.foreach(Doc.children, doc_line), class_name="doc-lines"),
            rx.cond(
                can,
                forms.ask_form(
                    rx.icon("plus", size=15),
                    rx.el.input(
                        name="title",
                        placeholder="New page below this one",
                        required=True,
                        auto_complete="off",
                        custom_attrs={"aria-label": "New page below this one"},
                    ),
                    on_send=Doc.add_below,
                    class_name="quick-add",
                ),
            ),
        ),
        section(
            "Discussion",
            prose.discussion(
                noun="doc",
                item=Doc.number.to_string(),
                version=Doc.talk_version,
                threads=Doc.threads,
                people=Doc.people,
                disabled=~facts["can_comment"],
                on_assign=Doc.ask_of,
                on_resolve=Doc.settle_thread,
                on_reopen=Doc.reopen_thread,
                on_delete=Doc.delete_words,
            ),
        ),
        kit.flash_hash(ready=Doc.ready),
        crumbs=Doc.crumbs,
        state=Doc,
        title=facts["title"],
        refresh=Doc.load,
        topics=rx.Var.create([f"doc:{Doc.number}", "access"]),
        shows=rx.Var.create([f"doc:{Doc.number}"]),
        seldom=("docs",),
        kind="reading",
    )


def _version(one: rx.Var[VersionLine]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(f"Version {one['version']}", class_name="num"),
            rx.el.span(one["who"], class_name="cut"),
            rx.el.span(one["at"], class_name="hint num", title=one["exact"]),
            type="button",
            class_name="doc-line",
            on_click=Doc.show_version(one["version"]),
            custom_attrs={"aria-pressed": Doc.showing == one["version"]},
        )
    )
