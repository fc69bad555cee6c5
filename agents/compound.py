"""A question of several parts: each part answered or refused for itself, in one answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from agents.answer import Answer
from agents.reading import parts
from agents.reading.names import Gazetteer

# What supports a part's answer is cut where other parts want room.
MOST_OF_A_PART = 4
OPEN = ("narrative", "decisions")
Ask = Callable[[str, str], Answer]  # a part, and the part before it


def answered(question: str, names: Gazetteer, ask: Ask) -> Answer | None:
    """The answers of its parts as one; None when it has one part, or none of them has an answer."""
    asked = parts.split(question)
    if len(asked) == 1:
        return None
    before = parts.Pointed()
    found: list[tuple[str, Answer]] = []
    earlier = ""
    for part in asked:
        whole = parts.resolved(part, before)
        answer = ask(whole, earlier)
        earlier = whole
        found.append((part, answer))
        before = parts.also(before, parts.pointed(whole, names, _shown(answer)))
    is_open = all(answer.reading.intent in OPEN for _, answer in found)
    if is_open or all(not answer.sentences for _, answer in found):
        return None  # a text answers both halves, or neither
    return _joined(question, found)


def _shown(answer: Answer) -> Sequence[str]:
    """The task its first sentence is about."""
    if not answer.sentences:
        return ()
    first = answer.sentences[0]
    return tuple(dict.fromkeys(source.key for source in first.sources if source.key))


def _joined(question: str, found: Sequence[tuple[str, Answer]]) -> Answer:
    told = [answer for _, answer in found if answer.sentences]
    refused = [(part, answer) for part, answer in found if not answer.sentences]
    notes = [answer.note for answer in told if answer.note]
    notes += [f"Not answered: “{part}”. {_why(answer)}".strip() for part, answer in refused]
    first = told[0]
    reading = replace(
        first.reading,
        chips=tuple(dict.fromkeys(chip for answer in told for chip in answer.reading.chips)),
    )
    return replace(
        first,
        question=question,
        reading=reading,
        sentences=tuple(
            {one.text: one for answer in told for one in answer.sentences[:MOST_OF_A_PART]}.values()
        ),
        looked_at=tuple(dict.fromkeys(one for _, answer in found for one in answer.looked_at)),
        candidates=tuple(one for _, answer in refused for one in answer.candidates),
        note=" ".join(notes),
        took_ms=sum(answer.took_ms for _, answer in found),
    )


def _why(answer: Answer) -> str:
    return answer.note or (f"I looked for {answer.looked_at[0]}." if answer.looked_at else "")
