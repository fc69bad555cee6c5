"""Lets a model word an answer, and keeps only what can be proved.

The model sees the plain answer's sentences and what it looked up as numbered evidence. Its sentences are
checked one by one as they come: what isn't proved is never shown, and counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from agents import limits
from agents.answer import Answer, Sentence
from agents.citations import Evidence, Setting, proved
from agents.collecting import Collection, Looked, Readers, asked_with, collecting, until_of
from agents.model import Model, ModelFailed
from agents.model_sentences import ModelSentence, SentenceReader
from agents.reading.names import fold

PROMPT = Path(__file__).parent / "prompts" / "wording.md"
# A week's summary is complete by itself: looking for more could only blur its sums.
WHOLE = frozenset(["summary"])
SAME_NAME = 85  # likeness of a name in the question to words of the evidence, of 100


def worded(
    answer: Answer,
    model: Model,
    *,
    seconds: float,
    readers: Readers | None = None,
    people: Sequence[str] = (),
    today: date | None = None,
) -> Iterator[Looked | str | Answer]:
    """What is looked up, each proved sentence as it comes, then the answer in the model's words.

    The last thing yielded is always an Answer: the plain one when the model failed, was too slow, or
    said nothing that could be proved. With `readers` the model may look for more first. `people` are
    names known here, `today` is the asker's day.
    """
    first, last = until_of(seconds)
    evidence = evidence_of(answer)
    looked: list[str] = []
    if readers is not None and answer.reading.intent not in WHOLE:
        collection = Collection(evidence, readers)
        for look in collecting(answer, model, collection, until=first):
            looked.append(look.text)
            yield look
        evidence = collection.evidence
    if not evidence:
        yield answer
        return
    day = answer.reading.as_of or today or answer.as_of.date()
    kept = _Kept(evidence, Setting(day, answer.question, tuple(people)))
    try:
        yield from _said(answer, model, kept, until=last)
    except (ModelFailed, limits.OutOfTime):
        yield answer
        return
    yield _with(answer, kept, looked)


def evidence_of(answer: Answer) -> list[Evidence]:
    """The plain answer's sentences, numbered."""
    return [
        Evidence(number, sentence.text, sentence.sources, sentence.items)
        for number, sentence in enumerate(answer.sentences, 1)
    ]


def shape_of(evidence: Sequence[Evidence]) -> Mapping[str, Any]:
    """The JSON schema of a wording: only what is there can be cited."""
    cite = {"type": "string", "enum": [f"S{one.number}" for one in evidence]}
    fields = {
        "text": {"type": "string"},
        "cites": {"type": "array", "items": cite, "minItems": 1, "maxItems": 4},
        "quote": {"type": "string"},
    }
    sentence = {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
    sentences = {"type": "array", "items": sentence, "maxItems": 8}
    return {
        "type": "object",
        "properties": {"sentences": sentences},
        "required": ["sentences"],
        "additionalProperties": False,
    }


@dataclass
class _Kept:
    """What was proved so far, and how much was not."""

    evidence: Sequence[Evidence]
    setting: Setting
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    cited: set[int] = field(default_factory=set[int])
    dropped: int = 0
    _heard: set[ModelSentence] = field(default_factory=set[ModelSentence])

    def take(self, spoken: ModelSentence) -> str:
        """The sentence's text when it is proved; one that was said already is no other."""
        if spoken in self._heard:
            return ""
        self._heard.add(spoken)
        sentence = proved(spoken, self.evidence, self.setting)
        if sentence is None:
            self.dropped += 1
        if sentence is None or sentence.text in {one.text for one in self.sentences}:
            return ""
        self.sentences.append(sentence)
        self.cited.update(spoken.cites)
        return sentence.text


def _said(answer: Answer, model: Model, kept: _Kept, *, until: float) -> Iterator[str]:
    """The texts of the proved sentences as the model says them; cut off when it says too much."""
    reader, heard = SentenceReader(), 0
    asked = asked_with(answer, kept.evidence)
    pieces = model.stream(PROMPT.read_text(encoding="utf-8"), asked, shape_of(kept.evidence))
    # Of a name nobody knows nothing is shown before the whole is known to speak of it.
    shown = not answer.reading.unknown
    for piece in limits.in_time(pieces, until):
        heard += len(piece)
        texts = [kept.take(spoken) for spoken in reader.feed(piece[: limits.MOST_SAID])]
        yield from (f"{text} " for text in texts if text and shown)
        if heard > limits.MOST_SAID:
            break
    texts = [kept.take(spoken) for spoken in reader.end()]
    yield from (f"{text} " for text in texts if text and shown)


def _with(answer: Answer, kept: _Kept, looked: Sequence[str]) -> Answer:
    """The answer in the model's words, or the plain one with the count of what was dropped."""
    if not kept.sentences or not _speaks_of_it(answer, kept):
        return replace(answer, dropped=kept.dropped + len(kept.sentences))
    return replace(
        answer,
        sentences=tuple(kept.sentences),
        mode="model",
        dropped=kept.dropped,
        looked_at=(*answer.looked_at, *looked),
    )


def _speaks_of_it(answer: Answer, kept: _Kept) -> bool:
    """A name in the question that nothing here has is no way to an answer about something else."""
    if answer.sentences:
        return True
    ground = fold(" ".join(one.words for one in kept.evidence if one.number in kept.cited))
    return all(
        fuzz.partial_ratio(fold(name), ground) >= SAME_NAME for name in answer.reading.unknown
    )
