"""The words of a question that its reading says nothing of: to pass over them would change the question."""

import re

from agents.reading.names import KEY, fold
from agents.reading.stems import stem
from agents.reading.vocabulary import STEMS, VOCABULARY
from agents.reading.words import FILLER

STEMMED = frozenset(stem(word) for word in VOCABULARY)

# What work is about, when a question says so: “tasks about login”, “login bugs”.
ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|mention(?:s|ing)?|contain(?:s|ing)?|related to|to do with|say(?:s|ing)?|with the words?)(?: the| a| an| our)? (.+)$"
)
# What follows a task's noun so is a topic, be it an everyday word: “tasks about reports”.
OF_TASKS = re.compile(
    r"\b(?:tasks?|issues?|bugs?|tickets?|work|items?|cards?|anything|something|everything) (?:about|regarding|concerning|mentioning|containing|saying)(?: the| a| an| our)? (\S+)"
)
NOUN = re.compile(r"\b(?:tasks?|issues?|bugs?|tickets?|work|items?|cards?)\b")
QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,60})[\"”]")


def corrected(text: str) -> str:
    """A folded text with two letters of a known word that changed places put right: “taks”, “overdeu”."""
    return " ".join(_put_right(word) for word in text.split())


def _put_right(word: str) -> str:
    if len(word) < 4 or not word.isalpha() or word in VOCABULARY or word.startswith(STEMS):
        return word
    for at in range(len(word) - 1):
        turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if turned in VOCABULARY:
            return turned
    return word


def unmatched_words(timeless: str) -> tuple[str, ...]:
    """Of a folded question without its names and times."""
    found = [
        word
        for word in KEY.sub(" ", timeless).split()
        if word not in VOCABULARY and not word.startswith(STEMS) and not _ends_plainly(word)
    ]
    return tuple(dict.fromkeys(found))


def topics(timeless: str, unmatched: tuple[str, ...], question: str) -> tuple[str, ...]:
    """Those of the unmatched words (and quoted phrases) that say what the work is about, each as it must be said."""
    phrases = tuple(fold(phrase) for phrase in QUOTED.findall(question))
    within = {word for phrase in phrases for word in phrase.split()}
    rest = [word for word in unmatched if word not in within]
    after = ABOUT.search(timeless)
    meant = set(after.group(1).split()) if after else set[str]()
    spoken = timeless.split()
    for place, word in enumerate(spoken):
        if word in rest and any(NOUN.fullmatch(one) for one in spoken[place + 1 : place + 2]):
            meant.add(word)
    used = {word for phrase in phrases for word in phrase.split() if word in unmatched}
    quoted = tuple(
        phrase for phrase in phrases if set(phrase.split()) <= used | VOCABULARY and used
    )
    plain = [one for one in OF_TASKS.findall(timeless) if one not in FILLER and one not in within]
    return tuple(dict.fromkeys((*quoted, *plain, *(word for word in rest if word in meant))))


def _ends_plainly(word: str) -> bool:
    """A plural or a form of a known word, or a bare number."""
    bare = re.sub(r"['’]s?$", "", word)
    return bare.isdigit() or len(bare) < 2 or stem(bare) in STEMMED
