"""Python runs this first where this folder is on PYTHONPATH: foreign names and addresses asked for are noted.

Names one a line, in the file that `GOALWARD_FOREIGN` names.
"""

import os
import sys
from pathlib import Path

NOTES = os.environ.get("GOALWARD_FOREIGN", "")
HERE = ("", "localhost", "0.0.0.0", "::", "::1")
# Event → which of its arguments is the name, or an address that begins with it.
ASKED = {
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.connect": 1,
    "socket.sendto": 1,
}


def foreign(event: str, args: tuple[object, ...]) -> str:
    """The name or address that is not this machine's; nothing when it is."""
    if event not in ASKED:
        return ""
    where = args[ASKED[event]]
    if isinstance(where, tuple):
        where = where[0]
    elif event in ("socket.connect", "socket.sendto"):
        return ""  # a socket in the file system, which is a string
    name = where.decode() if isinstance(where, bytes) else str(where or "")
    return "" if name in HERE or name.startswith("127.") else name


def _note(event: str, args: tuple[object, ...]) -> None:
    if name := foreign(event, args):
        with Path(NOTES).open("a") as notes:
            notes.write(f"{name}\n")


if NOTES:
    sys.addaudithook(_note)
