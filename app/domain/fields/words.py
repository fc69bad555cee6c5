"""What the log says of a changed field, as a piece of a sentence without its subject."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.chosen import and_join
from app.domain.fields.values import Names, Values


@dataclass(frozen=True)
class Words:
    """Templates over {old} and {new}: first given, changed later, taken away.

    `phrase` is what a sentence calls the field (“the due date”) and makes the templates that are
    not given. `added` and `removed` are for sets; without them `changed` says it all.
    """

    phrase: str
    given: str = ""
    changed: str = ""
    cleared: str = ""
    added: str = ""
    removed: str = ""
    is_silent: bool = False  # never worth a sentence: it follows from another field


def sentence(words: Words, values: Values, old: Any, new: Any, names: Names) -> str:
    """The piece for one change, from values as the log has them; empty for a silent field."""
    if words.is_silent:
        return ""
    if words.added or words.removed:
        return _members(words, values, old or [], new or [], names)
    old, new = values.from_log(old), values.from_log(new)
    template = _template(words, was_empty=values.is_empty(old), is_empty=values.is_empty(new))
    return template.format(old=values.spoken(old, names), new=values.spoken(new, names))


def _template(words: Words, *, was_empty: bool, is_empty: bool) -> str:
    if is_empty:
        return words.cleared or f"took {words.phrase} away"
    if was_empty:
        return words.given or f"changed {words.phrase} to {{new}}"
    return words.changed or f"changed {words.phrase} from {{old}} to {{new}}"


def _members(words: Words, values: Values, old: list[Any], new: list[Any], names: Names) -> str:
    came, went = [v for v in new if v not in old], [v for v in old if v not in new]
    parts = [words.added.format(values.spoken(came, names))] if came else []
    parts += [words.removed.format(values.spoken(went, names))] if went else []
    return and_join(parts)
