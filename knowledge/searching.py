"""The search by words and by meaning: which records fit, and which are like one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Passage
from knowledge.embedding import Vectors
from knowledge.lexical import Chunk, LexicalIndex
from knowledge.lexical.query import phrases_of, tokens_of
from knowledge.lexical.recordindex import number_of
from knowledge.models import Models
from knowledge.ordering import Order
from knowledge.quoted import quoting
from knowledge.ranking import (
    DEPTH,
    DEPTH_OF_MEANING,
    FEW_WORDS,
    FOR_ANSWERS,
    FOR_DESCRIPTIONS,
    FOR_QUESTIONS,
    FOR_SIMILAR,
    Fused,
    fuse,
)
from knowledge.records import Legs, likely, passage, ranked

# Below this two texts have nothing to do with each other (unrelated pairs of the built-in model lie under 0.15).
LEAST_COSINE = 0.2
# The same where the words alone find nothing.
LEAST_ALONE = 0.35
# The best hits of a question that a re-ranker puts in order.
RERANKED = 20
# Passages of a record that may answer: the nearest, and of those found by words a few more.
OF_A_RECORD, ALSO_BY_WORDS = 6, 2


class Search:
    """Finds in what a library keeps. Safe to share between threads."""

    def __init__(self, lexical: LexicalIndex, models: Models, order: Order | None) -> None:
        self._lexical, self._models, self._order = lexical, models, order

    def records(
        self,
        query: str,
        *,
        scope: frozenset[str],
        limit: int = 20,
        kinds: frozenset[str] | None = None,
        lexical_weight: float | None = None,
    ) -> list[list[Passage]]:
        """The records that fit, best first, each with its best passages: at least one, at most three.

        A record is ranked by all that is written in and on it, by its best passage, and by what it means.
        What stands in quotation marks must stand in it.
        """
        if not scope or not query.strip():
            return []
        legs = self._legs(query, scope, kinds)
        if phrases := phrases_of(query):
            legs = self._quoting(phrases, legs, scope)
        if lexical_weight is None:
            is_short = len(tokens_of(query)) <= FEW_WORDS
            lexical_weight = FOR_QUESTIONS if is_short else FOR_DESCRIPTIONS
        most = limit if self._order is None else max(limit, RERANKED)
        found = ranked(self._lexical, query, legs, words_weigh=lexical_weight, limit=most)
        if self._order is not None:
            found = [*self._order.of(query, found[:RERANKED]), *found[RERANKED:]]
        return self._first(found, query, scope)[:limit]

    def evidence(self, query: str, *, scope: frozenset[str], limit: int) -> list[Passage]:
        """What may answer a question: the likeliest records in order, each with its passages by how near they come.

        A passage carries its cosine, and its record's score; a record is likely by all its legs together, by all its
        words, or by one passage that is among the nearest of all.
        """
        if not scope or not query.strip():
            return []
        legs = self._legs(query, scope, None)
        record_of = self._lexical.record_of([*legs.words, *legs.meaning])
        scores = likely(legs, record_of, words_weigh=FOR_ANSWERS)
        nearest = list(dict.fromkeys(record_of[one] for one in legs.meaning if one in record_of))
        also = limit // 2
        chosen = dict.fromkeys([*list(scores)[:limit], *legs.whole[:also], *nearest[:also]])
        chunks = [c for c in self._lexical.of_records(list(chosen)) if c.place in scope]
        cosines = self._cosines(query, [chunk.id for chunk in chunks])
        worded = {chunk: rank for rank, chunk in enumerate(legs.words, 1)}
        of: dict[str, list[Passage]] = {record: [] for record in chosen}
        for chunk, cosine in zip(chunks, cosines, strict=True):
            one = Fused(chunk.id, 0.0, worded.get(chunk.id), None)
            of[chunk.record].append(
                replace(passage(chunk, one, scores.get(chunk.record, 0.0)), likeness=float(cosine))
            )
        return [one for passages in of.values() for one in _nearest_of(passages)]

    def _cosines(self, query: str, chunks: Sequence[int]) -> NDArray[np.float32]:
        serving = self._models.serving
        vector = serving.vector(query) if serving is not None and self._models.ready else None
        if serving is None or vector is None:
            return np.zeros(len(chunks), np.float32)
        return serving.vectors.cosines(vector, chunks)

    def _legs(self, query: str, scope: frozenset[str], kinds: frozenset[str] | None) -> Legs:
        words = self._lexical.search(query, places=scope, kinds=kinds, limit=DEPTH)
        whole = self._lexical.records(query, places=scope, limit=DEPTH) if kinds is None else []
        meaning = self._by_meaning(query, scope, kinds)
        # Where nobody ever wrote one of the words, something must mean nearly the same: else it was no word.
        least = LEAST_COSINE if words or whole else LEAST_ALONE
        near = [chunk for chunk, cosine in meaning if cosine >= least]
        return Legs(words, near, whole, partial(self._by_middle, query) if near else _nowhere)

    def _by_middle(self, query: str, records: Sequence[str]) -> list[str]:
        """Records by how near the middle of their passages comes to a text, nearest first."""
        serving = self._models.serving
        vector = serving.vector(query) if serving is not None else None
        if serving is None or vector is None:
            return []
        groups = self._lexical.chunks_by_record(records)
        cosines = serving.vectors.centred(vector, list(groups.values()))
        names = list(groups)
        order = np.lexsort((-np.array([number_of(name) for name in names]), -cosines))
        return [names[i] for i in order if cosines[i] >= LEAST_COSINE]

    def _quoting(self, phrases: Sequence[str], legs: Legs, scope: frozenset[str]) -> Legs:
        """The legs within the records that hold what is quoted; its own chunks come first."""
        held = quoting(self._lexical, phrases, scope=scope, limit=DEPTH)
        own = [chunk.id for chunks in held.values() for chunk in chunks]
        record_of = self._lexical.record_of([*legs.words, *legs.meaning])
        words = [one for one in legs.words if record_of.get(one) in held]
        ordered = sorted(own, key=lambda one: words.index(one) if one in words else len(words))
        return Legs(
            list(dict.fromkeys([*ordered, *words])),
            [one for one in legs.meaning if record_of.get(one) in held],
            [one for one in legs.whole if one in held],
            legs.middle,
        )

    def similar(
        self,
        document_id: str,
        *,
        scope: frozenset[str],
        limit: int = 10,
        kinds: frozenset[str] | None = None,
    ) -> list[Passage]:
        """Records like this one, itself left out."""
        lexical, meaning = self.alike(document_id, scope=scope, kinds=kinds)
        fused = fuse(lexical, meaning, lexical_weight=FOR_SIMILAR)
        return self._passages(fused, limit)

    def alike(
        self, document_id: str, *, scope: frozenset[str], kinds: frozenset[str] | None = None
    ) -> tuple[list[int], list[int]]:
        """What words and what meaning find like this document: a chunk for each other record, best first.

        Both legs have the same chunk for a record, else one found in two places would count for less.
        """
        mine = self._lexical.chunks_of(document_id)
        texts = self._lexical.get(mine[:1])
        if not texts:
            return [], []
        [own] = texts.values()
        lexical = self._lexical.like(document_id, places=scope, kinds=kinds, limit=DEPTH)
        meaning = [chunk for chunk, _ in self._like_these(mine, scope, kinds)]
        chunks = self._lexical.get([*lexical, *meaning])
        shown: dict[str, int] = {}
        for chunk in (*lexical, *meaning):
            if chunk in chunks:
                shown.setdefault(chunks[chunk].record, chunk)
        shown.pop(own.record, None)
        return _shown(lexical, chunks, shown), _shown(meaning, chunks, shown)

    def vector(self, text: str) -> tuple[str, Vectors | None]:
        """The name of the model that serves, and a text's vector; None while meaning isn't ready."""
        serving = self._models.serving
        if serving is None or not self._models.ready:
            return "", None
        return serving.collection.model, serving.vector(text)

    def states(self, words: Sequence[str]) -> tuple[str, Vectors | None]:
        """The name of the model that serves, and what it made of each word and of all; None while it can't tell."""
        serving = self._models.serving
        if serving is None or not self._models.ready:
            return "", None
        return serving.collection.model, serving.states(words)

    def meaning(
        self, words: str, *, scope: frozenset[str], kinds: frozenset[str], least: float
    ) -> list[str]:
        """Records that mean much the same as these words (cosine `least` or more), nearest first."""
        near = [chunk for chunk, cosine in self._by_meaning(words, scope, kinds) if cosine >= least]
        chunks = self._lexical.get(near)
        return list(dict.fromkeys(chunks[chunk].record for chunk in near if chunk in chunks))

    def _by_meaning(
        self, query: str, scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) of the chunks nearest to a text, best first; none while meaning isn't ready."""
        serving = self._models.serving
        vector = serving.vector(query) if serving is not None and self._models.ready else None
        return [] if vector is None else self._nearest(vector, scope, kinds)

    def _like_these(
        self, chunks: Sequence[int], scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) of the chunks nearest to the middle of these, themselves among them."""
        serving = self._models.serving
        vectors = serving.vectors.of(chunks) if serving is not None else []
        if not len(vectors):
            return []
        centre = np.mean(vectors, axis=0)
        return self._nearest(centre / np.linalg.norm(centre), scope, kinds)

    def _nearest(
        self, vector: NDArray[np.float32], scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        serving = self._models.serving
        allowed = self._lexical.within(scope, kinds)
        hits = serving.nearest(vector, allowed, DEPTH_OF_MEANING) if serving is not None else []
        return [hit for hit in hits if hit[1] >= LEAST_COSINE]

    def _passages(self, fused: list[Fused], limit: int) -> list[Passage]:
        """One passage a record, its best."""
        best: dict[str, Passage] = {}
        # Most records have one chunk that fits: a second page is seldom read.
        size = limit + limit // 4
        for start in range(0, min(len(fused), limit * 8), size):
            page = fused[start : start + size]
            chunks = self._lexical.get([one.chunk for one in page])
            for one in page:
                chunk = chunks.get(one.chunk)
                if chunk is not None and chunk.record not in best:
                    best[chunk.record] = passage(chunk, one, one.score)
                    if len(best) == limit:
                        return list(best.values())
        return list(best.values())

    def _first(
        self, found: list[list[Passage]], query: str, scope: frozenset[str]
    ) -> list[list[Passage]]:
        """What the query names by key goes before all."""
        keys = dict.fromkeys(word.strip("#?.,;:!") for word in query.split())
        named = [d for key in keys if key for d in self._lexical.by_key(key, scope)]
        if not named:
            return found
        chunks = self._lexical.get([u for d in named for u in self._lexical.chunks_of(d)[:1]])
        exact = [
            [passage(chunk, Fused(chunk.id, 100.0, 1, None), 100.0)] for chunk in chunks.values()
        ]
        records = {passages[0].record for passages in exact}
        return [*exact, *(one for one in found if one[0].record not in records)]


def _nearest_of(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of a record that come nearest, by meaning and by words."""
    near = sorted(passages, key=lambda one: -one.likeness)[:OF_A_RECORD]
    worded = [one for one in passages if one.lexical_rank is not None and one not in near]
    return [*near, *sorted(worded, key=lambda one: one.lexical_rank or 0)[:ALSO_BY_WORDS]]


def _nowhere(_records: Sequence[str]) -> list[str]:
    """No meaning, no middle of it."""
    return []


def _shown(leg: list[int], chunks: dict[int, Chunk], shown: dict[str, int]) -> list[int]:
    """A leg's chunks by the ones that stand for their records, each once."""
    records = (chunks[chunk].record for chunk in leg if chunk in chunks)
    return list(dict.fromkeys(shown[record] for record in records if record in shown))
