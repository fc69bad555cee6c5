"""What the search line found."""

from app.api.schemas.base import Shape


class Hit(Shape):
    """Something found."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    snippet: str
    place: str
    at: str


class Hits(Shape):
    """What a search found, best first; `by_meaning` says whether meaning was searched, too."""

    results: list[Hit]
    by_meaning: bool
