"""Small checks verbs share: words must be there, and fit."""

from datetime import date

from app.domain.errors import Invalid

LONGEST_TITLE = 500
LONGEST_TEXT = 500_000


def title(value: str, *, field: str = "title", noun: str = "title") -> str:
    """One line, not empty; returns it trimmed."""
    line = " ".join(str(value).split())
    if not line:
        raise Invalid(f"A {noun} can't be empty: give it a few words.", field=field)
    if len(line) > LONGEST_TITLE:
        raise Invalid(
            f"This {noun} has {len(line)} characters; {LONGEST_TITLE} is the most.", field=field
        )
    return line


def text(value: str, *, field: str = "text") -> str:
    """Any length up to the limit; control characters but tab and newline go."""
    clean = "".join(c for c in str(value) if c >= " " or c in "\t\n").replace("\x7f", "")
    if len(clean) > LONGEST_TEXT:
        raise Invalid(
            f"This text has {len(clean):,} characters; {LONGEST_TEXT:,} is the most.", field=field
        )
    return clean


def days(start: date | None, due: date | None) -> None:
    """A start after the due date is refused."""
    if start and due and start > due:
        raise Invalid(
            f"It would start ({start:%-d %b %Y}) after it is due ({due:%-d %b %Y}): change one of them.",
            field="start",
        )


def one_of(value: str, allowed: type, *, field: str) -> str:
    """A member of a StrEnum; the refusal lists what is possible."""
    words = [str(member) for member in allowed]  # type: ignore[attr-defined]  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType] - an Enum class
    if value not in words:
        raise Invalid(f"“{value}” is not one of {', '.join(words)}.", field=field)
    return value
