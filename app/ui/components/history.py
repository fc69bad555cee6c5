"""What happened to a thing, folded: newest first."""

import reflex as rx

from app.ui.base import Undo
from app.ui.comments import HistoryLine


def history(happened: list[HistoryLine]) -> rx.Component:
    """What happened, folded: newest first."""
    return rx.el.details(
        rx.el.summary("History", class_name="fold"),
        rx.el.ul(
            rx.foreach(
                happened,
                lambda one: rx.el.li(
                    rx.el.span(
                        rx.el.strong(one["who"]),
                        " ",
                        one["words"],
                        rx.cond(one["reason"] != "", f": “{one['reason']}”", ""),
                    ),
                    rx.cond(
                        one["batch"] != "",
                        rx.el.button(
                            rx.cond(one["is_undone"], "Redo", "Undo"),
                            type="button",
                            class_name="button quiet small",
                            title=rx.cond(
                                one["is_undone"],
                                "Do again all that was done at once with this",
                                "Take back all that was done at once with this",
                            ),
                            on_click=Undo.undo(one["batch"]),
                        ),
                    ),
                    rx.el.time(one["at"], title=one["exact"]),
                ),
            ),
            class_name="history",
        ),
        class_name="section",
    )
