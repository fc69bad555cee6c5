"""What is said when a question is not answered: what was not understood, what is near it, what can be meant."""

import re
import time
from collections.abc import Sequence

from agents.answer import Answer, Choice, Draft, of_quote
from agents.reading.names import Gazetteer
from agents.reading.reading import Reading
from agents.understanding import offered, told_apart
from agents.workspace import WorkspaceGateway


def not_read(
    words: str,
    left: Sequence[str],
    near: Sequence[str],
    reading: Reading,
    gateway: WorkspaceGateway,
    began: float,
) -> Answer:
    """What was not understood is said, and the nearest question offered; a number would be of another one."""
    said = "”, “".join(left)
    draft = Draft(mode="none", looked_at=[f"a meaning of “{said}” in this question"])
    draft.note = f"I did not understand “{said}” here, so I give no answer to half of the question."
    nearest = words
    for one in left:
        nearest = re.sub(rf"\b{re.escape(one)}\b", " ", nearest, count=1, flags=re.IGNORECASE)
    nearest = " ".join(nearest.split())
    if nearest and nearest != words:
        draft.candidates = (Choice(f"Without “{said}”", nearest),)
    draft.candidates += tuple(Choice(one, one) for one in near)
    add_nearest(words, gateway, draft)
    return answer_of(words, reading, draft, gateway, began)


def asked_back(question: str, reading: Reading, gateway: WorkspaceGateway, began: float) -> Answer:
    """Two things go by the same name: the asker chooses."""
    words, options = reading.ambiguous[0]
    draft = Draft(mode="none", looked_at=[f"“{words}”, which can be several things here"])
    answer = answer_of(question, reading, draft, gateway, began)
    choices = tuple(told_apart(option, words, question) for option in options[:6])
    return Answer(**{**answer.__dict__, "candidates": choices})


def not_mentioned(
    question: str, pronoun: str, reading: Reading, gateway: WorkspaceGateway
) -> Answer:
    """Nobody, or more than one, was mentioned before: a “she” could be anyone."""
    draft = Draft(mode="none", looked_at=[f"who “{pronoun}” is: the questions before name nobody"])
    draft.note = f"Whom do you mean by “{pronoun}”? Ask again with the name."
    return answer_of(question, reading, draft, gateway, time.perf_counter())


def unknown(
    words: str, reading: Reading, names: Gazetteer, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """The question names something nobody here knows: no number would be true."""
    draft.mode = "none"
    strange = "”, “".join(reading.unknown)
    draft.looked_at.append(f"names like “{strange}”: nothing you can see is called so")
    draft.candidates = offered(words, reading, names, gateway)
    add_nearest(" ".join(reading.unknown), gateway, draft)


def add_nearest(words: str, gateway: WorkspaceGateway, draft: Draft) -> None:
    draft.nearest += [of_quote(quote) for quote in gateway.passages(words)[:5]]


def answer_of(
    question: str, reading: Reading, draft: Draft, gateway: WorkspaceGateway, began: float
) -> Answer:
    return Answer(
        question=question,
        reading=reading,
        sentences=tuple(draft.sentences),
        mode=draft.mode if draft.sentences else "none",
        as_of=gateway.now,
        looked_at=tuple(dict.fromkeys(draft.looked_at)),
        nearest=tuple(draft.nearest),
        candidates=draft.candidates,
        cards=tuple(draft.cards),
        note=draft.note,
        took_ms=round((time.perf_counter() - began) * 1000),
    )
