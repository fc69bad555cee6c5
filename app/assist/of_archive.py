"""Questions about what is archived: it is out of sight, so they are told that it is, with its page."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from agents.answer import Answer, Source
from agents.facts import Named
from agents.reading.names import Gazetteer, link
from app.assist import names
from app.domain.access import Actor

PAGES = {"space": "/spaces", "list": "/lists", "goal": "/goals"}


def told(session: Session, actor: Actor, current: Sequence[Named], answer: Answer) -> Answer:
    """The answer; of one that told nothing, and asks for what is archived by its name, that it is archived.

    `current` are the names of what is not: only what the actor sees is named.
    """
    if answer.sentences or answer.cards or not actor.archived:
        return answer
    known = {(one.kind, one.id) for one in current}
    by = [
        one
        for one in names.visible(session, actor)
        if one.kind in PAGES and (one.kind, one.id) not in known
    ]
    found = link(answer.question, Gazetteer.of(by))
    asked = [*found.named, *(one for _, some in found.ambiguous for one in some)]
    if not asked:
        return answer
    return replace(
        answer,
        note=_note(asked),
        looked_at=("what is archived",),
        nearest=tuple(_source(one) for one in asked),
        candidates=(),
    )


def _note(asked: Sequence[Named]) -> str:
    said = [f"the {one.kind} “{one.name}”" for one in asked]
    which = ", ".join(said[:-1]) + f" and {said[-1]}" if len(said) > 1 else said[0]
    are, it, its = ("is", "it", "Its page") if len(said) == 1 else ("are", "them", "Their pages")
    tells = "tells" if len(said) == 1 else "tell"
    return (
        f"{which[0].upper()}{which[1:]} {are} archived, so answers leave {it} out. "
        f"{its} still {tells} all that was there."
    )


def _source(one: Named) -> Source:
    return Source(one.kind, one.id, "", one.name, f"{PAGES[one.kind]}/{one.id}")
