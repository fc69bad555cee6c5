"""A follow-up said whole: who “she” is, and that a bare year or month is the time asked of now."""

import re
from collections.abc import Callable, Sequence

from agents.answer import Answer
from agents.reading import parts, times
from agents.reading.names import Gazetteer, link

PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
# “how long does it take”: nothing that was spoken of.
IMPERSONAL = re.compile(r"\bit (?:takes?|took|is that|was that)\b|\bmake it\b", re.IGNORECASE)
BARE = re.compile(
    rf"^(and|or|but|what about|how about)(?: for| in| of)? (20\d\d|(?:{times.MONTH})(?: 20\d\d)?)\W*$",
    re.IGNORECASE,
)


def said_whole(
    question: str, earlier: Sequence[str], names: Gazetteer, ask: Callable[[str], Answer]
) -> str:
    """The question with the person mentioned last for “she”; `ask` answers the one before it, if it must be known."""
    if not earlier:
        return question
    question = BARE.sub(lambda m: f"{m.group(1)} in {m.group(2)}?", question)
    question = _with_thing(question, earlier, names, ask)
    if not PERSON.search(question) or _people(question, names):
        return question
    name = _last_named(earlier, names, ask)
    return parts.resolved(question, parts.Pointed(person=name)) if name else question


def _with_thing(
    question: str, earlier: Sequence[str], names: Gazetteer, ask: Callable[[str], Answer]
) -> str:
    """“is it blocked?”, “its due date”: of the task or goal that was spoken of last."""
    speaks = parts.OF_A_THING.search(question) is not None and IMPERSONAL.search(question) is None
    if not speaks or parts.pointed(question, names, ()).thing:
        return question
    for at, one in enumerate(reversed(earlier)):
        thing = parts.pointed(one, names, ()).thing
        if not thing and at == 0 and not parts.OF_A_THING.search(one):
            told = ask(one).sentences[:1]
            shown = [source.key for source in told[0].sources if source.key] if told else []
            thing = parts.pointed("", names, list(dict.fromkeys(shown))).thing
        if thing:
            return parts.resolved(question, parts.Pointed(thing=thing))
    return question


def nobody(question: str, earlier: Sequence[str], names: Gazetteer) -> str:
    """The “she” that stands for nobody who was mentioned; empty when there is none."""
    found = PERSON.search(question)
    if found is None or not earlier or _people(question, names):
        return ""
    return "" if any(_people(one, names) for one in earlier) else found.group()


def _last_named(earlier: Sequence[str], names: Gazetteer, ask: Callable[[str], Answer]) -> str:
    """Of the last question, else of what it was answered with, else of the questions before; empty when several were."""
    last = _people(earlier[-1], names)
    if not last:
        told = ask(earlier[-1]).sentences
        last = _people(told[0].text, names) if told else []
    for one in reversed(earlier[:-1]):
        last = last or _people(one, names)
    return last[0] if len(last) == 1 else ""


def _people(text: str, names: Gazetteer) -> list[str]:
    found = link(text, names).named
    return list(dict.fromkeys(one.name for one in found if one.kind == "person"))
