"""The pickers of js/pickers.jsx: several of a list, a day, and any thing by its name."""

from typing import Any

import reflex as rx
from reflex_components_lucide.icon import LUCIDE_LIBRARY

from app.ui.components.js import PICKERS
from app.ui.components.kit import chosen

CHRONO = "chrono-node@2.10.3"  # reads “next fri”


class Pick(rx.Component):
    """A button (its children) that opens a picker; `on_pick` gets what was chosen."""

    library = PICKERS
    lib_dependencies: list[str] = [LUCIDE_LIBRARY, CHRONO]
    label: rx.Var[str]
    pick: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_pick: rx.EventHandler[chosen]


class MultiPicker(Pick):
    """Several of a list; hands on {add, remove} when it closes."""

    tag = "MultiPicker"
    options: rx.Var[list[dict[str, Any]]]
    values: rx.Var[list[Any]]
    creatable: rx.Var[bool]


class DatePicker(Pick):
    """A day in words or from a month; hands on an ISO day, or an empty text for none."""

    tag = "DatePicker"
    value: rx.Var[str]


class Finder(Pick):
    """A task, goal, doc or list by key or title; hands on what was found."""

    tag = "Finder"
    kinds: rx.Var[list[str]]


class PickKeys(rx.Component):
    """Keys that open the page's pickers by what they pick; `e` edits the title."""

    library = PICKERS
    tag = "PickKeys"
    keys: rx.Var[dict[str, str]]


pick_keys = PickKeys.create
multi_picker = MultiPicker.create
date_picker = DatePicker.create
finder = Finder.create
