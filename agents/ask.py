"""Asks: question → reading → plan → sentences with sources. No model is needed."""

import time
from collections.abc import Callable

from agents.answer import Answer, Choice, Draft, of_quote
from agents.plain import narrative, status, tasklists
from agents.reading.names import Gazetteer
from agents.reading.read import read
from agents.reading.reading import Reading
from agents.workspace import Desk, Named

LONGEST_QUESTION = 500
Plan = Callable[[Reading, Desk, Draft], None]
PLANS: dict[str, Plan] = {
    "status": status.status,
    "goals": status.goals,
    "owner": status.owner,
    "findings": status.findings,
    "overdue": tasklists.overdue,
    "due": tasklists.due_,
    "unassigned": tasklists.unassigned,
    "blocked": tasklists.blocked,
    "blockers": tasklists.blockers,
    "waiting": tasklists.waiting,
    "done": tasklists.happened,
    "created": tasklists.happened,
    "started": tasklists.happened,
    "cancelled": tasklists.happened,
    "slipped": tasklists.happened,
    "changed": tasklists.changed,
    "summary": tasklists.changed,
    "compare": tasklists.compare,
    "count": tasklists.count,
    "work": tasklists.work,
    "stale": tasklists.stale,
    "aged": tasklists.aged,
    "open": tasklists.open_,
    "next": tasklists.next_,
    "similar": tasklists.similar,
    "decisions": narrative.narrative,
    "narrative": narrative.narrative,
}


def ask(question: str, desk: Desk, *, names: Gazetteer | None = None) -> Answer:
    """Answer one question for the desk's viewer."""
    began = time.perf_counter()
    words = " ".join(question.split())[:LONGEST_QUESTION]
    gazetteer = names or Gazetteer.of(desk.names())
    reading = read(words, gazetteer, today=desk.today, me=_me(desk))
    draft = Draft()
    if reading.ambiguous:
        return _asked_back(words, reading, desk, began)
    if reading.unknown and reading.intent not in ("narrative", "decisions"):
        _unknown(reading, desk, draft)
    elif words:
        PLANS.get(reading.intent, narrative.narrative)(reading, desk, draft)
        if not draft.sentences and not draft.nearest:
            draft.mode = "none"
            _nearest(words, desk, draft)
    return _answer(words, reading, draft, desk, began)


def _me(desk: Desk) -> Named | None:
    return next((n for n in desk.names() if n.kind == "person" and n.id == desk.viewer_id), None)


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
        took_ms=round((time.perf_counter() - began) * 1000),
    )
