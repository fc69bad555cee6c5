"""`/`."""

import reflex as rx

from app.ui.components import kit
from app.ui.goal_lines import goal_card
from app.ui.home.state import CommentForMe, FindingView, Group, Home, LastWeek
from app.ui.rows import plain_line, task_line
from app.ui.shell.layout import EDITS, Visits, empty, empty_here, layout, page_head, section
from app.ui.shell.state import Shell


@rx.page(route="/", title="Home · Goalward", on_load=[Shell.load, Home.load, Home.load_weeks])
def home() -> rx.Component:
    return layout(
        page_head(Home.hello, _about()),
        rx.el.div(
            rx.el.div(_findings(), _work(), _waiting()),
            rx.el.aside(_goals(), _weeks(), _lately(), class_name="home-side"),
            class_name="home",
        ),
        crumbs=[{"to": "/", "label": "Home"}],
        state=Home,
        title="Home",
        refresh=Home.load,
        topics=("me", "goals"),
        # Whoever deletes a space comes to stand here.
        shows=("me", "goals", "access"),
        seldom=("tasks",),
    )


def _about() -> rx.Component:
    return rx.fragment(
        Home.today,
        rx.cond(
            Home.late > 0,
            rx.el.span(f" · {Home.late} overdue of {Home.total} open", class_name="quiet-text"),
            rx.cond(Home.total > 0, rx.el.span(f" · {Home.total} open", class_name="quiet-text")),
        ),
    )


def _work() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("My open work"),
            rx.el.span(Home.total, class_name="count"),
            class_name="section-head",
        ),
        rx.cond(
            Home.total > 0,
            rx.foreach(Home.groups, _group),
            rx.cond(
                Home.has_work,
                empty_here(
                    empty(
                        "Nothing is assigned to you. Tasks given to you appear here, soonest first.",
                        hint="Open a list on the left and press c to add a task.",
                    ),
                    "Nothing is assigned to you. What is shared with you stands on the left: open"
                    " it to read and to comment.",
                ),
                empty_here(
                    empty(
                        "This workspace has no lists yet. A list holds the tasks of one piece of work.",
                        kit.go("Make the first space", to="/welcome", class_name="button primary"),
                    ),
                    "Nothing is shared with you yet. What is shows up here and on the left.",
                ),
            ),
        ),
    )


def _findings() -> rx.Component:
    return rx.cond(
        Home.findings.length() > 0,
        rx.el.section(
            rx.el.div(rx.el.h2("Worth a look"), class_name="section-head"),
            rx.el.ul(rx.foreach(Home.findings, _finding), class_name="findings"),
            class_name="home-findings",
        ),
    )


def _finding(one: rx.Var[FindingView]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.icon("chevron-right", size=13, class_name="turn"),
                rx.el.span(
                    rx.el.strong(
                        rx.el.span(one["title"], dir="auto"),
                        rx.cond(one["is_mine"], rx.el.span("yours", class_name="chip still")),
                    ),
                    rx.el.span(one["measure"], " · ", one["comparison"], class_name="hint num"),
                ),
            ),
            rx.el.ul(
                rx.foreach(
                    one["tasks"],
                    lambda task: rx.el.li(
                        kit.go(
                            kit.status_glyph(
                                category=task["category"], part=task["part"], title=task["status"]
                            ),
                            rx.el.span(task["key"], class_name="key"),
                            rx.el.span(task["title"], class_name="cut", dir="auto"),
                            rx.el.span(task["due"], class_name=f"counted-due num {task['tone']}"),
                            to=task["url"],
                        )
                    ),
                ),
                rx.cond(one["more"] > 0, rx.el.li(f"and {one['more']} more", class_name="hint")),
                class_name="counted",
            ),
        ),
        rx.cond(
            one["next_act"] != "",
            rx.el.p(
                rx.cond(
                    one["url"] != "",
                    kit.go(one["next_act"], to=one["url"]),
                    one["next_act"],
                ),
                class_name="finding-next",
            ),
        ),
    )


def _group(group: rx.Var[Group]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(
            group["name"],
            rx.el.span(group["count"], class_name="count num"),
            class_name=f"group-head {group['tone']}",
        ),
        rx.el.ul(
            rx.foreach(
                group["tasks"],
                lambda task: task_line(
                    task,
                    choices=Home.choices[task["list_id"]],
                    on_status=lambda value: Home.move(task["key"], value),
                ),
            ),
            class_name="lines",
        ),
        class_name="group",
    )


def _waiting() -> rx.Component:
    return rx.cond(
        (Home.waiting.length() > 0) | (Home.comments_for_me.length() > 0),
        section(
            "Waiting on me",
            rx.el.ul(rx.foreach(Home.comments_for_me, _comment_for_me), class_name="asked"),
            rx.el.ul(rx.foreach(Home.waiting, plain_line), class_name="lines"),
            count=Home.waiting.length() + Home.comments_for_me.length(),
        ),
    )


def _comment_for_me(one: rx.Var[CommentForMe]) -> rx.Component:
    return rx.el.li(
        kit.go(
            rx.el.p(one["text"], class_name="asked-text", dir="auto"),
            rx.el.p(
                f"{one['author']} asks you · ",
                rx.cond(one["key"] != "", rx.el.span(one["key"], class_name="key")),
                f" {one['title']} · {one['at']}",
                class_name="hint cut",
            ),
            to=one["url"],
            class_name="asked-main",
        ),
        rx.el.button(
            "Settle", type="button", class_name="button quiet", on_click=Home.settle(one["id"])
        ),
        class_name="asked-one",
    )


def _goals() -> rx.Component:
    """Goals, or how to begin with them: to somebody who may."""
    return rx.cond((Home.goals.length() > 0) | EDITS, _goal_cards())


def _goal_cards() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Goals"),
            kit.go("All goals", to="/goals", class_name="more"),
            class_name="section-head",
        ),
        rx.cond(
            Home.goals.length() > 0,
            rx.el.ul(rx.foreach(Home.goals, goal_card), class_name="goal-cards"),
            empty(
                "A goal says why work is done, and its number is computed from it.",
                kit.go("Set a goal", to="/goals", class_name="button"),
            ),
        ),
    )


def _weeks() -> rx.Component:
    return rx.cond(
        Home.weeks.length() > 0,
        section(
            "Last week",
            rx.el.ul(rx.foreach(Home.weeks, _week), class_name="goal-cards"),
            more=kit.go("Summaries", to="/summaries"),
        ),
    )


def _week(one: rx.Var[LastWeek]) -> rx.Component:
    return rx.el.li(
        kit.go(
            rx.el.span(one["headline"]),
            to=one["url"],
            class_name="goal-card",
        )
    )


def _lately() -> rx.Component:
    return section("Opened lately", Visits.create(most=8))
