"""Makes every long-lived object once, and closes it. Nothing here happens at import time."""

from app import db
from app.settings import load


def open_all() -> None:
    """Connect the database."""
    db.connect(load().database)


def close_all() -> None:
    db.close()
