"""How many."""

from collections.abc import Sequence

from agents.algebra.measures.measure import Measure, Moment, number, register
from agents.algebra.query import Query
from agents.algebra.rows import Row

NOUNS = {
    "tasks": ("task", "tasks"),
    "goals": ("goal", "goals"),
    "comments": ("comment", "comments"),
    "docs": ("doc", "docs"),
    "lists": ("list", "lists"),
}


@register
class Count(Measure):
    """The number of records, or of times something happened."""

    key = "count"
    label = "number"
    is_sum = True

    def item(self, row: Row, moment: Moment) -> float | None:  # noqa: ARG002 - each is one
        return 1.0

    def value(
        self,
        rows: Sequence[Row],
        moment: Moment,  # noqa: ARG002
        *,
        mean: bool = False,  # noqa: ARG002
    ) -> float | None:
        return float(len(rows))

    def words(self, value: float, *, query: Query) -> str:
        if query.event == "moved":
            return f"{number(value)} date {'move' if value == 1 else 'moves'}"
        one, many = NOUNS[query.of]
        return f"{number(value)} {one if value == 1 else many}"
