"""A question's tags composed into one typed query; or what of it no query says."""

from dataclasses import dataclass, replace
from datetime import date

from agents.algebra import (
    amounts,
    asserting,
    averaging,
    comparing,
    conditions,
    days,
    following,
    grouping,
    happening,
    measuring,
    naming,
    negating,
    nouns,
    ordering,
    states,
    tails,
)
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import Having, Json, Query, all_of
from agents.algebra.tagging import Tagged, tag
from agents.facts import Named
from agents.reading.names import Gazetteer

OPEN_WORK = conditions.STATES["open"][0]
# Without a word on whether work is over, these are asked of open work.
SECTIONS = [conditions.STATES[name][0] for name in ("started", "overdue", "blocked", "open")]
OF_OPEN = frozenset(["list", "hours", "points", "age", "quiet", "left", "count"])
STATE_TREES = [conditions.STATES[name][0] for name in conditions.OF_STATE]
STATE_FIELDS = frozenset(["category", "status", "done_at", "started_at", "due"])
# What a task is not says nothing of what it is.
SAYS_NO_STATE = frozenset(["is_empty", "is_not_empty", "not_in", "is_not"])


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
    follows: bool = False  # what was asked before is in it
    own: Tagged | None = None  # of a follow-up its own words
    cannot: tuple[str, ...] = ()  # words that no plan of any kind says
    unread_at: tuple[int, ...] = ()  # where the words stand that are not read

    @property
    def is_whole(self) -> bool:
        return self.query is not None and not self.unread

    def without(self, places: set[int]) -> Tagged:
        """Its tags without some."""
        kept = tuple(one for n, one in enumerate(self.tagged.tokens) if n not in places)
        return replace(self.tagged, tokens=kept, masked=" ".join(one.mask for one in kept))


def compose(
    question: str,
    names: Gazetteer,
    *,
    today: date,
    me: Named | None,
    before: Tagged | None = None,
    is_same: bool = False,
) -> Composed:
    """Read a question; with `before`, what leans on the question before it is read with that.

    `is_same` says that both were asked in one sentence.
    """
    since = next((one.period for one in before.tokens if one.period), None) if before else None
    tagged = tag(question, names, today=today, since=since)
    if before is None:
        return composed(tagged, today, me)
    leans = following.leans(tagged)
    goes_on = is_same and following.goes_on(tagged)
    alone = composed(tagged, today, me)
    if alone.is_whole and not leans and not goes_on and not following.is_fragment(tagged):
        return alone
    both = replace(composed(following.joined(before, tagged), today, me), follows=True, own=tagged)
    if both.is_whole or not alone.is_whole:
        return both if both.is_whole or leans else alone
    return both if following.points(tagged.tokens) else alone


def composed(tagged: Tagged, today: date, me: Named | None) -> Composed:
    """Read tags, as they are."""
    work = Work(tagged.tokens, tagged.as_of or today, me, only_goals=tagged.only_goals)
    tails.tails(work)
    nouns.noun(work)
    happening.subject(work)
    comparing.sides(work)
    negating.negations(work)
    measuring.measure(work)
    comparing.better(work)
    happening.happening(work)
    happening.reason(work)
    states.states(work)
    amounts.numbers(work)
    naming.properties(work)
    naming.names(work)
    happening.of_keys(work)
    days.times(work)
    _without_sections(work)
    states.either(work)
    grouping.groups(work)
    ordering.order(work)
    averaging.averages(work)
    part = ordering.share(work) | asserting.asserted(work) | asserting.premise(work)
    ordering.best(work)
    ordering.asked(work)
    if any(side.when for side in work.sides) and not days.happens(work):
        work.fails = "nothing happened in the days that are compared"
    if work.but and work.of == "tasks" and not work.per:
        work.fails = "left out of nothing"
    if work.turned - work.used - _told_as_none(work):
        work.fails = "something denied that is not read"
    of_some = [c.at for c in work.conditions if not _is_of_people(c.tree)]
    if of_some and work.measure == "load":
        work.refuse("load of some work alone", *of_some)
    if work.turned - work.heeded - _told_as_none(work):
        work.fails = "a “not” that nothing heeds"
    query, also_open = _query(work, part)
    return Composed(
        None if work.fails else query,
        tuple(work.tokens[n].text for n in work.unread_at),
        tagged.as_of or work.as_of,
        tagged,
        says_yes=work.says_yes and (not work.sides or work.has("compare.than")),
        subject=work.subject,
        also_open=also_open,
        cannot=(*work.cannot, *_compared(work)),
        unread_at=tuple(work.unread_at),
    )


def _without_sections(work: Work) -> None:
    """A stand-up tells what is in progress, overdue and blocked anyway, each by itself."""
    if work.measure == "standup":
        work.event, work.late = None, None
        work.conditions[:] = [c for c in work.conditions if c.tree not in SECTIONS]


def _compared(work: Work) -> list[str]:
    """“fewer than Lena”: what is compared and not read is passed over by no plan."""
    said = ("compare.than", "compare.more", "compare.fewer")
    return [work.tokens[n].text for n in work.unread_at if work.tokens[n].can(*said)]


def _is_of_people(tree: Json) -> bool:
    """What load can be narrowed by: whose it is, and that it is still to be done."""
    return not tree or tree == OPEN_WORK or tree.get("field") == "assignees"


def _told_as_none(work: Work) -> set[int]:
    """What is denied by there being none of it: the noun, and what is said of it."""
    return work.turned if work.having == ("eq", 0) else set[int]()


def _query(work: Work, part: set[int]) -> tuple[Query, bool]:
    # What is asked whether chooses, too; it is told apart.
    is_choosing = work.measure == "whether"
    kept = [c for c in work.conditions if is_choosing or c.at not in part]
    chosen = [c for c in work.conditions if c.at in part]
    kept = [c for n, c in enumerate(kept) if not any(_is_same(c, other) for other in kept[:n])]
    where = all_of(*(c.tree for c in kept))
    before = " ".join(c.before for c in kept if c.before)
    after = " ".join(c.after for c in kept if c.after)
    if work.but and work.of == "tasks":
        after = f"{after} ({' and '.join(work.but)} left out)".strip()
    is_plain = _is_plain(work) and not part
    also_open = is_plain and work.measure == "count" and not (work.per or work.sides)
    if is_plain and not also_open:
        where = all_of(where, OPEN_WORK)
        before = f"{before} open".strip()
    late = work.late if part else None
    query = Query(
        measure=work.measure,
        of=work.of,
        where=where,
        event=work.event,
        when=work.when,
        status=work.status,
        mean=work.mean,
        per=work.per,
        but=work.but,
        having=Having.model_validate({"op": work.having[0], "value": work.having[1]})
        if work.having
        else None,
        order="most" if work.order == "most" else "least" if work.order else "",
        limit=work.limit,
        rank=work.rank,
        versus=tuple(work.sides),
        reason=work.reason,
        late=None if part else work.late,
        by=work.by,
        keys=work.keys,
        part=all_of(*(c.tree for c in chosen)) if part and not is_choosing else None,
        part_late=late,
        before=before,
        after=after,
        part_words=" ".join(c.before or c.after for c in chosen),
    )
    return query, also_open


def _is_same(one: Condition, other: Condition) -> bool:
    """Said twice, as by a follow-up that repeats it."""
    return (one.tree, one.before, one.after) == (other.tree, other.before, other.after)


def _is_plain(work: Work) -> bool:
    """Whether nothing was said on whether the work is over."""
    return (
        work.of == "tasks"
        and work.event is None
        and not any(one.key for one in work.tokens)
        and not any(side.event for side in work.sides)
        and work.measure in OF_OPEN
        and work.late is None
        and not any(_says_state(c.tree) for c in work.conditions)
    )


def _says_state(tree: Json) -> bool:
    """By a state, a status, or a moment."""
    if tree in STATE_TREES:
        return True
    parts: list[Json] = tree.get("all") or tree.get("any") or []
    if parts:
        return any(_says_state(part) for part in parts)
    return tree.get("field") in STATE_FIELDS and tree.get("op") not in SAYS_NO_STATE
