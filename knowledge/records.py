"""Ranks whole records: by all that is written in and on them, by their best passage, and by what that means.

A passage alone knows little of its record: two words of a question may stand in two comments, and two hundred passages
may be of a few long records. Which record is meant is asked first, which passages of it fit second.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.documents import Passage
from knowledge.lexical import Chunk, LexicalIndex
from knowledge.lexical.query import tokens_of
from knowledge.lexical.wordindex import terms_of
from knowledge.ranking import DEPTH, Fused, fuse, fuse_records

MOST_PASSAGES = 3  # of a record
# A second passage is worth showing when it is nearly as good as the first.
NEARLY = 0.5
# Records of each leg whose middle is looked at.
LIKELY = 60


@dataclass(frozen=True)
class Legs:
    """What was found, best first: chunks by words and by meaning, and records by all their words."""

    words: Sequence[int]
    meaning: Sequence[int]
    whole: Sequence[str]
    middle: Callable[
        [Sequence[str]], list[str]
    ]  # records by the middle of what they mean, best first


def ranked(
    lexical: LexicalIndex, query: str, legs: Legs, *, words_weigh: float, limit: int
) -> list[list[Passage]]:
    """At most `limit` records, best first, each with its passages, the best first."""
    fused = fuse(legs.words, legs.meaning[:DEPTH], lexical_weight=words_weigh)
    record_of = lexical.record_of([*legs.words, *legs.meaning])
    words = _records(legs.words, record_of)
    meaning = _records(legs.meaning, record_of)
    likely = [*legs.whole[:LIKELY], *words[:LIKELY], *meaning[:LIKELY]]
    best = fuse_records(
        words=words,
        meaning=meaning,
        whole=legs.whole,
        middle=legs.middle(list(dict.fromkeys(likely))),
        words_weigh=words_weigh,
    )
    chosen = dict(list(best.items())[:limit])
    passages: dict[str, list[Fused]] = {record: [] for record in chosen}
    for one in fused:
        of = passages.get(record_of.get(one.chunk, ""))
        if (
            of is not None
            and len(of) < MOST_PASSAGES
            and (not of or one.score >= NEARLY * of[0].score)
        ):
            of.append(one)
    # A chunk may be gone by now: its record was filed anew since it was found.
    chunks = lexical.get([one.chunk for of in passages.values() for one in of])
    held = {record: [one for one in of if one.chunk in chunks] for record, of in passages.items()}
    elsewhere = _most_words(lexical, query, [record for record, of in held.items() if not of])
    return [
        [passage(chunks[one.chunk], one, score) for one in held[record]]
        or [passage(elsewhere[record], Fused(0, 0.0, None, None), score)]
        for record, score in chosen.items()
        if held[record] or record in elsewhere
    ]


def _records(chunks: Sequence[int], record_of: Mapping[int, str]) -> list[str]:
    """The records of chunks, each by its best."""
    return list(dict.fromkeys(record_of[one] for one in chunks if one in record_of))


def passage(chunk: Chunk, one: Fused, score: float) -> Passage:
    """A chunk as a hit of a record that scored so much."""
    return Passage(
        document_id=chunk.document_id,
        record=chunk.record,
        place=chunk.place,
        ordinal=chunk.ordinal,
        heading=chunk.heading,
        text=chunk.text,
        score=score,
        lexical_rank=one.lexical_rank,
        meaning_rank=one.meaning_rank,
    )


def _most_words(lexical: LexicalIndex, query: str, records: Sequence[str]) -> dict[str, Chunk]:
    """Of records that were found as a whole alone, the chunk that holds most of the words."""
    wanted = {term for token in tokens_of(query) for term in terms_of(token)}
    best: dict[str, tuple[int, Chunk]] = {}
    for chunk in lexical.of_records(records) if records else []:
        held = len(wanted & set(terms_of(chunk.text)))
        if chunk.record not in best or held > best[chunk.record][0]:
            best[chunk.record] = held, chunk
    return {record: chunk for record, (_, chunk) in best.items()}
