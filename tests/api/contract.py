"""The published contract as a file: what clients are generated from, the same on every machine."""

import hashlib
import json
import sys

from app.app import api


def text() -> str:
    """The description without what differs from workspace to workspace."""
    described = {name: part for name, part in api.openapi().items() if name != "servers"}
    described["info"] = {"title": described["info"]["title"], "version": "1"}
    return json.dumps(described, indent=1, sort_keys=True)


def fingerprint() -> str:
    """Changes whenever the contract does."""
    return hashlib.sha256(text().encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.stdout.write(text())
