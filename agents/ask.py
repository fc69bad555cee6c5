"""Asks: question → reading → plan → sentences with sources. No model is needed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from agents.acting.hands import Hands
from agents.acting.propose import propose
from agents.answer import Answer, Choice, Draft, of_quote
from agents.facts import Named
from agents.plain import (
    blocking,
    counts,
    experts,
    flow,
    happenings,
    narrative,
    sets,
    status,
    summary,
)
from agents.reading.names import Gazetteer
from agents.reading.read import read
from agents.reading.reading import Reading
from agents.workspace import Desk

LONGEST_QUESTION = 500
MOST_EARLIER = 6  # questions before this one that a follow-up may lean on
# A question asked before, alone or with the corrections of its chips.
Earlier = str | tuple[str, Sequence[str]]
Plan = Callable[[Reading, Desk, Draft], None]
PLANS: dict[str, Plan] = {
    "status": status.status,
    "goals": status.goals,
    "owner": status.owner,
    "serves": status.serves,
    "findings": status.findings,
    "overdue": sets.overdue,
    "due": sets.due_,
    "unassigned": sets.listed,
    "unaligned": sets.listed,
    "open": sets.listed,
    "stale": sets.stale,
    "aged": sets.aged,
    "next": sets.next_,
    "similar": sets.similar,
    "blocked": blocking.blocked,
    "blockers": blocking.blockers,
    "waiting": blocking.waiting,
    "done": happenings.happened,
    "created": happenings.happened,
    "started": happenings.happened,
    "cancelled": happenings.happened,
    "slipped": happenings.happened,
    "reopened": happenings.happened,
    "changed": happenings.changed,
    "away": happenings.away,
    "compare": happenings.compare,
    "summary": summary.summary,
    "count": counts.count,
    "work": counts.work,
    "knows": experts.knows,
    "cycle": flow.cycle,
    "throughput": flow.throughput,
    "ontime": flow.ontime,
    "queue": flow.queue,
    "decisions": narrative.narrative,
    "narrative": narrative.narrative,
}
# Of these the subject may be a task by its title (“who owns the key rotation?”).
OF_A_TASK = frozenset(["status", "owner", "waiting", "blockers", "serves", "similar", "due"])
SAME_TITLE = 88  # likeness of a title to the question's words, of 100


def ask(
    question: str,
    desk: Desk,
    *,
    names: Gazetteer | None = None,
    earlier: Sequence[Earlier] = (),
    fixed: Sequence[str] = (),
) -> Answer:
    """Answer one question for the desk's viewer.

    `earlier` are the questions of the conversation so far, oldest first, each alone or with its own
    corrections; `fixed` corrects chips
    (`agents.reading.chips`).
    """
    began = time.perf_counter()
    words = " ".join(question.split())[:LONGEST_QUESTION]
    gazetteer = names or Gazetteer.of(desk.names())
    before = conversation(earlier, desk, gazetteer)
    reading = understood(words, desk, gazetteer, before=before, fixed=fixed)
    draft = Draft()
    acted = propose(Hands(words, desk, gazetteer, reading, before), draft)
    if acted is not None:
        return _answer(question, acted, draft, desk, began)
    if reading.as_of is not None:
        with desk.back_to(reading.as_of) as then:
            return _answered(words, reading, then, began)
    return _answered(words, reading, desk, began)


def conversation(earlier: Sequence[Earlier], desk: Desk, names: Gazetteer) -> Reading | None:
    """What was asked just before, read in its own conversation; None when nothing was."""
    me = names.by_ref.get(f"person:{desk.viewer_id}")
    before: Reading | None = None
    for one in earlier[-MOST_EARLIER:]:
        question, fixed = (one, ()) if isinstance(one, str) else one
        before = read(
            question[:LONGEST_QUESTION], names, today=desk.today, me=me, zone=desk.zone,
            before=before, fixed=fixed,
        )  # fmt: skip
    return before


def understood(
    question: str,
    desk: Desk,
    names: Gazetteer,
    *,
    before: Reading | None = None,
    fixed: Sequence[str] = (),
) -> Reading:
    """Read a question in its conversation."""
    me = names.by_ref.get(f"person:{desk.viewer_id}")
    reading = read(
        question, names, today=desk.today, me=me, zone=desk.zone, before=before, fixed=fixed
    )
    return _with_titled(reading, desk)


def _with_titled(reading: Reading, desk: Desk) -> Reading:
    """The task whose title the question says, when it names nothing else."""
    named = reading.keys or reading.goals or reading.lists or reading.spaces or reading.ambiguous
    if reading.intent not in OF_A_TASK or named or len(reading.about) < 4:
        return reading
    close = [
        (fuzz.token_sort_ratio(reading.about, task.title.casefold()), task.key)
        for task in desk.titled(reading.about)
    ]
    best = sorted(((score, key) for score, key in close if score >= SAME_TITLE), reverse=True)
    if not best:
        return reading
    keys = (best[0][1],)
    return replace(reading, keys=keys, slots=replace(reading.slots, keys=keys))


def _answered(words: str, reading: Reading, desk: Desk, began: float) -> Answer:
    draft = Draft()
    if reading.ambiguous:
        return _asked_back(words, reading, desk, began)
    if reading.unknown and reading.intent not in ("narrative", "decisions", "knows"):
        _unknown(reading, desk, draft)
    elif words:
        PLANS.get(reading.intent, narrative.narrative)(reading, desk, draft)
        if not draft.sentences and not draft.nearest:
            draft.mode = "none"
            _nearest(words, desk, draft)
    return _answer(words, reading, draft, desk, began)


def _asked_back(question: str, reading: Reading, desk: Desk, began: float) -> Answer:
    """Two things go by the same name: the asker chooses."""
    words, options = reading.ambiguous[0]
    draft = Draft(mode="none", looked_at=[f"“{words}”, which can be several things here"])
    answer = _answer(question, reading, draft, desk, began)
    choices = tuple(
        Choice(f"{option.name} ({option.kind})", question.replace(words, _precisely(option), 1))
        for option in options[:6]
    )
    return Answer(**{**answer.__dict__, "candidates": choices})


def _precisely(named: Named) -> str:
    """Words that can only mean this one: its longest alias says most."""
    name = max((named.name, *named.aliases), key=len)
    return f"the {named.kind} {name}" if named.kind in ("goal", "list", "space") else name


def _unknown(reading: Reading, desk: Desk, draft: Draft) -> None:
    """The question names something nobody here knows: no number would be true."""
    draft.mode = "none"
    names = "”, “".join(reading.unknown)
    draft.looked_at.append(f"names like “{names}”: nothing you can see is called so")
    _nearest(" ".join(reading.unknown), desk, draft)


def _nearest(words: str, desk: Desk, draft: Draft) -> None:
    draft.nearest += [of_quote(quote) for quote in desk.passages(words)[:5]]


def _answer(question: str, reading: Reading, draft: Draft, desk: Desk, began: float) -> Answer:
    return Answer(
        question=question,
        reading=reading,
        sentences=tuple(draft.sentences),
        mode=draft.mode if draft.sentences else "none",
        as_of=desk.now,
        looked_at=tuple(dict.fromkeys(draft.looked_at)),
        nearest=tuple(draft.nearest),
        candidates=draft.candidates,
        cards=tuple(draft.cards),
        note=draft.note,
        took_ms=round((time.perf_counter() - began) * 1000),
    )
