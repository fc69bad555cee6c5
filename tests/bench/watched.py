"""`goalward` with a server that notes how long its own event loop is away: `python -m tests.bench.watched serve`.

Who measures that from outside measures their own loop with it.
"""

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import Any

NOTES = "GOALWARD_LOOP_NOTES"  # names the file that gets a line for each look, in milliseconds
EVERY = 0.02  # seconds


async def lateness() -> float:
    """Sleep for a moment; returns the milliseconds it took longer, for which the running loop was away."""
    began = time.perf_counter()
    await asyncio.sleep(EVERY)
    return (time.perf_counter() - began - EVERY) * 1000


def noted(file: Path) -> list[float]:
    """What was noted so far; the last line may be on its way."""
    return [float(line) for line in file.read_text().split("\n")[:-1]] if file.exists() else []


def application() -> Any:
    """What the server runs, with the watch."""
    from app.app import app, application

    app.register_lifespan_task(_watch)
    return application()


async def _watch() -> None:
    with Path(os.environ[NOTES]).open("w", buffering=1) as notes:
        while True:
            print(f"{await lateness():.1f}", file=notes)


def main() -> None:
    from granian import server

    from app.cli import main as goalward

    class Watched(server.Server):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given | {"target": "tests.bench.watched:application"})

    server.Server = Watched  # type: ignore[misc]
    goalward()


if __name__ == "__main__":
    sys.exit(main())
