"""The search by words: a database of documents and their chunks, and the text index made of it."""

from knowledge.lexical.chunks import Chunk
from knowledge.lexical.index import LexicalIndex
from knowledge.lexical.progress import Progress, Role
from knowledge.lexical.query import STOP_WORDS, Typed, tokens_of
from knowledge.lexical.wordindex import terms_of

__all__ = [
    "STOP_WORDS",
    "Chunk",
    "LexicalIndex",
    "Progress",
    "Role",
    "Typed",
    "terms_of",
    "tokens_of",
]
