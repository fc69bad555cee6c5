"""Commands as cards. Each shows what would change; the verbs behind a yes are the application's."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from agents.acting import create, edits, moves, others
from agents.acting.command import Command
from agents.acting.commands import commands
from agents.acting.context import MOST, CommandContext, Unclear
from agents.acting.parts import parts
from agents.acting.twice import once
from agents.answer import Card, Draft, Source
from agents.plain.words import SHOWN, plural
from agents.reading.chips import chips
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

CAN = (
    "I can make tasks, assign them, move them, rename, tag and prioritise them, set their dates, points and "
    "estimates, say what they wait for, comment on them and delete them."
)
# From here on cards of one wish are shown as one that opens.
FEWEST_GROUPED = 3
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
    worst: Unclear | None = None
    for some in parts(context.question):
        try:
            return _shown(context, _of_parts(context, some), draft)
        except Unclear as unclear:
            worst = worst or unclear
    try:
        made = _made(context)
        if worst is not None and not _holds_text(context, made):
            raise worst
        return _shown(context, made, draft)
    except Unclear as unclear:
        best = _deeper(unclear, worst)
    if best.depth or context.reading.intent == "act":
        draft.candidates = best.choices
        draft.note = str(best)
        draft.mode = "none"
        return _read_as(context, ())
    return None


def asks_for_something(question: str, gateway: WorkspaceGateway) -> bool:
    """Whether a sentence may want something done."""
    return next(commands(question, gateway.fields("task")), None) is not None


def _holds_text(context: CommandContext, made: Sequence[Card | Source]) -> bool:
    """Whether what was made may hold words that could be changes of their own: a title, a comment."""
    free = {one.name for one in context.fields if one.type in ("text", "long_text")}
    acts = [one.act for one in made if isinstance(one, Card)]
    return any(
        act["do"] in ("create", "comment") or not free.isdisjoint(act.get("set", ()))
        for act in acts
    )


def _deeper(first: Unclear, second: Unclear | None) -> Unclear:
    return second if second is not None and second.depth >= first.depth else first


def _made(context: CommandContext) -> list[Card | Source]:
    """The first cut of a sentence whose words mean something here; raises the Unclear that got furthest."""
    best: Unclear | None = None
    for command in commands(context.question, context.fields):
        try:
            return _grouped(MAKERS[command.verb](context, command))
        except Unclear as unclear:
            best = unclear if best is None else _deeper(unclear, best)
    raise best or Unclear(CAN)


def _of_parts(context: CommandContext, some: Sequence[str]) -> list[Card | Source]:
    """All parts or none: “it” and “them” are what the part before was about."""
    found: list[Card | Source] = []
    for part in some:
        try:
            made = _made(replace(context, question=part))
        except Unclear as unclear:
            raise Unclear(
                f"Of “{part}”: {unclear}"
                if unclear.depth
                else f"I don't know what “{part}” asks for.",
                depth=max(unclear.depth, 1),
            ) from unclear
        found += made
        keys = tuple(dict.fromkeys(one.key for one in _targets(made)))
        if keys:
            slots = replace(context.reading.slots, keys=keys)
            reading = replace(context.reading, keys=keys, slots=slots)
            context = replace(context, reading=reading, before=reading)
    found = once(found)
    if sum(isinstance(one, Card) for one in found) > MOST:
        raise Unclear(f"At most {MOST} changes are made at once: say it more narrowly.", depth=3)
    return found


def _targets(made: Sequence[Card | Source]) -> list[Source]:
    found = [one.target if isinstance(one, Card) else one for one in made]
    return [one for one in found if one is not None]


def _grouped(made: list[Card | Source]) -> list[Card | Source]:
    """Several cards of one wish say together what they do: “Move 12 tasks to Done”."""
    cards = [one for one in made if isinstance(one, Card) and one.target is not None]
    if len(cards) < FEWEST_GROUPED:
        return made
    heads = {one.title.replace(one.target.key, "\0", 1) for one in cards if one.target}
    same = heads.pop() if len(heads) == 1 else "Change \0"
    group = same.replace("\0", plural(len(cards), "task"))
    return [replace(one, group=group) if isinstance(one, Card) else one for one in made]


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
        keys = tuple(dict.fromkeys(card.target.key for card in cards if card.target))
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
    named = slots.keys if len(slots.keys) <= SHOWN else ()
    return replace(
        reading,
        chips=chips(
            replace(
                reading,
                keys=named,
                slots=replace(
                    slots,
                    keys=named,
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
