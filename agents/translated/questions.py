"""A question of another language in English: its names and quotes as they are, its words by the language's data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from agents.algebra.language import function_words
from agents.algebra.spelling import corrected
from agents.algebra.tagging import NUMBERS
from agents.reading.names import KEY, QUOTED, Gazetteer, fold, link
from agents.translated.detecting import is_english
from agents.translated.languages import Language
from agents.translated.templates import SLOT, Template

PLACE = re.compile(r"z[nptk](\d+)z")
ASKING = ("who", "what", "which", "when", "why")
# What stands before a name, whatever else the name may mean: “in der Liste Termine”.
INTRODUCES = ("lists", "goals", "spaces")
TIME = re.compile(r"zt\d+z")
NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2})|\.)?(?![\w/-])")
WORDED = r"\b(\d{{1,2}})(?:\.|er|º)? ?(?:de )?({months})\b\.?(?: (?:de |del )?(\d{{4}}))?"
CUT = re.compile(r"\b[lLdDjJmMtTsScCnN]['’]|\bqu['’]", re.IGNORECASE)
GENITIVE = re.compile(r"\b([A-ZÄÖÜ]\w+?)s\b")
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(frozen=True)
class Read:
    """The English, the words that have none, and which words each part of it came from."""

    english: str
    strange: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]  # English, as asked

    @property
    def misleading(self) -> tuple[str, ...]:
        """Words nobody translated that would mean something in English by accident."""
        return tuple(one for one in self.strange if _would_be_read(fold(one)))


def _would_be_read(word: str) -> bool:
    return is_english(word) or corrected(word) != word


def read(question: str, language: Language, names: Gazetteer, *, topics: bool = False) -> Read:
    """Into English; with `topics`, what texts speak of is translated, too."""
    return _Reader(language, names, topics=topics).read(question)


@dataclass
class _Reader:
    language: Language
    names: Gazetteer
    topics: bool
    held: list[str] = field(default_factory=list[str])
    strange: list[str] = field(default_factory=list[str])
    pairs: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def read(self, question: str) -> Read:
        text = self._without_days(self._without_names(question))
        surfaces = {fold(word): word.strip(".,;:!?¿¡()") for word in text.split()}
        if self.language.code == "fr":
            text = CUT.sub(lambda found: f"{found.group()[:-1]}' ", text)
        words = [part for word in fold(text).replace("'", " ").split() for part in self._cut(word)]
        surfaces |= {
            p: o
            for w, said in surfaces.items()
            for p, o in zip(w.split("-"), said.split("-"), strict=False)
        }
        clauses = (" ".join(one) + " " for one in self._clauses(words))
        english = " and ".join(self._english(one, surfaces, is_whole=True) for one in clauses)
        return Read(
            _owed(" ".join(english.split())), tuple(dict.fromkeys(self.strange)), tuple(self.pairs)
        )

    def _clauses(self, words: Sequence[str]) -> list[list[str]]:
        """“wann ist es fällig und wer macht es”: two questions."""
        found = [list[str]()]
        for at, word in enumerate(words):
            after = self.language.english(tuple(words[at + 1 : at + 2]))
            if found[-1] and self.language.english((word,)) == "and" and after in ASKING:
                found.append([])
            else:
                found[-1].append(word)
        return found

    def _cut(self, word: str) -> list[str]:
        """“a-t-elle”, “SEPA-Mandate”: each part for itself, where the whole is no word."""
        return [word] if self.language.knows(word) else [part for part in word.split("-") if part]

    def _hold(self, kind: str, english: str) -> str:
        self.held.append(english)
        return f"z{kind}{len(self.held) - 1}z"

    def _without_names(self, question: str) -> str:
        if self.language.code == "de":
            question = GENITIVE.sub(self._owner, question)
        spans: dict[tuple[int, int], str] = {}
        for span in link(question, self.names).spans:
            before = fold(question[: span.begin]).split()[-1:]
            is_introduced = self.language.english(tuple(before)) in INTRODUCES
            if is_introduced or self._is_name(question[span.begin : span.end]):
                spans[span.begin, span.end] = question[span.begin : span.end]
        for match in (*KEY.finditer(question), *QUOTED.finditer(question)):
            for begin, end in [
                one for one in spans if one[0] < match.end() and match.start() < one[1]
            ]:
                del spans[begin, end]
            spans[match.span()] = match.group()
        for (begin, end), said in sorted(spans.items(), reverse=True):
            mark = self._hold("n", said)
            question = f"{question[:begin]} {mark} {question[end:]}"
        return question

    def _owner(self, found: re.Match[str]) -> str:
        """“Maras Aufgaben”: hers."""
        whole, bare = fold(found.group()), fold(found.group(1))
        is_owner = whole not in self.names.by_words and any(
            one.kind in ("person", "team") for one in self.names.by_words.get(bare, ())
        )
        return f"{found.group(1)}'s" if is_owner else found.group()

    def _is_name(self, said: str) -> bool:
        """An everyday word of the language is no name, unless it is written as one."""
        folded = fold(said).removesuffix("'s")
        known = all(self.language.knows(word) for word in folded.split())
        if not self.names.called(folded):
            return not known
        return not (
            known and (said.islower() or (self.language.code == "de" and " " not in folded))
        )

    def _without_days(self, text: str) -> str:
        """Days in numbers, or with a month's name, as English writes them."""
        months = self.language.months
        plain = list(dict.fromkeys(months.values()))

        def worded(found: re.Match[str]) -> str:
            return self._day(found[1], months[fold(found[2])], found[3] or "")

        def numeric(found: re.Match[str]) -> str:
            day, month, year = int(found[1]), int(found[2]), found[3]
            if not (1 <= day <= 31 and 1 <= month <= 12):
                return found[0]
            year = f"20{year}" if year and len(year) == 2 else year or ""
            return self._day(found[1], plain[month - 1], year)

        unfolded = {m: m for m in months} | {"märz": "marz", "février": "fevrier", "août": "aout"}
        names = "|".join(sorted(map(re.escape, unfolded), key=len, reverse=True)) + "|décembre"
        text = re.sub(WORDED.format(months=names), worded, text, flags=re.IGNORECASE)
        return NUMERIC.sub(numeric, text)

    def _day(self, day: str, month: str, year: str) -> str:
        return f" {self._hold('t', f'{day} {month} {year}'.strip())} "

    def _english(self, text: str, surfaces: dict[str, str], *, is_whole: bool = False) -> str:
        if is_whole:
            said = self._whole(text, surfaces, has_places=False)
            text = self._replaced(text, (*self.language.time, *self.language.around_time), "t")
            said = said or self._whole(text, surfaces, has_places=True)
            if said:
                return said
        text = self._replaced(text, self.language.around, "p")
        text = _time_last(text) if is_whole else text
        words, at, found_words = text.split(), 0, list[str]()
        while at < len(words):
            length, english = self._longest(words, at)
            said = " ".join(words[at : at + length])
            if english:
                self.pairs.append((english, said))
            found_words.append(english if english is not None else self._unknown(said, surfaces))
            at += length
        return self._placed(" ".join(found_words))

    def _whole(self, text: str, surfaces: dict[str, str], *, has_places: bool) -> str:
        """A question that is known from end to end; empty when it is none."""
        for one in self.language.whole:
            found = one.pattern.match(text) if bool(one.pattern.groups) == has_places else None
            if found:
                parts = {k: self._english(v, surfaces) for k, v in found.groupdict().items()}
                self.pairs.append((SLOT.sub("", one.english), self._placed(text.strip())))
                return self._placed(one.filled(parts))
        return ""

    def _replaced(self, text: str, known: Sequence[Template], kind: str) -> str:
        for one in known:

            def english(found: re.Match[str], one: Template = one) -> str:
                parts = {k: self._number(v) for k, v in found.groupdict().items()}
                self.pairs.append((one.filled(parts), self._placed(found.group().strip())))
                return f"{self._hold('t' if 'time' in parts else kind, one.filled(parts))} "

            text = one.pattern.sub(english, text)
        return text

    def _number(self, said: str) -> str:
        english = self.language.english((said.strip(),)) or said.strip()
        return f"{NUMBERS[english]:g}" if english in NUMBERS else english

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        if PLACE.fullmatch(words[at]):
            return 1, words[at]
        for length in range(min(self.language.longest, len(words) - at), 0, -1):
            some = tuple(words[at : at + length])
            english = self.language.english(some)
            if english is None and self.language.code == "de":
                english = self.language.english(tuple(_plain(word) for word in some))
            if english is not None:
                return length, english
        return 1, None

    def _unknown(self, word: str, surfaces: dict[str, str]) -> str:
        if word.replace(".", "").isdigit():
            return word
        english = self.language.topic.get(self.language.stem(word))
        if english and self.topics:
            self.pairs.append((english, word))
            return english
        if word in _small(self.language.code):
            return ""
        self.strange.append(surfaces.get(word, word))
        return self.strange[-1]

    def _placed(self, text: str) -> str:
        while PLACE.search(text):
            text = PLACE.sub(lambda place: self.held[int(place.group(1))], text)
        return text


@lru_cache
def _small(language: str) -> frozenset[str]:
    """Words that ask for nothing by themselves, without accents."""
    return frozenset(fold(word) for word in function_words(language))


def _time_last(text: str) -> str:
    """The one time of a question at its end, where English has it."""
    times = TIME.findall(text)
    return f"{text.replace(f'{times[0]} ', '')}{times[0]} " if len(times) == 1 else text


def _owed(english: str) -> str:
    """What must be finished is due: it says nothing of what was."""
    if not re.search(r"\bmust\b", english):
        return english
    return " ".join(re.sub(r"\bmust\b", "", re.sub(r"\bfinish(?:ed)?\b", "due", english)).split())


def _plain(word: str) -> str:
    """“ueberfaellig” for those whose keyboard has no umlauts."""
    for written, folded in UMLAUTS:
        word = word.replace(written, folded)
    return word
