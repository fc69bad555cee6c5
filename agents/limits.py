"""How much a language model may do for one answer, in one place; and waiting no longer than that."""

import queue
import threading
import time
from collections.abc import Generator, Iterator
from typing import TypeVar

# The first look, two better ones, and the word that it is enough: more rarely finds more.
MOST_MODEL_CALLS = 4
# Two a call are usual; a model that goes on and on has stopped answering the question.
MOST_TOOL_CALLS = 6
# Four calls over full evidence, with room; in and out together, while collecting.
MOST_TOKENS = 24_000
# What is said while collecting is a call or two, and thrown away.
MOST_TOKENS_A_LOOK = 400
# Six sentences with their quotes, and what a small model wastes.
MOST_TOKENS_WORDED = 1_000
# Pieces of evidence: what a small model's window of 8,000 tokens holds beside its rules.
MOST_PIECES = 24
LONGEST_PIECE = 600  # characters of a piece that are shown and may be repeated
MOST_OF_A_CALL = 8  # pieces that one look brings
LONGEST_LOOK = 400  # characters of what a tool is asked
MOST_SAID = 8_000  # characters of a wording before it is cut off
LONGEST_SENTENCE = 500
# The rest is for the wording: found evidence nobody words is worth nothing.
COLLECTING_SHARE = 0.5

T = TypeVar("T")


class OutOfTime(Exception):
    """The time is over, whatever the other side does."""


def in_time(pieces: Iterator[T], until: float) -> Generator[T, None, None]:
    """The pieces as they come; raises OutOfTime at `until` (of `time.monotonic`), and what they raise.

    They are made in a thread of their own: a side that neither answers nor hangs up can't hold us.
    """
    made: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue()
    stopped = threading.Event()
    threading.Thread(target=_make, args=(pieces, made, stopped), daemon=True).start()
    try:
        while True:
            try:
                piece, error = made.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise OutOfTime from None
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield piece  # type: ignore[misc]  # pyright: ignore[reportReturnType] - without an error it is one
            if time.monotonic() > until:
                raise OutOfTime
    finally:
        stopped.set()


def _make(
    pieces: Iterator[T],
    made: "queue.Queue[tuple[T | None, BaseException | None]]",
    stopped: threading.Event,
) -> None:
    """Put every piece, then what ended them."""
    try:
        for piece in pieces:
            made.put((piece, None))
            if stopped.is_set():
                break
        made.put((None, StopIteration()))
    except Exception as error:  # noqa: BLE001 - raised again where the pieces are taken
        made.put((None, error))
