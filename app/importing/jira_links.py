"""Links between Jira issues, as relations between tasks."""

from app.importing.plan import (
    RelationPlan,
)

BLOCKING = {"blocks", "gantt: finish-start"}


DEPENDING = {"depends", "dependency", "dependent"}


DUPLICATE = {"duplicate"}


def relation(mine: str, other: str, kind: str, *, outward: bool) -> RelationPlan:
    """From the link's own direction: outward reads “mine KIND other”."""
    first, second = (mine, other) if outward else (other, mine)
    if kind in DEPENDING:  # “depends on”: the other one blocks
        return RelationPlan("blocks", second, first)
    if kind in BLOCKING:
        return RelationPlan("blocks", first, second)
    if kind in DUPLICATE:
        return RelationPlan("duplicates", first, second)
    return RelationPlan("relates", *sorted((first, second)))
