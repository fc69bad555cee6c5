"""Checks a model's sentences against the evidence they cite; what is not in it is dropped.

A sentence stands when each thing it cites exists, what it quotes stands there, and every number, date,
key and name in it occurs in the cited evidence; a count of work must have been computed, not merely be
somebody's words. Nothing is taken on trust: the check reads words, it asks no model.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from agents.answer import Sentence, Source
from agents.checking import days, denials, naming, numbers
from agents.limits import LONGEST_PIECE, LONGEST_SENTENCE
from agents.model_sentences import ModelSentence
from agents.reading.names import fold
from agents.reading.stems import stem
from agents.reading.words import FILLER

QUOTE = re.compile(r"[“\"]([^”\"]{3,})[”\"]")
SPOKEN = re.compile(r"“.*”|“[^”]*$", re.DOTALL)
# A worded sentence is plain text: no address, link, image or element, whoever wrote it first.
MARKUP = re.compile(
    r"https?:|www\.|\b(?:javascript|data|mailto|file):|<[A-Za-z/!]|!\[|\]\s*\(|\]:\s|[\w.+-]+@[\w-]+\.\w"
    r"|\b[\w-]+\.(?:ai|app|biz|cn|co|com|de|dev|example|info|io|link|ly|me|net|org|ru|site|top|uk|xyz)\b"
    r"|\b[\w-]+\.[a-z]{2,}/",
    re.IGNORECASE,
)
LEAST_LIKENESS = 90  # of a quote to the evidence's own words, of 100: spelling and spaces, no more
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
FEWEST_WORDS = 2  # a shout is no sentence
# Of a sentence's telling words, as a share: what has less in common with its evidence speaks of something else.
LEAST_SHARED = 0.25
FEWEST_TELLING = 3  # of fewer words a share says nothing
TELLING = 4  # letters from which a word tells something
COUNTED_WORK = frozenset([numbers.WORK, "goal"])
# “All the open tasks”: a count, too. And the words by which a computed sentence says the same.
EVERY = re.compile(
    r"\b(all|every|no|none)\b(?: of)?(?: the| our| these| those)?(?: [^\W\d][\w-]*)? (?:tasks?|goals?|issues?)\b",
    re.IGNORECASE,
)
SAYS_EVERY = re.compile(r"\b(?:all|every|each|everything)\b", re.IGNORECASE)
SAYS_NONE = re.compile(r"\b(?:no|none|nothing|nobody|0)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """One numbered piece: a computed sentence with its sources and the items it counts."""

    number: int
    text: str
    sources: tuple[Source, ...]
    items: tuple[str, ...] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        """Somebody's own words, as far as they are shown."""
        return tuple(cut(s.quote) for s in self.sources if s.quote)

    @property
    def words(self) -> str:
        """All that may be repeated of it."""
        parts = [self.text, *self.items, *self.quotes]
        parts += [f"{s.key} {s.title} {s.author} {s.at}" for s in self.sources]
        return " \n ".join(parts)

    @property
    def computed(self) -> str:
        """What was found by counting: neither what somebody wrote nor what something is called."""
        text = _untitled(plain(self.text), [self])
        quoted = any(source.quote for source in self.sources)
        text = SPOKEN.sub(" _ ", text) if quoted else QUOTE.sub(" _ ", text)
        return f"{text} . {len(self.items)} tasks" if self.items else text


@dataclass(frozen=True)
class Setting:
    """What a sentence may lean on beside its evidence: the question and the day it was asked."""

    today: date
    question: str = ""
    people: tuple[str, ...] = ()  # names known here, to be noticed in any place


def cut(text: str) -> str:
    """Somebody's words on one line, as far as they are shown."""
    return " ".join(text.split())[:LONGEST_PIECE]


def proved(
    claimed: ModelSentence, evidence: Sequence[Evidence], setting: Setting
) -> Sentence | None:
    """A model's sentence with its sources, or None when it can't be proved."""
    by_number = {one.number: one for one in evidence}
    if not claimed.cites or any(number not in by_number for number in claimed.cites):
        return None
    text = claimed.text.strip()
    if len(text.split()) < FEWEST_WORDS or len(text) > LONGEST_SENTENCE or MARKUP.search(text):
        return None
    cited = [by_number[number] for number in dict.fromkeys(claimed.cites)]
    if claimed.quote and not any(is_quoted(claimed.quote, one.words) for one in cited):
        return None
    # What some of it proves alone needs nothing else beside: small models cite all they see.
    alone = [one for one in cited if len(cited) > 1 and not unproved(text, [one], setting)]
    if not alone and unproved(text, cited, setting):
        return None
    cited = alone or cited
    sources = tuple(dict.fromkeys(source for one in cited for source in one.sources))
    items = next((one.items for one in cited if one.items), ())
    return Sentence(text, sources, items)


def is_quoted(quote: str, words: str) -> bool:
    """The quote stands in these words but for spelling: with the same numbers, keys and denials."""
    quoted, held = fold(plain(quote)), fold(plain(words))
    if not quoted or len(quoted) > len(held):
        return quoted == held
    found = fuzz.partial_ratio_alignment(quoted, held, score_cutoff=LEAST_LIKENESS)
    if found is None:
        return False
    # Whole words: a likeness may begin inside one.
    start = held.rfind(" ", 0, found.dest_start) + 1
    end = held.find(" ", found.dest_end)
    there = held[start : end if end >= 0 else len(held)]
    return _fixed(quoted) <= _fixed(there) and (
        _denied(quoted) == _denied(there) or f" {quoted} " in f" {held} "
    )


def unproved(text: str, cited: Sequence[Evidence], setting: Setting) -> str:
    """The first thing a text says that the cited evidence doesn't hold, in a word; empty when all is."""
    text = plain(text)
    ground = plain(" \n ".join(one.words for one in cited))
    folded = f" {fold(ground)} "
    if missing := naming.keys(text) - naming.keys(ground):
        return min(missing)
    if wrong := next((q for q in QUOTE.findall(text) if fold(q) not in folded), ""):
        return wrong
    claimed, held = days.named(naming.without_keys(text)), days.named(naming.without_keys(ground))
    return (
        days.unproved(
            claimed, held, words=f"{folded}{fold(setting.question)} ", today=setting.today
        )
        or _counts(claimed.rest, held.rest, cited)
        or naming.unproved(days.without_names(claimed.rest), ground, setting.people)
        or _foreign(days.without_names(claimed.rest), folded)
        or denials.unproved(_untitled(QUOTE.sub(" _ ", text), cited), _untitled(ground, cited))
    )


def plain(text: str) -> str:
    """One way of writing: compatibility forms, plain dashes, nothing invisible."""
    shown = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    return shown.translate(DASHES)


def _untitled(text: str, cited: Sequence[Evidence]) -> str:
    """Without what things are called: “the launch that nobody dreads” denies nothing."""
    for source in (source for one in cited for source in one.sources):
        for name in (plain(source.title), plain(source.title.removeprefix(f"{source.key} "))):
            text = text.replace(name, " _ ") if name.strip() else text
    return text


def _counts(text: str, ground: str, cited: Sequence[Evidence]) -> str:
    """The first number that isn't held, or that counts work by somebody's words alone."""
    known = numbers.found(ground)
    for number in numbers.found(text):
        if not numbers.is_held(number, known) and not _is_spelled_there(number, ground):
            return number.written
    if missing := numbers.amounts(text) - numbers.amounts(ground):
        return min(missing)
    own = QUOTE.sub(" _ ", text)
    if _is_attributed(own, cited):
        return ""
    computed = days.named(
        naming.without_keys(plain(" \n ".join(one.computed for one in cited)))
    ).rest
    counted = numbers.found(computed)
    for number in numbers.found(own):
        if number.unit in COUNTED_WORK and not numbers.is_held(number, counted):
            return number.written
    for every in EVERY.finditer(own):
        says = SAYS_NONE if every[1].casefold().startswith("no") else SAYS_EVERY
        if not says.search(computed):
            return every[0]
    return ""


def _foreign(text: str, folded: str) -> str:
    """Its telling words when too few of them are the evidence's, or mean the same."""
    held = re.split(r"[ -]", folded)
    stems = {stem(word) for word in held} | {denials.AMOUNTS_TO.get(word, "") for word in held}
    words = re.split(r"[ -]", fold(text))
    telling = [
        word
        for word in words
        if len(word) >= TELLING and word not in FILLER and not numbers.found(word)
    ]
    shared = sum(stem(word) in stems or denials.AMOUNTS_TO.get(word) in stems for word in telling)
    is_foreign = len(telling) >= FEWEST_TELLING and shared < LEAST_SHARED * len(telling)
    return " ".join(telling) if is_foreign else ""


def _is_spelled_there(number: numbers.Number, ground: str) -> bool:
    """The very word stands there (“dozen”), or the number in another form of the same digits."""
    return (
        not number.written[0].isdigit() and f" {number.written.casefold()} " in f" {fold(ground)} "
    )


def _is_attributed(text: str, cited: Sequence[Evidence]) -> bool:
    """It names whose words they are."""
    words = set(fold(text).split())
    authors = {fold(s.author).split()[0] for one in cited for s in one.sources if fold(s.author)}
    return bool(words & authors)


def _fixed(folded: str) -> set[str]:
    """What a quote may not change: its numbers and keys."""
    values = {min(number.values) for number in numbers.found(naming.without_keys(folded))}
    return values | naming.keys(folded)


def _denied(folded: str) -> list[str]:
    return sorted(word for word in folded.split() if word in denials.NOT or word.endswith("n't"))
