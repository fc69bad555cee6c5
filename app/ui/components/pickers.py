"""Pickers beyond one of a list: several of a list, a day, and any thing by its name."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.components.kit import chosen
from app.ui.shapes import Choice


class Pick(web.Browser):
    """A button (its children) that opens a picker; `on_pick` gets what was chosen."""

    label: rx.Var[str]
    pick: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_pick: rx.EventHandler[chosen]


class MultiPicker(Pick):
    """Several of a list; hands on {add, remove} when it closes."""

    library = web.source("pickers/multi-picker.tsx")
    tag = "MultiPicker"
    options: rx.Var[list[Choice]]
    values: rx.Var[list[Any]]
    creatable: rx.Var[bool]


class DatePicker(Pick):
    """A day in words or from a month; hands on an ISO day, or an empty text for none."""

    library = web.source("pickers/date-picker.tsx")
    tag = "DatePicker"
    value: rx.Var[str]


class Finder(Pick):
    """A task, goal, doc or list by key or title; hands on what was found."""

    library = web.source("pickers/finder.tsx")
    tag = "Finder"
    kinds: rx.Var[list[str]]


class PickKeys(web.Browser):
    """Keys that open the page's pickers by what they pick; `e` edits the title."""

    library = web.source("pickers/pick-keys.tsx")
    tag = "PickKeys"
    keys: rx.Var[dict[str, str]]


pick_keys = PickKeys.create
multi_picker = MultiPicker.create
date_picker = DatePicker.create
finder = Finder.create
