"""Small checks verbs share: words must be there, and fit."""

import re
from datetime import date

import email_validator

from app.domain.errors import Invalid
from app.domain.fields.values import Line, Prose

# Addresses without a domain of their own, as of a workspace on one machine.
LOCAL = re.compile(r"[^@\s]+@localhost")
LONGEST_EMAIL = 254  # characters, by RFC 5321
# Reserved domains are allowed: a network of one's own has “.local”, imported people “imported.invalid”.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()


def title(value: str, *, field: str = "title", noun: str = "title") -> str:
    """One line, not empty; returns it trimmed."""
    return Line(noun=noun).parse(str(value), field)


def text(value: str, *, field: str = "text") -> str:
    """Any length up to the limit; control characters but tab and newline go."""
    return Prose().parse(str(value), field)


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


def email(value: str) -> str:
    """An e-mail address, in lower case."""
    address = value.strip().lower()
    if LOCAL.fullmatch(address) and len(address) <= LONGEST_EMAIL:
        return address
    try:
        return email_validator.validate_email(address, check_deliverability=False).normalized
    except email_validator.EmailNotValidError as error:
        raise Invalid(
            "This is not an e-mail address: write it like ana@example.com.", field="email"
        ) from error
