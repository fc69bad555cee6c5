"""The inverses of every noun, gathered: importing them registers them."""

from app.work.undo import (
    archiving,
    calendar,
    comments,
    docs,
    goals,
    places,
    statuses,
    targets,
    tasks,
    ties,
    workspace,
)
from app.work.undo.registry import INVERSES

__all__ = [
    "INVERSES",
    "archiving",
    "calendar",
    "comments",
    "docs",
    "goals",
    "places",
    "statuses",
    "targets",
    "tasks",
    "ties",
    "workspace",
]
