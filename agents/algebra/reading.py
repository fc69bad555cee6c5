"""A question's tags composed into one typed query; or what of it no query says."""

from dataclasses import dataclass
from datetime import date

from agents.algebra import comparing, narrowing, shaping
from agents.algebra.composing import Work
from agents.algebra.query import Having, Query, all_of
from agents.algebra.tagging import Tagged, tag
from agents.facts import Named
from agents.reading.names import Gazetteer

OPEN_WORK = {"field": "is_open", "op": "is", "value": True}


@dataclass(frozen=True)
class Composed:
    """A query when every word is in it; else the words that are not, and the query without them."""

    query: Query | None
    unread: tuple[str, ...]
    as_of: date | None
    tagged: Tagged
    says_yes: bool = False  # it was asked whether
    subject: str = ""  # words of a title; the workspace says whose
    also_open: bool = False  # how many of them are open is worth saying

    @property
    def is_whole(self) -> bool:
        return self.query is not None and not self.unread


def compose(question: str, names: Gazetteer, *, today: date, me: Named | None) -> Composed:
    """Read a question."""
    tagged = tag(question, names, today=today)
    work = Work(tagged.tokens, tagged.as_of or today, me)
    shaping.noun(work)
    narrowing.subject(work)
    comparing.sides(work)
    narrowing.negations(work)
    shaping.measure(work)
    narrowing.happening(work)
    narrowing.states(work)
    narrowing.numbers(work)
    narrowing.properties(work)
    narrowing.names(work)
    narrowing.of_keys(work)
    narrowing.times(work)
    narrowing.either(work)
    shaping.groups(work)
    shaping.order(work)
    base, part = shaping.share(work)
    shaping.asked(work)
    query, also_open = _query(work, base, part)
    return Composed(
        None if work.fails else query,
        tuple(work.unread),
        tagged.as_of or work.as_of,
        tagged,
        says_yes=_whether(tagged),
        subject=work.subject,
        also_open=also_open,
    )


def _query(work: Work, base: set[int], part: set[int]) -> tuple[Query, bool]:
    before, after = work.words()
    where = work.where(but=tuple(part))
    plain = (
        work.of == "tasks"
        and not work.event
        and not any(side.event for side in work.sides)
        and work.measure in ("list", "count", "hours", "points", "age", "quiet", "left")
        and not shaping.says_state(work)
    )
    also_open = plain and work.measure == "count" and not work.per and not work.sides
    if plain and not also_open and not part:
        where = all_of(where, OPEN_WORK)
        before = f"{before} open".strip()
    if part:
        before = " ".join(c.before for c in work.conditions if c.before and c.at not in part)
        after = " ".join(c.after for c in work.conditions if c.after and c.at not in part)
    chosen = [c for c in work.conditions if c.at in part]
    query = Query(
        measure=work.measure,
        of=work.of,
        where=where,
        event=work.event,
        when=work.when,
        status=work.status,
        per=work.per,
        having=Having.model_validate({"op": work.having[0], "value": work.having[1]})
        if work.having
        else None,
        order="most" if work.order == "most" else "least" if work.order else "",
        limit=work.limit,
        versus=tuple(work.sides),
        reason=work.reason,
        late=None if part and work.late is not None else work.late,
        by=work.by,
        part=all_of(*(c.tree for c in chosen)) if part else None,
        part_late=work.late if part and work.late is not None else None,
        before=before,
        after=after,
        part_words=" ".join(c.before or c.after for c in chosen),
    )
    del base
    return query, also_open


def _whether(tagged: Tagged) -> bool:
    """It begins as a question for yes or no."""
    words = tagged.tokens[0].text.split() if tagged.tokens else []
    return bool(words) and words[0] in (
        "is", "are", "do", "does", "did", "has", "have", "was", "were", "any", "can", "am", "isn't", "aren't",
    )  # fmt: skip
