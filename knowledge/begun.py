"""What somebody may be looking for while the line is still being typed: by words alone, at each pause.

Every word must be there, the last one as a beginning, and what is quoted as it stands: nobody wants the
likest of what they did not type.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexical import Chunk, LexicalIndex, Typed
from knowledge.lexical.wordindex import folded
from knowledge.quoted import holds_all, line_of

# More than are shown: what is quoted is looked up in each.
SPARE = 3


@dataclass(frozen=True)
class Begun:
    """A record that holds what is being typed: in its title, or in the text of one of its documents."""

    record: str
    is_titled: bool
    document_id: str
    text: str


def begun(lexical: LexicalIndex, line: str, *, scope: frozenset[str], limit: int) -> list[Begun]:
    """The records that hold the line, those whose titles do first."""
    typed = Typed.of(line)
    if not typed.all or not scope:
        return []
    most = limit * SPARE if typed.phrases else limit
    titled, anyhow = lexical.begun(typed, places=scope, limit=most)
    order = list(dict.fromkeys([*titled, *anyhow]))[:most]
    chunks: dict[str, list[Chunk]] = {}
    for chunk in lexical.of_records(order):
        chunks.setdefault(chunk.record, []).append(chunk)
    found: list[Begun] = []
    for record in order:
        best = _best(chunks.get(record, []), typed)
        if best is not None:
            is_titled = record in titled
            found.append(Begun(record, is_titled, best.document_id, best.text))
            if len(found) == limit:
                break
    return found


def _best(chunks: Sequence[Chunk], typed: Typed) -> Chunk | None:
    """The chunk that holds most of what is typed; None when none holds what is quoted."""
    if not holds_all(chunks, typed.phrases):
        return None
    phrases = [line_of(phrase) for phrase in typed.phrases]
    lines = [line_of(chunk.text) for chunk in chunks]
    words = [word for one in (*typed.words, typed.begun) for word in folded(one)]
    held = [
        10 * sum(phrase in line for phrase in phrases) + sum(f" {word}" in line for word in words)
        for line in lines
    ]
    return chunks[held.index(max(held))] if chunks else None
