"""`/goals/[goal_id]`."""

import reflex as rx

from app.ui.archiving import banner
from app.ui.components import forms, kit, prose
from app.ui.components.history import history
from app.ui.confirming import ask_first
from app.ui.goals.goal_facts import facts
from app.ui.goals.goal_links import below, docs, opener, work
from app.ui.goals.goal_state import Goal
from app.ui.goals.target_parts import new_target, target_line
from app.ui.shapes import as_var
from app.ui.shell.layout import layout, section
from app.ui.shell.state import Shell

FACT = as_var(Goal.goal)


@rx.page(route="/goals/[goal_id]", title="Goal · Goalward", on_load=[Shell.load, Goal.load])
def goal() -> rx.Component:
    return layout(
        ask_first(Goal),
        banner(Goal),
        rx.el.h1(
            prose.title_text(
                noun="goal",
                item=FACT["id"],
                field="title",
                label="Title",
                text=FACT["title"],
                version=FACT["version"],
                disabled=~FACT["can_edit"],
            )
        ),
        _standing(),
        rx.el.div(
            rx.el.div(
                _closing(), _description(), _targets(), below(), work(), docs(), _discussion()
            ),
            facts(),
            class_name="beside",
        ),
        kit.flash_hash(ready=Goal.ready),
        crumbs=Goal.crumbs,
        state=Goal,
        title=FACT["title"],
        refresh=Goal.load,
        topics=rx.Var.create(["goals", "access", f"goal:{Goal.number}"]),
        shows=rx.Var.create(["goals", f"goal:{Goal.number}"]),
        seldom=("tasks", "docs"),
    )


def _standing() -> rx.Component:
    """The bar, how it comes about, and what a person thinks of it."""
    return rx.el.div(
        rx.el.div(
            kit.goal_bar(
                actual=FACT["actual"],
                expected=FACT["expected"],
                health=FACT["health"],
                label=FACT["label"],
            ),
            class_name="big-bar",
        ),
        rx.el.p(
            kit.health(health=FACT["health"]),
            rx.el.span(" · ", FACT["why"], " As of ", FACT["as_of"], "."),
            class_name="standing quiet-text",
        ),
        rx.cond(
            FACT["override_words"] != "",
            rx.el.p(FACT["override_words"], class_name="standing quiet-text"),
        ),
        rx.cond(Goal.judging, _judging()),
    )


def _judging() -> rx.Component:
    return forms.ask_form(
        rx.el.select(
            rx.el.option("Follow the numbers", value=""),
            rx.el.option("On track", value="on_track"),
            rx.el.option("At risk", value="at_risk"),
            rx.el.option("Off track", value="off_track"),
            name="health",
            default_value=FACT["override"],
            class_name="input",
            custom_attrs={"aria-label": "Health"},
        ),
        rx.el.input(
            name="reason",
            placeholder="Why do you see it so?",
            class_name="input wide",
            auto_complete="off",
        ),
        rx.el.button("Set", type="submit", class_name="button primary"),
        forms.cancel(Goal.open_judging),
        on_send=Goal.override_health,
        class_name="add-row",
    )


def _closing() -> rx.Component:
    return rx.fragment(
        rx.cond(
            Goal.closing != "",
            forms.ask_form(
                rx.el.p(
                    "Close as ", rx.el.strong(Goal.closing), ". Its number freezes where it is."
                ),
                rx.el.input(type="hidden", name="state", value=Goal.closing),
                rx.el.input(
                    name="reason",
                    placeholder="What did you learn? Below 100 %: why is it achieved?",
                    class_name="input wide",
                    auto_complete="off",
                ),
                rx.el.button("Close the goal", type="submit", class_name="button primary"),
                forms.cancel(Goal.stop_closing),
                on_send=Goal.close,
                about=Goal.closing,
                class_name="notice",
            ),
        ),
        rx.cond(
            FACT["reason"] != "",
            rx.el.p("Closed because: ", FACT["reason"], class_name="quiet-text"),
        ),
    )


def _description() -> rx.Component:
    return prose.text_block(
        noun="goal",
        item=FACT["id"],
        field="description",
        label="Description",
        text=FACT["description"],
        version=FACT["version"],
        placeholder="Say why this matters and what it looks like when it is done.",
        disabled=~FACT["can_edit"],
    )


def _targets() -> rx.Component:
    return section(
        "Targets",
        rx.cond(
            Goal.targets.length() > 0,
            rx.el.ul(rx.foreach(Goal.targets, target_line), class_name="targets"),
            rx.el.p(
                rx.cond(
                    FACT["can_edit"],
                    "How will you know it is reached? Add something to measure.",
                    "Nothing is measured.",
                ),
                class_name="quiet-text",
            ),
        ),
        rx.cond(Goal.adding == "target", new_target()),
        more=rx.cond(
            FACT["is_open"],
            opener("target", "Add a target"),
            rx.cond(
                FACT["can_edit"],
                rx.el.button(
                    "Reopen the goal to change them",
                    type="button",
                    class_name="button quiet",
                    on_click=Goal.set_state("in_progress"),
                ),
            ),
        ),
    )


def _discussion() -> rx.Component:
    return rx.fragment(
        section(
            "Discussion",
            prose.discussion(
                noun="goal",
                item=Goal.number.to_string(),
                version=Goal.talk_version,
                threads=Goal.threads,
                people=Goal.people,
                disabled=~FACT["can_comment"],
                on_assign=Goal.ask_of,
                on_resolve=Goal.settle_thread,
                on_reopen=Goal.reopen_thread,
                on_delete=Goal.delete_words,
            ),
        ),
        history(Goal.happened),
    )
