"""`/inbox`."""

import reflex as rx

from app.ui import web
from app.ui.components import kit
from app.ui.inbox.state import Inbox, NoticeLine
from app.ui.shell.layout import empty, layout, page_head
from app.ui.shell.state import Shell


@rx.page(route="/inbox", title="Inbox · Goalward", on_load=[Shell.load, Inbox.load])
def inbox() -> rx.Component:
    return layout(
        web.styles("inbox/inbox.css"),
        page_head("Inbox", "Comments given to you, and texts that name you. New ones stand first."),
        rx.cond(
            Inbox.notices.length() > 0,
            rx.el.ul(rx.foreach(Inbox.notices, _notice), class_name="notices"),
            empty(
                "Nothing was said to you yet. When somebody writes @ and your name, or asks you to see to a comment, it appears here.",
                hint="g then i opens the inbox from anywhere.",
            ),
        ),
        crumbs=[{"to": "/inbox", "label": "Inbox"}],
        state=Inbox,
        title="Inbox",
        refresh=Inbox.refresh,
        topics=("comments", "me"),
        kind="reading",
    )


def _notice(one: rx.Var[NoticeLine]) -> rx.Component:
    return rx.el.li(
        kit.go(
            rx.el.span(
                class_name=rx.cond(one["unread"], "dot new", "dot"),
                title=rx.cond(one["unread"], "new", ""),
            ),
            rx.el.div(
                rx.el.p(
                    rx.el.strong(one["author"]),
                    " ",
                    one["why"],
                    " in ",
                    rx.cond(one["key"] != "", rx.el.span(one["key"], class_name="key")),
                    " ",
                    one["title"],
                    class_name="cut",
                ),
                rx.el.p(one["text"], class_name="asked-text quiet-text", dir="auto"),
                class_name="notice-words",
            ),
            rx.el.time(one["at"], class_name="hint num", title=one["exact"]),
            to=one["url"],
            class_name="notice-main",
        ),
        rx.cond(
            (one["why"] == "asks you") & ~one["settled"],
            rx.el.button(
                "Settle",
                type="button",
                class_name="button quiet",
                on_click=Inbox.settle(one["comment_id"]),
            ),
            rx.cond(one["settled"], rx.el.span("settled", class_name="hint")),
        ),
        class_name="notice-line",
    )
