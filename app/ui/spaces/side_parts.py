"""What stands beside the lists of a space: its goals, docs and people, and closing it off."""

import reflex as rx

from app.ui.components import kit
from app.ui.goal_lines import goal_card
from app.ui.shapes import as_var
from app.ui.shell.layout import section
from app.ui.spaces.state import Space

FACT = as_var(Space.space)
SETS_UP = FACT["sets_up"]


def goals() -> rx.Component:
    return section(
        "Goals",
        rx.cond(
            Space.goals.length() > 0,
            rx.el.ul(rx.foreach(Space.goals, goal_card), class_name="goal-cards"),
            rx.el.p("Goals of this space appear here.", class_name="quiet-text"),
        ),
        more=kit.go("All goals", to="/goals"),
    )


def docs() -> rx.Component:
    return section(
        "Docs",
        rx.el.ul(
            rx.foreach(
                Space.docs,
                lambda one: rx.el.li(
                    kit.go(
                        kit.kind_icon(kind="doc"),
                        rx.el.span(one["title"], class_name="cut"),
                        to=one["url"],
                        class_name="visit",
                    )
                ),
            ),
            class_name="visits",
        ),
        rx.cond(
            Space.docs.length() == 0,
            rx.el.p("Pages of this space appear here.", class_name="quiet-text"),
        ),
        more=kit.go("All docs", to="/docs"),
    )


def members() -> rx.Component:
    return section(
        "Members",
        rx.el.ul(
            rx.foreach(
                Space.members,
                lambda one: rx.el.li(
                    kit.avatar(person=one),
                    rx.el.span(one["name"], class_name="cut", style={"flex": "1"}),
                    rx.cond(
                        SETS_UP,
                        rx.el.button(
                            rx.icon("x", size=13),
                            type="button",
                            class_name="button quiet square",
                            on_click=Space.unshare(one["id"]),
                            custom_attrs={"aria-label": "Take out of the space"},
                        ),
                    ),
                    class_name="visit",
                ),
            ),
            class_name="visits",
        ),
        more=rx.cond(
            SETS_UP,
            kit.picker(
                "Add",
                options=Space.others,
                value=-1,
                label="Add a member",
                class_name="button quiet",
                on_pick=Space.share,
            ),
        ),
    )


def danger() -> rx.Component:
    return rx.el.div(
        rx.cond(
            FACT["edits"],
            kit.go("Trash", to=f"/trash?space={FACT['id']}", class_name="button quiet"),
        ),
        rx.cond(
            SETS_UP,
            rx.el.button(
                rx.cond(FACT["is_private"], "Open to everybody", "Make private"),
                type="button",
                class_name="button quiet",
                on_click=Space.turn_private,
            ),
        ),
        rx.cond(
            FACT["manages"] & (Space.archive["words"] == ""),
            rx.el.button(
                "Archive",
                type="button",
                class_name="button quiet",
                on_click=Space.put_by("space", FACT["id"]),
            ),
        ),
        rx.cond(
            FACT["manages"],
            rx.el.button(
                "Delete", type="button", class_name="button quiet danger", on_click=Space.delete
            ),
        ),
        class_name="page-actions section",
        style={"margin_left": "-12px"},
    )
