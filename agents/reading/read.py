"""Reads a question: names, then time, then what the work is like, then what is intent_resolution."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date
from typing import cast
from zoneinfo import ZoneInfo

from agents.facts import Named
from agents.reading import (
    followup,
    goalwords,
    intent_resolution,
    intents,
    lexicon,
    times,
    traits,
    unknown,
)
from agents.reading.chips import chips, corrected
from agents.reading.compiling import compiled
from agents.reading.days import LATEST
from agents.reading.intent_kinds import HAPPENED, MEASURES, NARROWED, TEXTUAL
from agents.reading.names import Found, Gazetteer, Span, fold, link
from agents.reading.reading import Period, Reading, Slots

ME = re.compile(
    r"\b(me|my|mine|myself)\b|\bi (am|do|have|own|work|did|should|must|can|was|need|finish\w*|start\w*)\b"
    r"|\b(am|do|should|did|can|have|must|shall|was|could) i\b|\bi['’](m|ve|ll|d)\b"
)
TO_ME = re.compile(r"\b(show|tell|give|send|get|list|let|help|remind|bring|explain to) me\b")
NOT = re.compile(
    r"\b(not|except|without|other than|excluding|but not|besides|apart from|outside( of)?|ignoring)\s+(?:in |by |for |of |from |assigned to |tagged |labell?ed |the )*$"
)
# Letters from which a name's beginning names it, when no more than so many begin with it.
LEAST_BEGINNING, MOST_BEGINNING = 3, 4
# Sets of tasks that a topic narrows.
TOPICAL = NARROWED | HAPPENED | MEASURES | {"changed", "compare", "slipped"}
IMPLIED = {
    "overdue": "overdue",
    "unassigned": "unassigned",
    "blocked": "blocked",
    "stale": "stale",
    "unaligned": "unaligned",
}


def read(
    question: str,
    names: Gazetteer,
    *,
    today: date,
    me: Named | None,
    zone: ZoneInfo | None = None,
    before: Reading | None = None,
    fixed: Sequence[str] = (),
) -> Reading:
    """Understand one question of the person `me`, asked on the day `today`.

    `before` is what was asked just before: a follow-up keeps its subject. `fixed` are corrections of
    chips (`intent=overdue`, `place=list:3`, `period=2026-11-16/2026-11-23`, `without=priority:1`).
    """
    found = link(question, names)
    slots = _slots(question, found, today=today, me=me)
    strange = () if _is_by_hand(fixed) else tuple(unknown.names(question, found, slots.intent))
    for words in strange:
        meant = names.beginning(fold(words)) if len(words) >= LEAST_BEGINNING else ()
        if 1 <= len(meant) <= MOST_BEGINNING:
            # “in Plat” can only be Platform; where it can be several things, the asker chooses.
            return read(
                question,
                names.also(words, meant),
                today=today,
                me=me,
                zone=zone,
                before=before,
                fixed=fixed,
            )
    follows = before is not None and followup.is_follow_up(slots, question)
    if before is not None and follows:
        slots = followup.merged(slots, before.slots, question)
    if fixed:
        slots = corrected(slots, fixed, names)
    reading = compiled(slots, today=today, zone=zone or cast(ZoneInfo, UTC))
    ambiguous = tuple(a for a in found.ambiguous if not _settled(a, fixed))
    return replace(
        reading,
        ambiguous=ambiguous,
        unknown=strange,
        follows=follows,
        # Half of a name nobody has was read as nobody's.
        chips=tuple(
            c for c in chips(reading) if not any(c.words and c.words in one for one in strange)
        ),
    )


def _is_by_hand(fixed: Sequence[str]) -> bool:
    return any(not one.startswith("near=") for one in fixed)


def _slots(question: str, found: Found, *, today: date, me: Named | None) -> Slots:
    folded = fold(question)
    nameless = lexicon.corrected(fold(without(question, found.spans)))
    as_of, nameless = times.as_of(nameless, today)
    creators = tuple(
        dict.fromkeys(s.named for s in found.spans if traits.made_by(question[: s.begin]))
    )
    period, timeless = times.read(nameless, today)
    of_kind = {
        kind: tuple(n for n in found.named if n.kind == kind)
        for kind in ("goal", "space", "list", "person", "team", "status", "tag")
    }
    people = (*of_kind["person"], *of_kind["team"])
    if me is not None and ME.search(TO_ME.sub(" ", folded)) and not people:
        people = (me,)
    if creators and period is None:
        nameless = timeless = traits.BY_WHOM.sub(
            " ", f"{nameless} "
        ).strip()  # who made it is no question
    intent = intent_resolution.intent(folded, nameless, timeless, found, people)
    as_of, period = intent_resolution.past(intent, as_of, period, nameless, today)
    if intent in TEXTUAL:
        of_kind |= {"tag": (), "status": ()}
    every = (*(n for kind in of_kind.values() for n in kind), *(p for p in people if p is me))
    wanted, unwanted_priorities = traits.priorities(nameless)
    left = () if intent in TEXTUAL or intent == "act" else lexicon.unmatched_words(timeless)
    topics = lexicon.topics(timeless, left, question) if intent in TOPICAL else ()
    doubtful = {word for words, _ in found.ambiguous for word in fold(words).split()}
    return Slots(
        intent=intent,
        goals=of_kind["goal"],
        spaces=of_kind["space"],
        lists=of_kind["list"],
        people=tuple(p for p in people if p not in creators),
        creators=tuple(p for p in people if p in creators),
        tags=of_kind["tag"],
        statuses=of_kind["status"],
        excluded=_excluded(question, found, every, people, me),
        match_all=traits.EITHER.search(folded) is not None,
        keys=tuple(found.keys),
        period=period,
        as_of=as_of,
        traits=_traits(timeless if period else nameless, intent),
        priorities=wanted,
        not_priorities=unwanted_priorities,
        happened=traits.happening(nameless),
        group_by=intents.grouping(nameless),
        normalized=nameless,
        topics=topics,
        proper=unknown.proper(question, found),
        unmatched_tokens=tuple(
            w for w in left if w not in doubtful and not any(w in one.split() for one in topics)
        ),
        goal_words=goalwords.read(timeless),
        words=tuple(
            (f"{s.named.kind}:{s.named.id}", question[s.begin : s.end]) for s in found.spans
        ),
        about=intent_resolution.significant(_searchable(question, found, period, timeless, intent)),
    )


def _traits(text: str, intent: str) -> tuple[str, ...]:
    if intent not in NARROWED | {"similar"}:
        return ()
    found = traits.traits(text, intent)
    implied = IMPLIED.get(intent)
    if implied and not any(implied in name or name == "unblocked" for name in found):
        found = (implied, *found)
    return found


def without(question: str, spans: Sequence[Span]) -> str:
    """The question without names, so that “May” the person is no month."""
    for begin, end in sorted({(span.begin, span.end) for span in spans}, reverse=True):
        question = f"{question[:begin]} {question[end:]}"
    return question


def _excluded(
    question: str,
    found: Found,
    every: tuple[Named, ...],
    people: tuple[Named, ...],
    me: Named | None,
) -> tuple[Named, ...]:
    """What stands after a “not”; “not mine” speaks of the asker."""
    away = [
        s.named
        for s in found.spans
        if s.named in every and NOT.search(question[: s.begin].casefold())
    ]
    if me in people and re.search(r"\b(not|except|but not) (me|mine|my)\b", question.casefold()):
        away.append(me)
    return tuple(dict.fromkeys(away))


def _settled(ambiguous: tuple[str, tuple[Named, ...]], fixed: Sequence[str]) -> bool:
    """A correction said which one is meant."""
    refs = {f"{n.kind}:{n.id}" for n in ambiguous[1]} | {str(n.id) for n in ambiguous[1]}
    return any(part in refs for one in fixed for part in one.partition("=")[2].split(","))


def _searchable(
    question: str, found: Found, period: Period | None, timeless: str, intent: str
) -> str:
    """The words to search texts for: tags and statuses are words too, when a text is asked for."""
    if intent not in TEXTUAL:
        return timeless
    things = [s for s in found.spans if s.named.kind not in ("tag", "status")]
    words = times.as_of(fold(without(question, things)), LATEST)[1]
    return times.read(words, date(2000, 1, 1))[1] if period else words
