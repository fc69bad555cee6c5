"""A tab without a browser: speaks to a served Goalward over its socket, as Reflex's own client does."""

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

NAMESPACE = "/_event"
STATE = "reflex___state____state"
HYDRATE = f"{STATE}.hydrate_and_load"


class Tab:
    """One socket; `received` counts bytes, `updates` are what the server sent."""

    def __init__(self, url: str, *, cookie: str = "", tab: str = "", path: str = "/") -> None:
        self.url, self.path = url, path
        self.tab = tab or str(uuid.uuid4())
        self.headers = {"Cookie": f"goalward={cookie}"} if cookie else {}
        self.received, self.updates = 0, list[dict[str, Any]]()
        self.closed = asyncio.Event()
        self._pongs: asyncio.Queue[float] = asyncio.Queue()
        self._news: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._web: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Tab":
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def web(self) -> ClientConnection:
        assert self._web is not None
        return self._web

    async def open(self) -> None:
        """Open the transport, nothing more: nobody is greeted yet."""
        address = self.url.replace("http", "ws", 1) + "/_event/?EIO=4&transport=websocket"
        self._web = await connect(
            address,
            additional_headers={**self.headers, "Origin": self.url},
            max_size=None,
            ping_interval=None,
            open_timeout=30,
        )
        self._reading = asyncio.create_task(self._read())

    async def greet(self, *, wait: float = 30) -> dict[str, Any]:
        """Connect and hydrate; returns the first update (a tab's whole state)."""
        said = {"tab": self.tab, "event": self.event(HYDRATE, {})}
        await self.web.send(f"40{NAMESPACE},{json.dumps(said)}")
        return await self.next_update(wait)

    async def next_update(self, wait: float = 30) -> dict[str, Any]:
        return await asyncio.wait_for(self._news.get(), wait)

    def event(self, name: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        router = {"pathname": self.path, "asPath": self.path, "query": {}}
        return {"name": name, "payload": dict(payload), "router_data": router}

    async def send(self, name: str, payload: Mapping[str, Any]) -> None:
        """Send one event, of whatever name and shape."""
        await self.emit("event", self.event(name, payload))

    async def emit(self, *words: Any) -> None:
        await self.web.send(f"42{NAMESPACE},{json.dumps(words)}")

    async def round_trip(self, *, wait: float = 30) -> float:
        """Milliseconds until the server answers a ping: how long its event loop was away."""
        began = time.perf_counter()
        await self.emit("ping")
        await asyncio.wait_for(self._pongs.get(), wait)
        return (time.perf_counter() - began) * 1000

    async def close(self) -> None:
        if self._web is not None:
            await self._web.close()
        if self._reading is not None:
            self._reading.cancel()

    async def _read(self) -> None:
        try:
            async for frame in self.web:
                text = frame if isinstance(frame, str) else frame.decode()
                self.received += len(text)
                if text == "2":
                    await self.web.send("3")
                elif text.startswith(f"42{NAMESPACE},"):
                    self._heard(json.loads(text.partition(",")[2]))
                elif text.startswith(("41", "44")):
                    break
        except ConnectionClosed:
            pass
        finally:
            self.closed.set()

    def _heard(self, words: list[Any]) -> None:
        if words[0] == "pong" or words[:2] == ["ping", "pong"]:
            self._pongs.put_nowait(time.perf_counter())
        elif words[0] == "event":
            self.updates.append(words[1])
            self._news.put_nowait(words[1])
