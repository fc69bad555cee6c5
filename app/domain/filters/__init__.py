"""The one filter language: what lists, addresses, the API, the search line and answers narrow by."""

from app.domain.filters.address import LONGEST, from_text, to_text
from app.domain.filters.canonical import canonical, same
from app.domain.filters.matching import Facts, matches
from app.domain.filters.parsing import LIMITS, parse, to_json
from app.domain.filters.resolving import resolve
from app.domain.filters.tree import (
    EVERYTHING,
    Days,
    Every,
    Filter,
    Leaf,
    Not,
    Op,
    Some,
    Token,
    Value,
    leaves,
    parts,
)
from app.domain.filters.wording import sentence

__all__ = [
    "EVERYTHING",
    "LIMITS",
    "LONGEST",
    "Days",
    "Every",
    "Facts",
    "Filter",
    "Leaf",
    "Not",
    "Op",
    "Some",
    "Token",
    "Value",
    "canonical",
    "from_text",
    "leaves",
    "matches",
    "parse",
    "parts",
    "resolve",
    "same",
    "sentence",
    "to_json",
    "to_text",
]
