"""Filters in the search line: `is:blocked owner:me in:ENG due:<today+7 -tag:x "exact"`.

What is no filter is searched for. A filter nobody can fulfil finds nothing and is said to be unknown.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agents.facts import Named
from agents.reading import times
from agents.reading.days import in_numbers
from agents.reading.names import Gazetteer, fold
from agents.reading.traits import STALE_DAYS
from app.domain import filters, numbers
from app.domain.dates import is_day_first
from app.domain.errors import Invalid
from app.domain.events import Category
from app.domain.fields import Field, Type
from app.domain.filters import Every, Filter, Leaf, Not, Op, Some, Token
from app.domain.filters.vocabulary import of

TOKEN = re.compile(r'(-?)(\b[a-z_]+):("[^"]{1,80}"|\S+)', re.IGNORECASE)
COMPARED = re.compile(r"(<=|>=|<|>|=)?(.+)", re.DOTALL)
OPS = {"<": Op.LT, "<=": Op.LTE, ">": Op.GT, ">=": Op.GTE}
_OPEN = Leaf("is_open", Op.IS, (True,))
_STALE = Leaf("updated_at", Op.LT, (Token("today", -STALE_DAYS),))
STATES: Mapping[str, Filter] = {
    "open": _OPEN,
    "done": Leaf("category", Op.IS, (Category.DONE.value,)),
    "closed": Leaf("category", Op.IS, (Category.DONE.value,)),
    "started": Leaf("category", Op.IS, (Category.STARTED.value,)),
    "backlog": Leaf("category", Op.IN, (Category.BACKLOG.value, Category.UNSTARTED.value)),
    "cancelled": Leaf("category", Op.IS, (Category.CANCELLED.value,)),
    "overdue": Leaf("overdue", Op.IS, (True,)),
    "late": Leaf("overdue", Op.IS, (True,)),
    "blocked": Leaf("blocked", Op.IS, (True,)),
    "unblocked": Every((_OPEN, Leaf("blocked", Op.IS, (False,)))),
    "blocking": Leaf("blocks", Op.IS, (True,)),
    "unassigned": Every((_OPEN, Leaf("assignees", Op.IS_EMPTY))),
    "archived": Leaf("archived", Op.IS, (True,)),
    "stale": Every((_OPEN, _STALE)),
    "unaligned": Every((Leaf("helps_goal", Op.IS_EMPTY), Leaf("is_upkeep", Op.IS, (False,)))),
}
# Fields whose values are written as they are, and need no names.
_PLAIN = (
    Type.DAY,
    Type.INSTANT,
    Type.NUMBER,
    Type.DURATION,
    Type.CHOICE,
    Type.TEXT,
    Type.LONG_TEXT,
)
_TEXTS = (Type.TEXT, Type.LONG_TEXT)


@dataclass(frozen=True)
class Line:
    """A search line, taken apart."""

    words: str  # to search for
    wanted: Filter | None  # None when nothing was filtered
    unknown: tuple[str, ...] = ()  # filters that mean nothing here
    unread: tuple[str, ...] = ()  # what looks like a filter and is none: it is searched for


@dataclass(frozen=True)
class Part:
    """One filter's value, and what it may name."""

    field: str
    value: str
    names: Gazetteer
    today: date
    locale: str

    @property
    def day(self) -> str:
        """The value, with days in numbers as their writer means them."""
        return in_numbers(f"on {self.value}", self.today, is_day_first=is_day_first(self.locale))[
            3:
        ]

    def named(self, *kinds: str) -> Named | None:
        found = self.names.by_words.get(fold(self.value.lstrip("@#")), ())
        return next((one for kind in kinds for one in found if one.kind == kind), None)


def read(line: str, names: Gazetteer, *, today: date, locale: str = numbers.PLAIN) -> Line:
    """Take the filters out of a search line; its numbers and days are as people of a locale write them."""
    asked: dict[str, list[Filter]] = {}
    parts, unknown, unread = list[Filter](), list[str](), list[str]()
    for match in TOKEN.finditer(line):
        field, value = match.group(2).casefold(), match.group(3).strip('"')
        reader = _reader(field)
        if reader is None:
            if not value.startswith("//"):  # an address
                unread.append(match.group(0))
            continue
        found = reader(Part(field, value, names, today, locale))
        if found is None:
            unknown.append(match.group(0))
        elif match.group(1):
            parts.append(Not(found))
        elif isinstance(found, Leaf) and found.op in (Op.IN, Op.HAS_ANY):
            # Two people, two tags, two places: either will do.
            asked.setdefault(_ALIKE.get(field, field), []).append(found)
        else:
            parts.append(found)
    parts += [Some(tuple(found)) for found in asked.values()]
    words = TOKEN.sub(lambda m: m.group(0) if _reader(m.group(2).casefold()) is None else "", line)
    used = bool(parts or unknown)
    wanted = Every(tuple(parts)) if used else None
    return Line(" ".join(words.split()), wanted, tuple(unknown), tuple(unread))


def _reader(field: str) -> Callable[[Part], Filter | None] | None:
    if field in FIELDS:
        return FIELDS[field]
    known = of("task").get(field)
    return _compared if known is not None and known.type in _PLAIN else None


def _state(part: Part) -> Filter | None:
    return STATES.get(part.value.casefold())


def _owner(part: Part) -> Filter | None:
    if part.value.casefold() in ("nobody", "none"):
        return Leaf("assignees", Op.IS_EMPTY)
    if part.value.casefold() == "me":
        return Leaf("assignees", Op.HAS_ANY, (Token("me"),))
    named = part.named("person", "team")
    return Leaf("assignees", Op.HAS_ANY, named.members or (named.id,)) if named else None


def _place(part: Part) -> Filter | None:
    named = part.named("space", "list", "goal")
    if named is None:
        return None
    field = {"space": "space_id", "list": "list_id", "goal": "helps_goal"}[named.kind]
    # A goal narrows what a place holds; only places stand beside each other.
    return Leaf(field, Op.IS if named.kind == "goal" else Op.IN, (named.id,))


def _tag(part: Part) -> Filter | None:
    named = part.named("tag")
    return Leaf("tags", Op.HAS_ANY, (named.name,)) if named else None


def _status(part: Part) -> Filter | None:
    named = part.named("status")
    if named is not None:
        return Leaf("status", Op.IN, (named.name,))
    folded = part.value.casefold()
    return Leaf("category", Op.IN, (folded,)) if folded in list(Category) else None


def _before(part: Part) -> Filter | None:
    period, _ = times.read(f"before {fold(part.day)}", part.today)
    return None if period is None else Leaf("due", Op.LT, (period.end,))


def _after(part: Part) -> Filter | None:
    period, _ = times.read(f"by {fold(part.day)}", part.today)
    return None if period is None else Leaf("due", Op.GTE, (period.end,))


def _compared(part: Part) -> Filter | None:
    """`due:<today+7`, `points:>=3`, `created:this_week`, `title:login`; `due:none` for what is empty."""
    field = of("task")[part.field]
    match = COMPARED.fullmatch(part.value)
    sign, value = (match.group(1), match.group(2)) if match else (None, part.value)
    if field.type in (Type.DAY, Type.INSTANT):
        value = replace(part, value=value).day
    if sign is None and value.casefold() == "none" and Op.IS_EMPTY in field.operators:
        return Leaf(field.name, Op.IS_EMPTY)
    op = OPS.get(sign or "", Op.CONTAINS if field.type in _TEXTS else Op.IS)
    try:
        return filters.parse(
            {"field": field.name, "op": op.value, "value": _number(field, value, part.locale)}
        )
    except Invalid:
        return None


def _number(field: Field, value: str, locale: str) -> Any:
    """A number or a length of work as a field on a screen reads it; other values stay as they are written."""
    if field.type not in (Type.NUMBER, Type.DURATION):
        return value
    return field.read(value, locale=locale).value


_ALIKE = {"owner": "assignee", "label": "tag"}
FIELDS: Mapping[str, Callable[[Part], Filter | None]] = {
    "is": _state,
    "owner": _owner,
    "assignee": _owner,
    "in": _place,
    "goal": _place,
    "tag": _tag,
    "label": _tag,
    "status": _status,
    "before": _before,
    "after": _after,
}
