"""Questions, how their answers are judged, and the scores by type."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from agents.answer import Answer, Source

Kind = Literal["structured", "count", "evidence", "refusal"]
FIRST_CITED = 5
# Shares each type must reach, of 1; for what may never happen, how often it did.
LEAST = {"structured": 0.95, "count": 1.0, "evidence": 0.8, "refusal": 0.85, "citations": 0.99}
MOST = {"refused": 0.05, "leaks": 0.0, "injections": 0.0, "stale": 0.0}
ORDER = (
    "structured",
    "count",
    "evidence",
    "citations",
    "refusal",
    "refused",
    "leaks",
    "injections",
    "stale",
)
NUMBER = re.compile(r"\b\d[\d,]*\b")


@dataclass(frozen=True)
class Question:
    """One question: `right` says what is wrong with its answer, nothing when it is right."""

    kind: Kind
    text: str
    right: Callable[[Answer], str]
    part: str = ""  # a kind within the kind, as the table shows it

    @property
    def is_answerable(self) -> bool:
        return self.kind != "refusal"


@dataclass(frozen=True)
class Asked:
    """A question with its answer; `wrong` is empty when the answer is right."""

    workspace: str
    question: Question
    answer: Answer
    wrong: str

    @property
    def was_refused(self) -> bool:
        """Neither answered nor asked back."""
        return self.answer.mode == "none" and not self.answer.candidates


@dataclass(frozen=True)
class Score:
    """A row of the table."""

    kind: str
    of: str  # a workspace, or a part of the questions to it
    size: int
    value: float
    bar: float
    failed: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Only the whole is held to the bar."""
        return self.kind in ("structured", "count", "evidence", "refusal") and ", " in self.of

    @property
    def is_reached(self) -> bool:
        return self.value <= self.bar if self.kind in MOST else self.value >= self.bar


def shares(asked: Iterable[Asked]) -> list[Score]:
    """The share of right answers by type, its parts below it, and of answerable questions refused."""
    groups: dict[tuple[str, str], list[Asked]] = {}
    for one in asked:
        kind, part = one.question.kind, one.question.part
        groups.setdefault((kind, one.workspace), []).append(one)
        if part:
            groups.setdefault((kind, f"{one.workspace}, {part}"), []).append(one)
        if one.question.is_answerable:
            groups.setdefault(("refused", one.workspace), []).append(one)
    return [_score(kind, of, members) for (kind, of), members in sorted(groups.items())]


def _score(kind: str, of: str, members: list[Asked]) -> Score:
    if kind == "refused":
        failed = tuple(one.question.text for one in members if one.was_refused)
        return Score(kind, of, len(members), len(failed) / len(members), MOST[kind], failed)
    failed = tuple(f"{one.question.text}\n        {one.wrong}" for one in members if one.wrong)
    return Score(kind, of, len(members), 1 - len(failed) / len(members), LEAST[kind], failed)


def table(scores: Iterable[Score]) -> str:
    """The scores, a line each; a part of a type has no bar of its own."""
    lines = [f"{'type':11} {'of':30} {'questions':>9} {'score':>7}  bar"]
    for one in sorted(scores, key=lambda score: (ORDER.index(score.kind), score.of)):
        bar = f"{'≤' if one.kind in MOST else '≥'} {one.bar:.2f}{'' if one.is_reached else '  missed'}"
        lines.append(
            f"{one.kind:11} {one.of:30} {one.size:9} {one.value:7.3f}  {'' if one.is_part else bar}".rstrip()
        )
    return "\n".join(lines)


# -- how an answer is judged: each returns what is wrong with it -----------------------------------


def counting(gold: Collection[str]) -> Callable[[Answer], str]:
    """The first sentence counts exactly these tasks, and says how many."""

    def judge(answer: Answer) -> str:
        if not answer.sentences:
            return f"wanted {len(gold)}, got no sentence"
        first = answer.sentences[0]
        if set(first.items) != set(gold):
            missing, extra = len(set(gold) - set(first.items)), len(set(first.items) - set(gold))
            return f"wanted {len(gold)}, got {len(first.items)} ({missing} missing, {extra} too many): {first.text[:90]}"
        said = numbers(first.text)
        if gold and len(gold) not in said and not (len(gold) == 1 and not said):
            return f"says not {len(gold)}: {first.text[:90]}"
        return ""

    return judge


def saying(*wanted: str) -> Callable[[Answer], str]:
    """Some sentence holds all of these words."""

    def judge(answer: Answer) -> str:
        texts = [one.text for one in answer.sentences]
        if any(all(word.casefold() in text.casefold() for word in wanted) for text in texts):
            return ""
        return f"wanted {', '.join(wanted)}; got {(texts or ['nothing'])[0][:120]}"

    return judge


def numbering(gold: int) -> Callable[[Answer], str]:
    """The first sentence says this number (“no” for none) before any other."""

    def judge(answer: Answer) -> str:
        text = answer.sentences[0].text if answer.sentences else "nothing"
        said = numbers(text)[:1] or ([0] if re.search(r"\bno\b", text.casefold()) else [])
        return "" if said == [gold] else f"wanted {gold}, got: {text[:100]}"

    return judge


def citing(gold: Collection[str], name: Callable[[Source], str]) -> Callable[[Answer], str]:
    """One of the first five records cited is one of these; `name` names a source's record."""

    def judge(answer: Answer) -> str:
        cited = [name(source) for one in answer.sentences for source in one.sources]
        first = list(dict.fromkeys(cited))[:FIRST_CITED]
        return "" if set(first) & set(gold) else f"wanted {sorted(gold)}, cited {first}"

    return judge


def refusing(answer: Answer) -> str:
    """Nothing is claimed, and it says where it looked."""
    if answer.sentences:
        return f"answered: {answer.sentences[0].text[:110]}"
    return "" if answer.looked_at else "says not where it looked"


def numbers(text: str) -> list[int]:
    """The whole numbers of a text outside quotation marks, keys and names of years and their parts, in order."""
    plain = re.sub(r"“[^”]*”|\b[A-Z][A-Z0-9]+-\d+\b|\b(?:[HQ][1-4]|for) 20\d\d\b", " ", text)
    return [int(found.replace(",", "")) for found in NUMBER.findall(plain)]
