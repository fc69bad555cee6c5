"""When something last became what it is, by the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# What of a task or goal a question may ask for; `created` is when it was made.
Stated = Literal[
    "due",
    "start",
    "status",
    "people",
    "priority",
    "estimate",
    "points",
    "created",
    "owner",
    "state",
    "period_start",
    "period_end",
]


@dataclass(frozen=True)
class LastChange:
    """The last change of a field: days as ISO text, people, statuses and priorities by name."""

    at: datetime
    who: str  # empty when the viewer may not know, or when nobody did
    old: str  # empty: there was none
    new: str


@dataclass(frozen=True)
class Written:
    """Since when words stand where they stand, and who put them there."""

    at: datetime
    who: str
