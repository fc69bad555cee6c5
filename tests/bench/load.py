"""Fifty people at work and two hundred open tabs: `python -m tests.bench.load [MINUTES]`.

A server of its own with the sample company, all of it filed and the server started anew, as after an update. Four of
five requests read, one writes. A person has one list open, whole at first and then as what changed, as browsers ask for
it. Told: errors, the 95th percentile of reads and writes, how long the server's event loop was away by its own watch,
by a tab's pings, and how long this bench's own loop was (a ping waits for both), memory, bytes of a tab, and the greeting
of all tabs.
"""

import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from app import access, db
from app.work import people, sessions
from tests.bench import process, watched
from tests.bench.wire import Tab

PEOPLE, TABS, PAUSE = 50, 200, 2.0  # seconds a person looks at what they got, on average
LISTS = (1, 2, 3, 4)
READS = (
    "/api/v1/tasks?limit=50",
    "/api/v1/goals",
    "/api/v1/inbox",
    "/api/v1/tasks/{key}",
    "/api/v1/search?q=keys",
)
FILED = 300  # seconds until a new workspace is wholly in the index
GIVEN = os.environ.get("GOALWARD_BIN")  # another command, whose server has no watch
GOALWARD = [GIVEN] if GIVEN else [sys.executable, "-m", "tests.bench.watched"]


@dataclass
class Found:
    """What was measured; milliseconds."""

    reads: list[float] = field(default_factory=list[float])
    writes: list[float] = field(default_factory=list[float])
    pings: list[float] = field(default_factory=list[float])
    own: list[float] = field(default_factory=list[float])  # this bench's loop was away
    server: list[float] = field(default_factory=list[float])  # the server's was, as it says itself
    memory: list[tuple[float, float, float]] = field(
        default_factory=list[tuple[float, float, float]]
    )  # when, all that is resident, and of that what is mapped from files
    errors: list[str] = field(default_factory=list[str])


async def load(url: str, cookies: list[str], pid: int, notes: Path, seconds: float) -> None:
    found = Found()
    tabs = [Tab(url, cookie=cookies[n % len(cookies)]) for n in range(TABS)]
    began, worked, held = time.perf_counter(), process.worked(pid), process.megabytes(pid)
    await asyncio.gather(*(_greeted(tab) for tab in tabs))
    greeted = time.perf_counter() - began
    size = sorted(tab.received for tab in tabs)[TABS // 2]
    print(
        f"{TABS} tabs greeted in {greeted:.1f} s (10), each with {size / 1000:.0f} KB (150);"
        f" {process.worked(pid) - worked:.1f} s of the processor, {process.megabytes(pid) - held:+.0f} MB",
        flush=True,
    )
    worked, before = process.worked(pid), watched.noted(notes)
    until = time.monotonic() + seconds
    async with Tab(url, cookie=cookies[0]) as watcher:
        await watcher.greet()
        await asyncio.gather(
            _pinged(watcher, found, until),
            _own(found, until),
            _weighed(pid, found, until),
            *(_person(url, cookie, found, until) for cookie in cookies),
        )
    found.server = watched.noted(notes)[len(before) :]
    lost = sum(tab.closed.is_set() for tab in tabs)
    await asyncio.gather(*(tab.close() for tab in tabs))
    _told(found, before, lost, seconds)
    print(
        f"the server took {process.worked(pid) - worked:.0f} s of the processor in {seconds:.0f} s"
    )


async def _greeted(tab: Tab) -> None:
    """Open, and wait until the home page has all it shows."""
    await tab.open()
    await tab.greet(wait=120)
    while '"is_hydrated_rx_state_": True' not in str(tab.updates[-1]).replace("'", '"'):
        await tab.next_update(120)


@dataclass
class Person:
    """Somebody at work in one list, and what their browser knows of it."""

    client: httpx.AsyncClient
    dice: random.Random
    list_id: int
    keys: list[str] = field(default_factory=list[str])
    version: int | None = None

    async def act(self) -> tuple[bool, httpx.Response]:
        """One request, and whether it read."""
        if not self.keys or self.dice.random() < 0.8:
            return True, await self._read()
        return False, await self._write()

    async def _read(self) -> httpx.Response:
        if self.keys and self.dice.random() < len(READS) / (len(READS) + 1):
            address = self.dice.choice(READS).format(key=self.dice.choice(self.keys))
            return await self.client.get(address)
        since = f"?since={self.version}" if self.version else ""
        answer = await self.client.get(f"/api/v1/lists/{self.list_id}/view{since}")
        if answer.is_success:
            shown = answer.json()
            self.version = shown["version"]
            self.keys += [row["key"] for row in shown["rows"] if row["key"] not in self.keys]
        return answer

    async def _write(self) -> httpx.Response:
        task = f"/api/v1/tasks/{self.dice.choice(self.keys)}"
        what = self.dice.randrange(4)
        if what == 0:
            made = {"list_id": self.list_id, "title": "One more"}
            return await self.client.post("/api/v1/tasks", json=made)
        if what == 1:
            return await self.client.post(f"{task}/comments", json={"text": "Looked at it."})
        if what == 2:
            return await self.client.patch(task, json={"priority": self.dice.randint(0, 4)})
        return await self.client.patch(task, json={"title": f"Renamed {self.dice.random():.4f}"})


async def _person(url: str, cookie: str, found: Found, until: float) -> None:
    dice = random.Random(cookie)
    headers = {"Origin": url, "Cookie": f"goalward={cookie}"}
    # Without certificates to read, which would keep this process's own loop from what it measures.
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=30, verify=False) as client:
        person = Person(client, dice, dice.choice(LISTS))
        while time.monotonic() < until:
            await asyncio.sleep(dice.expovariate(1 / PAUSE))
            began = time.perf_counter()
            try:
                is_read, answer = await person.act()
            except httpx.HTTPError as error:
                found.errors.append(type(error).__name__)
                continue
            spent = (time.perf_counter() - began) * 1000
            (found.reads if is_read else found.writes).append(spent)
            if answer.is_error:
                found.errors.append(f"{answer.status_code} {answer.request.url.path}")


async def _pinged(tab: Tab, found: Found, until: float) -> None:
    """How long a ping waits: the server's loop and this one were away no longer."""
    while time.monotonic() < until:
        found.pings.append(await tab.round_trip(wait=60))
        await asyncio.sleep(0.02)


async def _own(found: Found, until: float) -> None:
    while time.monotonic() < until:
        found.own.append(await watched.lateness())


async def _weighed(pid: int, found: Found, until: float) -> None:
    while time.monotonic() < until:
        found.memory.append(
            (time.monotonic(), process.megabytes(pid), process.megabytes(pid, of_files=True))
        )
        await asyncio.sleep(5)


def _told(found: Found, greeting: list[float], lost: int, seconds: float) -> None:
    own = _a_minute([(at, whole - files) for at, whole, files in found.memory])
    files = _a_minute([(at, files) for at, _, files in found.memory])
    print(f"{len(found.reads)} reads    p95 {_p95(found.reads):6.0f} ms (300)")
    print(f"{len(found.writes)} writes   p95 {_p95(found.writes):6.0f} ms (400)")
    print(f"event loop away  p95 {_away(found.server)} (250); at the greeting {_away(greeting)}")
    print(f"    a ping waits p95 {_away(found.pings)}; this bench was away p95 {_away(found.own)}")
    print(
        f"memory {found.memory[-1][1]:.0f} MB, of its own {own:+.1f} MB a minute (0);"
        f" pages of files {files:+.1f}"
    )
    print(f"{len(found.errors)} errors (0), {lost} tabs lost (0)")
    for error in sorted(set(found.errors)):
        print(f"    {found.errors.count(error)} × {error}")


def _a_minute(held: list[tuple[float, float]]) -> float:
    """What is held more each minute, by a line through all that was seen; the first half fills caches."""
    later = held[len(held) // 2 :]
    return statistics.linear_regression(*zip(*later, strict=True)).slope * 60 if later[1:] else 0.0


def _away(lateness: list[float]) -> str:
    return f"{_p95(lateness):.0f} ms, longest {max(lateness, default=0):.0f} ms"


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)] if values else 0.0


@contextmanager
def _served(folder: Path) -> Generator[tuple[str, list[str], int, Path]]:
    """A server with the sample company and fifty people: its address, their cookies, its process, its notes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    notes = folder / "loop"
    env = os.environ | {
        "PORT": str(port),
        "GOALWARD_DATA_DIR": str(folder),
        watched.NOTES: str(notes),
    }

    def goalward(*words: str, stdin: str = "") -> None:
        command = [*GOALWARD, *words]
        subprocess.run(command, env=env, input=stdin, text=True, check=True, capture_output=True)

    goalward("migrate")
    owner = ("user", "add", "alice@example.com", "--name", "Alice", "--role", "owner")
    goalward(*owner, "--password-stdin", stdin="correct horse")
    goalward("sample")
    cookies = _seated(folder)
    with (folder / "log").open("w") as log:
        url = f"http://localhost:{port}"
        first = subprocess.Popen([*GOALWARD, "serve"], env=env, stdout=log, stderr=log)
        _wait(url, "ok")
        first.send_signal(signal.SIGTERM)
        first.wait(30)
        server = subprocess.Popen([*GOALWARD, "serve"], env=env, stdout=log, stderr=log)
        try:
            _wait(url)
            yield url, cookies, server.pid, notes
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
            said = (folder / "log").read_text().splitlines()
            print(f"the server's log: {len(said)} lines")
            print("\n".join(f"    {line[:160]}" for line in said if "[INFO]" not in line))


def _seated(folder: Path) -> list[str]:
    """Everybody's cookie."""
    db.connect(f"sqlite:///{folder}/goalward.db")
    with db.writing() as session:
        by = access.machine(session)
        made = [
            people.add(
                session, email=f"p{n}@load.example", name=f"Person {n}", role="member", by=by
            )
            for n in range(PEOPLE)
        ]
        now = datetime.now(UTC)
        cookies = [sessions.start(session, one.id or 0, now=now) for one in made]
    db.close()
    return cookies


def _wait(url: str, index: str = "") -> None:
    """Until it answers, and says this of its index."""
    for _ in range(FILED * 2):
        try:
            health = httpx.get(f"{url}/api/health")
            if health.is_success and health.json()["index"] == (index or health.json()["index"]):
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise RuntimeError("the server did not start, or did not file all")


def main(minutes: float) -> None:
    print(
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {minutes:g} minutes; budgets in brackets"
    )
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as served:
        asyncio.run(load(*served, minutes * 60))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3)
