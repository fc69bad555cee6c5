"""A filter as text that an address can carry: JSON as it is, or the same packed into base64url."""

import base64
import binascii
import json
from typing import Any, cast

from app.domain.errors import Invalid
from app.domain.filters.parsing import TOP, parse, to_json
from app.domain.filters.tree import Every, Filter, Leaf, Not, Some

LONGEST = 8000  # characters; browsers and servers carry this much
_GROUPS = {"&": "all", "|": "any"}
_UNREADABLE = f"{TOP}: this is no filter: give it as JSON, or as an address of ours has it."


def to_text(of: Filter) -> str:
    """The filter packed for an address: letters, digits, “-” and “_” alone."""
    short = json.dumps(_packed(of), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(short.encode()).decode().rstrip("=")


def from_text(text: str, *, noun: str = "task") -> Filter:
    """The filter of `to_text`, or of JSON; raises Invalid."""
    if len(text) > LONGEST:
        raise Invalid(f"{TOP}: a filter may be {LONGEST} characters long, not longer.", field=TOP)
    if not text.strip():
        raise Invalid(f"{TOP}: name a filter.", field=TOP)
    try:
        if text.lstrip().startswith(("{", "[")):
            return parse(json.loads(text), noun=noun)
        return parse(_unpacked(json.loads(_decoded(text))), noun=noun)
    except (ValueError, RecursionError):
        raise Invalid(_UNREADABLE, field=TOP) from None


def _decoded(text: str) -> str:
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError from error
    return found.decode()


def _packed(of: Filter) -> list[Any]:
    match of:
        case Every(parts):
            return ["&", *(_packed(part) for part in parts)]
        case Some(parts):
            return ["|", *(_packed(part) for part in parts)]
        case Not(part):
            return ["!", _packed(part)]
        case Leaf(field, op):
            plain = to_json(of)
            return [field, op.value, *([plain["value"]] if "value" in plain else [])]


def _unpacked(packed: Any) -> dict[str, Any]:
    """The JSON that was packed; raises ValueError for what was not."""
    if not isinstance(packed, list) or not packed or not isinstance(packed[0], str):
        raise ValueError
    head, *rest = cast(list[Any], packed)
    if head in _GROUPS:
        return {_GROUPS[head]: [_unpacked(one) for one in rest]} if rest else {}
    if head == "!":
        if len(rest) != 1:
            raise ValueError
        return {"not": _unpacked(rest[0])}
    op, *value = rest or [None]
    if len(value) > 1:
        raise ValueError
    return {"field": head, "op": op, **({"value": value[0]} if value else {})}
