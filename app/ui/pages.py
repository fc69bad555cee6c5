"""Every page, and what all of them share in their head."""

import importlib

import reflex as rx

from app.ui import web

# A page is a module that registers itself with @rx.page when imported.
PAGES = (
    "app.ui.signin.page",
    "app.ui.signin.forgot_page",
    "app.ui.signin.reset_page",
    "app.ui.welcome.page",
    "app.ui.home.page",
    "app.ui.goals.page",
    "app.ui.goals.goal_page",
    "app.ui.filtered.page",
    "app.ui.lists.page",
    "app.ui.tasks.page",
    "app.ui.docs.page",
    "app.ui.docs.doc_page",
    "app.ui.inbox.page",
    "app.ui.ask.page",
    "app.ui.search.page",
    "app.ui.summaries.page",
    "app.ui.trash.page",
    "app.ui.archive.page",
    "app.ui.spaces.page",
    "app.ui.spaces.new_page",
    "app.ui.settings.page",
)
# What every page needs; a feature's own rules come with its code (`import "./ask.css"`).
STYLES = ["/style.css", "/parts.css", "/shell.css", "/pages.css", "/print.css"]
# Before the first paint, so that a dark page never flashes white.
THEME = """(()=>{try{const t=localStorage.getItem("theme")||"system";const d=t==="dark"||(t==="system"&&matchMedia("(prefers-color-scheme: dark)").matches);document.documentElement.classList.add(d?"dark":"light")}catch{}})()"""


def head() -> list[rx.Component]:
    """What every page's head carries."""
    return [
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(
            rel="preload",
            href="/fonts/inter-latin-wght-normal.woff2",
            custom_attrs={"as": "font"},
            type="font/woff2",
            cross_origin="anonymous",
        ),
        rx.el.script(THEME),
    ]


class Connection(web.Browser):
    """Says calmly that the server can't be reached; Reflex would name sockets and addresses."""

    library = web.source("shell/connection.tsx")
    tag = "Connection"


def around(app: rx.App) -> None:
    """Put ours in the place of what Reflex lays over every page."""
    # What stands in a wrap comes before the page, which Reflex puts into it.
    app.app_wraps[5, "Overlay"] = lambda is_stateful: (
        rx.fragment(Connection.create()) if is_stateful else None
    )


def add(app: rx.App) -> None:
    """Import each page's module."""
    for name in PAGES:
        importlib.import_module(name)
