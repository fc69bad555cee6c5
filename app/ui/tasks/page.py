"""`/tasks/[key]`."""

from typing import Any

import reflex as rx

from app.ui.components import kit, prose
from app.ui.components.history import history
from app.ui.rows import TaskLine, plain_line
from app.ui.shell.layout import layout, section
from app.ui.shell.state import Shell
from app.ui.tasks.state import TaskPage
from app.ui.tasks.view import PRIORITIES, RELATIONS, RelationLine

FACT = TaskPage.task
CAN = FACT["can_edit"].to(bool)


@rx.page(route="/tasks/[key]", title="Task · Goalward", on_load=[Shell.load, TaskPage.load])
def task() -> rx.Component:
    return layout(
        _head(),
        rx.el.div(
            rx.el.div(_description(), _subtasks(), _related(), _links(), _said()),
            _facts(),
            class_name="beside",
        ),
        kit.flash_hash(ready=TaskPage.ready),
        crumbs=FACT["crumbs"].to(list[dict[str, str]]),
        state=TaskPage,
        title=f"{FACT['key']} {FACT['title']}",
        refresh=TaskPage.load,
    )


def _head() -> rx.Component:
    """Title, and one line that says why it exists."""
    return rx.el.header(
        rx.el.h1(
            kit.inline_text(value=FACT["title"].to(str), label="Title", disabled=~CAN, on_save=TaskPage.set_title)
        ),
        rx.el.p(
            rx.cond(
                FACT["goal"],
                rx.fragment(
                    "helps ",
                    kit.go(FACT["goal"].to(dict[str, str])["title"], to=FACT["goal"].to(dict[str, str])["url"]),
                    " ", FACT["goal"].to(dict[str, str])["label"],
                    rx.cond(FACT["why"] != "", " · ", ""),
                ),
            ),
            FACT["why"],
            class_name="why-line",
        ),
        class_name="task-head",
    )  # fmt: skip


def _description() -> rx.Component:
    return rx.el.div(
        prose.text_block(
            text=FACT["text"].to(str), label="Description", placeholder="What is this about? Markdown works.",
            disabled=~CAN, on_save=TaskPage.set_text,
        ),
        class_name="section",
    )  # fmt: skip


def _subtasks() -> rx.Component:
    return rx.cond(
        CAN | (TaskPage.children.length() > 0),
        section(
            "Subtasks",
            rx.el.ul(rx.foreach(TaskPage.children.to(list[TaskLine]), plain_line), class_name="lines"),
            rx.cond(
                CAN,
                rx.el.form(
                    rx.el.input(
                        name="title", class_name="input", placeholder="New subtask", required=True, max_length=500,
                        auto_complete="off", custom_attrs={"aria-label": "New subtask"},
                    ),
                    on_submit=TaskPage.add_child, reset_on_submit=True, class_name="add-line",
                ),
            ),
            count=TaskPage.children.length(),
        ),
    )  # fmt: skip


def _related() -> rx.Component:
    return rx.cond(
        CAN | (TaskPage.relations.length() > 0),
        section(
            "Relations",
            rx.el.div(rx.foreach(TaskPage.relations, _relation), class_name="related"),
            rx.cond(CAN, _relate()),
            rx.cond(
                TaskPage.refusal != "", rx.el.p(TaskPage.refusal, class_name="wrong", role="alert")
            ),
        ),
    )


def _relation(one: rx.Var[RelationLine]) -> rx.Component:
    other = one["task"].to(dict[str, Any])
    return rx.fragment(
        rx.cond(one["first"], rx.el.h3(one["words"])),
        rx.el.div(
            kit.status_glyph(category=other["category"].to(str), part=other["part"].to(float), title=other["status"].to(str)),
            kit.go(
                rx.el.span(other["key"].to(str), class_name="key"), rx.el.span(other["title"].to(str), class_name="cut line-title", dir="auto"),
                to=other["url"].to(str), class_name="line-main",
            ),
            rx.cond(
                CAN,
                rx.el.button(
                    rx.icon("x", size=14), type="button", class_name="button quiet square",
                    custom_attrs={"aria-label": "Remove the relation"},
                    on_click=TaskPage.unrelate(one["kind"], other["key"].to(str)),
                ),
            ),
            class_name="related-row",
        ),
    )  # fmt: skip


def _relate() -> rx.Component:
    return rx.el.form(
        rx.el.select(
            *[rx.el.option(label, value=kind) for kind, label in RELATIONS.items()],
            name="kind", class_name="input", custom_attrs={"aria-label": "How they relate"},
            style={"flex": "0 0 140px"},
        ),
        rx.el.input(
            name="other", class_name="input", placeholder="Key of the other task, like ENG-12", required=True,
            auto_complete="off", custom_attrs={"aria-label": "The other task"},
        ),
        rx.el.button("Relate", type="submit", class_name="button"),
        on_submit=TaskPage.relate, reset_on_submit=True, class_name="add-line",
    )  # fmt: skip


def _links() -> rx.Component:
    links, named = FACT["links"].to(list[dict[str, str]]), FACT["named_in"].to(list[dict[str, str]])
    files = FACT["files"].to(list[str])
    return rx.fragment(
        rx.cond(
            links.length() > 0,
            section("Linked", rx.el.ul(rx.foreach(links, _link), class_name="visits")),
        ),
        rx.cond(
            named.length() > 0,
            section("Named in", rx.el.ul(rx.foreach(named, _link), class_name="visits")),
        ),
        rx.cond(
            files.length() > 0,
            section(
                "Files known by name",
                rx.el.ul(
                    rx.foreach(
                        files, lambda name: rx.el.li(rx.icon("paperclip", size=13), " ", name)
                    )
                ),
            ),
        ),
    )


def _link(one: rx.Var[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind=one["kind"]),
            rx.el.span(one["title"], class_name="cut"),
            to=one["url"],
            class_name="visit",
        )
    )


def _said() -> rx.Component:
    return rx.fragment(
        section(
            "Discussion",
            prose.discussion(
                threads=TaskPage.threads, people=TaskPage.people, disabled=~FACT["can_comment"].to(bool),
                on_say=TaskPage.say, on_edit=TaskPage.edit_words, on_assign=TaskPage.ask_of,
                on_resolve=TaskPage.settle_thread, on_reopen=TaskPage.reopen_thread, on_delete=TaskPage.delete_words,
            ),
        ),
        history(TaskPage.happened),
    )  # fmt: skip


def _facts() -> rx.Component:
    return rx.el.aside(
        _fact(
            "Status",
            kit.picker(
                kit.status_glyph(category=FACT["category"].to(str)), FACT["status"].to(str),
                options=FACT["statuses"].to(list[dict[str, Any]]), value=FACT["status_id"], label="Status",
                class_name="fact-value", disabled=~CAN, on_pick=TaskPage.set_status,
            ),
        ),
        _fact(
            "Priority",
            kit.picker(
                kit.priority_glyph(priority=FACT["priority"].to(int)), FACT["priority_name"].to(str),
                options=PRIORITIES, value=FACT["priority"], label="Priority", class_name="fact-value",
                disabled=~CAN, on_pick=TaskPage.set_priority,
            ),
        ),
        _fact(
            "People",
            kit.picker(
                rx.cond(
                    FACT["assignees"].to(list[dict[str, Any]]).length() > 0,
                    rx.el.span(
                        rx.foreach(
                            FACT["assignees"].to(list[dict[str, Any]]),
                            lambda p: rx.el.span(kit.avatar(person=p), " ", p["name"].to(str)),
                        ),
                        class_name="task-people",
                    ),
                    "Nobody",
                ),
                options=FACT["who"].to(list[dict[str, Any]]), label="Who does it", class_name="fact-value",
                disabled=~CAN, on_pick=TaskPage.toggle_person,
            ),
        ),
        _fact("Start", _field("start", "Start", TaskPage.set_start, kind="date")),
        _fact("Due", _field("due", "Due", TaskPage.set_due, kind="date")),
        rx.cond(FACT["late"] != "", _fact("", rx.el.span(FACT["late"].to(str), class_name="is-red"))),
        _fact("Estimate", _field("hours", "Estimate in hours", TaskPage.set_hours, hint="hours")),
        _fact("Points", _field("points", "Points", TaskPage.set_points, hint="none")),
        _fact("Tags", _field("tags", "Tags, separated by commas", TaskPage.set_tags, hint="none")),
        _fact("Made", rx.el.span(FACT["made"].to(str), rx.cond(FACT["author"] != "", f" by {FACT['author']}", ""), class_name="hint")),
        rx.cond(
            CAN,
            rx.el.div(
                rx.el.button("Delete", type="button", class_name="button quiet danger", on_click=TaskPage.delete),
                class_name="page-actions", style={"margin": "12px 0 0 -12px"},
            ),
        ),
        class_name="facts",
    )  # fmt: skip


def _fact(name: str, value: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(name, class_name="fact-name"),
        rx.el.div(value, style={"min_width": "0"}),
        class_name="fact",
    )


def _field(
    name: str, label: str, on_save: Any, *, kind: str = "text", hint: str = ""
) -> rx.Component:
    value = FACT[name].to(str)
    return rx.el.input(
        type=kind, default_value=value, key=f"{name}-{value}", on_blur=on_save, class_name="date-input",
        placeholder=hint, disabled=~CAN, custom_attrs={"aria-label": label}, style={"width": "100%"},
    )  # fmt: skip
