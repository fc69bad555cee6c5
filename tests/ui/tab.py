"""One browser tab without a browser: real queue, real guard, real database."""

from typing import Any
from unittest import mock

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.event.processor import BaseStateEventProcessor

from app.ui.guard import Guard


class Door:
    """What runs before each handler: the guard alone, as in the application."""

    async def _preprocess(self, state: Any, event: Event) -> Any:
        return await Guard().preprocess(None, state, event)  # type: ignore[arg-type]


class Tab:
    """Fires events as one browser; keeps what came back."""

    def __init__(self, cookie: str = "", token: str = "tab", locale: str = "") -> None:
        self.cookie, self.token, self.locale = cookie, token, locale
        self.states = StateManagerMemory()
        self.errors: list[Exception] = []
        self.auth = Door()

    async def fire(self, event: Any, path: str = "/") -> tuple[dict[str, Any], list[Any]]:
        """Returns what changed by state name, and the events sent to the browser."""
        changed: dict[str, Any] = {}
        sent: list[Any] = []

        async def emit_delta(_token: str, delta: dict[str, Any]) -> None:
            for state, values in delta.items():
                changed.setdefault(state, {}).update(values)

        async def emit_event(_token: str, *events: Any) -> None:
            sent.extend(events)

        processor = BaseStateEventProcessor(
            middleware=self.auth, backend_exception_handler=self.errors.append
        )
        processor._root_context = EventContext(
            token="",
            state_manager=self.states,
            enqueue_impl=processor.enqueue_many,
            emit_delta_impl=emit_delta,
            emit_event_impl=emit_event,
        )
        router = {
            "token": self.token,
            "sid": "s",
            "ip": "127.0.0.1",
            "pathname": path.split("?")[0],
            "asPath": path,
            "query": {},
            "headers": {
                "cookie": self.cookie,
                "origin": "http://localhost:8080",
                **({"accept-language": self.locale} if self.locale else {}),
            },
        }
        with mock.patch.object(processor, "_rehydrate", new=mock.AsyncMock()):
            async with processor as running:
                (first,) = Event.from_event_type(event, router_data=router)
                await (await running.enqueue(self.token, first)).wait_all()
        if self.errors:
            raise self.errors[0]
        return changed, sent


def of(changed: dict[str, Any], state: type[rx.State]) -> dict[str, Any]:
    """What changed in one state, by plain name."""
    found = changed.get(state.get_full_name(), {})
    return {name.removesuffix("_rx_state_"): value for name, value in found.items()}
