"""A filter from JSON and back. Each refusal is one sentence that names the place."""

from collections.abc import Mapping
from typing import Any, cast

from app.domain.errors import Invalid
from app.domain.fields import Field
from app.domain.filters import values, vocabulary
from app.domain.filters.tree import (
    EVERYTHING,
    WITH_SEVERAL,
    WITHOUT_VALUE,
    Every,
    Filter,
    Leaf,
    Not,
    Op,
    Some,
)
from app.domain.text import squeeze

DEEPEST = 4  # levels, a leaf is one
MOST_LEAVES = 50
MOST_VALUES = 500
TOP = "where"
LIMITS = (
    f"At most {DEEPEST} levels deep (a leaf is one), {MOST_LEAVES} leaves, {MOST_VALUES} values of a leaf, "
    f"{values.LONGEST} characters of a text; days from {values.YEARS.start} to {values.YEARS.stop - 1}, "
    f"tokens `me`, {', '.join(f'`{one}`' for one in values.PERIODS)} and `today±n` to {values.LARGEST_OFFSET} days."
)


def parse(plain: Any, *, noun: str = "task") -> Filter:
    """The filter a JSON value says; `{}` is everything. Raises Invalid."""
    if plain == {}:
        return EVERYTHING
    return _Reader(vocabulary.of(noun)).read(plain, TOP, 1)


def to_json(of: Filter) -> dict[str, Any]:
    """What `parse` reads as the same filter."""
    match of:
        case Every(()):
            return {}
        case Every(parts):
            return {"all": [to_json(part) for part in parts]}
        case Some(parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case Leaf(field, op, found):
            plain: dict[str, Any] = {"field": field, "op": op.value}
            if op in WITH_SEVERAL:
                plain["value"] = [values.to_json(one) for one in found]
            elif op not in WITHOUT_VALUE:
                plain["value"] = values.to_json(found[0])
            return plain


class _Reader:
    """Reads one tree, counting its leaves."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.leaves = 0

    def read(self, plain: Any, place: str, depth: int) -> Filter:
        if depth > DEEPEST:
            raise _refused(place, f"a filter may be {DEEPEST} levels deep, not deeper")
        if not isinstance(plain, Mapping):
            raise _refused(place, "a filter is an object: all, any, not, or field with op")
        given = cast(Mapping[str, Any], plain)
        for name, group in (("all", Every), ("any", Some)):
            if name in given:
                _only(given, place, name)
                return group(self._parts(given[name], f"{place}.{name}", depth + 1))
        if "not" in given:
            _only(given, place, "not")
            return Not(self.read(given["not"], f"{place}.not", depth + 1))
        return self._leaf(given, place)

    def _parts(self, plain: Any, place: str, depth: int) -> tuple[Filter, ...]:
        if not isinstance(plain, list) or not plain:
            raise _refused(place, "name at least one filter, in a list")
        found = cast(list[Any], plain)
        if len(found) > MOST_LEAVES:
            raise _refused(place, f"a filter may ask {MOST_LEAVES} things, not more")
        return tuple(self.read(one, f"{place}[{i}]", depth) for i, one in enumerate(found))

    def _leaf(self, given: Mapping[str, Any], place: str) -> Leaf:
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise _refused(place, f"a filter may ask {MOST_LEAVES} things, not more")
        _only(given, place, "field", "op", "value")
        field = self._field(given.get("field"), f"{place}.field")
        op = _op(field, given.get("op"), f"{place}.op")
        return Leaf(field.name, op, _values(field, op, given, f"{place}.value"))

    def _field(self, plain: Any, place: str) -> Field:
        if not isinstance(plain, str):
            raise _refused(place, "name a field")
        if plain not in self.fields:
            raise _refused(place, f"there is no field “{_shown(plain)}” to filter by")
        return self.fields[plain]


def _only(given: Mapping[str, Any], place: str, *names: str) -> None:
    more = [name for name in given if name not in names]
    if more:
        raise _refused(place, f"“{_shown(str(more[0]))}” can't stand beside {' and '.join(names)}")


def _op(field: Field, plain: Any, place: str) -> Op:
    allowed = field.operators
    if not isinstance(plain, str) or plain not in allowed:
        named = f"“{_shown(plain)}”" if isinstance(plain, str) else "without an op"
        raise _refused(place, f"{field.name} can't be asked {named}: it takes {', '.join(allowed)}")
    return Op(plain)


def _values(field: Field, op: Op, given: Mapping[str, Any], place: str) -> tuple[Any, ...]:
    if op in WITHOUT_VALUE:
        if "value" in given:
            raise _refused(place, f"{op} takes no value")
        return ()
    if "value" not in given:
        raise _refused(place, f"{field.name} {op} needs a value")
    plain = given["value"]
    if op not in WITH_SEVERAL:
        return (_value(field, plain, place),)
    if not isinstance(plain, list) or not plain:
        raise _refused(place, f"{op} takes a list of values")
    found = cast(list[Any], plain)
    if len(found) > MOST_VALUES:
        raise _refused(place, f"{op} takes at most {MOST_VALUES} values")
    if op is Op.BETWEEN and len(found) != 2:
        raise _refused(place, "between takes two values, the first and the last")
    return tuple(_value(field, one, f"{place}[{i}]") for i, one in enumerate(found))


def _value(field: Field, plain: Any, place: str) -> values.Value:
    try:
        return values.parse(field, plain)
    except Invalid as refusal:
        sentence = refusal.sentence
        raise _refused(place, f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")) from None


def _shown(text: str) -> str:
    """What somebody wrote, short enough to say again."""
    return squeeze("".join(c for c in text[:80] if c.isprintable()), limit=40)


def _refused(place: str, why: str) -> Invalid:
    return Invalid(f"{place}: {why}.", field=place)
