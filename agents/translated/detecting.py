"""Which language a question is asked in: the one that knows most of its words, English when none knows more."""

import re

from agents.algebra.language import lexicon
from agents.reading.names import KEY, QUOTED, Gazetteer, fold, link
from agents.reading.vocabulary import VOCABULARY
from agents.reading.words import FILLER
from agents.translated.languages import CODES, Language, language

# Letters and marks English does without.
STRANGE = re.compile(r"[äöüßñ¿¡àâçèéêëîïôùûœáíóú«„]", re.IGNORECASE)


def foreign(question: str, names: Gazetteer) -> Language | None:
    """The language, or None for English and for what could be several."""
    found = link(question, names)
    bare = question
    for span in sorted(found.spans, key=lambda one: -one.begin):
        if fold(question[span.begin : span.end]) in names.by_words:
            bare = f"{bare[: span.begin]} {bare[span.end :]}"
    bare = QUOTED.sub(" ", KEY.sub(" ", bare))
    words = re.split(r"['\s-]+", fold(bare))
    english = sum(is_english(word) for word in words)
    marks = bool(STRANGE.search(bare))
    scores = [(sum(one.knows(word) for word in words), one) for one in map(language, CODES)]
    best, known = max(scores, key=lambda one: one[0])
    if best + marks <= english or best == 0:
        return None
    return known


def is_english(word: str) -> bool:
    """Whether a word of a question means something in English."""
    return word in FILLER or word in VOCABULARY or bool(lexicon().senses((word,)))
