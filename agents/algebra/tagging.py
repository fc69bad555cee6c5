"""A question's words, each tagged once: names, times, keys, numbers, quotes, and the concepts of a lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from agents.algebra.language import FREE, Lexicon, is_time, lexicon
from agents.algebra.spelling import corrected
from agents.algebra.tagnames import KIND_SENSES, is_field
from agents.facts import Named
from agents.reading import periods, spans, times
from agents.reading.names import KEY, QUOTED, Gazetteer, Span, fold, link
from agents.reading.reading import Period

# Stands in the folded text for what was found; no word is written so.
HELD = re.compile(r"qz(name|key|time|text)(\d+)")
WRITTEN = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: float(n) for n, word in enumerate(WRITTEN.split())}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
HOW = ("state", "health", "priority", "goal_state")  # how work or a goal is
JOINS = ("compare.or", "compare.than", "compare.vs", "compare.and")
LINKS = ("on", "by", "moved", "pushed", "pulled", "brought")
IN = re.compile(r"\b(?:in|on) (?:the )?$", re.IGNORECASE)
CAPITAL = re.compile(r"(?<=\s)[A-Z][\w'’-]+")
AFTER_QUOTE = re.compile(r"[\"”]\s+$")
BEFORE_THAT = re.compile(
    r"\bthe (?:day|week|month|quarter|year|one) before(?: that)?\b|\bbefore that\b"
)
WORD_OF_GOAL = re.compile(r"\s*(?:goal|initiative|objective)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A word or phrase of the question, and what it may stand for."""

    text: str
    senses: frozenset[str] = frozenset()
    named: tuple[Named, ...] = ()
    period: Period | None = None
    number: float | None = None
    key: str = ""
    quoted: str = ""

    def can(self, *senses: str) -> bool:
        return not self.senses.isdisjoint(senses)

    def kind(self, kind: str) -> str:
        """The concept it has of a kind; empty when none."""
        return next(
            (s.partition(".")[2] for s in sorted(self.senses) if s.startswith(f"{kind}.")), ""
        )

    @property
    def is_free(self) -> bool:
        return FREE in self.senses

    @property
    def is_known(self) -> bool:
        return bool(self.senses or self.named or self.period or self.key or self.quoted) or (
            self.number is not None
        )

    @property
    def is_held(self) -> bool:
        """It is a name, a time, a key or a quote: something the workspace or its writer made."""
        return bool(self.named or self.period or self.key or self.quoted)

    @property
    def mask(self) -> str:
        """What stands for it in a masked question."""
        if self.named:
            return f"[{self.named[0].kind}]"
        if not self.is_held:
            return self.text
        return "[period]" if self.period else "[task]" if self.key else "[text]"


@dataclass(frozen=True)
class Tagged:
    """The tokens in order, the day it is looked from, and the question with what was found masked."""

    tokens: tuple[Token, ...]
    as_of: date | None
    masked: str
    only_goals: bool = False  # nothing else is kept here: “taken on” and “open” speak of goals


def tag(
    question: str,
    names: Gazetteer,
    *,
    today: date,
    language: str = "en",
    since: Period | None = None,
) -> Tagged:
    """Tag a question once; `since` is the stretch of days that was spoken of before."""
    words = lexicon(language)
    held: dict[str, Token] = {}
    # A sign that folding would drop.
    text = fold(_without_names(question, names, held).replace("%", " percent "))
    # A name nobody has is no slip.
    strange = {word for one in CAPITAL.findall(question) if not is_time(word := fold(one))}
    said = text.split()
    text = " ".join(
        one
        if HELD.fullmatch(one) or one in strange
        else corrected(one, said[max(0, at - 1) : at], said[at + 1 : at + 2])
        for at, one in enumerate(said)
    )
    as_of, text = times.as_of(text, today)
    text = _without_times(
        text, today, held, since, bool(re.search(r"\b(compare|vs|versus|or|than)\b", text))
    )
    tokens = _phrases(text.split(), words, held)
    tokens = _of_one_kind(_with_kinds(tokens), names)
    only_goals = not any(one.kind == "list" for one in names.by_ref.values())
    masked = " ".join(one.mask for one in tokens)
    return Tagged(tuple(tokens), as_of, masked, only_goals)


def _without_names(question: str, names: Gazetteer, held: dict[str, Token]) -> str:
    found = link(question, names)
    spans: dict[tuple[int, int], Token] = {}
    for span in found.spans:
        known = spans.get((span.begin, span.end))
        words = question[span.begin : span.end]
        if span.named.kind == "status" and AFTER_QUOTE.search(question[: span.begin]):
            continue  # “why was "Sign-up" cancelled”: a verb
        around = question[: span.begin], question[span.end :]
        if span.named.kind == "tag" and is_field(words, *around):
            continue
        named = (*(known.named if known else ()), _placed(span, question, names))
        spans[span.begin, span.end] = Token(words, named=named)
    for words, hits in found.ambiguous:
        if are_namesakes(hits):
            begin = question.find(words)
            spans[begin, begin + len(words)] = Token(words, named=hits)
    for match in KEY.finditer(question):
        spans[match.span()] = Token(match.group(), key=match.group(1).upper())
    for match in QUOTED.finditer(question):
        if not any(b < match.end() and match.start() < e for b, e in spans):
            spans[match.span()] = Token(match.group(), quoted=match.group(1))
    for (begin, end), token in sorted(spans.items(), reverse=True, key=lambda one: one[0]):
        mark = f"qz{'key' if token.key else 'text' if token.quoted else 'name'}{len(held)}"
        held[mark] = token
        question = f"{question[:begin]} {mark} {question[end:]}"
    return question


def are_namesakes(hits: Sequence[Named]) -> bool:
    """Goals of one name, as when it is set again for the next period."""
    return all(one.kind == "goal" for one in hits) and len({fold(one.name) for one in hits}) == 1


def _placed(span: Span, question: str, names: Gazetteer) -> Named:
    """“in EU launch” is the list, where a goal goes by the same name."""
    is_in = IN.search(question[: span.begin]) and not WORD_OF_GOAL.match(question[span.end :])
    if span.named.kind != "goal" or not is_in:
        return span.named
    places = [
        one
        for one in names.called(fold(question[span.begin : span.end]))
        if one.kind in ("list", "space")
    ]
    return places[0] if len(places) == 1 else span.named


def _without_times(
    text: str,
    today: date,
    held: dict[str, Token],
    since: Period | None,
    compares: bool,  # noqa: FBT001
) -> str:
    if compares:  # beside another, “may” is a month
        text = re.sub(rf"(?<!in )\b({times.MONTH})\b(?! \d)", r"in \1", text)
    text = re.sub(rf"\band (?!may\b)({times.MONTH})\b(?! \d)", r"and in \1", text)
    text = periods.written_out(text)
    while found := times.find(text, today) or periods.bare_year(text, today):
        period, begin, end = found
        mark = f"qztime{len(held)}"
        held[mark] = Token(text[begin:end], period=period)
        text = f"{text[:begin]} {mark} {text[end:]}"
        if len(held) > 12:
            break
    return _before_that(text, held, since)


def _before_that(text: str, held: dict[str, Token], since: Period | None) -> str:
    """“than the week before”: the stretch of days before the one that was named."""
    first = next((one.period for one in held.values() if one.period), since)
    match = BEFORE_THAT.search(text)
    if first is None or match is None:
        return text
    mark = f"qztime{len(held)}"
    held[mark] = Token(match.group(), period=spans.before(first))
    return f"{text[: match.start()]} {mark} {text[match.end() :]}"


def _phrases(words: list[str], lexicon: Lexicon, held: dict[str, Token]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(words):
        if words[at] in held:
            found.append(held[words[at]])
            at += 1
            continue
        length, senses = _longest(words, at, lexicon, held)
        shorter = lexicon.senses(tuple(words[at : at + length - 1])) if length > 1 else None
        if (
            shorter
            and words[at + length - 1] in LINKS
            and _longest(words, at + length - 1, lexicon, held)[0] > 1
        ):
            length, senses = length - 1, shorter  # “open work | on average”
        token = Token(" ".join(words[at : at + length]), senses)
        if length == 1:
            token = _numbered(token)
        found.append(token)
        at += length
    return found


def tokens_of(phrase: str, language: str = "en") -> list[Token]:
    """The tokens of words that no workspace made."""
    return _phrases(phrase.split(), lexicon(language), {})


def _longest(
    words: list[str], at: int, lexicon: Lexicon, held: dict[str, Token]
) -> tuple[int, frozenset[str]]:
    for length in range(min(lexicon.longest, len(words) - at), 0, -1):
        some = tuple(words[at : at + length])
        if any(word in held for word in some):
            continue
        senses = lexicon.senses(some)
        if "not" in some[:-1] and _denies_phrase(words, at + some.index("not"), lexicon, held):
            continue
        if senses:
            return length, senses
    return 1, frozenset()


def _denies_phrase(words: list[str], at: int, lexicon: Lexicon, held: dict[str, Token]) -> bool:
    """“not in progress”, “not on track”: what comes after the “not” says how work is, all of it."""
    if "neg.except" not in lexicon.senses(tuple(words[at : at + 2])):
        return False
    length, meant = _longest(words, at + 1, lexicon, held)
    return length > 1 and any(one.partition(".")[0] in HOW for one in meant)


def _numbered(token: Token) -> Token:
    if NUMBER.fullmatch(token.text):
        return replace(token, number=float(token.text))
    if token.text in NUMBERS and token.text != "one":
        return replace(token, number=NUMBERS[token.text])
    return token


def _with_kinds(tokens: list[Token]) -> list[Token]:
    """“the Platform list”: the kind's word belongs to the name."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before = found[-1] if found else None
        if before and before.named and token.can(*KIND_SENSES.get(before.named[0].kind, ())):
            later = tokens[at + 1] if at + 1 < len(tokens) else None
            # “the Platform list” alone, not “on Platform, which …”.
            if not token.can("ask.which") or (
                token.text == "list" or (later and token.can("of.lists"))
            ):
                found[-1] = replace(before, text=f"{before.text} {token.text}")
                continue
        kinds = KIND_SENSES.get(token.named[0].kind, ()) if token.named else ()
        if before and before.can(*kinds) and (not before.is_free or before.text == "team"):
            found[-1] = replace(token, text=f"{before.text} {token.text}")
            continue
        found.append(token)
    return found


def _of_one_kind(tokens: list[Token], names: Gazetteer) -> list[Token]:
    """“Platform or EU launch”: two lists, though a goal goes by one of the names, too."""
    found = list(tokens)
    for at, token in enumerate(tokens[2:], 2):
        other = tokens[at - 2]
        if not (token.named and other.named and tokens[at - 1].can(*JOINS)):
            continue
        for place, one, beside in ((at, token, other), (at - 2, other, token)):
            kind = beside.named[0].kind
            same = [n for n in names.called(fold(one.text)) if n.kind == kind]
            if one.named[0].kind == "goal" and kind in ("list", "space") and len(same) == 1:
                found[place] = replace(one, named=(same[0],))
    return found
