"""`/tasks/[key]`."""

import reflex as rx

from app.ui import web
from app.ui.archiving import banner
from app.ui.components import forms, kit, pickers, prose
from app.ui.components.history import history
from app.ui.confirming import ask_first
from app.ui.rows import plain_line
from app.ui.shapes import as_var
from app.ui.shell.layout import layout, section
from app.ui.shell.state import Shell
from app.ui.tasks.facts import facts
from app.ui.tasks.state import TaskPage
from app.ui.tasks.view import RELATIONS, ItemLink, RelationLine

FACT = as_var(TaskPage.task)
CAN = FACT["can_edit"]


@rx.page(route="/tasks/[key]", title="Task · Goalward", on_load=[Shell.load, TaskPage.load])
def task() -> rx.Component:
    return layout(
        web.styles("tasks/task.css"),
        ask_first(TaskPage),
        banner(TaskPage),
        _head(),
        rx.el.div(
            rx.el.div(_description(), _subtasks(), _related(), _links(), _discussion()),
            facts(),
            class_name="beside",
        ),
        kit.flash_hash(ready=TaskPage.ready),
        pickers.pick_keys(
            keys={
                "s": "status",
                "p": "priority",
                "a": "people",
                "d": "due",
                "t": "tags",
                "l": "tags",
            }
        ),
        crumbs=FACT["crumbs"],
        state=TaskPage,
        title=f"{FACT['key']} {FACT['title']}",
        refresh=TaskPage.refresh,
        topics=FACT["topics"],
        shows=FACT["shows"],
        seldom=("goals", "tasks"),
    )


def _head() -> rx.Component:
    """Title, and one line that says why it exists."""
    return rx.el.header(
        rx.el.h1(
            prose.title_text(
                noun="task",
                item=FACT["id"],
                field="title",
                label="Title",
                text=FACT["title"],
                version=FACT["text_version"],
                disabled=~CAN,
            )
        ),
        rx.el.p(
            rx.cond(
                FACT["goal"],
                rx.fragment(
                    "helps ",
                    kit.go(
                        FACT["goal"]["title"],
                        to=FACT["goal"]["url"],
                    ),
                    " ",
                    FACT["goal"]["label"],
                    rx.cond(FACT["why"] != "", " · ", ""),
                ),
            ),
            FACT["why"],
            class_name="why-line",
        ),
        class_name="task-head",
    )


def _description() -> rx.Component:
    return rx.el.div(
        prose.text_block(
            noun="task",
            item=FACT["id"],
            field="description",
            label="Description",
            text=FACT["text"],
            version=FACT["text_version"],
            placeholder="What is this about? Markdown works.",
            disabled=~CAN,
        ),
        class_name="section",
    )


def _subtasks() -> rx.Component:
    return rx.cond(
        CAN | (TaskPage.children.length() > 0),
        section(
            "Subtasks",
            rx.el.ul(rx.foreach(TaskPage.children, plain_line), class_name="lines"),
            rx.cond(
                CAN,
                rx.el.div(
                    forms.new_tasks(label="New subtask", on_make=TaskPage.add_children),
                    class_name="add-line",
                ),
            ),
            count=TaskPage.children.length(),
        ),
    )


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
    other = one["task"]
    return rx.fragment(
        rx.cond(one["first"], rx.el.h3(one["words"])),
        rx.el.div(
            kit.status_glyph(
                category=other["category"],
                part=other["part"],
                title=other["status"],
            ),
            kit.go(
                rx.el.span(other["key"], class_name="key"),
                rx.el.span(other["title"], class_name="cut line-title", dir="auto"),
                to=other["url"],
                class_name="line-main",
            ),
            rx.cond(
                CAN,
                rx.el.button(
                    rx.icon("x", size=14),
                    type="button",
                    class_name="button quiet square",
                    custom_attrs={"aria-label": "Remove the relation"},
                    on_click=TaskPage.unrelate(one["kind"], other["key"]),
                ),
            ),
            class_name="related-row",
        ),
    )


def _relate() -> rx.Component:
    """A button a kind: each finds the other task by key or title."""
    return rx.el.div(
        *[
            pickers.finder(
                rx.icon("plus", size=13),
                label,
                kinds=["task"],
                label=f"{label}: find a task",
                class_name="chip",
                on_pick=lambda found, kind=kind: TaskPage.relate(kind, found),
            )
            for kind, label in RELATIONS.items()
        ],
        class_name="add-line",
    )


def _links() -> rx.Component:
    links, named, files = FACT["links"], FACT["named_in"], FACT["files"]
    return rx.fragment(
        rx.cond(
            CAN | (links.length() > 0),
            section(
                "Linked",
                rx.el.ul(rx.foreach(links, _removable_link), class_name="visits"),
                rx.cond(
                    CAN,
                    rx.el.div(
                        pickers.finder(
                            rx.icon("plus", size=13),
                            "Goal",
                            kinds=["goal"],
                            label="Link a goal",
                            class_name="chip",
                            on_pick=TaskPage.link,
                        ),
                        pickers.finder(
                            rx.icon("plus", size=13),
                            "Doc",
                            kinds=["doc"],
                            label="Link a doc",
                            class_name="chip",
                            on_pick=TaskPage.link,
                        ),
                        class_name="add-line",
                    ),
                ),
            ),
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


def _link(one: rx.Var[ItemLink]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind=one["kind"]),
            rx.el.span(one["title"], class_name="cut"),
            to=one["url"],
            class_name="visit",
        )
    )


def _removable_link(one: rx.Var[ItemLink]) -> rx.Component:
    """A link that can be taken off here."""
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind=one["kind"]),
            rx.el.span(one["title"], class_name="cut"),
            to=one["url"],
            class_name="visit",
        ),
        rx.cond(
            CAN,
            rx.el.button(
                rx.icon("x", size=14),
                type="button",
                class_name="button quiet square",
                custom_attrs={"aria-label": "Remove the link"},
                on_click=TaskPage.unlink(one["kind"], one["id"]),
            ),
        ),
        class_name="related-row",
    )


def _discussion() -> rx.Component:
    return rx.fragment(
        section(
            "Discussion",
            prose.discussion(
                noun="task",
                item=FACT["key"],
                version=TaskPage.talk_version,
                threads=TaskPage.threads,
                people=TaskPage.people,
                disabled=~FACT["can_comment"],
                on_assign=TaskPage.ask_of,
                on_resolve=TaskPage.settle_thread,
                on_reopen=TaskPage.reopen_thread,
                on_delete=TaskPage.delete_words,
            ),
        ),
        history(TaskPage.happened),
    )
