"""Whether the mean is asked for, where otherwise the value in the middle or the sum is told."""

from agents.algebra.composing import Work
from agents.algebra.tagging import Token

# Of these each record has a value of its own.
OF_EACH = frozenset(
    [
        "cycle",
        "lead",
        "pickup",
        "lateness",
        "earliness",
        "age",
        "quiet",
        "hours",
        "points",
        "in_status",
    ]
)
SUMS = frozenset(["hours", "points"])


def _names_it(one: Token) -> bool:
    """“the average age”, in one phrase."""
    return bool(one.kind("measure")) and "average" in one.text.split()


def averages(work: Work) -> None:
    """“on average”, “the mean”; “the median” and “usually” are of the middle."""
    at = list(work.free("average.average"))
    said = [one for one in work.tokens if one.can("average.mean") or _names_it(one)]
    if work.measure not in OF_EACH or work.of != "tasks":
        return
    if work.measure in SUMS and not said:
        return  # of what is summed a middle is not told
    work.mean = bool(said)
    work.take(*at)
