"""What a page may do in a browser: the content security policy of our pages, and of what is no page.

Our pages are files made at build time, so a nonce would be the same for everybody; the few scripts that stand in them
are named by their hashes instead. Nothing sent is evaluated (`ui/calls.py`). Styles stand in pages too: Radix and
sonner position what floats by them, so `style-src` keeps `unsafe-inline`.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# What may stand in a policy as the name of a host.
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
# Of answers that are data, which no browser should show as a page.
OF_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def hashes(folder: Path) -> tuple[str, ...]:
    """The scripts that stand in the built pages, as a policy names them."""
    found = {
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for page in sorted(folder.rglob("*.html"))
        for script in INLINE.findall(page.read_bytes())
        if script
    }
    return tuple(f"'sha256-{one}'" for one in sorted(found))


@functools.lru_cache(maxsize=64)
def of_page(scripts: tuple[str, ...], host: str) -> str:
    """The policy of a page that was asked for under this host (and port)."""
    sockets = (f"ws://{host}", f"wss://{host}") if HOST.fullmatch(host) else ()
    return "; ".join(
        (
            "default-src 'self'",
            _line("script-src", ("'self'", *scripts)),
            "script-src-attr 'none'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            # The socket by its name: not every browser counts it as 'self'.
            _line("connect-src", ("'self'", *sockets)),
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _line(name: str, allowed: Iterable[str]) -> str:
    return " ".join((name, *allowed))
