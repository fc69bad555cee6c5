"""Builds the browser's half, only when its sources changed."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from zopfli import gzip as tight

ROOT = Path(__file__).resolve().parents[2]
# Everything the browser's half is made from.
SOURCES = ("app/ui", "app/app.py", "assets", "rxconfig.py", "reflex.lock", "requirements.lock")
NOT_SOURCES = frozenset(["__pycache__", "external", "node_modules", "tests"])
# Reflex bakes `http://localhost:PORT` into the bundle; we ask the page where it came from instead.
BAKED = re.compile(
    r"""(["'`])(http|ws)s?://(?:localhost|0\.0\.0\.0|127\.0\.0\.1):\d+(/[\w./-]*)?\1"""
)


class BuildFailed(Exception):
    """The build stopped; the message ends with its last words."""


def web() -> Path:
    """Where Reflex works (`REFLEX_WEB_WORKDIR`, else `.web`)."""
    return Path(os.environ.get("REFLEX_WEB_WORKDIR") or ROOT / ".web").resolve()


def client() -> Path:
    """The built pages."""
    return web() / "build" / "client"


def is_fresh() -> bool:
    """The build is there and was made from the sources as they are."""
    stamp = web() / "goalward.stamp"
    return client().is_dir() and stamp.exists() and stamp.read_text() == fingerprint()


def fingerprint() -> str:
    """One hash over all sources of the build."""
    digest = hashlib.sha256()
    for name in SOURCES:
        path = ROOT / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.exists() and not NOT_SOURCES.intersection(file.relative_to(ROOT).parts):
                digest.update(str(file.relative_to(ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def build() -> None:
    """Compile the pages and bundle them; raises BuildFailed."""
    (web() / "goalward.stamp").unlink(missing_ok=True)
    reflex = Path(sys.executable).parent / "reflex"
    # One port for the build, whatever this run's is: the bundle must not depend on it.
    env = os.environ | {"PORT": "8080"}
    done = subprocess.run(
        [str(reflex), "export", "--frontend-only", "--no-zip", "--loglevel", "warning"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not client().is_dir():
        raise BuildFailed((done.stdout + done.stderr).strip()[-3000:])
    ask_the_page_for_its_address(client())
    pack(client())
    # Taken now: the build may write its lock anew in other spacing.
    (web() / "goalward.stamp").write_text(fingerprint())


def ask_the_page_for_its_address(folder: Path) -> int:
    """Replace baked addresses by where the page was loaded from; returns how many."""
    replaced = 0
    for file in [*folder.rglob("*.js"), *folder.rglob("*.html")]:
        text = file.read_text(encoding="utf-8")
        changed, count = BAKED.subn(_own_address, text) if file.suffix == ".js" else (text, 0)
        if count:
            replaced += count
            file.write_text(changed, encoding="utf-8")
    return replaced


def pack(folder: Path) -> None:
    """Pack anew whatever the bundler packed: 3 % smaller, and of what it says by now."""
    for packed in folder.rglob("*.gz"):
        packed.write_bytes(tight.compress(packed.with_suffix("").read_bytes(), numiterations=1))


def _own_address(found: re.Match[str]) -> str:
    secure, plain = ("wss", "ws") if found.group(2) == "ws" else ("https", "http")
    here = f'(location.protocol==="https:"?"{secure}://":"{plain}://")+location.host'
    path = found.group(3) or ""
    return f'(typeof location==="undefined"?"{plain}://localhost":{here})+"{path}"'
