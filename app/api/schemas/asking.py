"""Questions, answers, search, summaries and findings."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from agents.answer import Mode
from agents.claims.check import Known
from app.api.schemas.base import Clean, Id, Page, Request, Shape
from app.assist.acting import MOST

Json = dict[str, JsonValue]
Chips = Annotated[
    list[Annotated[str, Field(max_length=200, examples=["place=list:3"]), Clean]],
    Field(max_length=20),
]
QuestionText = Annotated[str, Field(min_length=1, max_length=500), Clean]


class EarlierQuestion(Request):
    """A question of the conversation so far, with the chips that were corrected in it."""

    question: Annotated[str, Field(max_length=500), Clean]
    fixed: Chips = Field(default_factory=list)


class Question(Request):
    """What is asked: after which questions, and with which chips corrected (`place=list:3`)."""

    question: QuestionText
    earlier: list[Annotated[str, Field(max_length=500), Clean] | EarlierQuestion] = Field(
        default_factory=list, max_length=20
    )
    fixed: Chips = Field(default_factory=list)


class Claims(Request):
    """Claims of an answer, as they came, to be run again."""

    claims: list[Json] = Field(max_length=100)


class NewWords(Request):
    """Words that mean something here."""

    words: Annotated[str, Field(min_length=2, max_length=80), Clean]
    kind: Literal["person", "goal", "space", "list"]
    id: Id


class Acts(Request):
    """The `act`s of cards that a person said yes to, as they came."""

    acts: list[Json] = Field(min_length=1, max_length=MOST)


class Rating(Request):
    """Whether an answer helped (1), did not (-1), or neither (0)."""

    thumb: int = Field(ge=-1, le=1)
    remark: Annotated[str, Field(max_length=2000), Clean] = ""


class Source(Shape):
    """Where a sentence can be checked."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    quote: str
    author: str
    at: str


class Claim(Shape):
    """What a sentence asserts, to be run again."""

    predicate: str
    about: Json
    value: str


class Sentence(Shape):
    """One sentence with its sources; `items` are exactly what it counts, `opens` the page of these."""

    text: str
    sources: list[Source]
    items: list[str]
    all: int
    claim: Claim | None
    opens: str


class Chip(Shape):
    """One part of how a question was read."""

    kind: str
    label: str
    value: str
    words: str


class Reading(Shape):
    """How a question was read."""

    intent: str
    label: str
    chips: list[Chip]
    period: tuple[str, str] | None
    as_of: str | None
    unknown: list[str]
    follows: bool


class Choice(Shape):
    """One way to understand an ambiguous question."""

    label: str
    question: str


class CardLine(Shape):
    """One thing a card would change."""

    label: str
    old: str
    new: str


class Card(Shape):
    """Something that could be done; send its `act` back to do it."""

    title: str
    lines: list[CardLine]
    act: Json
    target: Source | None
    warning: str
    group: str  # what it is done with, said once for all of them; empty for a card of its own


class Answer(Shape):
    """A whole answer; `looked_at` says where nothing was found, when nothing was."""

    question: str
    reading: Reading
    sentences: list[Sentence]
    mode: Mode
    looked_at: list[str]
    nearest: list[Source]
    candidates: list[Choice]
    note: str
    cards: list[Card]
    took_ms: int
    as_of: str
    dropped: int


class Looked(Shape):
    """What a model looked up on its way."""

    text: str


class Word(Shape):
    """Some of what a model says, as it comes."""

    text: str


class Worded(Shape):
    """The sentences of a model that are proved, and how many were dropped."""

    sentences: list[Sentence]
    dropped: int


class About(Shape):
    """The summary of one item, what is in its way, and what is like it."""

    summary: list[Sentence]
    in_the_way: list[Sentence]
    alike: list[Source]
    as_of: str


class DoneAct(Shape):
    """What came of one act."""

    key: str
    title: str
    url: str


class DoneActs(Shape):
    """What was done, and what to send to undo it."""

    done: list[DoneAct]
    undo: str


class Verdicts(Shape):
    """Whether each claim still holds."""

    verdicts: list[Known]


class Words(Shape):
    """Words and what they mean here."""

    id: int
    words: str
    kind: str
    item_id: int


class WordsPage(Page[Words]):
    """Taught words by id."""


class Conversation(Shape):
    """A conversation with the assistant."""

    id: int
    title: str
    updated_at: datetime


class ConversationPage(Page[Conversation]):
    """One's own conversations by id."""


class Turn(Shape):
    """A question and its answer as it was given then."""

    id: int
    question: str
    answer: Json
    thumb: int = Field(ge=-1, le=1)
    remark: str


class ConversationDetail(Shape):
    """A conversation with its answers."""

    id: int
    turns: list[Turn]
