"""A desk that reads each thing once: the claims of an answer ask for the same again and again."""

from collections.abc import Callable
from typing import Any, cast

from agents.workspace import Desk


class Once:
    """Answers as its desk did the first time; what can't be told apart by its arguments is asked anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[object, Any] = {}

    def __getattr__(self, name: str) -> Any:  # whatever the desk has
        value = getattr(self._desk, name)
        return self._remembering(name, value) if callable(value) else value

    def _remembering(self, name: str, read: Callable[..., Any]) -> Callable[..., Any]:
        def remembered(*args: object, **named: object) -> Any:  # what the desk returns
            asked = (name, args, tuple(named.items()))
            try:
                if asked not in self._known:
                    self._known[asked] = read(*args, **named)
                return self._known[asked]
            except TypeError:
                return read(*args, **named)

        return remembered


def once(desk: Desk) -> Desk:
    """The same desk, each of its reads remembered."""
    return cast(Desk, Once(desk))  # it has what the desk has, by name
