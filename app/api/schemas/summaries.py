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
    people: list[str]  # who does it, or who said it
    parent: str  # what it is a part of, where that is not in the section
    depth: int  # how far it is below another line of the section
    comment_id: int  # where it is somebody's words; 0 elsewhere


class SummarySection(Shape):
    """Lines of one kind."""

    name: str
    title: str
    count: int
    before: int | None  # the same of the week before
    note: str
    items: list[SummaryItem]


class SummaryMove(Shape):
    """What became of a goal: a target, its health, its period."""

    what: str
    old: str
    new: str
    since: str  # the day
    who: str
    reason: str


class SummaryGoal(Shape):
    """How a goal stands at the end of the week, and how it got there; percentages are 0–100."""

    id: int
    title: str
    url: str
    owner: str
    state: str
    health: str
    health_before: str
    actual: float | None
    actual_before: float | None
    expected: float | None
    verdict: str
    cause: str
    confidence: str
    owes: str
    moves: list[SummaryMove]
    depth: int


class Summary(Shape):
    """One week of a goal, a space or the workspace; its numbers add up."""

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
    lead: list[str]
    goals: list[SummaryGoal]
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
