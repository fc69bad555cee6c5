"""Every page, and what all of them share in their head."""

import importlib.util

import reflex as rx

# A page is a module that registers itself with @rx.page when imported.
PAGES = (
    "app.ui.signin.page",
    "app.ui.welcome.page",
    "app.ui.home.page",
    "app.ui.goals.page",
    "app.ui.lists.page",
    "app.ui.tasks.page",
    "app.ui.docs.page",
    "app.ui.ask.page",
    "app.ui.summaries.page",
    "app.ui.spaces.page",
    "app.ui.settings.page",
)


def head() -> list[rx.Component]:
    """What every page's head carries."""
    return [rx.el.meta(name="color-scheme", content="light dark")]


def add(app: rx.App) -> None:  # noqa: ARG001 - pages register themselves
    """Import each page's module."""
    for name in PAGES:
        if importlib.util.find_spec(name.rsplit(".", 1)[0]) and importlib.util.find_spec(name):
            importlib.import_module(name)
