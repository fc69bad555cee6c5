"""`/summaries`, for a week and the workspace, a goal or a space (`?week=2026-W47&of=space-3`)."""

import reflex as rx

from app.ui import web
from app.ui.components import kit
from app.ui.components.leaving import copy_button, print_button
from app.ui.shell.layout import empty, empty_here, layout
from app.ui.shell.state import Shell
from app.ui.summaries.goals import goals
from app.ui.summaries.parts import numbers, parts
from app.ui.summaries.state import Summaries


class WordedWeek(web.Browser):
    """The week in a language model's words, when one is set."""

    library = web.source("ask/wording.tsx")
    tag = "WordedWeek"
    question: rx.Var[str]
    fixed: rx.Var[list[str]]
    model: rx.Var[str]


@rx.page(route="/summaries", title="Summaries · Goalward", on_load=[Shell.load, Summaries.load])
def summaries() -> rx.Component:
    return layout(
        web.styles("summaries/summaries.css"),
        rx.cond(
            Summaries.subjects.length() > 0,
            rx.el.article(_head(), numbers(), goals(), parts(), _foot(), class_name="summary"),
            empty_here(
                empty(
                    "A summary says what a week of a goal or space amounted to. Make a space first.",
                ),
                "A summary says what a week of a goal or space amounted to. None is shared with you.",
            ),
        ),
        crumbs=[{"to": "/summaries", "label": "Summaries"}],
        state=Summaries,
        title=f"{Summaries.heading}, {Summaries.title}",
        refresh=Summaries.load,
        seldom=("tasks", "goals"),
        kind="reading",
    )


def _head() -> rx.Component:
    return rx.el.header(
        rx.el.div(
            kit.go(
                rx.icon("chevron-left", size=16),
                to=Summaries.before,
                class_name="button quiet square no-print",
                custom_attrs={"aria-label": "The week before"},
            ),
            rx.el.span(Summaries.heading, " · ", Summaries.span, class_name="num"),
            rx.cond(
                Summaries.after != "",
                kit.go(
                    rx.icon("chevron-right", size=16),
                    to=Summaries.after,
                    class_name="button quiet square",
                    custom_attrs={"aria-label": "The week after"},
                ),
            ),
            rx.cond(Summaries.is_running, rx.el.span("not over yet", class_name="chip still")),
            class_name="summary-week",
        ),
        rx.el.h1(
            kit.picker(
                rx.el.span(Summaries.title),
                rx.icon("chevron-down", size=18),
                options=Summaries.subjects,
                value=Summaries.chosen,
                label="Choose the workspace, a goal or a space",
                class_name="summary-subject",
                on_pick=Summaries.choose,
            )
        ),
        rx.el.p(Summaries.headline, class_name="summary-lead"),
        rx.cond(
            Summaries.lead.length() > 0,
            rx.el.p(
                rx.foreach(Summaries.lead, lambda one: rx.el.span(one, " ")),
                class_name="summary-verdicts",
                dir="auto",
            ),
        ),
        WordedWeek.create(
            question=Summaries.question, fixed=Summaries.reading, model=Summaries.model
        ),
    )


def _foot() -> rx.Component:
    return rx.el.footer(
        rx.el.dl(
            rx.foreach(
                Summaries.sums,
                lambda one: rx.el.div(
                    rx.el.dd(one["sign"], " ", one["number"], class_name="num"),
                    rx.el.dt(one["word"]),
                ),
            ),
            class_name="sums",
        ),
        rx.el.p(
            rx.cond(
                Summaries.written != "",
                f"Written {Summaries.written}; read again at {Summaries.clock}.",
                f"Not written yet: these are the numbers as of {Summaries.clock}.",
            ),
            class_name="hint",
        ),
        rx.el.div(
            rx.cond(
                Summaries.can_write,
                rx.el.button(
                    "Write it now", type="button", class_name="button", on_click=Summaries.write
                ),
            ),
            copy_button(
                "Copy as text",
                text=Summaries.text,
                source=f"/summaries?of={Summaries.chosen}&week={Summaries.week}",
            ),
            print_button(),
            class_name="page-actions no-print",
        ),
        class_name="summary-foot",
    )
