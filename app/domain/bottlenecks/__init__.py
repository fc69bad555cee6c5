"""Detectors: each looks at plain facts and says what it sees, what it compares with, and what next."""

from app.domain.bottlenecks.aging import Aging
from app.domain.bottlenecks.blocker import Blocker
from app.domain.bottlenecks.facts import Finding, Item
from app.domain.bottlenecks.overload import Overload

__all__ = ["Aging", "Blocker", "Finding", "Item", "Overload"]
