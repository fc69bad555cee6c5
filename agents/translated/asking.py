"""A question in another language asked in English, and the answer told in the language it was asked in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from agents.answer import Answer, Choice
from agents.facts import Named
from agents.reading.names import Gazetteer, fold
from agents.reading.reading import Chip
from agents.translated import answers, questions
from agents.translated.detecting import foreign
from agents.translated.languages import Language

MOST_EXAMPLES, MOST_OFFERED = 5, 6
SAID = re.compile(r"“([^”]+)”")
PARTLY = "Not answered"  # what the note of a question of several parts says
KINDS = ("person", "goal", "list", "space", "team", "tag")
Ask = Callable[[str], Answer]
Earlier = str | tuple[str, Sequence[str]]


def in_english(earlier: Sequence[Earlier], names: Gazetteer) -> list[Earlier]:
    """The questions before, each in English, whatever language it was asked in."""
    return [
        _english(one, names) if isinstance(one, str) else (_english(one[0], names), one[1])
        for one in earlier
    ]


def _english(question: str, names: Gazetteer) -> str:
    language = foreign(question, names)
    return questions.read(question, language, names).english if language else question


def answered(question: str, names: Gazetteer, ask: Ask) -> Answer | None:
    """The answer in the question's language; None when that is English."""
    language = foreign(question, names)
    if language is None:
        return None
    read = questions.read(question, language, names)
    found, answer = read, ask(read.english)
    if read.strange and not _stands(answer, read):
        # What texts speak of in English words, too.
        also = questions.read(question, language, names, topics=True)
        if also.english != read.english:
            found, answer = also, ask(also.english)
    teller = _Telling(language, names, question, found)
    if answer.cards:
        return teller.refused(answer, "act")
    if not _stands(answer, found):
        return teller.why_not(answer, ask)
    return teller.told(answer)


def _stands(answer: Answer, read: questions.Read) -> bool:
    """Whether it answers; with words nobody translated only a text or something that was found does."""
    if not answer.sentences:
        return False
    if not read.strange:
        return True
    if read.misleading and answer.mode == "computed":
        return False
    return answer.mode == "retrieved" or any(one.sources for one in answer.sentences)


class _Telling:
    """One answer told in a language."""

    def __init__(
        self, language: Language, names: Gazetteer, question: str, read: questions.Read
    ) -> None:
        self.code, self.names, self.question, self.read = language.code, names, question, read
        self.data = answers.told(language.code)

    def told(self, answer: Answer) -> Answer:
        known = self._known(answer)
        said = [answers.translated(one.text, self.code, known) for one in answer.sentences]
        sentences = tuple(
            replace(one, text=text or one.text)
            for one, text in zip(answer.sentences, said, strict=True)
        )
        note = self.data.notes["half"] if PARTLY in answer.note else ""
        if any(text is None for text in said):
            note = f"{note} {self.data.notes['english']}".strip()
        return self._as_asked(replace(answer, sentences=sentences, note=note, candidates=()))

    def refused(self, answer: Answer, why: str, words: str = "") -> Answer:
        """Why there is no answer, with no sentence of one."""
        note = self.data.notes[why].replace("{words}", words)
        return self._as_asked(
            replace(answer, sentences=(), cards=(), mode="none", note=note, candidates=())
        )

    def why_not(self, answer: Answer, ask: Ask) -> Answer:
        """What was not understood, what is unknown, what could be several things."""
        if answer.reading.intent == "nothing":
            return replace(self.refused(answer, "hello"), candidates=self._examples(ask))
        if answer.reading.ambiguous:
            words, options = answer.reading.ambiguous[0]
            told = self.refused(answer, "ambiguous", self._as_written(words))
            return replace(told, candidates=self._choices(words, options))
        left = self.read.strange or tuple(SAID.findall(answer.note)) or answer.reading.unknown
        if not left:
            return self.refused(answer, "no_text" if _is_of_texts(answer) else "nothing")
        words = [self._as_written(one) for one in left]
        if _is_of_texts(answer):
            return self.refused(answer, "no_text")
        told = self.refused(
            answer, "no_words", "“, „".join(words) if self.code == "de" else ", ".join(words)
        )
        return replace(told, candidates=self._without(words))

    def _known(self, answer: Answer) -> list[str]:
        """The names that stand in an answer, the longest first."""
        text = " ".join(
            [*(s.text for s in answer.sentences), *(c.label for c in answer.reading.chips)]
        )
        titles = [source.title for one in answer.sentences for source in one.sources]
        named = [
            one.name
            for one in self.names.by_ref.values()
            if one.kind in KINDS[:5] and one.name in text
        ]
        labels = [str(one.claim.about.get("label", "")) for one in answer.sentences if one.claim]
        found = dict.fromkeys(
            one for one in (*titles, *named, *labels) if one and one in text and one != "Nobody"
        )
        return sorted(found, key=len, reverse=True)

    def _as_asked(self, answer: Answer) -> Answer:
        known = self._known(answer)
        chips = tuple(self._chip(one, known) for one in answer.reading.chips)
        looked = (answers.label(one, self.code, known) for one in answer.looked_at)
        kept = tuple(b for a, b in zip(answer.looked_at, looked, strict=True) if a != b)
        reading = replace(answer.reading, chips=chips, unknown=())
        return replace(answer, question=self.question, reading=reading, looked_at=kept)

    def _chip(self, chip: Chip, known: Sequence[str]) -> Chip:
        return replace(chip, label=answers.label(chip.label, self.code, known))

    def _as_written(self, english: str) -> str:
        """The words of the question that an English one came from."""
        for own, asked in self.read.pairs:
            if set(fold(english).split()) & set(fold(own).split()):
                return asked
        return english

    def _without(self, words: Sequence[str]) -> tuple[Choice, ...]:
        """The question without what was not understood, to choose."""
        rest = self.question
        for one in words:
            rest = re.sub(
                rf"(?<!\w){re.escape(one)}(?!\w)", " ", rest, count=1, flags=re.IGNORECASE
            )
        rest = " ".join(rest.split())
        label = self.data.notes["without"].replace("{words}", ", ".join(words))
        return (Choice(label, rest),) if rest and rest != self.question else ()

    def _choices(self, words: str, options: Sequence[Named]) -> tuple[Choice, ...]:
        found = list[Choice]()
        for one in options[:MOST_OFFERED]:
            kind = self.data.kinds.get(one.kind, "")
            name = one.aliases[0] if one.kind == "task" else max((one.name, *one.aliases), key=len)
            said = f"{kind} {name}".strip()
            asked = re.sub(
                re.escape(words),
                lambda _, said=said: said,
                self.question,
                count=1,
                flags=re.IGNORECASE,
            )
            found.append(Choice(f"{kind} {one.name} {one.hint}".strip(), asked))
        return tuple(found)

    def _examples(self, ask: Ask) -> tuple[Choice, ...]:
        """Questions that have an answer here and now."""
        found = list[Choice]()
        for one in self.data.examples:
            language = foreign(one, self.names)
            if language and ask(questions.read(one, language, self.names).english).sentences:
                found.append(Choice(one, one))
            if len(found) == MOST_EXAMPLES:
                break
        return tuple(found)


def _is_of_texts(answer: Answer) -> bool:
    return answer.reading.intent in ("narrative", "decisions", "knows")
