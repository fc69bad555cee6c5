"""The frame as a function: a page gives it its content and its place."""

from typing import Any

import reflex as rx

from app.reads.changes import TREE
from app.reads.live import ACCESS, ME
from app.ui import web
from app.ui.base import Undo
from app.ui.components import forms, kit
from app.ui.live import Live
from app.ui.saving import Answers
from app.ui.shapes import Crumb
from app.ui.shell.state import Me, Shell, SpacePlace

# What the sidebar and the top bar show: spaces and lists with their counts, and what is unread.
FRAME_TOPICS = (TREE, ACCESS, ME, "people", "comments")


class Frame(web.Browser):
    """Sidebar, top bar and palette around the page."""

    library = web.source("shell/shell.tsx")
    tag = "Shell"
    me: rx.Var[Me]
    workspace: rx.Var[str]
    tree: rx.Var[list[SpacePlace]]
    unread: rx.Var[int]
    crumbs: rx.Var[list[Crumb]]
    rows: rx.Var[str]


class UndoKeys(web.Browser):
    """Ctrl-z and ctrl-shift-z, wherever nobody is typing."""

    library = web.source("shell/undo-keys.tsx")
    tag = "UndoKeys"
    shows: rx.Var[list[str]]
    on_undo: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]
    on_redo: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


def saved(words: rx.Var[str], batch: rx.Var[str]) -> list[rx.Var[str]]:
    """What the browser says it saved, and what takes it back."""
    return [words, batch]


class Sending(web.Browser):
    """Sends what this browser keeps for the person signed in; says what was saved, and what takes it back.

    It asks what became of the numbers that a page which is gone had sent.
    """

    library = web.source("shell/sending.tsx")
    tag = "Sending"
    on_saved: rx.EventHandler[saved]
    on_unheard: rx.EventHandler[rx.event.passthrough_event_spec(list[int])]


class Visits(web.Browser):
    """What was opened lately in this browser."""

    library = web.source("shell/visits.tsx")
    tag = "Visits"
    most: rx.Var[int]


class ThemeChoice(web.Browser):
    """Light, dark, or as the system says."""

    library = web.source("shell/theme-choice.tsx")
    tag = "ThemeChoice"


class Mark(web.Browser):
    """The product's mark."""

    library = web.source("shell/mark.tsx")
    tag = "Mark"
    size: rx.Var[int]


def layout(
    *content: rx.Component,
    crumbs: Any,
    state: Any,
    title: Any = "",
    refresh: Any = None,
    topics: Any = (),
    seldom: tuple[str, ...] = (),
    shows: Any = None,
    kind: str = "",
) -> rx.Component:
    """A page in the frame. `crumbs` is a list (or Var) of {to, label}.

    `refresh` runs soon after one of `topics` (a list or Var, see reads/live.py) was touched, and at most
    every twenty seconds for one of `seldom`: what a page only sums up. `shows` are the topics whose changes
    ctrl-z takes back here, where they are others than `topics`. `kind` is "", "reading" (narrow)
    or "wide".
    """
    watching = {"on_change": refresh} if refresh is not None else {}
    return rx.cond(
        Shell.ready,
        Frame.create(
            forms.told(),
            UndoKeys.create(
                shows=_listed(topics if shows is None else shows),
                on_undo=Undo.undo_last,
                on_redo=Undo.redo_last,
            ),
            Sending.create(on_saved=Undo.offer, on_unheard=Answers.look_up),
            kit.watch(
                title=title,
                version=Live.version,
                touched=Live.touched,
                topics=_listed(topics),
                seldom=list(seldom),
                frame=list(FRAME_TOPICS),
                on_frame=Shell.load,
                **watching,
            ),
            rx.el.div(
                rx.cond(
                    state.ready,
                    rx.cond(state.missing, _missing(), rx.fragment(*content)),
                    _bones(),
                ),
                class_name=f"page {kind}".strip(),
                custom_attrs={"data-ready": state.ready},
            ),
            me=Shell.me,
            workspace=Shell.workspace,
            tree=Shell.tree,
            unread=Shell.unread,
            crumbs=crumbs,
            rows=Shell.rows,
        ),
    )


def _listed(topics: Any) -> Any:
    return topics if isinstance(topics, rx.Var) else list(topics)


def page_head(title: Any, about: Any = None, *actions: rx.Component) -> rx.Component:
    """The page's name, one line about it, and its actions."""
    return rx.el.header(
        rx.el.div(
            rx.el.h1(title, dir="auto"),
            rx.el.p(about) if about is not None else rx.fragment(),
        ),
        rx.el.div(*actions, class_name="page-actions") if actions else rx.fragment(),
        class_name="page-head",
    )


def section(
    title: Any, *content: rx.Component, count: Any = None, more: Any = None
) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title),
            rx.el.span(count, class_name="count") if count is not None else rx.fragment(),
            rx.el.span(more, class_name="more") if more is not None else rx.fragment(),
            class_name="section-head",
        ),
        *content,
        class_name="section",
    )


# Whether whoever looks may change work; a guest is told what is shown, not how to begin.
EDITS = Shell.me["edits"].to(bool)


def empty_here(for_editors: rx.Component, for_guests: Any) -> rx.Component:
    """How to begin, to somebody who may; to a guest that nothing is shared with them."""
    return rx.cond(EDITS, for_editors, empty(for_guests))


def empty(sentence: Any, *action: rx.Component, hint: Any = None) -> rx.Component:
    """What belongs here, one action, one keyboard hint."""
    return rx.el.div(
        rx.el.p(sentence),
        *action,
        rx.el.p(hint, class_name="hint") if hint is not None else rx.fragment(),
        class_name="empty",
    )


def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.h1("Not here"),
        rx.el.p(
            "This does not exist, or is not shared with you.",
            style={"margin": "8px 0 16px", "color": "var(--ink-2)"},
        ),
        kit.go("Go home", to="/", class_name="button"),
    )


def _bones() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="bone", style={"height": "32px", "width": "38%"}),
        *[
            rx.el.div(class_name="bone", style={"height": "20px", "margin_top": "16px"})
            for _ in range(5)
        ],
        custom_attrs={"aria-busy": "true", "aria-label": "Loading"},
    )
