"""A question nobody's rules read whole, restated as the plain question that means the same.

The network says how likely each label of a query is; each plain question whose names are the question's own is weighed
by them. What is chosen is read by the grammar like any other question, so that names and rights are looked up as always.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from agents.algebra import reading
from agents.algebra.language import NEGATIVE
from agents.algebra.reading import Composed
from agents.algebra.tagging import Tagged, Token
from agents.facts import Named
from agents.restating.network import Vectors
from agents.restating.seen import marks, slot, slots, words
from agents.restating.shapes import shape
from agents.restating.skeletons import NOBODY, TALK, TEXT, Pool, Skeleton, Trained, needed

# The model whose words the network was trained on.
MODEL = "all-MiniLM-L6-v2/"
# Of the likeliest so many are looked at, and so many that fit are kept.
LOOKED_AT, TRIED = 60, 4
LAYERS = 3  # words that are left out may leave others unread
UNLIKELY = -99.0
SURE_OF_TEXTS = -0.7
# The likeliest is answered in the place of the question where its score, and so much of how far the next other one is
# behind, come to this: of pairs that were not learned nine in ten are right from here on (`tests.eval.restating`).
LEAST, OF_MARGIN, WIDEST = -0.6, 0.3, 8.0
SURE = -1.0  # that a text answers, or nobody: so are nineteen in twenty


@dataclass(frozen=True)
class Restated:
    """A plain question, read; how likely, as a logarithm, and by how much likelier than the next other one."""

    found: Composed
    words: str
    score: float
    margin: float

    @property
    def note(self) -> str:
        """What the asker is told of it."""
        return f"I read it as “{self.words}”."


@dataclass(frozen=True)
class Choices:
    """What a question may mean: plain questions, the likeliest first; and whether it is one for texts, or for nobody."""

    questions: tuple[Restated, ...]
    for_texts: float  # as scores
    for_nobody: float
    for_talk: float = -99.0

    @property
    def best(self) -> Restated | None:
        return self.questions[0] if self.questions else None

    @property
    def is_sure(self) -> bool:
        """Whether the likeliest plain question may be answered in its place."""
        best = self.best
        return (
            best is not None
            and best.margin > 0
            and best.score + OF_MARGIN * min(best.margin, WIDEST) >= LEAST
        )

    @property
    def is_for_texts(self) -> bool:
        """Whether it is surely one that a text answers."""
        return self._is_surely(self.for_texts)

    @property
    def is_for_nobody(self) -> bool:
        """Whether it is surely one that nothing here answers."""
        return self._is_surely(self.for_nobody)

    @property
    def is_talk(self) -> bool:
        """Whether it is surely no question about the work: thanks, a greeting, what can be asked."""
        return self._is_surely(self.for_talk)

    def _is_surely(self, score: float) -> bool:
        best = self.questions[0].score if self.questions else UNLIKELY
        return score >= max(SURE, best, self.for_texts, self.for_nobody, self.for_talk)


def choices(
    found: Composed,
    states: Vectors,
    known: Trained,
    *,
    today: date,
    me: Named | None,
    others: Sequence[Composed] = (),
) -> Choices:
    """Weigh all plain questions with the names of this one, and `others` it may be read as."""
    tokens = found.tagged.tokens
    chances = known.network.chances(states, marks(tokens, today, known.senses))
    questions = [*_of_pool(found, chances, known, today, me)]
    asked = {shape(one.found.query, one.found.as_of) for one in questions if one.found.query}
    for other in (*_bare(found, today, me), *others):
        if other.query is None or (own := shape(other.query, other.as_of)) in asked:
            continue
        alone = Pool.of([Skeleton((), own, ())], known.labels)
        score = float(alone.scores(chances)[0])
        questions.append(Restated(other, _said(other.tagged.tokens), score, 0.0))
        asked.add(own)
    questions.sort(key=lambda one: -one.score)
    apart = {
        name: float(known.pools[name,].scores(chances)[0])
        for name in (TEXT, NOBODY, TALK)
        if (name,) in known.pools
    }
    if questions:
        rest = max([one.score for one in questions[1:2]] + list(apart.values()), default=UNLIKELY)
        questions[0] = replace(questions[0], margin=questions[0].score - rest)
    return Choices(tuple(questions), *(apart.get(name, UNLIKELY) for name in (TEXT, NOBODY, TALK)))


def _of_pool(
    found: Composed, chances: Vectors, known: Trained, today: date, me: Named | None
) -> Iterator[Restated]:
    """The likeliest plain questions that say all that the lexicon knows for sure."""
    tokens, kept = found.tagged.tokens, 0
    pool = known.pools.get(slots(tokens))
    if pool is None:
        return
    scores, wanted = pool.scores(chances), needed(tokens)
    for at in np.argsort(-scores, kind="stable")[:LOOKED_AT]:
        one = pool.skeletons[int(at)]
        if not all(senses & one.senses for senses in wanted):
            continue
        read = _read(found.tagged, one.filled(tokens), today, me)
        if read is None or read.query is None or shape(read.query, read.as_of) != one.shape:
            continue
        yield Restated(read, _said(read.tagged.tokens), float(scores[at]), 0.0)
        kept += 1
        if kept == TRIED:
            return


def _bare(found: Composed, today: date, me: Named | None) -> Iterator[Composed]:
    """The question without the words nobody's rules read, if it is whole then."""
    left = list(found.tagged.tokens)
    read = found
    for _ in range(LAYERS):
        if not read.unread_at or any(_holds(left[at]) for at in read.unread_at):
            return
        left = [token for at, token in enumerate(left) if at not in read.unread_at]
        again = _read(found.tagged, left, today, me)
        if again is not None:
            yield again
            return
        read = reading.composed(replace(found.tagged, tokens=tuple(left)), today, me)


def _holds(token: Token) -> bool:
    """Whether it is a name, days or a number, or turns or narrows for sure: it is not left out."""
    turns = not NEGATIVE.isdisjoint(token.text.split())
    return turns or bool(slot(token) or needed([token]))


def _read(
    tagged: Tagged, tokens: Sequence[Token] | None, today: date, me: Named | None
) -> Composed | None:
    if tokens is None:
        return None
    masked = " ".join(one.mask for one in tokens)
    read = reading.composed(replace(tagged, tokens=tuple(tokens), masked=masked), today, me)
    return read if read.is_whole else None


def _said(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def is_familiar(found: Composed, known: Trained) -> bool:
    """Whether it has seen every word that is no name: one it has not may be the name of what is hidden or not there.

    Both have to read the same, whatever their letters are like.
    """
    return all(
        one.is_held or one.is_known or all(word in known.words for word in one.text.split())
        for one in found.tagged.tokens
    )


def heard(found: Composed) -> list[str]:
    """The words whose states the embedder is asked for."""
    return words(found.tagged.tokens)
