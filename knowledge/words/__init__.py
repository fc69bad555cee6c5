"""The keyword index: SQLite's FTS5 over own words and context, with keys and substrings beside it."""

from knowledge.words.index import Words
from knowledge.words.keeping import Unit
from knowledge.words.progress import Progress, Role
from knowledge.words.query import STOP_WORDS, tokens_of

__all__ = ["STOP_WORDS", "Progress", "Role", "Unit", "Words", "tokens_of"]
