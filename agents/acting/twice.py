"""Two changes of one field of one task in a sentence: the later is meant, where it keeps what the earlier gave."""

from collections.abc import Sequence
from typing import Any

from agents.acting.changing import Made
from agents.acting.context import Unclear
from agents.answer import Card, Source


def once(made: Sequence[Card | Source]) -> Made:
    """Each field of a task changed once, in the order first asked for; raises Unclear where one would be lost."""
    found: Made = []
    places: dict[tuple[Any, ...], int] = {}
    for one in made:
        place = _place(one) if isinstance(one, Card) else None
        if place is None or place not in places:
            if place is not None:
                places[place] = len(found)
            found.append(one)
            continue
        before = found[places[place]]
        if isinstance(before, Card) and isinstance(one, Card):
            _keeps(before, one)
        found[places[place]] = one
    return found


def _place(card: Card) -> tuple[Any, ...] | None:
    """What a card changes, where it can be changed once only."""
    act = card.act
    if act["do"] == "edit":
        return (act["key"], *sorted(act["set"]))
    return (act["key"], act["do"]) if act["do"] in ("move", "transfer") else None


def _keeps(first: Card, second: Card) -> None:
    for name, values in first.act.get("set", {}).items():
        if not isinstance(values, list):
            continue
        given = set(values) - set(first.act["was"][name])
        if not given <= set(second.act["set"][name]):
            label = second.lines[0].label.lower()
            raise Unclear(f"Two changes of one thing ({label}): name all of it at once.", depth=3)
