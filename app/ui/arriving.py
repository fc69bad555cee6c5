"""What a browser sends, looked at before anything is done with it: names, number, types and size.

Every handler's parameters are read once. What is not among them, is missing, is of another type or too large is
turned away here, Reflex's own handlers included; no state is made for it and nothing is logged at length.
"""

import functools
import inspect
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import transform_form_data

UNFIT = "This page does not fit the server any more: reload it and try again."
# Reflex's own handlers that our pages call. There are no variables kept in the browser, so nothing sets any.
REFLEXS_OWN = frozenset(
    [
        "hydrate",
        "hydrate_and_load",
        "on_load_internal",
        "set_is_hydrated",
        "handle_frontend_exception",
    ]
)
PLAIN = (str, int, float, bool, list, dict)
# Values in one payload, how deep they lie, and characters of what tells where the browser is.
MOST_VALUES, DEEPEST, LONGEST_PATH, LONGEST_NAME = 20_000, 24, 8_000, 200
# Characters of a report of an error in the browser.
LONGEST_REPORT = 20_000
ROUTER = {"pathname": str, "asPath": str, "query": Mapping}


class Arrived(TypedDict):
    """An event that fits: its handler's name, the arguments by name, and where the browser is."""

    name: str
    payload: Mapping[str, Any]
    router_data: Mapping[str, Any]


@dataclass(frozen=True)
class Parameters:
    """What a handler takes: types by name, and which must be there."""

    types: Mapping[str, Any]
    needed: frozenset[str]


def event(data: Any) -> Arrived | None:
    """The event, with no more than Reflex reads of it; None when it fits no handler."""
    if not isinstance(data, dict):
        return None
    said = data
    name, payload = said.get("name"), said.get("payload")
    router = _router(said.get("router_data"))
    if not isinstance(name, str) or router is None:
        return None
    function = handler(name)
    payload = {} if payload is None else payload
    if function is None or not isinstance(payload, dict):
        return None
    if not fits(function, payload):
        return None
    return Arrived(name=name, payload=payload, router_data=router)


def path(fitting: Arrived) -> str:
    """Where the browser was when it sent this."""
    return str(fitting["router_data"].get("asPath", "/"))


def trouble(data: Any) -> str:
    """What is wrong, in few words that hold nothing secret."""
    name = data.get("name") if isinstance(data, dict) else None
    if not isinstance(name, str) or handler(name) is None:
        return "an event nobody has"
    return f"{name.rpartition('.')[2]}: its arguments do not fit"


def handler(name: str) -> Any:
    """The function a browser may call by this name, or None."""
    if len(name) > LONGEST_NAME or name.endswith(".setvar"):
        return None
    found = RegistrationContext.get().event_handlers.get(name)
    if found is None:
        return None
    plain = unwrapped(found.handler.fn)
    if is_reflexs_own(plain):
        return plain if plain.__name__ in REFLEXS_OWN else None
    return plain


def is_reflexs_own(function: Any) -> bool:
    """Reflex's hydration and the like; never a prefix, since local states live there too."""
    return unwrapped(function).__module__ in ("reflex.state", "reflex_base.event")


def unwrapped(function: Any) -> Any:
    while hasattr(function, "func"):
        function = function.func
    # One that takes more than what it wraps says so.
    return inspect.unwrap(function, stop=lambda one: hasattr(one, "__signature__"))


def fits(function: Any, payload: Mapping[str, Any]) -> bool:
    """Each argument sent is one the handler has, of the type it says, and none is missing."""
    wanted = parameters(unwrapped(function))
    return (
        wanted.needed <= payload.keys() <= wanted.types.keys()
        and is_small(payload)
        and all(_is_argument(value, wanted.types[name]) for name, value in payload.items())
        and not (
            function.__name__ == "handle_frontend_exception" and _length(payload) > LONGEST_REPORT
        )
    )


@functools.cache
def parameters(plain: Any) -> Parameters:
    """Read once for each handler."""
    hints = typing.get_type_hints(plain)
    given = list(inspect.signature(plain).parameters.values())[1:]
    needed = (one.name for one in given if one.default is inspect.Parameter.empty)
    return Parameters({one.name: hints.get(one.name, Any) for one in given}, frozenset(needed))


def is_small(value: Any) -> bool:
    """Neither too many values nor too deep, whatever the handler says of them."""
    left, level = MOST_VALUES, [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        left -= len(level)
        if not level or left < 0:
            return left >= 0
    return False


def _router(said: Any) -> Mapping[str, Any] | None:
    """Where the browser says it is; None when that has another shape or is too long."""
    if said is None:
        return {}
    if not isinstance(said, dict):
        return None
    found = {k: v for k, v in said.items() if k in ROUTER}
    query = found.get("query", {})
    if not all(isinstance(value, ROUTER[name]) for name, value in found.items()):
        return None
    flat = all(isinstance(v, str) for value in query.values() for v in _one_or_more(value))
    return found if flat and _length(found) <= LONGEST_PATH else None


def _one_or_more(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _length(value: Any) -> int:
    """Characters in all texts of a JSON value that is small."""
    if isinstance(value, str):
        return len(value)
    return sum(_length(one) for one in _inside(value))


def _is_argument(value: Any, hint: Any) -> bool:
    """The same of a form, whose fields come wrapped."""
    try:
        return _is(transform_form_data(value, hint), hint)
    except (TypeError, ValueError):
        return False


def _is(value: Any, hint: Any) -> bool:
    """A JSON value against an annotation, to its last part; unknown ones pass (the handler validates)."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_is(value, one) for one in parts)
    if hint is None or hint is type(None):
        return value is None
    if typing.is_typeddict(hint):
        return isinstance(value, dict) and _has_shape(value, hint)
    kind = origin or hint
    if kind not in PLAIN:
        return True
    if kind in (int, float):
        number = int | float if kind is float else int
        return isinstance(value, number) and not isinstance(value, bool)
    if not isinstance(value, kind):
        return False
    return not parts or all(_is(one, parts[-1]) for one in _inside(value))


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _has_shape(value: Mapping[str, Any], shape: Any) -> bool:
    """Every key it must have is there, and every key it knows holds what it should; others are not read."""
    hints = typing.get_type_hints(shape)
    return shape.__required_keys__ <= value.keys() and all(
        _is(one, hints[key]) for key, one in value.items() if key in hints
    )
