"""What a query asks, as labels without its names, days and numbers: what a network can learn to tell of a question."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from agents.algebra.query import Json, Query

DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Their values are the workspace's own words for states, and few.
TELLING = frozenset(["health", "state", "category"])
PLAIN = ("event", "per", "order")
SET = ("when", "status", "reason", "by", "keys")
OF_SIDES = ("where", "when", "event", "by")

Shape = frozenset[str]


def shape(query: Query, as_of: date | None = None) -> Shape:
    """The labels of a query."""
    said = query.plain()
    found = {f"measure={query.measure}", f"of={query.of}"}
    found |= {f"{slot}={said[slot]}" for slot in PLAIN if said.get(slot)}
    found |= {slot for slot in SET if said.get(slot)}
    if query.limit:
        found.add("limit=1" if query.limit == 1 else "limit=n")
    if query.rank:
        found.add("rank")
    found |= {f"{s}={said[s]}" for s in ("late", "part_late") if said.get(s) is not None}
    if query.having:
        found.add(f"having {query.having.op} {'0' if query.having.value == 0 else 'n'}")
    if query.versus:
        found.add("versus")
        found |= {f"side:{s}" for side in said["versus"] for s in OF_SIDES if side.get(s)}
    found |= {f"w:{one}" for one in _leaves(query.where)}
    found |= {f"p:{one}" for one in _leaves(query.part or {})}
    if as_of:
        found.add("as_of")
    return frozenset(found)


def _leaves(tree: Json, sign: str = "") -> Iterator[str]:
    if not tree:
        return
    for joined in ("all", "any"):
        if joined in tree:
            for part in tree[joined]:
                yield from _leaves(part, sign + ("|" if joined == "any" else ""))
            return
    if "not" in tree:
        yield from _leaves(tree["not"], f"{sign}!")
        return
    field, op, value = tree.get("field"), tree.get("op"), tree.get("value")
    yield f"{sign}{field} {op} {_kind(str(field), value)}"


def _kind(field: str, value: Any) -> str:
    """What sort of value it is; of states and priorities the value itself."""
    if field == "priority":
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(value, list) and field not in TELLING:
        return "*" if len(value) == 1 else "**"
    return "" if value is None else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(sorted({_plain(one) for one in value}))
    if isinstance(value, str):
        return "@" if DAY.match(value) else value
    return str(value) if isinstance(value, bool) else "#"
