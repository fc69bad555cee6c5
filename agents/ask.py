"""Asks: question → reading → plan → sentences with sources. No model is needed."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from agents import compound, computing, pointing, refusing
from agents.acting.context import CommandContext
from agents.acting.propose import asks_for_something, propose
from agents.algebra import answering, coverage, titling
from agents.algebra.language import is_time
from agents.algebra.reading import Composed
from agents.algebra.tagging import are_namesakes
from agents.answer import Answer, Draft, of_that_day
from agents.conversing import (
    LONGEST_QUESTION,
    NOTHING,
    Before,
    Earlier,
    also,
    conversation,
    questions,
)
from agents.plain import denying, fields, narrative
from agents.plain.absent import kept_elsewhere
from agents.plain.hello import asks_what_for, greet, hello
from agents.plans import PLANS
from agents.reading import topics
from agents.reading.names import Gazetteer, fold
from agents.reading.reading import Reading
from agents.texts import from_texts
from agents.translated import asking
from agents.understanding import all_read, named_whole, said_plainly, understood
from agents.workspace import WorkspaceGateway


def ask(
    question: str,
    gateway: WorkspaceGateway,
    *,
    names: Gazetteer | None = None,
    earlier: Sequence[Earlier] = (),
    fixed: Sequence[str] = (),
) -> Answer:
    """Answer one question for the gateway's viewer.

    `earlier` are the questions of the conversation so far, oldest first, each alone or with its own
    corrections; `fixed` corrects chips
    (`agents.reading.chips`).
    """
    gazetteer = names or Gazetteer.of(gateway.names())
    earlier = asking.in_english(earlier, gazetteer)
    before = conversation(earlier, gateway, gazetteer)
    words = topics.named_first(" ".join(question.split())[:LONGEST_QUESTION])

    def one(part: str, earlier: str = "") -> Answer:
        """A question, or a part of one that goes on from the part before it."""
        known = also(earlier, before, (), gateway, gazetteer) if earlier else before
        known = replace(known, is_same=bool(earlier))
        # What is to be done keeps its words to the letter.
        typed = question[:LONGEST_QUESTION] if part == words else part
        return _asked(part, gateway, gazetteer, known, fixed, typed=typed)

    def again(part: str) -> Answer:
        return _asked(" ".join(part.split()), gateway, gazetteer, NOTHING, ())

    def whole(words: str) -> Answer:
        words = pointing.said_whole(words, questions(earlier), gazetteer, again)
        if strange := pointing.nobody(words, questions(earlier), gazetteer):
            reading = understood(words, gateway, gazetteer)
            return refusing.not_mentioned(words, strange, reading, gateway)
        if fixed or asks_what_for(words):
            return one(words)
        # A sentence of several changes is no question of several parts.
        if asks_for_something(words, gateway) and (done := one(words)).cards:
            return done
        if answering.is_one(answering.composed(words, gazetteer, gateway)):
            return one(words)
        return compound.answered(words, gazetteer, one) or one(words)

    return replace(asking.answered(words, gazetteer, whole) or whole(words), question=question)


def _asked(
    words: str,
    gateway: WorkspaceGateway,
    gazetteer: Gazetteer,
    before: Before,
    fixed: Sequence[str],
    *,
    typed: str = "",
) -> Answer:
    """The answer of one question, or of one part of several."""
    began, question = time.perf_counter(), words
    reading = understood(words, gateway, gazetteer, before=before.reading, fixed=fixed)
    draft = Draft()
    said = typed or words
    acted = propose(CommandContext(said, gateway, gazetteer, reading, before.reading), draft)
    if acted is not None:
        return refusing.answer_of(question, acted, draft, gateway, began)
    greets = not fixed and hello(words, gazetteer, gateway, draft)
    if greets or kept_elsewhere(words, gazetteer, gateway, draft):
        plain = replace(reading, intent="nothing", chips=(), unknown=())
        told = refusing.answer_of(question, plain, draft, gateway, began)
        return told if greets else from_texts(words, told, (), gateway, began)
    said = said_plainly(words, gateway, gazetteer)
    whole = named_whole(said.words, gateway, gazetteer)
    if whole != words:
        words = whole
        reading = understood(words, gateway, gazetteer, before=before.reading, fixed=fixed)
    answer = _read(words, reading, gateway, gazetteer, before, fixed, began)
    if answer.reading.intent != "nothing":  # what is no question has no answer in texts
        answer = from_texts(words, answer, reading.unknown, gateway, began)
    note = " ".join(one for one in (said.note, answer.note) if one)
    return replace(answer, question=question, note=note)


def _read(
    words: str,
    reading: Reading,
    gateway: WorkspaceGateway,
    gazetteer: Gazetteer,
    before: Before,
    fixed: Sequence[str],
    began: float,
) -> Answer:
    """The answer of what was read: by the algebra, by an intent, or why there is none."""
    found: Composed | None = None
    left: tuple[str, ...] = ()
    several = [hits for _, hits in reading.ambiguous]
    if not fixed and all(are_namesakes(hits) for hits in several):
        found = answering.composed(words, gazetteer, gateway, before.tagged, is_same=before.is_same)
        if found.is_whole and not found.follows and reading.follows:
            reading = understood(words, gateway, gazetteer)  # it stands by itself
        left = _left(reading, found, gateway)
        if _is_computed(found, reading, left):
            with suppress(ValueError):  # a filter deeper than the one language is
                return computing.computed(words, found, left, reading, gateway, began)
        found = None if several else found  # which of them is meant is asked back
    if found is not None and not reading.follows:
        reading = all_read(reading)
        if denying.denied(reading, gateway, Draft()):
            return _looked(words, reading, gazetteer, gateway, began)
        if told := _otherwise(words, found, left, reading, gateway, gazetteer, before, began):
            return told
    elif found is not None and found.own is not None and reading.intent not in coverage.OF_WORDS:
        own = coverage.unread(reading, found.own)
        if own and not reading.unknown:
            return refusing.not_read(words, own, (), reading, gateway, began)
    reading = reading if fixed else all_read(reading)
    return _looked(words, reading, gazetteer, gateway, began)


def _is_computed(found: Composed, reading: Reading, left: Sequence[str]) -> bool:
    """Whether the algebra says all of it, and no intent tells more."""
    if not found.is_whole or (not answering.is_of_target(found) and _names_nobody(reading, found)):
        return False
    is_told_by_rules = (
        not left and not found.follows and answering.is_plain_set(found, reading.intent)
    )
    return not is_told_by_rules


def _otherwise(
    words: str,
    found: Composed,
    left: Sequence[str],
    reading: Reading,
    gateway: WorkspaceGateway,
    gazetteer: Gazetteer,
    before: Before,
    began: float,
) -> Answer | None:
    """With a title for words nobody knows, from a text that holds them, or refused; None when a plan knows all."""
    is_open = reading.intent in coverage.OF_WORDS
    if left or reading.unknown or reading.slots.topics or reading.intent == "narrative":
        told = _renamed(found, gateway, gazetteer, before)
        if told is not None:
            return told
        made = answering.restated(found, gazetteer, gateway)
        if made and made.is_sure and made.best:
            return computing.restated(words, made.best, reading, gateway, began)
        if made and made.is_talk:
            return _talked(words, reading, gateway, gazetteer, began)
        is_apart = made is not None and (made.is_for_texts or made.is_for_nobody)
        if not is_apart and (
            told := computing.likened(
                words, found, left, is_open, reading, gateway, gazetteer, began
            )
        ):
            return told
    if left and not is_open and not reading.unknown:
        near = answering.nearest(found, gazetteer, gateway)
        return refusing.not_read(words, left, near, reading, gateway, began)
    if reading.intent == "narrative" and answering.is_computed_like(found, gateway):
        if options := titling.several(found, gateway):
            return refusing.asked_back(
                words, replace(reading, ambiguous=(options,)), gateway, began
            )
        near = answering.nearest(found, gazetteer, gateway)
        return refusing.not_read(words, found.unread or (words,), near, reading, gateway, began)
    if reading.intent == "narrative" and coverage.ranks(found.tagged):
        return refusing.not_read(words, found.unread or (words,), (), reading, gateway, began)
    return None


def _renamed(
    found: Composed, gateway: WorkspaceGateway, gazetteer: Gazetteer, before: Before
) -> Answer | None:
    """With the key of a task, or a goal's whole name, in the place of words of its title."""
    for again in titling.renamed(found, gazetteer, gateway):
        told = _asked(again, gateway, gazetteer, before, ())
        if told.mode == "computed" and told.sentences:
            return told
    return None


def _talked(
    words: str, reading: Reading, gateway: WorkspaceGateway, gazetteer: Gazetteer, began: float
) -> Answer:
    """Small talk in words no rule has."""
    draft = Draft()
    greet(words, gazetteer, gateway, draft, is_talk=False)
    plain = replace(reading, intent="nothing", chips=(), unknown=())
    return refusing.answer_of(words, plain, draft, gateway, began)


def _looked(
    words: str, reading: Reading, gazetteer: Gazetteer, gateway: WorkspaceGateway, began: float
) -> Answer:
    """The answer of an intent, from the day it is asked of."""
    if reading.as_of is not None:
        with gateway.back_to(reading.as_of) as then:
            answer = _answered(words, reading, gazetteer, then, began)
            return of_that_day(answer, reading.as_of)
    return _answered(words, reading, gazetteer, gateway, began)


def _names_nobody(reading: Reading, found: Composed) -> bool:
    """Whether it uses a name nothing has, which the query took for a word or for half of a name."""
    named = " ".join(
        fold(one.text) for one in found.tagged.tokens if one.named or one.quoted or one.key
    )
    return any((name := fold(one)) not in named and not is_time(name) for one in reading.unknown)


def _left(reading: Reading, found: Composed, gateway: WorkspaceGateway) -> tuple[str, ...]:
    """The words an intent's plan would pass over."""
    tasks = (gateway.task(key) for key in reading.keys)
    left = coverage.unread(
        reading, found.own or found.tagged, tuple(task for task in tasks if task)
    )
    return left if found.is_whole else tuple(dict.fromkeys((*left, *found.cannot)))


def _answered(
    words: str, reading: Reading, names: Gazetteer, gateway: WorkspaceGateway, began: float
) -> Answer:
    draft = Draft()
    if reading.ambiguous:
        return refusing.asked_back(words, reading, gateway, began)
    if reading.unknown and reading.intent not in ("narrative", "decisions", "knows"):
        refusing.unknown(words, reading, names, gateway, draft)
    elif words:
        denying.denied(reading, gateway, draft)
        if not fields.first(reading, gateway, draft):
            if plan := PLANS.get(reading.intent):
                plan(reading, gateway, draft)
            else:
                narrative.narrative(words, reading, gateway, draft)
        if not draft.sentences and not draft.nearest:
            draft.mode = "none"
            if not draft.looked_at:
                draft.looked_at.append("the names and titles of all you can see")
            refusing.add_nearest(words, gateway, draft)
    return refusing.answer_of(words, reading, draft, gateway, began)
