"""Weighs what may answer a question: first which stretch says it best, then whether it is an answer at all.

Both are sums of features by fitted weights (`weights.toml`, made by `tests/eval/floor.py`): how near it comes in
meaning, how much of the question it and its record hold, whether it holds the kind of thing that is asked for.
"""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agents.facts import Quote
from agents.passages.asked import Asked, stemmed, talk
from agents.passages.windows import Window, windows
from agents.reading.names import fold

WEIGHTS = Path(__file__).parent / "weights.toml"
# Passages whose stretches are looked at, and stretches whose meaning is compared: each costs a hundredth of a second.
MOST_PASSAGES, MOST_COMPARED = 14, 8
FEWEST_WORDS = 6
Near = Callable[
    [Sequence[str]], Sequence[float]
]  # how near texts come to the question; 0 where unknown
Features = Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """A stretch of a passage with what speaks for it."""

    quote: Quote
    window: Window
    features: Features
    value: float  # which says it best
    chance: float  # that it answers


def weighed(question: str, found: Sequence[Quote], near: Near) -> list[Candidate]:
    """Stretches of what was found, the best first; of each its chance to be an answer."""
    _, rows = candidates(question, found)
    rows = sorted(rows, key=lambda row: -first_look(row[2]))[:MOST_COMPARED]
    likeness = near([spoken(quote, window) for quote, window, _ in rows])
    known = [
        (quote, window, {**features, "near": max(alike, 0.0)})
        for (quote, window, features), alike in zip(rows, likeness, strict=True)
    ]
    values = [(value(features), n) for n, (_, _, features) in enumerate(known)]
    values.sort(key=lambda one: (-one[0], one[1]))
    made: list[Candidate] = []
    for worth, n in values:
        quote, window, features = known[n]
        made.append(Candidate(quote, window, features, worth, chance(features)))
    return made


def candidates(
    question: str, found: Sequence[Quote]
) -> tuple[Asked, list[tuple[Quote, Window, dict[str, float]]]]:
    """Stretches of the likeliest passages with their features, but for how near each comes itself."""
    found = _spoken_once(found)
    asked = Asked.of(question, found)
    order = list(dict.fromkeys(quote.record for quote in found))
    held: dict[str, str] = {}
    nearest: dict[str, float] = {}
    for quote in found:
        held[quote.record] = held.get(quote.record, stemmed(quote.title)) + stemmed(
            f"{quote.heading} {quote.text} {quote.author}"
        )
        nearest[quote.record] = max(nearest.get(quote.record, 0.0), quote.likeness)
    shares = {record: asked.share(text) for record, text in held.items()}
    rows: list[tuple[Quote, Window, dict[str, float]]] = []
    for quote in _likeliest(asked, found, shares):
        others = [one for one in order if one != quote.record]
        title = stemmed(f"{quote.title} {quote.heading}")
        about = {
            "passage": quote.likeness,
            "record": nearest[quote.record],
            "lead": quote.likeness - max((nearest[one] for one in others), default=0.0),
            "held": shares[quote.record],
            "held_more": shares[quote.record] - max((shares[one] for one in others), default=0.0),
            "titled": asked.share(title),
            "rank": 1 / (1 + order.index(quote.record)),
        }
        for window in windows(quote.text, quote.heading):
            own = stemmed(window.text)
            rows.append(
                (
                    quote,
                    window,
                    {
                        **about,
                        "said": asked.share(own),
                        "around": asked.share(
                            own + title + stemmed(f"{window.heading} {quote.author}")
                        ),
                        "fits": asked.fits(window.text),
                        "short": float(len(window.text.split()) < FEWEST_WORDS),
                        "mute": float(asked.share(own) == 0.0),
                        "talk": float(quote.kind == "comment" and bool(talk().search(window.text))),
                    },
                )
            )
    return asked, rows


def spoken(quote: Quote, window: Window) -> str:
    """A stretch with what it is about, as its meaning is compared; a comment speaks for itself."""
    if quote.kind == "comment":
        return window.text
    title = quote.title.removeprefix(quote.key).strip()
    return f"{title}. {window.text}"


def first_look(features: Features) -> float:
    """What is known before its own meaning is."""
    return _sum("first", features)


def value(features: Features) -> float:
    return _sum("choice", features)


def chance(features: Features) -> float:
    """That it answers; by words alone while nothing is known of meaning."""
    is_known = features.get("near", 0.0) > 0 or features.get("record", 0.0) > 0
    return 1 / (1 + math.exp(-_sum("floor" if is_known else "floor_of_words", features)))


def _sum(which: str, features: Features) -> float:
    by = weights()[which]
    return by.get("bias", 0.0) + sum(by.get(name, 0.0) * one for name, one in features.items())


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def _likeliest(asked: Asked, found: Sequence[Quote], shares: Mapping[str, float]) -> list[Quote]:
    """The passages whose stretches are looked at."""

    def worth(quote: Quote) -> float:
        own = asked.share(stemmed(f"{quote.title} {quote.heading} {quote.text} {quote.author}"))
        return quote.likeness + own + 0.5 * shares[quote.record]

    return sorted(found, key=lambda quote: -worth(quote))[:MOST_PASSAGES]


def _spoken_once(found: Sequence[Quote]) -> list[Quote]:
    """Without what is written alike on several records: it speaks of none of them."""
    records: dict[str, set[str]] = {}
    for quote in found:
        records.setdefault(fold(quote.text), set()).add(quote.record)
    return [quote for quote in found if len(records[fold(quote.text)]) == 1 and quote.text.strip()]
