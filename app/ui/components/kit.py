"""The shared pieces, as Reflex components: one look for Python pages and JSX ones (js/kit.jsx)."""

from typing import Any

import reflex as rx
from reflex_components_lucide.icon import LUCIDE_LIBRARY

from app.ui.components.js import KIT


def chosen(value: Any) -> list[Any]:
    """What a picker hands on: its option's value, a number or a word."""
    return [value]


class Piece(rx.Component):
    """Anything of kit.jsx."""

    library = KIT
    lib_dependencies: list[str] = [LUCIDE_LIBRARY]


class StatusGlyph(Piece):
    tag = "StatusGlyph"
    category: rx.Var[str]
    part: rx.Var[float]
    title: rx.Var[str]


class PriorityGlyph(Piece):
    tag = "PriorityGlyph"
    priority: rx.Var[int]


class Avatar(Piece):
    tag = "Avatar"
    person: rx.Var[dict[str, Any]]
    big: rx.Var[bool]


class Avatars(Piece):
    tag = "Avatars"
    people: rx.Var[list[dict[str, Any]]]


class Health(Piece):
    tag = "Health"
    health: rx.Var[str]


class GoalBar(Piece):
    tag = "GoalBar"
    actual: rx.Var[float | None]
    expected: rx.Var[float | None]
    health: rx.Var[str]
    label: rx.Var[str]
    small: rx.Var[bool]


class Picker(Piece):
    """A button (its children) that opens a filtering menu; `on_pick` gets the chosen value."""

    tag = "Picker"
    options: rx.Var[list[dict[str, Any]]]
    value: rx.Var[Any]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    pick: rx.Var[str]
    disabled: rx.Var[bool]
    on_pick: rx.EventHandler[chosen]


class SourceChip(Piece):
    tag = "SourceChip"
    source: rx.Var[dict[str, Any]]


class KindIcon(Piece):
    tag = "KindIcon"
    kind: rx.Var[str]
    size: rx.Var[int]


class Go(Piece):
    """A link inside the app."""

    tag = "Go"
    to: rx.Var[str]


class Watch(Piece):
    """Sets the window's title; when `version` rises, calls back what shows one of the topics touched."""

    tag = "Watch"
    title: rx.Var[str]
    version: rx.Var[int]
    touched: rx.Var[list[str]]
    topics: rx.Var[list[str]]  # the page's: at once
    seldom: rx.Var[list[str]]  # the page's: at most every twenty seconds
    frame: rx.Var[list[str]]  # the sidebar's and top bar's
    on_change: rx.EventHandler[rx.event.no_args_event_spec]
    on_frame: rx.EventHandler[rx.event.no_args_event_spec]


class FlashHash(Piece):
    """Scrolls to what the address names, once it is there."""

    tag = "FlashHash"
    ready: rx.Var[bool]


class InlineText(Piece):
    """Text that is edited where it stands."""

    tag = "InlineText"
    value: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str)]


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
inline_text = InlineText.create
