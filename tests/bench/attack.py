"""How long others wait while somebody without a session sends bad events: `python -m tests.bench.attack URL COOKIE`."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from typing import Any

from websockets.exceptions import WebSocketException

from tests.bench.measure import of, tell
from tests.bench.wire import STATE, Tab

SECONDS = 8.0
# What an attacker tries: surplus arguments of Reflex's own handlers, wrong types, names nobody has.
BAD: tuple[tuple[str, dict[str, Any]], ...] = (
    (f"{STATE}.hydrate", {"surplus": 1}),
    (f"{STATE}.hydrate_and_load", {"vars": "x", "more": [1]}),
    (f"{STATE}.set_is_hydrated", {"value": {"a": 1}}),
    (f"{STATE}.reflex___state____update_vars_internal_state.update_vars_internal", {"vars": 3}),
    (f"{STATE}.reflex___state____on_load_internal_state.on_load_internal", {"x": 1}),
    (f"{STATE}.nothing", {"a": 1}),
    ("no.such.state", {}),
)


async def main(url: str, cookie: str) -> None:
    async with Tab(url, cookie=cookie) as benign:
        await benign.greet()
        tell("a user's round trip, quiet", of(await _watched(benign, 3)), "")
        for rate in (4, 50, 500):
            for sockets in (1, 10):
                attack = [asyncio.create_task(_attack(url, rate / sockets)) for _ in range(sockets)]
                trips = await _watched(benign, SECONDS)
                sent = sum(await asyncio.gather(*attack))
                tell(f"… under {rate} bad events/s of {sockets} sockets", of(trips), "")
                print(f"    longest {max(trips):.0f} ms, {sent} events sent")
                await _calm(benign)


async def _watched(benign: Tab, seconds: float) -> list[float]:
    trips: list[float] = []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                trips.append(await benign.round_trip(wait=60))
                await asyncio.sleep(0.02)
    return trips or [seconds * 1000]


async def _calm(benign: Tab) -> None:
    """Wait for what the attack left in the queue."""
    for _ in range(60):
        if await benign.round_trip(wait=120) < 30:
            return
        await asyncio.sleep(0.5)


async def _attack(url: str, rate: float) -> int:
    """Send for a while, opening a socket anew as often as it is closed; returns how many were sent."""
    sent, until = 0, asyncio.get_running_loop().time() + SECONDS
    now: Callable[[], float] = asyncio.get_running_loop().time
    while now() < until:
        try:
            async with Tab(url) as tab:
                await tab.greet(wait=5)
                while now() < until and not tab.closed.is_set():
                    await tab.send(*BAD[sent % len(BAD)])
                    sent += 1
                    await asyncio.sleep(1 / rate)
        except (TimeoutError, OSError, WebSocketException):
            await asyncio.sleep(0.2)
    return sent


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
