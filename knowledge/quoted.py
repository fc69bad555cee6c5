"""What stands in quotation marks must stand in a record as it is: not only its words, nor only their stems."""

from collections.abc import Sequence

from knowledge.lexical import Chunk, LexicalIndex
from knowledge.lexical.wordindex import folded


def line_of(text: str) -> str:
    """Its words between single spaces, in lower case and without accents."""
    return f" {' '.join(folded(text))} "


def holds_all(chunks: Sequence[Chunk], phrases: Sequence[str]) -> bool:
    """Each phrase stands in one of the chunks."""
    lines = [line_of(chunk.text) for chunk in chunks]
    return all(any(line_of(phrase) in line for line in lines) for phrase in phrases)


def quoting(
    lexical: LexicalIndex, phrases: Sequence[str], *, scope: frozenset[str], limit: int
) -> dict[str, list[Chunk]]:
    """The records that hold all phrases, with the chunks of each that hold one."""
    by_record: dict[str, list[Chunk]] = {}
    for chunk in lexical.of_records(lexical.with_all(phrases, places=scope, limit=limit)):
        by_record.setdefault(chunk.record, []).append(chunk)
    lines = [line_of(phrase) for phrase in phrases]
    return {
        record: [one for one in chunks if any(line in line_of(one.text) for line in lines)]
        for record, chunks in by_record.items()
        if holds_all(chunks, phrases)
    }
