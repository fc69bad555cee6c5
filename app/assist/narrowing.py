"""A filter narrowed by what somebody writes, as in the search line."""

from datetime import date

from sqlmodel import Session

from agents.reading.names import Gazetteer
from app.assist import names, searchline
from app.domain import filters, numbers
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.filters import Every, Filter


def narrowed(
    session: Session,
    base: Filter,
    line: str,
    *,
    actor: Actor,
    today: date,
    locale: str = numbers.PLAIN,
) -> Filter:
    """The filter with what a search line asks besides; its free words stand in the text.

    Raises Invalid for a filter nobody can fulfil, and for one that grew too large.
    """
    known = Gazetteer.of(names.visible(session, actor))
    found = searchline.read(line, known, today=today, locale=locale)
    if found.unknown:
        raise Invalid(f"“{found.unknown[0]}” names nothing here.")
    more = filters.parts(found.wanted) if found.wanted is not None else ()
    if found.words:
        more = (*more, filters.Leaf("text", filters.Op.CONTAINS, (found.words,)))
    # Read again, so that what an address carries keeps within the limits of one.
    return filters.parse(filters.to_json(Every((*filters.parts(base), *more))))
