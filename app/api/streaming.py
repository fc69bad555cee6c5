"""An answer as it is told over time: the plain one, what a model looks up, and what it says of it."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlmodel import Session

from agents.answer import Answer
from agents.collecting import Looked
from agents.model import LangChainModel
from agents.wording import worded
from app import db
from app.api.caller import Caller
from app.api.schemas import asking as shape
from app.assist.readers import Opened, OwnReaders
from app.domain.access import Actor
from knowledge.library import Library


def shown(answer: Answer) -> shape.Answer:
    """An answer in the shape it is sent in."""
    return shape.Answer.model_validate(answer.plain())


def can_be_worded(answer: Answer) -> bool:
    """What asks back, or would do something, stands as it is."""
    return not (answer.cards or answer.candidates or answer.note)


def readers_of(who: Caller, library: Library) -> OwnReaders:
    """What a model may look into for the caller, whose proof and rights are looked at anew each time."""
    return OwnReaders(_opening(who), library, lambda: datetime.now(UTC))


def answer_events(
    answer: Answer,
    model: LangChainModel | None,
    own: OwnReaders,
    people: list[str],
    today: date,
) -> Iterator[str]:
    """Server-sent events; without a model the plain answer is all. No session is open meanwhile."""
    yield _event("plain", shown(answer))
    if model is None:
        yield _event("worded", shape.Worded(sentences=[], dropped=0))
        return
    pieces = worded(answer, model, seconds=model.timeout, readers=own, people=people, today=today)
    for piece in pieces:
        if isinstance(piece, Answer):
            yield _event("worded", _as_it_stands(piece, own))
        elif isinstance(piece, Looked):
            yield _event("look", shape.Looked(text=piece.text))
        else:
            yield _event("word", shape.Word(text=piece))


def _as_it_stands(answer: Answer, own: OwnReaders) -> shape.Worded:
    """The proved sentences of what may still be seen; none when the plain answer stands."""
    stands = own.still_open(answer) if answer.mode == "model" else answer
    sentences = shown(stands).sentences if stands.mode == "model" else []
    return shape.Worded(sentences=sentences, dropped=stands.dropped)


def _opening(who: Caller) -> Opened:
    @contextmanager
    def opened() -> Generator[tuple[Session, Actor], None, None]:
        with db.reading() as session:
            yield session, who.actor(session)

    return opened


def _event(name: str, data: shape.Shape) -> str:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"
