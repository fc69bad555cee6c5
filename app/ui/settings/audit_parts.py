"""The security log: who came in, and who changed who may do what."""

import reflex as rx

from app.ui.settings.audit_state import NAMES, PERIODS, AuditRow
from app.ui.settings.state import Settings
from app.ui.settings.you_parts import head


def part() -> rx.Component:
    return rx.fragment(
        head(
            "Security log",
            "Sign-ins, passwords, tokens, access to places, people, imports, exports and settings, newest first. "
            "Nobody can change it. What you may not see of private places is not told here either.",
        ),
        _filters(),
        rx.cond(
            Settings.audit_rows.length() > 0,
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        *[rx.el.th(name, scope="col") for name in ("When", "Who", "What", "About")]
                    )
                ),
                rx.el.tbody(rx.foreach(Settings.audit_rows, _row)),
                class_name="audit",
            ),
            rx.el.p("Nothing of this kind happened in this time.", class_name="quiet-text"),
        ),
        rx.cond(
            Settings.audit_more,
            rx.el.button(
                "Show older",
                type="button",
                class_name="button quiet",
                on_click=Settings.show_older,
            ),
        ),
    )


def _filters() -> rx.Component:
    return rx.el.form(
        _select("person", "Of whom", rx.el.option("Everybody", value=""), _everybody()),
        _select("group", "Of what", *[rx.el.option(n, value=v) for v, n in NAMES.items()]),
        _select("days", "Of when", *[rx.el.option(n, value=v) for v, n in PERIODS.items()]),
        rx.el.button("Show", type="submit", class_name="button"),
        rx.el.a(
            "Download CSV",
            href=Settings.audit_file,
            download="goalward-security.csv",
            class_name="button quiet",
        ),
        on_submit=Settings.filter_audit,
        class_name="add-row audit-filters",
    )


def _everybody() -> rx.Component:
    return rx.foreach(
        Settings.audit_people,
        lambda one: rx.el.option(one["label"], value=one["value"].to_string()),
    )


def _select(name: str, label: str, *options: rx.Component) -> rx.Component:
    return rx.el.select(*options, name=name, class_name="input", custom_attrs={"aria-label": label})


def _row(one: rx.Var[AuditRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.span(one["day"]),
            " ",
            rx.el.span(one["clock"], class_name="num"),
            class_name="when",
        ),
        rx.el.td(one["who"], dir="auto", class_name="who"),
        rx.el.td(rx.el.span(one["what"], class_name=one["tone"]), dir="auto"),
        rx.el.td(one["about"], dir="auto", class_name="audit-about"),
    )
