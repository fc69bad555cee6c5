"""Lets a model word an answer that already stands, and keeps only what can be proved.

The model sees the plain answer's sentences and their quotes as numbered evidence; it decides nothing,
asks for nothing and is given no tools.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from agents.answer import Answer, Sentence
from agents.citations import Evidence, verified
from agents.model import Model, ModelFailed

PROMPT = Path(__file__).parent / "prompts" / "wording.md"
LONGEST_QUOTE = 600
MOST_TEXT = 6000  # characters a model may say before it is cut off


def worded(answer: Answer, model: Model, *, seconds: float) -> Iterator[str | Answer]:
    """Pieces of text as the model says them, then the answer in its words.

    The last thing yielded is always an Answer: the plain one when the model failed, was too slow, or
    said nothing that could be proved.
    """
    evidence = evidence_of(answer)
    if not evidence:
        yield answer
        return
    said = ""
    until = time.monotonic() + seconds
    try:
        for piece in model.stream(PROMPT.read_text(encoding="utf-8"), _asked(answer, evidence)):
            said += piece
            yield piece
            if time.monotonic() > until or len(said) > MOST_TEXT:
                break
    except ModelFailed:
        yield answer
        return
    yield _checked(answer, said, evidence)


def evidence_of(answer: Answer) -> list[Evidence]:
    """The plain answer's sentences, numbered."""
    return [
        Evidence(number, sentence.text, sentence.sources, sentence.items)
        for number, sentence in enumerate(answer.sentences, 1)
    ]


def _asked(answer: Answer, evidence: list[Evidence]) -> str:
    lines = [f"Question: {answer.question}", "", "Evidence:"]
    for one in evidence:
        lines.append(f"S{one.number}: {one.text}")
        lines += [
            f"    quoted: {' '.join(s.quote.split())[:LONGEST_QUOTE]}"
            for s in one.sources
            if s.quote
        ]
    return "\n".join(lines)


def _checked(answer: Answer, said: str, evidence: list[Evidence]) -> Answer:
    """The model's provable sentences, with the count of the others."""
    lines = [line for line in said.splitlines() if line.strip(" -*\t")]
    if not lines or lines[0].strip().upper().startswith("NOTHING"):
        return answer
    kept: list[Sentence] = []
    for line in lines:
        sentence = verified(line, evidence)
        if sentence is not None and sentence.text not in {one.text for one in kept}:
            kept.append(sentence)
    dropped = len(lines) - len(kept)
    if not kept:
        return replace(answer, dropped=dropped)
    return replace(answer, sentences=tuple(kept), mode="model", dropped=dropped)
