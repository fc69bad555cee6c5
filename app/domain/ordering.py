"""Places in a row that never need renumbering: a rank between any two ranks."""

from fractional_indexing import generate_key_between, generate_n_keys_between

FIRST = "a0"


def between(before: str | None, after: str | None) -> str:
    """A rank after `before` and before `after`; None is the open end.

    Equal or swapped neighbours (two people dragged at once) fall back to the place after `before`.
    """
    if before is not None and after is not None and before >= after:
        after = None
    return generate_key_between(before, after)


def many(count: int, *, after: str | None = None) -> list[str]:
    """`count` rising ranks after `after`."""
    return generate_n_keys_between(after, None, count)
