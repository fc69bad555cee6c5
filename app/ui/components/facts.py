"""The fields beside a task or a goal: each shown and changed as its type is, unless the page knows better."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from app.domain.fields import Field, Type
from app.domain.fields.chosen import Choice as ChoiceValues
from app.ui.components import forms, kit, pickers
from app.ui.shapes import Choice

UNITS = {Type.DURATION: " in hours"}
Line = Callable[[Field], rx.Component]


@dataclass(frozen=True)
class Facts:
    """The fields of one item: what they hold, by their names, and the event that sets one.

    `values` are as controls take them, `words` as people read them; `exact` stands behind a day's words.
    """

    values: Any  # Vars of the page's state
    words: Any
    exact: Any
    can_edit: Any
    on_set: Callable[..., Any]  # the event of a field's name, and of its value
    own: Mapping[str, Line] = field(
        default_factory=dict[str, Line]
    )  # whose line is more than its value

    def line(self, of: Field) -> rx.Component:
        """A field's name and value; raises TypeError for a type that has no control."""
        if of.name in self.own:
            return self.own[of.name](of)
        return fact(of.label, control_of(of)(self, of))

    def choice(self, of: Field, *before: rx.Component) -> rx.Component:
        assert isinstance(of.values, ChoiceValues)
        options = [Choice(value=one.value, label=one.label) for one in of.values.options]
        nothing = rx.cond(self.words[of.name] == "", rx.el.span("None", class_name="hint"))
        return kit.picker(
            *before,
            self.words[of.name],
            *([nothing] if of.is_nullable else []),
            options=[*options, *([Choice(value="", label="None")] if of.is_nullable else [])],
            value=self.values[of.name],
            label=of.label,
            class_name="fact-value",
            pick=of.name,
            disabled=~self.can_edit,
            on_pick=self.on_set(of.name),
        )

    def day(self, of: Field) -> rx.Component:
        return pickers.date_picker(
            rx.cond(
                self.values[of.name] != "",
                rx.el.span(self.words[of.name], title=self.exact[of.name], class_name="num"),
                rx.el.span("None", class_name="hint"),
            ),
            value=self.values[of.name].to(str),
            label=of.label,
            class_name="fact-value",
            pick=of.name,
            disabled=~self.can_edit,
            on_pick=self.on_set(of.name),
        )

    def flag(self, of: Field) -> rx.Component:
        return rx.el.input(
            type="checkbox",
            checked=self.values[of.name].to(bool),
            on_change=self.on_set(of.name),
            disabled=~self.can_edit,
            custom_attrs={"aria-label": of.label},
        )

    def text(self, of: Field, *, title: str = "") -> rx.Component:
        value = self.values[of.name].to(str)
        return forms.inline_field(
            name=of.name,
            value=value,
            label=f"{of.label}{UNITS.get(of.type, '')}",
            class_name="date-input wide",
            placeholder="None",
            disabled=~self.can_edit,
            tip=title,
            on_save=self.on_set(of.name),
        )


CONTROLS: Mapping[Type, Callable[[Facts, Field], rx.Component]] = {
    Type.TEXT: Facts.text,
    Type.NUMBER: Facts.text,
    Type.DURATION: Facts.text,
    Type.DAY: Facts.day,
    Type.FLAG: Facts.flag,
    Type.CHOICE: Facts.choice,
}


def control_of(of: Field) -> Callable[[Facts, Field], rx.Component]:
    """What shows and changes a field by its type; raises TypeError, which says what is missing."""
    if of.type not in CONTROLS:
        raise TypeError(
            f"“{of.name}” is of the type {of.type}, which has no control of its own: give the field a"
            " line in OWN of its page's facts, or is_shown=False in the registry."
        )
    return CONTROLS[of.type]


def fact(name: Any, value: rx.Component) -> rx.Component:
    """A line beside an item: a name, and what stands behind it."""
    return rx.el.div(
        rx.el.span(name, class_name="fact-name"),
        rx.el.div(value, style={"min_width": "0"}),
        class_name="fact",
    )
