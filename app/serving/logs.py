"""Where the running server's lines go: plain text, one handler, and no more of the same than somebody can read.

Reflex would draw each traceback on the event loop, which takes a quarter of a second while everybody waits.
"""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Times one place of the code may write in a minute; then it is silent until the next.
A_MINUTE, MINUTE = 20, 60.0
LONGEST = 2_000  # characters of a message


@dataclass
class Sparing(logging.Filter):
    """Lets each place of the code write some lines a minute, and says once when there are more."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[tuple[str, int], tuple[int, int]] = field(
        default_factory=dict[tuple[str, int], tuple[int, int]]
    )

    def filter(self, record: logging.LogRecord) -> bool:
        place, minute = (record.pathname, record.lineno), int(self.clock() // MINUTE)
        since, count = self._seen.get(place, (minute, 0))
        count = count + 1 if since == minute else 1
        self._seen[place] = (minute, count)
        if count > A_MINUTE:
            return False
        said = record.getMessage()
        if count == A_MINUTE:
            said += " (and more of this kind: silent until the next minute)"
        record.msg, record.args = _on_one_line(said), ()
        return True


def _on_one_line(said: str) -> str:
    """What a browser sent may be quoted: no line of it looks like one of ours."""
    plain = "".join(c if c.isprintable() else " " for c in said)
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + " …"


def plainly(*, level: int = logging.WARNING) -> None:
    """One handler for all loggers of this process, Reflex's own too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(LINE))
    handler.addFilter(Sparing())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("reflex", "reflex_base", "socketio", "engineio"):
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = [], True
    # It tells of each browser that went away without a word.
    logging.getLogger("_granian").setLevel(logging.WARNING)
