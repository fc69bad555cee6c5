"""A gateway that reads each thing once: the claims of an answer ask for the same again and again."""

from collections.abc import Callable
from typing import Any, cast

from agents.workspace import WorkspaceGateway


class Once:
    """Answers as its gateway did the first time; what can't be told apart by its arguments is asked anew."""

    def __init__(self, gateway: WorkspaceGateway) -> None:
        self._gateway = gateway
        self._known: dict[object, Any] = {}

    def __getattr__(self, name: str) -> Any:  # whatever the gateway has
        value = getattr(self._gateway, name)
        return self._remembering(name, value) if callable(value) else value

    def _remembering(self, name: str, read: Callable[..., Any]) -> Callable[..., Any]:
        def remembered(*args: object, **named: object) -> Any:  # what the gateway returns
            asked = (name, args, tuple(named.items()))
            try:
                if asked not in self._known:
                    self._known[asked] = read(*args, **named)
                return self._known[asked]
            except TypeError:
                return read(*args, **named)

        return remembered


def once(gateway: WorkspaceGateway) -> WorkspaceGateway:
    """The same gateway, each of its reads remembered."""
    return cast(WorkspaceGateway, Once(gateway))  # it has what the gateway has, by name
