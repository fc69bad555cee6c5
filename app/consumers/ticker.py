"""A thread that looks again and again whether there is something to do, beside the log's own loop."""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)
PAUSE = 5.0  # seconds until a look that failed is tried again


class Ticker:
    """Calls `look` in a thread of its own, at once again while it returns True."""

    def __init__(self, name: str, look: Callable[[], bool], *, every_seconds: float = 1.0) -> None:
        self._look = look
        self._every = every_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end, and wait a little for it: what it was at is tried again later."""
        self._stopping.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self._look()
            except Exception:
                log.exception("%s stumbled", threading.current_thread().name)
                self._stopping.wait(PAUSE)
                continue
            if busy:
                time.sleep(0)  # others first
            else:
                self._stopping.wait(self._every)
