"""Answers of typed queries: of the question itself, of a plain question that means the same, of words that are like."""

from collections.abc import Sequence
from dataclasses import replace

from agents import refusing
from agents.algebra import answering, sensing
from agents.algebra.reading import Composed
from agents.answer import Answer, Draft, of_that_day
from agents.reading.names import Gazetteer
from agents.reading.reading import Reading
from agents.restating.restating import Restated
from agents.workspace import WorkspaceGateway


def computed(
    question: str,
    found: Composed,
    left: Sequence[str],
    reading: Reading,
    gateway: WorkspaceGateway,
    began: float,
) -> Answer:
    """The answer of a typed query that holds every word of the question."""
    is_changeable = not left and answering.is_changeable(found, reading.intent)
    said = reading.chips if is_changeable else answering.chips(found)
    reading = replace(reading, intent="query", chips=said, unknown=(), as_of=found.as_of)
    draft = Draft()
    if found.as_of is None:
        answering.answer(found, gateway, draft)
        return refusing.answer_of(question, reading, draft, gateway, began)
    with gateway.back_to(found.as_of) as then:
        answering.answer(answering.on_that_day(found), then, draft)
        return of_that_day(refusing.answer_of(question, reading, draft, then, began), found.as_of)


def restated(
    words: str, best: Restated, reading: Reading, gateway: WorkspaceGateway, began: float
) -> Answer:
    """As the plain question that means the same, said beside the answer."""
    answer = computed(words, best.found, (words,), reading, gateway, began)
    return replace(answer, note=f"{best.note} {answer.note}".strip())


def likened(
    words: str,
    found: Composed,
    left: Sequence[str],
    is_open: bool,  # noqa: FBT001
    reading: Reading,
    gateway: WorkspaceGateway,
    gazetteer: Gazetteer,
    began: float,
) -> Answer | None:
    """With what words nobody knows are most like, said beside the answer; offered where it is not sure."""
    readings = answering.likened(found, gazetteer, gateway)
    one = sensing.agreed(
        readings,
        lambda text: gateway.vector(text)[1],
        least=sensing.SURE if is_open else sensing.LEAST,
    )
    if one is not None:
        answer = computed(words, one.found, found.unread, reading, gateway, began)
        return replace(answer, note=f"{one.note} {answer.note}".strip())
    if readings and left and not is_open and not reading.unknown:
        near = [sensing.said(words, other) for other in readings[: answering.OFFERED]]
        return refusing.not_read(words, left, near, reading, gateway, began)
    return None
