"""Weeks in review and findings: what a summary and the detectors say."""

from app.api.schemas.base import Shape


class SummarySubject(Shape):
    """What a week is about."""

    kind: str
    id: int
    title: str
    url: str


class SummaryItem(Shape):
    """One line of a week."""

    key: str
    title: str
    url: str
    note: str


class SummarySection(Shape):
    """Lines of one kind."""

    name: str
    title: str
    count: int
    items: list[SummaryItem]


class Summary(Shape):
    """One week of a goal or a space; its numbers add up."""

    week: str
    subject: SummarySubject
    range: tuple[str, str]
    opening: int
    added: int
    reopened: int
    done: int
    cancelled: int
    moved: int
    closing: int
    identity: str
    headline: str
    sections: list[SummarySection]
    text: str
    written_at: str


class Finding(Shape):
    """One bottleneck with its measure and the keys of its tasks."""

    kind: str
    title: str
    measure: str
    comparison: str
    next_act: str
    items: list[str]


class Findings(Shape):
    """What the detectors see now."""

    findings: list[Finding]
