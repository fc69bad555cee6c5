"""What the server may have a browser do, by name: the page evaluates nothing that was sent to it.

Reflex sends JavaScript as text for toasts and scripts. Our pages forbid that (`script-src` without `unsafe-eval`);
`web/src/lib/calls.ts` knows these few calls instead.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal, TypedDict

from reflex_base.event import Event, EventSpec

Level = Literal["", "error"]


class Button(TypedDict):
    """A toast's button, and the event it sends."""

    label: str
    event: str
    payload: Mapping[str, Any]


def toast(
    what: str,
    *,
    level: Level = "",
    milliseconds: int | None = None,
    action: Button | None = None,
    other: Button | None = None,
) -> Event:
    """A toast; `action` is its button, `other` a quieter one before it: `button(…)`."""
    more = {"duration": milliseconds, "action": action, "other": other}
    return _call("toast", what, level, {k: v for k, v in more.items() if v is not None})


def button(label: str, on_click: EventSpec) -> Button:
    """A toast's button, which sends an event."""
    (sent,) = Event.from_event_type(on_click)
    return Button(label=label, event=sent.name, payload=sent.payload)


def rename_address(path: str) -> Event:
    """Show another address for the page that is open, without opening it."""
    return _call("renameAddress", path)


def open_anew(path: str) -> Event:
    """Load a page of ours whole, with a socket of its own."""
    return _call("openAnew", path)


def _call(name: str, *arguments: Any) -> Event:
    said = json.dumps({"call": name, "arguments": arguments}, ensure_ascii=False)
    return Event(name="_call_script", payload={"javascript_code": said})
