"""What words mean in a language: phrases and the concepts they may stand for, read from its data."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from agents.reading.days import MONTHS, WEEKDAYS
from agents.reading.names import fold
from agents.reading.stems import stem

FOLDER = Path(__file__).parent / "languages"
FREE = "free.words"
NEGATIVE = frozenset(["not", "no", "never", "without", "nothing", "none", "except"]) | frozenset(
    f"{verb}n't"
    for verb in ("is", "are", "do", "does", "did", "has", "have", "was", "were", "wo", "ca")
)
# From so many letters a word may be misspelled by one, from so many by two.
LEAST_LETTERS, LONG = 4, 9
TIMES = (
    *MONTHS,
    *WEEKDAYS,
    "week",
    "month",
    "quarter",
    "yesterday",
    "tomorrow",
    "today",
    "last",
    "next",
    "since",
)


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their first word, longest first; each with the senses (`kind.concept`) it may have."""

    phrases: dict[tuple[str, ...], frozenset[str]]
    stems: dict[tuple[str, ...], frozenset[str]]
    longest: int
    words: frozenset[str]

    def senses(self, words: tuple[str, ...]) -> frozenset[str]:
        """As written, else by their stems."""
        exact = self.phrases.get(words)
        if exact is not None:
            return exact
        if len(words) > 1 and not NEGATIVE.isdisjoint(words):
            return frozenset()  # “did not finish” is not “not finished”
        return self.stems.get(tuple(stem(word) for word in words), frozenset())


def is_time(word: str) -> bool:
    """Whether a word is a month or a weekday, as it is spelled or almost so."""
    return any(word == one or _is_slip(word, one) for one in (*MONTHS, *WEEKDAYS))


def _is_slip(word: str, meant: str) -> bool:
    """One letter is wrong, missing, too many or in the wrong place; a beginning or ending is no slip."""
    if word[0] != meant[0] or abs(len(word) - len(meant)) > 1:
        return False
    if word.startswith(meant) or meant.startswith(word) or len(meant) < LEAST_LETTERS:
        return False
    most = 2 if len(word) >= LONG else 1
    return OSA.distance(word, meant, score_cutoff=most) <= most


@lru_cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language."""
    plain = tomllib.loads((FOLDER / language / "lexicon.toml").read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], set[str]] = {}
    for kind, concepts in plain.items():
        for concept, known in concepts.items():
            for phrase in known:
                phrases.setdefault(tuple(fold(phrase).split()), set()).add(f"{kind}.{concept}")
    phrases.pop((), None)
    for word in function_words(language):
        phrases.setdefault((word,), set()).add(FREE)
    stems: dict[tuple[str, ...], set[str]] = {}
    for words, senses in phrases.items():
        stems.setdefault(tuple(stem(word) for word in words), set()).update(senses)
    return Lexicon(
        {words: frozenset(senses) for words, senses in phrases.items()},
        {words: frozenset(senses) for words, senses in stems.items()},
        max(map(len, phrases)),
        frozenset(word for words in phrases for word in words if len(word) > 2),
    )


@lru_cache
def function_words(language: str = "en") -> frozenset[str]:
    """Words that ask for nothing by themselves, from the stop words of stopwords-iso without those that narrow."""
    return frozenset((FOLDER / language / "function.txt").read_text(encoding="utf-8").split())


@lru_cache
def no_slips(language: str = "en") -> frozenset[str]:
    """Words of the language that are nearly one of the lexicon's, and mean something else."""
    file = FOLDER / language / "words.toml"
    plain = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(plain["words"]["known"].split())


@lru_cache
def exemplars(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Questions as people type them, names and times masked, by their measure."""
    file = FOLDER / language / "exemplars.toml"
    plain = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key: tuple(lines) for key, lines in plain.items()}


@lru_cache
def likenesses(language: str = "en") -> dict[str, str]:
    """Other ways of saying what the lexicon has words for: each, and those words."""
    file = FOLDER / language / "likenesses.toml"
    plain = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        fold(one): words for kind in plain.values() for words, said in kind.items() for one in said
    }


@lru_cache
def opposites(language: str = "en") -> tuple[frozenset[str], ...]:
    """Pairs of words of which one never stands for the other."""
    return tuple(frozenset(pair) for pair in _turns(language)["opposites"]["pairs"])


@lru_cache
def turning(language: str = "en") -> tuple[str, ...]:
    """Beginnings that turn a word into its opposite."""
    return tuple(_turns(language)["opposites"]["beginnings"])


def _turns(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / language / "opposites.toml").read_text(encoding="utf-8"))
