"""The workspace, and how the machine is."""

import reflex as rx

from app.ui.components import forms, kit
from app.ui.settings.health_view import HealthLine
from app.ui.settings.state import Settings
from app.ui.settings.workspace_view import DayLine
from app.ui.settings.you_parts import field, head
from app.ui.shell.layout import section


def workspace() -> rx.Component:
    return rx.fragment(
        head("Workspace"),
        forms.ask_form(
            field(
                "Name",
                rx.el.input(
                    name="name",
                    default_value=Settings.workspace["name"],
                    class_name="input",
                    required=True,
                ),
            ),
            field(
                "Country whose public holidays count",
                rx.el.input(
                    name="country",
                    default_value=Settings.workspace["country"],
                    class_name="input",
                    max_length=2,
                    placeholder="DE",
                    style={"max_width": "120px", "text_transform": "uppercase"},
                ),
                "Two letters, like DE, FR or US. Empty: none.",
            ),
            field(
                "Days the trash keeps what was deleted",
                rx.el.input(
                    name="trash_days",
                    default_value=Settings.workspace["trash_days"],
                    class_name="input num",
                    required=True,
                    input_mode="numeric",
                    pattern="[0-9]{1,4}",
                    style={"max_width": "120px"},
                ),
                "1 to 3650. Then it goes for good.",
            ),
            rx.el.div(rx.el.button("Save", type="submit", class_name="button primary")),
            on_send=Settings.save_workspace,
            keeps=True,
            key=Settings.workspace["name"],
            class_name="form",
        ),
        section(
            "Time",
            rx.el.div(
                rx.el.div(
                    rx.el.span("Time zone", class_name="label"),
                    rx.el.div(
                        kit.picker(
                            Settings.workspace["zone"],
                            options=Settings.zones,
                            value=Settings.workspace["zone"],
                            label="Time zone",
                            class_name="button",
                            on_pick=Settings.set_zone,
                        )
                    ),
                    rx.el.p(
                        "Days begin, and Monday's summaries are written, by this clock.",
                        class_name="hint",
                    ),
                    class_name="field",
                ),
                rx.el.div(
                    rx.el.span("Working days", class_name="label"),
                    rx.el.div(rx.foreach(Settings.days, _day), class_name="days"),
                    class_name="field",
                ),
                class_name="form",
            ),
        ),
        section("Sample workspace", _sample()),
    )


def _day(day: rx.Var[DayLine]) -> rx.Component:
    return rx.el.button(
        day["name"],
        type="button",
        class_name="day",
        on_click=Settings.turn_day(day["index"]),
        custom_attrs={"aria-pressed": day["works"]},
    )


def _sample() -> rx.Component:
    return rx.cond(
        Settings.busy != "",
        rx.el.p(Settings.busy, role="status", class_name="quiet-text"),
        rx.cond(
            Settings.has_sample,
            rx.el.div(
                rx.el.p("The sample company is in this workspace.", class_name="quiet-text"),
                rx.el.button(
                    "Remove the sample",
                    type="button",
                    class_name="button",
                    on_click=Settings.ask_removal,
                ),
                class_name="form",
            ),
            rx.el.div(
                rx.el.p(
                    "A company at work, made by code: three spaces, eight goals, twelve weeks of history.",
                    class_name="quiet-text",
                ),
                rx.el.div(
                    rx.el.button(
                        "Add the sample",
                        type="button",
                        class_name="button",
                        on_click=Settings.turn_sample,
                    )
                ),
                class_name="form",
            ),
        ),
    )


def health() -> rx.Component:
    return rx.fragment(
        head("Health", "What this server is made of, and how each part is at this moment."),
        rx.el.ul(rx.foreach(Settings.health, _part), class_name="setting-lines"),
    )


def _part(one: rx.Var[HealthLine]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.strong(one["name"]), rx.el.p(one["more"], class_name="hint")),
        rx.el.span(one["state"], class_name=f"num {one['tone']}"),
    )
