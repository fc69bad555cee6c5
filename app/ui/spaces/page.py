"""`/spaces/[space_id]` and `/spaces/new`."""

from typing import Any

import reflex as rx

from app.ui.components import kit, prose
from app.ui.goal_lines import goal_card
from app.ui.shell.layout import layout, page_head, section
from app.ui.shell.state import Shell
from app.ui.spaces.state import Space
from app.ui.spaces.view import CATEGORIES, CATEGORY_NAMES, ListLine, Shelf, StatusLine

FACT = Space.space
SETS_UP = FACT["sets_up"].to(bool)


@rx.page(route="/spaces/new", title="New space · Goalward", on_load=[Shell.load, Space.load_new])
def new_space() -> rx.Component:
    return layout(
        page_head(
            "New space", "A space belongs to a team or a major project. Its lists hold the tasks."
        ),
        rx.el.form(
            _field(
                "Name",
                rx.el.input(
                    name="name",
                    class_name="input",
                    placeholder="Engineering",
                    auto_focus=True,
                    required=True,
                    max_length=200,
                    auto_complete="off",
                ),
            ),
            _field(
                "Key",
                rx.el.input(
                    name="key",
                    class_name="input",
                    placeholder="ENG",
                    max_length=10,
                    auto_complete="off",
                    style={"max_width": "120px", "text_transform": "uppercase"},
                ),
                "Starts every task's name, like ENG-12. Empty: it follows the name.",
            ),
            rx.el.label(
                rx.el.input(type="checkbox", name="private"), " Private: only members see it"
            ),
            rx.el.div(rx.el.button("Create the space", type="submit", class_name="button primary")),
            on_submit=Space.create,
            class_name="form",
        ),
        crumbs=[{"to": "/spaces/new", "label": "New space"}],
        state=Space,
        title="New space",
        kind="reading",
    )


def _field(label: str, control: rx.Component, hint: str = "") -> rx.Component:
    return rx.el.div(
        rx.el.label(rx.el.span(label, class_name="label"), control),
        rx.el.p(hint, class_name="hint") if hint else rx.fragment(),
        class_name="field",
    )


@rx.page(route="/spaces/[space_id]", title="Space · Goalward", on_load=[Shell.load, Space.load])
def space() -> rx.Component:
    return layout(
        rx.el.div(
            rx.el.span(FACT["key"], class_name="tree-key"),
            rx.cond(FACT["is_private"], rx.el.span("private", class_name="chip still")),
            class_name="space-over",
        ),
        rx.el.h1(
            kit.inline_text(
                value=FACT["name"].to(str), label="Name", disabled=~SETS_UP, on_save=Space.rename
            )
        ),
        prose.text_block(
            text=FACT["description"].to(str),
            label="Description",
            disabled=~SETS_UP,
            placeholder="Say what this space is for.",
            on_save=Space.describe,
        ),
        rx.el.div(
            rx.el.div(_lists(), _workflow()),
            rx.el.aside(_goals(), _docs(), _members(), _danger()),
            class_name="beside",
        ),
        crumbs=[{"to": "", "label": FACT["name"].to(str)}],
        state=Space,
        title=FACT["name"].to(str),
        refresh=Space.load,
        topics=rx.Var.create(["tree", "goals", "docs", "people"]),
        seldom=("tasks",),
    )


def _lists() -> rx.Component:
    return section(
        "Lists",
        rx.foreach(Space.shelves, _shelf),
        rx.cond(
            FACT["edits"].to(bool),
            rx.fragment(
                rx.el.form(
                    rx.icon("plus", size=15),
                    rx.el.input(
                        name="name",
                        placeholder="New list",
                        required=True,
                        auto_complete="off",
                        max_length=200,
                        custom_attrs={"aria-label": "New list"},
                    ),
                    rx.el.select(
                        rx.foreach(
                            Space.shelves,
                            lambda one: rx.el.option(
                                rx.cond(one["folder_id"] == 0, "In no folder", f"In {one['name']}"),
                                value=one["folder_id"].to_string(),
                            ),
                        ),
                        name="folder",
                        class_name="input",
                        style={"width": "auto"},
                        custom_attrs={"aria-label": "Folder"},
                    ),
                    on_submit=Space.add_list,
                    reset_on_submit=True,
                    class_name="quick-add",
                ),
                rx.el.form(
                    rx.icon("plus", size=15),
                    rx.el.input(
                        name="name",
                        placeholder="New folder",
                        required=True,
                        auto_complete="off",
                        max_length=200,
                        custom_attrs={"aria-label": "New folder"},
                    ),
                    on_submit=Space.add_folder,
                    reset_on_submit=True,
                    class_name="quick-add",
                ),
            ),
        ),
    )


def _shelf(shelf: rx.Var[Shelf]) -> rx.Component:
    return rx.el.div(
        rx.cond(shelf["folder_id"] > 0, rx.el.h3(shelf["name"], class_name="group-head")),
        rx.el.ul(rx.foreach(shelf["lists"], _list), class_name="space-lists"),
    )


def _list(one: rx.Var[ListLine]) -> rx.Component:
    return rx.el.li(
        kit.go(
            kit.kind_icon(kind="list"),
            rx.el.span(one["name"], class_name="cut", dir="auto"),
            rx.cond(one["is_private"], rx.icon("lock", size=12)),
            to=one["url"],
            class_name="space-list",
        ),
        rx.cond(
            FACT["edits"].to(bool),
            kit.picker(
                rx.cond(
                    one["goal"] != "",
                    rx.el.span("◎ ", one["goal"], class_name="cut"),
                    "serves no goal",
                ),
                options=Space.all_goals,
                value=one["goal_id"],
                label="The goal its work serves",
                class_name="button quiet list-goal",
                on_pick=lambda goal: Space.serve(one["id"], goal),
            ),
            rx.el.span(one["goal"], class_name="hint cut"),
        ),
        rx.el.span(one["open"], " open", class_name="hint num"),
        rx.cond(
            SETS_UP,
            rx.fragment(
                rx.el.button(
                    rx.cond(
                        one["is_private"], rx.icon("lock-open", size=14), rx.icon("lock", size=14)
                    ),
                    type="button",
                    class_name="button quiet square",
                    on_click=Space.turn_list_private(one["id"], ~one["is_private"]),
                    title=rx.cond(
                        one["is_private"], "Show it to the whole space", "Make it private"
                    ),
                    custom_attrs={
                        "aria-label": rx.cond(
                            one["is_private"], "Show it to the whole space", "Make it private"
                        )
                    },
                ),
                rx.el.button(
                    rx.icon("trash-2", size=14),
                    type="button",
                    class_name="button quiet square",
                    on_click=Space.delete_list(one["id"]),
                    title="Delete the list",
                    custom_attrs={"aria-label": f"Delete the list {one['name']}"},
                ),
            ),
        ),
    )


def _workflow() -> rx.Component:
    return section(
        "Workflow",
        rx.el.p(
            "The statuses of every list here that has none of its own. A limit says how many tasks may be in one at once.",
            class_name="hint",
            style={"margin_bottom": "8px"},
        ),
        rx.el.ul(rx.foreach(Space.columns, _column), class_name="space-lists"),
        rx.cond(
            SETS_UP,
            rx.el.form(
                rx.icon("plus", size=15),
                rx.el.input(
                    name="name",
                    placeholder="New status",
                    required=True,
                    auto_complete="off",
                    max_length=60,
                    custom_attrs={"aria-label": "New status"},
                ),
                rx.el.select(
                    *[rx.el.option(CATEGORY_NAMES[one], value=one) for one in CATEGORIES],
                    name="category",
                    default_value="started",
                    class_name="input",
                    style={"width": "auto"},
                    custom_attrs={"aria-label": "What it means"},
                ),
                on_submit=Space.add_status,
                reset_on_submit=True,
                class_name="quick-add",
            ),
        ),
    )


def _column(one: rx.Var[StatusLine]) -> rx.Component:
    return rx.el.li(
        kit.status_glyph(category=one["category"], part=one["part"]),
        rx.el.div(
            kit.inline_text(
                value=one["name"],
                label="Status name",
                disabled=~SETS_UP,
                on_save=lambda name: Space.rename_status(one["id"], name),
            ),
            class_name="column-name",
        ),
        rx.el.span(one["category_name"], class_name="hint"),
        rx.el.input(
            default_value=one["limit"],
            key=f"{one['id']}-{one['limit']}",
            placeholder="no limit",
            on_blur=lambda value: Space.limit_status(one["id"], value),
            input_mode="numeric",
            disabled=~SETS_UP,
            class_name="date-input num",
            style={"width": "72px"},
            custom_attrs={"aria-label": f"Limit of {one['name']}"},
        ),
        rx.cond(
            SETS_UP,
            rx.el.button(
                rx.icon("x", size=14),
                type="button",
                class_name="button quiet square",
                on_click=Space.remove_status(one["id"]),
                custom_attrs={"aria-label": f"Remove the status {one['name']}"},
            ),
        ),
    )


def _goals() -> rx.Component:
    return section(
        "Goals",
        rx.cond(
            Space.goals.length() > 0,
            rx.el.ul(rx.foreach(Space.goals, goal_card), class_name="goal-cards"),
            rx.el.p("Goals of this space appear here.", class_name="quiet-text"),
        ),
        more=kit.go("All goals", to="/goals"),
    )


def _docs() -> rx.Component:
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


def _members() -> rx.Component:
    return section(
        "Members",
        rx.el.ul(
            rx.foreach(
                Space.members,
                lambda one: rx.el.li(
                    kit.avatar(person=one),
                    rx.el.span(one["name"].to(str), class_name="cut", style={"flex": "1"}),
                    rx.cond(
                        SETS_UP,
                        rx.el.button(
                            rx.icon("x", size=13),
                            type="button",
                            class_name="button quiet square",
                            on_click=Space.unshare(one["id"].to(int)),
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


def _danger() -> Any:
    return rx.cond(
        SETS_UP,
        rx.el.div(
            rx.el.button(
                rx.cond(FACT["is_private"], "Open to everybody", "Make private"),
                type="button",
                class_name="button quiet",
                on_click=Space.turn_private,
            ),
            rx.cond(
                FACT["manages"].to(bool),
                rx.el.button(
                    "Delete", type="button", class_name="button quiet danger", on_click=Space.delete
                ),
            ),
            class_name="page-actions section",
            style={"margin_left": "-12px"},
        ),
    )
