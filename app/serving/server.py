"""Runs the one web process: Granian over the built pages, until it is told to stop."""

import logging
import os
import sys
from pathlib import Path

from app.serving import garbage
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def run(settings: Settings) -> None:
    """Serve until Ctrl-c or SIGTERM; returns when all is closed."""
    garbage.few_heaps()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ |= {
        # Reflex's own switches: serve what was built, without compiling again.
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_USE_GRANIAN": "1",
        "PORT": str(settings.port),
        "GOALWARD_DATA_DIR": str(settings.data),
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(ROOT),
    }
    from granian.constants import Interfaces  # noqa: PLC0415 - not needed by other commands
    from granian.server import Server  # noqa: PLC0415

    logging.getLogger("_granian").setLevel(logging.WARNING)
    server = Server(
        target="app.app:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        workers_kill_timeout=5,
        log_access=False,
    )
    server.serve()
