"""A week of one goal or space, as values and as Markdown."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Line:
    """One item of a section."""

    key: str
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A number and exactly the items it counts."""

    name: str
    title: str
    items: list[Line]
    count: int


@dataclass(frozen=True)
class WeekSummary:
    """A week of one goal or space."""

    week: str
    kind: str
    id: int
    title: str
    url: str
    first: str
    last: str
    opening: int
    added: int
    reopened: int
    done: int
    cancelled: int
    moved: int
    closing: int
    headline: str
    sections: list[Section] = field(default_factory=list[Section])
    written_at: str = ""

    @property
    def identity(self) -> str:
        """The reconciling line."""
        sign = "+" if self.moved >= 0 else "−"
        return (
            f"{self.opening} + {self.added} added − {self.done} done − {self.cancelled} cancelled "
            f"{sign} {abs(self.moved)} moved = {self.closing}"
        )

    @property
    def text(self) -> str:
        """As Markdown, to read or post."""
        parts = [f"## {self.title}, {self.week}", self.headline]
        for section in self.sections:
            if section.count:
                lines = [
                    (f"- [{i.key}]({i.url}) {i.title}" if i.url else f"- {i.key} {i.title}")
                    + (f" — {i.note}" if i.note else "")
                    if i.key
                    else f"- {i.title} {i.note}"
                    for i in section.items
                ]
                parts.append(f"### {section.title} ({section.count})\n" + "\n".join(lines))
        return "\n\n".join([*parts, self.identity])

    def plain(self) -> dict[str, Any]:
        return {
            "week": self.week,
            "subject": {"kind": self.kind, "id": self.id, "title": self.title, "url": self.url},
            "range": [self.first, self.last],
            "opening": self.opening,
            "added": self.added,
            "reopened": self.reopened,
            "done": self.done,
            "cancelled": self.cancelled,
            "moved": self.moved,
            "closing": self.closing,
            "identity": self.identity,
            "headline": self.headline,
            "sections": [
                {
                    "name": s.name,
                    "title": s.title,
                    "count": s.count,
                    "items": [i.__dict__ for i in s.items],
                }
                for s in self.sections
            ],
            "text": self.text,
            "written_at": self.written_at,
        }
