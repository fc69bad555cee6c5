"""Nearest-rank percentiles, and when there is too little to speak of one."""

import math
from collections.abc import Sequence

# Fewer values than this make a percentile noise (a p85 of 5 is just the largest but one).
FEWEST = 20


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value at or above `share` (0–1) of all; None when there is none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def enough(values: Sequence[float]) -> bool:
    return len(values) >= FEWEST
