"""What a field's values can be, what can be asked of them and what can be computed from many."""

from enum import StrEnum


class Type(StrEnum):
    """What kind of thing a field holds."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"  # Markdown
    NUMBER = "number"
    DURATION = "duration"  # whole minutes
    DAY = "day"  # a date without a zone
    INSTANT = "instant"  # a moment, UTC
    FLAG = "flag"
    CHOICE = "choice"  # one of a fixed few
    ITEM = "item"  # the id of a task, goal, list, status, person …
    ITEMS = "items"  # several ids
    TAGS = "tags"  # several words


class Operator(StrEnum):
    """How a value is compared in a filter. The negative ones hold for what is empty too."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    BETWEEN = "between"
    HAS_ANY = "has_any"
    HAS_ALL = "has_all"
    HAS_NONE = "has_none"
    IS_EMPTY = "is_empty"
    IS_NOT_EMPTY = "is_not_empty"


class Aggregate(StrEnum):
    """What a column's foot or a group can say of many values; empty ones are left out but counted."""

    COUNT = "count"
    FILLED = "filled"
    EMPTY = "empty"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"


_O, _A = Operator, Aggregate
_EQUAL = (_O.IS, _O.IS_NOT, _O.IN, _O.NOT_IN)
_ORDERED = (_O.LT, _O.LTE, _O.GT, _O.GTE, _O.BETWEEN)
_WORDS = (_O.CONTAINS, _O.NOT_CONTAINS)
_MEMBERS = (_O.HAS_ANY, _O.HAS_ALL, _O.HAS_NONE)
_EMPTY = (_O.IS_EMPTY, _O.IS_NOT_EMPTY)
_COUNTED = (_A.COUNT, _A.FILLED, _A.EMPTY)
_COMPUTED = (*_COUNTED, _A.SUM, _A.MEAN, _A.MEDIAN, _A.MIN, _A.MAX)

# Whether a value may be empty adds to these: see `Field.operators`.
OPERATORS: dict[Type, tuple[Operator, ...]] = {
    Type.TEXT: (*_EQUAL, *_WORDS),
    Type.LONG_TEXT: _WORDS,
    Type.NUMBER: (*_EQUAL, *_ORDERED),
    Type.DURATION: (*_EQUAL, *_ORDERED),
    Type.DAY: (*_EQUAL, *_ORDERED),
    Type.INSTANT: (*_EQUAL, *_ORDERED),
    Type.FLAG: (_O.IS, _O.IS_NOT),
    Type.CHOICE: _EQUAL,
    Type.ITEM: _EQUAL,
    Type.ITEMS: _MEMBERS,
    Type.TAGS: _MEMBERS,
}
EMPTINESS = _EMPTY
AGGREGATES: dict[Type, tuple[Aggregate, ...]] = {
    Type.NUMBER: _COMPUTED,
    Type.DURATION: _COMPUTED,
    Type.DAY: (*_COUNTED, _A.MIN, _A.MAX),
    Type.INSTANT: (*_COUNTED, _A.MIN, _A.MAX),
}
COUNTED = _COUNTED
UNSORTABLE = (Type.LONG_TEXT, Type.ITEMS, Type.TAGS)
GROUPABLE = (Type.FLAG, Type.CHOICE, Type.ITEM, Type.ITEMS, Type.TAGS, Type.DAY)
