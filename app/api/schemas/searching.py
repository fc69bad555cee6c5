"""What the search line found."""

from pydantic import Field

from app.api.schemas.base import Shape


class Passage(Shape):
    """Another stretch of a record that was found."""

    kind: str
    id: int
    url: str
    snippet: str
    author: str
    at: str


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
    author: str = ""
    record: str = Field(default="", description="The whole it belongs to: `task:12`.")
    more: list[Passage] = Field(default=[], description="What else of the same record fits.")


class Hits(Shape):
    """What a search found, best first; `by_meaning` says whether meaning was searched, too."""

    results: list[Hit]
    by_meaning: bool
    unknown: list[str] = Field(default=[], description="Filters that mean nothing here.")
    unread: list[str] = Field(
        default=[], description="What looks like a filter and is none: it was searched for."
    )


class Suggestion(Shape):
    """One thing that may be meant; `excerpt` is where its text says so, and empty when its name does."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    place: str
    excerpt: str
    is_meant: bool = Field(
        description="Its key, or nearly all of a name nothing else has, was typed."
    )


class Suggestions(Shape):
    """What a line may mean, best first."""

    results: list[Suggestion]
    unknown: list[str]
    unread: list[str]
