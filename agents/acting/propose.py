"""Commands as cards. Each shows what would change; the verbs behind a yes are the application's."""

from collections.abc import Callable
from dataclasses import replace

from agents.acting import create, edits, moves, others
from agents.acting.commands import Command, commands
from agents.acting.context import CommandContext, Unclear
from agents.answer import Card, Draft, Source
from agents.plain.words import plural
from agents.reading.chips import chips
from agents.reading.reading import Reading

CAN = (
    "I can make tasks, assign them, move them, rename, tag and prioritise them, set their dates, points and "
    "estimates, say what they wait for, comment on them and delete them."
)
MAKERS: dict[str, Callable[[CommandContext, Command], list[Card | Source]]] = {
    "create": create.made,
    "set": edits.fields,
    "status": moves.moved,
    "shift": edits.shifted,
    "relate": others.related,
    "comment": others.commented,
    "delete": others.deleted,
}


def propose(context: CommandContext, draft: Draft) -> Reading | None:
    """Cards for what a sentence wants done, and how it was read; None when it is a question."""
    best: Unclear | None = None
    for command in commands(context.question, context.fields):
        try:
            made = MAKERS[command.verb](context, command)
        except Unclear as unclear:
            if best is None or unclear.depth > best.depth:
                best = unclear
            continue
        return _shown(context, made, draft)
    if best is not None and (best.depth or context.reading.intent == "act"):
        draft.candidates = best.choices
        draft.note = str(best)
        draft.mode = "none"
        return _read_as(context, ())
    if context.reading.intent == "act":
        draft.mode = "none"
        draft.note = CAN
        return _read_as(context, ())
    return None


def _shown(context: CommandContext, made: list[Card | Source], draft: Draft) -> Reading:
    cards = [one for one in made if isinstance(one, Card)]
    as_they_are = [one for one in made if isinstance(one, Source)]
    needs = "comments" if cards and all(c.act["do"] == "comment" for c in cards) else "edits"
    if not getattr(context.gateway, needs):
        draft.mode = "none"
        draft.note = "Your access is read-only here: ask an admin to make you a member."
        return _read_as(context, ())
    if len(cards) == 1:
        draft.say(
            f"{cards[0].title}? Nothing is changed until you confirm it.", *_sources(cards[0])
        )
    elif cards:
        keys = tuple(card.target.key for card in cards if card.target)
        draft.say(
            f"{plural(len(cards), 'change')}; nothing is changed until you confirm.", items=keys
        )
    for one in as_they_are[:5]:
        draft.say(f"{one.key} is so already.", one)
    draft.cards += cards
    named = [*(c.target for c in cards if c.target), *as_they_are]
    return _read_as(context, tuple(dict.fromkeys(one.key for one in named)))


def _sources(card: Card) -> tuple[Source, ...]:
    return (card.target,) if card.target else ()


def _read_as(context: CommandContext, keys: tuple[str, ...]) -> Reading:
    """How it was read, for the chips, and for “it” in what is said next."""
    slots = replace(context.reading.slots, intent="act", keys=keys or context.reading.keys)
    reading = Reading(intent="act", keys=slots.keys, slots=slots)
    return replace(
        reading,
        chips=chips(
            replace(
                reading,
                slots=replace(
                    slots,
                    traits=(),
                    priorities=(),
                    not_priorities=(),
                    statuses=(),
                    tags=(),
                    people=(),
                    creators=(),
                    group_by=None,
                ),
            )
        ),
    )
