"""How soon a change is true everywhere: in an answer, in the search by words, in the search by meaning."""

import random
import time
from collections.abc import Callable

import httpx

from tests.bench.measure import of, tell

ROUNDS = 12
PATIENCE = 20.0  # seconds
LETTERS = "bcdfghjklmnpqrstvwxz"


def main(client: httpx.Client) -> None:
    """Make, edit and delete tasks through the API of a served workspace, and look until it shows."""
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for what, took in _round(client):
            found.setdefault(what, []).append(took * 1000)
    for what, took in found.items():
        tell(f"fresh: {what}", of(took), "2000")


def _round(client: httpx.Client) -> list[tuple[str, float]]:
    first, second = _word("a"), _word("o")
    made = client.post("/api/v1/tasks", json={"list_id": 1, "title": f"Look at {first}"})
    key = made.raise_for_status().json()["key"]
    answered = _until(lambda: first in _told(client, key))
    by_words = _until(lambda: first in _found(client, first))
    by_meaning = _until(lambda: client.get("/api/health").json()["index"] == "ok")
    client.patch(f"/api/v1/tasks/{key}", json={"title": f"Look at {second}"}).raise_for_status()
    edited = _until(lambda: second in _found(client, second) and first not in _found(client, first))
    client.delete(f"/api/v1/tasks/{key}").raise_for_status()
    return [
        ("a new task in an answer", answered),
        ("a new task by its words", by_words),
        ("a new task by its meaning", by_words + by_meaning),
        ("an edited title, and no more the old one", edited),
        ("a deleted task is gone", _until(lambda: second not in _found(client, second))),
    ]


def _until(holds: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not holds():
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("a change did not show in twenty seconds")
        time.sleep(0.02)
    return time.perf_counter() - began


def _told(client: httpx.Client, key: str) -> str:
    answer = client.post("/api/v1/ask", json={"question": f"status of {key}"}).json()
    return " ".join(one["text"] for one in answer["sentences"])


def _found(client: httpx.Client, words: str) -> str:
    """All that a search shows."""
    found = client.get("/api/v1/search", params={"q": words}).json()["results"]
    return " ".join(f"{one['title']} {one['snippet']}" for one in found)


def _word(vowel: str) -> str:
    """A word nobody wrote, not in an earlier run either."""
    return vowel.join(random.choices(LETTERS, k=6))
