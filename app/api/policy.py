"""What a page may do in a browser: the content security policy of our pages, and of what is no page.

Our pages are files made at build time, so a nonce would be the same for everybody; the few scripts that stand in them
are named by their hashes instead. Nothing sent is evaluated (`ui/calls.py`). Styles stand in pages too: Radix and
sonner position what floats by them, so `style-src` keeps `unsafe-inline`.
"""

import base64
import contextlib
import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# Shown for an address that has no page of its own, or that is nothing.
OF_ANY = ("__spa-fallback.html", "404.html")
# What may stand in a policy as the name of a host.
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
# Of answers that are data, which no browser should show as a page.
OF_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def hashes(folder: Path, path: str) -> tuple[str, ...]:
    """The scripts that stand in the page of this address, or in one that may be shown for it, as a policy names them.

    Pages that are built anew while a server runs are read anew.
    """
    name = path.strip("/") or "index"
    # An address is only ever compared with pages there are.
    own = [one for one in _built(folder) if one in (f"{name}.html", f"{name}/index.html")]
    found: set[str] = set()
    for one in {*OF_ANY, *own}:
        page = folder / one
        with contextlib.suppress(OSError):
            found.update(_scripts(page, page.stat().st_mtime_ns))
    return tuple(f"'sha256-{one}'" for one in sorted(found))


@functools.cache
def _built(folder: Path) -> frozenset[str]:
    return frozenset(str(page.relative_to(folder)) for page in folder.rglob("*.html"))


@functools.lru_cache(maxsize=256)
def _scripts(page: Path, _changed: int) -> tuple[str, ...]:
    scripts = INLINE.findall(page.read_bytes())
    return tuple(base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts if one)


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
