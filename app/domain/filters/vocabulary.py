"""The fields a filter may ask: the registry's, and what follows from them for one reader."""

from collections.abc import Mapping

from app.domain import fields
from app.domain.errors import Invalid
from app.domain.fields import Editors, Field
from app.domain.fields.chosen import Item
from app.domain.fields.counted import Number
from app.domain.fields.field import Logged
from app.domain.fields.values import Flag, Prose, Values
from app.domain.fields.words import Words

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
    _derived("comments", Number(low=0, is_whole=True), "Comments"),
    _derived("folder_id", Item("folder", "another folder"), "Folder", "folder", empty=True),
    _derived("goal_id", Item("goal", "another goal"), "Goal", "goal", empty=True),
    _derived("helps_goal", Item("goal", "another goal"), "Helps the goal", empty=True),
)
_LEFT_OUT = ("rank",)
TASK: Mapping[str, Field] = {
    **{name: field for name, field in fields.TASK.items() if name not in _LEFT_OUT},
    **{field.name: field for field in _FOLLOWING},
}
_ALIASES = {alias: field for field in TASK.values() for alias in (field.name, *field.aliases)}
_NOUNS = {"task": _ALIASES}


def of(noun: str) -> Mapping[str, Field]:
    """The fields of a noun by each of their names; raises Invalid for a noun without filters."""
    if noun not in _NOUNS:
        raise Invalid(f"“{noun}” can't be filtered.")
    return _NOUNS[noun]
