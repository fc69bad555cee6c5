"""A filter in words: “due before 1 Dec 2026 and not done”."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.fields import Field, Names, Type, unnamed
from app.domain.fields.values import day_words
from app.domain.filters.tree import Days, Every, Filter, Leaf, Not, Op, Some, Token, Value
from app.domain.filters.vocabulary import TASK
from app.domain.plurals import many


@dataclass(frozen=True)
class Phrases:
    """How a field stands in a sentence: before its values, before what it is not, and with none."""

    has: str
    lacks: str = ""
    empty: str = ""
    filled: str = ""


@dataclass(frozen=True)
class _Asked:
    """A leaf with what its words are made of."""

    leaf: Leaf
    field: Field
    phrases: Phrases
    names: Names

    @property
    def op(self) -> Op:
        return self.leaf.op

    @property
    def values(self) -> tuple[Value, ...]:
        return self.leaf.values


_PHRASES: Mapping[str, Phrases] = {
    "title": Phrases("called", "not called"),
    "text": Phrases("", "", "without words", "with words"),
    "description": Phrases("", "", "without a description", "with a description"),
    "status": Phrases("in the status", "not in the status"),
    "category": Phrases("", "not"),
    "assignees": Phrases(
        "assigned to", "not assigned to", "assigned to nobody", "assigned to somebody"
    ),
    "tags": Phrases("tagged", "not tagged", "without tags", "with tags"),
    "start": Phrases("starting", "not starting", "without a start", "with a start"),
    "due": Phrases("due", "not due", "without a due date", "with a due date"),
    "created_at": Phrases("made", "not made"),
    "updated_at": Phrases("changed", "not changed"),
    "started_at": Phrases("started", "not started", "never started", "ever started"),
    "done_at": Phrases("done", "not done", "not done yet", "done at some time"),
    "created_by": Phrases("made by", "not made by", "made by nobody known", "made by somebody"),
    "list_id": Phrases("in", "not in"),
    "space_id": Phrases("in", "not in"),
    "folder_id": Phrases("in", "not in", "in no folder", "in a folder"),
    "parent_id": Phrases("part of", "not part of", "part of no other task", "part of another task"),
    "goal_id": Phrases("linked to", "not linked to", "linked to no goal", "linked to a goal"),
    "helps_goal": Phrases("helping", "not helping", "helping no goal", "helping a goal"),
    "key": Phrases("", "not"),
    "is_upkeep": Phrases("upkeep", "not upkeep"),
    "archived": Phrases("archived", "not archived"),
    "is_archived": Phrases("archived", "not archived"),
    "has_subtasks": Phrases("with subtasks", "without subtasks"),
}
_SIZES = {Op.LT: "under", Op.LTE: "at most", Op.GT: "over", Op.GTE: "at least"}
_TIMES = {Op.LT: "before", Op.LTE: "by", Op.GT: "after", Op.GTE: "from"}
_MOST_NAMED = 4


def sentence(of: Filter, names: Names = unnamed) -> str:
    """What the filter asks. `names` gives the names its reader may see; others stay numbers."""
    match of:
        case Every(()):
            return "every task"
        case Some(()):
            return "no task"
        case Every(parts):
            return _joined([_part(part, names) for part in parts], "and")
        case Some(parts):
            return _joined([_part(part, names) for part in parts], "or")
        case Not(part):
            return f"not {_part(part, names)}"
        case Leaf():
            return _leaf(of, TASK[of.field], names)


def _part(part: Filter, names: Names) -> str:
    words = sentence(part, names)
    grouped = isinstance(part, Every | Some) and len(part.parts) > 1
    return f"({words})" if grouped else words


def _joined(words: list[str], by: str) -> str:
    if len(words) < 3:
        return f" {by} ".join(words)
    return f"{', '.join(words[:-1])} {by} {words[-1]}"


def _leaf(leaf: Leaf, field: Field, names: Names) -> str:
    phrases = _PHRASES.get(field.name) or Phrases(field.label.lower(), f"not {field.label.lower()}")
    if leaf.op is Op.IS_EMPTY:
        return phrases.empty or f"without {field.label.lower()}"
    if leaf.op is Op.IS_NOT_EMPTY:
        return phrases.filled or f"with {field.label.lower()}"
    return _WORDERS.get(field.type, _items)(_Asked(leaf, field, phrases, names))


def _flag(asked: _Asked) -> str:
    holds = bool(asked.values[0]) is (asked.op is Op.IS)
    return asked.phrases.has if holds else asked.phrases.lacks


def _text(asked: _Asked) -> str:
    if asked.op not in (Op.CONTAINS, Op.NOT_CONTAINS):
        return _items(asked)
    verb = "saying" if asked.op is Op.CONTAINS else "not saying"
    where = "" if asked.field.name == "text" else f" in the {asked.field.label.lower()}"
    return f"{verb} “{asked.values[0]}”{where}"


def _time(asked: _Asked) -> str:
    found, has = asked.values, asked.phrases.has
    if asked.op is Op.BETWEEN:
        return f"{has} from {_when(found[0])} to {_when(found[1])}"
    if asked.op in _TIMES:
        return f"{has} {_TIMES[asked.op]} {_when(found[0])}"
    on = [f"on {words}" if words[:1].isdigit() else words for words in map(_when, found)]
    return _with(asked, on)


def _number(asked: _Asked) -> str:
    values, has = [asked.field.format(value) for value in asked.values], asked.phrases.has
    if asked.op is Op.BETWEEN:
        return f"{has} from {values[0]} to {values[1]}"
    if asked.op in _SIZES:
        return f"{has} {_SIZES[asked.op]} {values[0]}"
    return _with(asked, values)


def _choice(asked: _Asked) -> str:
    return _with(asked, [asked.field.values.spoken(value) for value in asked.values])


def _items(asked: _Asked) -> str:
    noun = getattr(asked.field.values, "noun", "")
    return _with(asked, [_named(value, noun, asked.names) for value in asked.values])


def _named(value: Value, noun: str, names: Names) -> str:
    if isinstance(value, int):
        return names(noun, value) or f"{'person' if noun == 'user' else noun} {value}"
    return str(value)


def _with(asked: _Asked, values: list[str]) -> str:
    shown = values[:_MOST_NAMED]
    if len(values) > len(shown):
        shown.append(f"{len(values) - len(shown)} more")
    words = _joined(shown, "and" if asked.op is Op.HAS_ALL else "or")
    lacks = asked.op in (Op.IS_NOT, Op.NOT_IN, Op.HAS_NONE)
    return f"{asked.phrases.lacks if lacks else asked.phrases.has} {words}".strip()


def _when(value: Value) -> str:
    match value:
        case Token("today", offset) if abs(offset) > 1:
            return f"{many(abs(offset), 'day')} {'from now' if offset > 0 else 'ago'}"
        case Token("today", offset):
            return ("yesterday", "today", "tomorrow")[offset + 1]
        case Token(name):
            return name.replace("_", " ")
        case Days(first):
            return day_words(first)
        case datetime():
            return f"{day_words(value.date())} {value:%H:%M} UTC"
        case date():
            return day_words(value)
        case _:
            return str(value)


_WORDERS: Mapping[Type, Callable[[_Asked], str]] = {
    Type.FLAG: _flag,
    Type.TEXT: _text,
    Type.LONG_TEXT: _text,
    Type.DAY: _time,
    Type.INSTANT: _time,
    Type.NUMBER: _number,
    Type.DURATION: _number,
    Type.CHOICE: _choice,
}
