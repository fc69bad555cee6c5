"""Imports: what came in, how to bring in more, and taking one away."""

import reflex as rx

from app.ui.components.leaving import copy_button
from app.ui.confirming import ask_first
from app.ui.settings.imports import Imports, RunLine
from app.ui.settings.you_parts import head
from app.ui.shell.layout import section

COMMANDS = (
    ("Jira", "A Jira export (JSON, one issue a line or a REST dump).", "goalward import jira PATH"),
    (
        "Markdown",
        "A folder of pages; tables at their top become goals.",
        "goalward import markdown PATH",
    ),
)


def part() -> rx.Component:
    return rx.fragment(
        head(
            "Imports",
            "Run on the machine that serves Goalward. Importing again creates nothing twice: it updates what changed.",
        ),
        rx.cond(
            Imports.runs.length() > 0,
            section(
                "What was imported",
                rx.el.ul(rx.foreach(Imports.runs, _row), class_name="setting-lines"),
                count=Imports.runs.length(),
            ),
        ),
        ask_first(Imports),
        *[
            section(
                name,
                rx.el.p(words, class_name="quiet-text"),
                _command(command),
                rx.el.p(
                    "See first what would come, and what would not be carried over:",
                    class_name="quiet-text",
                ),
                _command(f"{command} --dry-run"),
            )
            for name, words, command in COMMANDS
        ],
    )


def _row(run: rx.Var[RunLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.strong(run["source"], dir="auto"), rx.el.p(run["what"], class_name="hint")),
        rx.el.span(run["state"], class_name="num"),
        rx.cond(
            run["can_go"],
            rx.el.button(
                "Remove",
                type="button",
                class_name="button quiet danger",
                custom_attrs={"aria-label": f"Remove the import {run['source']}"},
                on_click=Imports.ask(run["id"]),
            ),
        ),
    )


def _command(command: str) -> rx.Component:
    return rx.el.div(
        rx.el.code(command),
        copy_button("Copy", text=command, class_name="button quiet"),
        class_name="command",
    )
