"""The shared pieces, as Reflex components: one look for Python pages and the browser's own."""

from typing import Any

import reflex as rx

from app.ui import web
from app.ui.shapes import Choice, PersonView, Source


def chosen(value: Any) -> list[Any]:
    """What a picker hands on: its option's value, a number or a word."""
    return [value]


class StatusGlyph(web.Browser):
    library = web.source("parts/glyphs.tsx")
    tag = "StatusGlyph"
    category: rx.Var[str]
    part: rx.Var[float]
    title: rx.Var[str]


class PriorityGlyph(web.Browser):
    library = web.source("parts/glyphs.tsx")
    tag = "PriorityGlyph"
    priority: rx.Var[int]


class Avatar(web.Browser):
    library = web.source("parts/people.tsx")
    tag = "Avatar"
    person: rx.Var[PersonView]
    big: rx.Var[bool]


class Avatars(web.Browser):
    library = web.source("parts/people.tsx")
    tag = "Avatars"
    people: rx.Var[list[PersonView]]


class Health(web.Browser):
    library = web.source("parts/goals.tsx")
    tag = "Health"
    health: rx.Var[str]


class GoalBar(web.Browser):
    library = web.source("parts/goals.tsx")
    tag = "GoalBar"
    actual: rx.Var[float | None]
    expected: rx.Var[float | None]
    health: rx.Var[str]
    label: rx.Var[str]
    small: rx.Var[bool]


class Picker(web.Browser):
    """A button (its children) that opens a filtering menu; `on_pick` gets the chosen value."""

    library = web.source("pickers/picker.tsx")
    tag = "Picker"
    options: rx.Var[list[Choice]]
    value: rx.Var[Any]
    label: rx.Var[str]
    tip: rx.Var[str]  # what a pointer reads, where that is more than the label
    placeholder: rx.Var[str]
    pick: rx.Var[str]
    disabled: rx.Var[bool]
    on_pick: rx.EventHandler[chosen]


class SourceChip(web.Browser):
    library = web.source("parts/source-chip.tsx")
    tag = "SourceChip"
    source: rx.Var[Source]


class KindIcon(web.Browser):
    library = web.source("parts/kind-icon.tsx")
    tag = "KindIcon"
    kind: rx.Var[str]
    size: rx.Var[int]


class Go(web.Browser):
    """A link inside the app."""

    library = web.source("parts/page.tsx")
    tag = "Go"
    to: rx.Var[str]


class Watch(web.Browser):
    """Sets the window's title; when `version` rises, calls back what shows one of the topics touched."""

    library = web.source("parts/page.tsx")
    tag = "Watch"
    title: rx.Var[str]
    version: rx.Var[int]
    touched: rx.Var[list[str]]
    topics: rx.Var[list[str]]  # the page's: at once
    seldom: rx.Var[list[str]]  # the page's: at most every twenty seconds
    frame: rx.Var[list[str]]  # the sidebar's and top bar's
    on_change: rx.EventHandler[rx.event.no_args_event_spec]
    on_frame: rx.EventHandler[rx.event.no_args_event_spec]


class FlashHash(web.Browser):
    """Scrolls to what the address names, once it is there."""

    library = web.source("parts/page.tsx")
    tag = "FlashHash"
    ready: rx.Var[bool]


status_glyph = StatusGlyph.create
priority_glyph = PriorityGlyph.create
avatar = Avatar.create
avatars = Avatars.create
health = Health.create
goal_bar = GoalBar.create
picker = Picker.create
source_chip = SourceChip.create
kind_icon = KindIcon.create
go = Go.create
watch = Watch.create
flash_hash = FlashHash.create
