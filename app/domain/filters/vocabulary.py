"""The fields a filter may ask: the registry's, and what follows from them for one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from app.domain import fields
from app.domain.errors import Invalid
from app.domain.fields import Editors, Field
from app.domain.fields.chosen import Choice, Item, options
from app.domain.fields.counted import Number
from app.domain.fields.field import Logged
from app.domain.fields.values import Flag, Prose, Values
from app.domain.fields.words import Words
from app.domain.progress import HealthWord

_SILENT = Words("", is_silent=True)


def _derived(name: str, values: Values, label: str, *aliases: str, empty: bool = False) -> Field:
    return Field(
        name,
        values,
        label,
        _SILENT,
        attribute=None,
        is_nullable=empty,
        editors=Editors.NOBODY,
        is_shown=False,
        logged=Logged.NEVER,
        aliases=aliases,
    )


# What the reader may not see counts for none of these: a hidden blocker blocks nothing they know of.
_FOLLOWING = (
    _derived("text", Prose(), "Text", "words"),
    _derived("headline", Prose(), "Key, title or tag"),
    _derived("is_open", Flag(), "Open", "open"),
    _derived("overdue", Flag(), "Overdue"),
    _derived("blocked", Flag(), "Blocked"),
    _derived("blocks", Flag(), "Blocking others", "blocking"),
    _derived("has_subtasks", Flag(), "With subtasks"),
    _derived("archived", Flag(), "Archived"),
    _derived("comments", Number(low=0, is_whole=True), "Comments"),
    _derived("folder_id", Item("folder", "another folder"), "Folder", "folder", empty=True),
    _derived("goal_id", Item("goal", "another goal"), "Goal", "goal", empty=True),
    replace(
        _derived("helps_goal", Item("goal", "another goal"), "Helps the goal", empty=True),
        has_order=False,
    ),
)
_OF_GOALS = (
    _derived("is_archived", Flag(), "Archived", "archived"),
    _derived("is_open", Flag(), "Open", "open"),
    _derived("actual", Number(), "Actual", "progress", empty=True),
    _derived("expected", Number(), "Expected", empty=True),
    _derived("health", Choice(options(*get_args(HealthWord))), "Health as it counts"),
    _derived("suggested", Choice(options(*get_args(HealthWord))), "Health by the numbers"),
)
_LEFT_OUT = ("rank",)


def _vocabulary(own: Mapping[str, Field], following: Iterable[Field]) -> Mapping[str, Field]:
    kept = {name: field for name, field in own.items() if name not in _LEFT_OUT}
    return kept | {field.name: field for field in following}


def _by_every_name(known: Mapping[str, Field]) -> Mapping[str, Field]:
    return {alias: field for field in known.values() for alias in (field.name, *field.aliases)}


TASK = _vocabulary(fields.TASK, _FOLLOWING)
GOAL = _vocabulary(fields.GOAL, _OF_GOALS)
NOUNS: Mapping[str, Mapping[str, Field]] = {"task": TASK, "goal": GOAL}
_NOUNS = {noun: _by_every_name(known) for noun, known in NOUNS.items()}


def of(noun: str) -> Mapping[str, Field]:
    """The fields of a noun by each of their names; raises Invalid for a noun without filters."""
    if noun not in _NOUNS:
        raise Invalid(f"“{noun}” can't be filtered.")
    return _NOUNS[noun]
