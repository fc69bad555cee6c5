"""A text as it came in, before it is cleaned."""

from typing import Any

from app.domain import cleaning
from app.domain.errors import Invalid
from app.domain.plurals import many

# So many times the longest may come in: cleaning and trimming can only shorten it.
SPARE = 4


def given_text(raw: Any, field: str, *, longest: int) -> str:
    """A text to be cleaned; one far too long is refused before any work is done on it."""
    if not isinstance(raw, str):
        raise Invalid("This is no text.", field=field)
    if len(raw) > SPARE * longest:
        raise Invalid(f"This text has {many(len(raw), 'character')}, far too many.", field=field)
    if not cleaning.is_whole(raw):
        raise Invalid("This text holds half a character: write it again.", field=field)
    return raw
