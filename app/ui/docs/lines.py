"""A page among others, as a line."""

import reflex as rx

from app.ui.components import kit
from app.ui.docs.state import DocLine


def doc_line(one: rx.Var[DocLine]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind="doc"),
            rx.el.span(one["title"], class_name="cut", dir="auto"),
            rx.el.span(one["changed"], class_name="hint num"),
            to=one["url"],
            class_name="doc-line",
            style={"padding_left": one["indent"]},
        )
    )
