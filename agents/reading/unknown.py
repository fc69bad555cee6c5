"""Names a question uses that nothing in the workspace has: to answer would be to guess."""

import re
from collections.abc import Iterator

from agents.reading import days
from agents.reading.intent_kinds import TEXTUAL
from agents.reading.names import Found, fold
from agents.reading.vocabulary import VOCABULARY
from agents.reading.words import COMMON, FILLER, STATES

MENTION = re.compile(r"@([\w.-]+)")
INTRODUCED = re.compile(
    r"\b(?:in|for|of|by|does|is|has|did|was|goal|list|space|project|initiative|team|on|with|and|to|from|leads?|owns?)\s+(?:the )?$"
)
TAGGED = re.compile(r"\b(?:tagged|labell?ed|tags?|labels?)\s+(?:as |with |the )?[#\"“]?$")
TIME_WORDS = frozenset(
    (
        *days.WEEKDAYS,
        *days.MONTHS,
        *(m[:3] for m in days.MONTHS),
        "i",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
    )
)
# What is written with capitals and names nothing.
SHORT_FORMS = frozenset(
    ["asap", "eta", "fyi", "id", "kpi", "kpis", "okr", "okrs", "pr", "prs", "wip"]
)
NO_NAMES = (
    FILLER
    | COMMON
    | STATES
    | TIME_WORDS
    | SHORT_FORMS
    | frozenset(
        [
            "bug",
            "bugs",
            "goal",
            "goals",
            "initiatives",
            "issue",
            "owner",
            "owners",
            "priority",
            "sprint",
            "tag",
            "tags",
            "ticket",
            "tickets",
        ]
    )
)
# “What's”, “let's”: no genitive of a name.
CONTRACTED = frozenset(
    [
        "here",
        "how",
        "it",
        "let",
        "that",
        "there",
        "today",
        "tomorrow",
        "week",
        "what",
        "when",
        "where",
        "who",
        "why",
        "yesterday",
    ]
)
GENITIVE = re.compile(r"['’]s$")
# Above this share of capitals a question is a headline, and a capital says nothing.
MOST_CAPITALS = 0.6
# Intents whose words are looked for in texts: a name there is a word like others.
WORDS_ONLY = TEXTUAL | {"act"}


def names(question: str, found: Found, intent: str) -> list[str]:
    """“in Atlantis”, “@zed”, “Jonas Becker” where only a Jonas is known, “tagged zebra”."""
    left = [n for n, used in enumerate(found.taken) if not used]
    strange = [
        m.group(1)
        for m in MENTION.finditer(question)
        if any(found.words[n][0] <= m.end() - 1 < found.words[n][1] for n in left)
    ]
    if intent not in WORDS_ONLY:
        strange += [*_capitals(question, found), *_tags(question, found, left)]
    return list(dict.fromkeys(strange))


def proper(question: str, found: Found) -> tuple[str, ...]:
    """Words written as names that are none here: what answers the question must speak of them."""
    spoken = [question[begin:end] for begin, end in found.words]
    if sum(word[0].isupper() for word in spoken) > MOST_CAPITALS * len(spoken):
        return ()
    strange = [
        fold(GENITIVE.sub("", word))
        for n, word in enumerate(spoken)
        if not found.taken[n]
        and (n > 0 or word[1:] != word[1:].lower())
        and any(c.isupper() for c in word)
        and _is_name(word)
    ]
    return tuple(dict.fromkeys(strange))


def _capitals(question: str, found: Found) -> Iterator[str]:
    """Every run of capitalised words of which one is nobody's and nothing's name."""
    spoken = [question[begin:end] for begin, end in found.words]
    headline = sum(word[0].isupper() for word in spoken) > MOST_CAPITALS * len(spoken) > 2
    if headline:
        return
    for run in _runs(question, found):
        strange = [n for n in run if not found.taken[n] and _is_name(spoken[n])]
        begins = run[0] == 0 and not found.taken[0]
        if begins and (len(run) == 1 or not strange or strange == [0]):
            # The first word has its capital anyhow; “Zebulon's” is a name all the same.
            if not _owns(spoken[0]):
                continue
            strange = [0]
        if strange and (
            len(run) > 1 or _owns(spoken[run[0]]) or _is_introduced(question, found, run)
        ):
            first = 1 if begins and not _owns(spoken[0]) else 0
            begin, end = found.words[run[first]][0], found.words[run[-1]][1]
            yield GENITIVE.sub("", question[begin:end])


def _runs(question: str, found: Found) -> Iterator[list[int]]:
    """Words with capitals (or of names) that stand side by side, at least one with a capital of its own."""
    run: list[int] = []
    for n, (begin, _) in enumerate(found.words):
        adjacent = not run or question[found.words[n - 1][1] : begin] == " "
        goes_on = question[begin].isupper() or (
            run and question[begin].isdigit()
        )  # “Rust 2031 Edition”
        if goes_on and adjacent and not (run and _ends(question, found, n - 1)):
            run.append(n)
            continue
        if run:
            yield run
        run = [n] if question[begin].isupper() else []
    if run:
        yield run


def _ends(question: str, found: Found, n: int) -> bool:
    """“Mara's Platform tasks”: after a genitive another name begins."""
    begin, end = found.words[n]
    return found.taken[n] and GENITIVE.search(question[begin:end]) is not None


def _is_name(word: str) -> bool:
    bare = GENITIVE.sub("", word)
    folded = fold(bare)
    # “US” is a name where “us” is none.
    plain = SHORT_FORMS | TIME_WORDS if bare.isupper() and len(bare) > 1 else NO_NAMES
    return folded not in plain and not re.fullmatch(r"w?\d+|q\d|20\d\d-?[hqw]?\d*", folded)


def _owns(word: str) -> bool:
    bare = GENITIVE.sub("", word)
    return (
        bare != word and bare.casefold() not in CONTRACTED and bare[:1].isupper() and _is_name(word)
    )


def _is_introduced(question: str, found: Found, run: list[int]) -> bool:
    begin = found.words[run[0]][0]
    return INTRODUCED.search(question[:begin].casefold()) is not None


def _tags(question: str, found: Found, left: list[int]) -> Iterator[str]:
    for n in left:
        begin, end = found.words[n]
        word = question[begin:end]
        is_word = word.islower() and word in VOCABULARY
        if TAGGED.search(question[:begin].casefold()) and _is_name(word) and not is_word:
            yield word
