"""When something last became what it is, by the log."""

from dataclasses import dataclass
from datetime import datetime


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
