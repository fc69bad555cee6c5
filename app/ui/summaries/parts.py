"""The numbers of a week, and exactly what each counts."""

import reflex as rx

from app.ui.components import kit
from app.ui.summaries.shapes import Item, Part
from app.ui.summaries.state import Summaries


def numbers() -> rx.Component:
    """Each number with how it differs from the week before; it leads to what it counts."""
    return rx.el.nav(
        rx.foreach(
            Summaries.parts,
            lambda part: rx.cond(
                part["has_figure"],
                rx.el.a(
                    rx.el.span(
                        rx.el.strong(part["count"], class_name="num"),
                        rx.el.span(part["change"], class_name="figure-change num"),
                    ),
                    rx.el.span(part["name"]),
                    href=part["url"],
                    class_name=rx.cond(part["count"] > 0, "figure", "figure none"),
                ),
            ),
        ),
        class_name="figures",
        custom_attrs={"aria-label": "The week in numbers, each against the week before"},
    )


def parts() -> rx.Component:
    """The sections that have something."""
    return rx.fragment(rx.foreach(Summaries.parts, _part))


def _part(part: rx.Var[Part]) -> rx.Component:
    return rx.cond(
        part["count"] > 0,
        rx.el.section(
            rx.el.h2(part["title"], rx.el.span(part["count"], class_name="count num")),
            rx.cond(part["note"] != "", rx.el.p(part["note"], class_name="hint", dir="auto")),
            rx.cond(part["is_said"], _words(part), _list(part)),
            id=part["anchor"],
            class_name="summary-part",
        ),
    )


def _list(part: rx.Var[Part]) -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(part["items"], _item)),
        _folded(part, rx.el.ul(rx.foreach(part["rest"], _item))),
    )


def _words(part: rx.Var[Part]) -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(part["items"], _quote), class_name="summary-quotes"),
        _folded(part, rx.el.ul(rx.foreach(part["rest"], _quote), class_name="summary-quotes")),
    )


def _folded(part: rx.Var[Part], rest: rx.Component) -> rx.Component:
    return rx.cond(
        part["rest"].length() > 0,
        rx.el.details(
            rx.el.summary(
                rx.icon("chevron-right", size=13, class_name="turn"),
                f"{part['rest'].length()} more",
            ),
            rest,
            class_name="summary-rest",
        ),
    )


def _item(item: rx.Var[Item]) -> rx.Component:
    words = rx.fragment(
        rx.cond(item["key"] != "", rx.el.span(item["key"], class_name="key")),
        rx.el.span(item["title"], dir="auto"),
    )
    return rx.fragment(
        rx.cond(
            item["part_of"] != "",
            rx.el.li(item["part_of"], class_name="summary-above hint", dir="auto"),
        ),
        rx.el.li(
            rx.cond(
                item["url"] != "",
                kit.go(words, to=item["url"], class_name="summary-item"),
                rx.el.span(words, class_name="summary-item"),
            ),
            rx.cond(item["is_gone"], rx.el.span("deleted since", class_name="hint")),
            rx.cond(
                item["people"] != "",
                rx.el.span(item["people"], class_name="summary-people", dir="auto"),
            ),
            rx.cond(
                item["note"] != "",
                rx.el.span(item["note"], class_name="hint summary-note", dir="auto"),
            ),
            style={"--depth": item["depth"]},
        ),
    )


def _quote(item: rx.Var[Item]) -> rx.Component:
    """Somebody's words, who said them, and where."""
    where = rx.el.span(item["people"], " · ", item["note"], class_name="hint")
    return rx.el.li(
        rx.cond(
            item["url"] != "",
            kit.go(
                rx.el.q(item["title"], dir="auto"),
                where,
                to=item["url"],
                class_name="summary-quote",
            ),
            rx.el.span(
                rx.el.span(item["title"], dir="auto"),
                where,
                class_name="summary-quote",
            ),
        ),
    )
