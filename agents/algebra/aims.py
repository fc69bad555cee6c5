"""A number that a goal aims at, asked for by words of its name: its value, what is missing, whether it gets there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agents.algebra.query import Having, Query, Stretch, leaf
from agents.algebra.reading import Composed
from agents.algebra.tagging import Token
from agents.facts import GoalFact, TargetFact
from agents.passages.asked import key_stems
from agents.reading.stems import stemmed
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

MOSTLY = 0.5  # of a target's name that must be said
# What is said around a target's name without asking for more.
AROUND = frozenset(
    key_stems(
        "target value reach current currently far get got send sending sent bring brought come total already still"
        " until today level rate high low much many our goal initiative move moved down up stand standing sit"
        " number count amount figure time day date end stood have had see show left-over made make sign signed"
    )
)
# What asks for more than the value, by what it asks.
ASKED = {
    "aim_left": frozenset(
        key_stems("missing short remaining left need needed away lack go all until till")
    ),
    "aim_forecast": frozenset(
        key_stems(
            "will would pace rate going make hit reach meet achieve end ends ending deadline period time expect"
            " forecast get there go on like this continue keep all certify close bring course before until till by"
        )
    ),
}
MISSING = frozenset(["missing", "short", "remaining", "left", "lack", "away", "need"])
PACE = frozenset(["pace", "rate"])
AHEAD_OF = "aim_forecast"
AHEAD = ("measure.forecast", "modal.will")
NOUNS = ("of.comments", "of.docs", "of.lists", "of.people", "ask.who", "ask.why")


@dataclass(frozen=True)
class Named:
    """The target whose name most of the words say."""

    goal: GoalFact
    target: TargetFact


def with_aim(found: Composed, gateway: WorkspaceGateway) -> Composed:
    """The question as one about a target, when its words say nothing else."""
    if found.follows or found.is_whole:
        return found
    if found.query is not None and found.query.measure in ("growth", "aims"):
        return found
    tokens = found.tagged.tokens
    denied = [one for one in tokens if one.kind("neg") and not MISSING & set(one.text.split())]
    if denied or any(one.key or one.quoted or one.can(*NOUNS) for one in tokens):
        return found
    if any(one.named and one.named[0].kind == "person" for one in tokens):
        return found
    words = set(key_stems(" ".join(one.text for one in tokens if not one.period)))
    asks = _asks(tokens)
    said = {stem for stem in words - AROUND - ASKED.get(asks, frozenset()) if not stem.isdigit()}
    one = _named(words, said, gateway.goals(), most=MOSTLY if asks == "aim_left" else 0.0)
    if one is None and asks == AHEAD_OF:
        return _of_goal(found, said, gateway)
    if one is None:
        return found
    work = {stem for t in tokens if t.can("of.tasks") for stem in stemmed(t.text).split()}
    if not work <= set(stemmed(one.target.name).split()):
        return found  # of tasks, not of the number
    day, is_told = _day(found, tokens, gateway.today)
    level = _level(tokens, one.target)
    if not is_told or (level is None and any(t.number is not None for t in tokens)):
        return found
    is_ahead = day is not None and day >= gateway.today
    if (asks != "aim" and not one.target.now) or (day and is_ahead is not (asks == AHEAD_OF)):
        return found
    query = Query(
        measure=asks,
        of="goals",
        where=leaf("id", "in", [one.goal.id]),
        reason=one.target.name,
        when=Stretch(start=day, end=day + timedelta(days=1), words=f"{day:%-d %b %Y}")
        if day
        else None,
        having=Having(op="gte", value=level) if level is not None else None,
        after=f"({one.target.name})",
    )
    return _settled(found, query)


def _settled(found: Composed, query: Query) -> Composed:
    return replace(
        found, query=query, unread=(), unread_at=(), as_of=None, subject="", also_open=False
    )


def _of_goal(found: Composed, said: set[str], gateway: WorkspaceGateway) -> Composed:
    """“will all EU accounts be in Frankfurt by then?”: the one goal whose title has these words, and most of its own."""
    titles = [(goal, set(stemmed(goal.title).split()) - FILLER) for goal in gateway.goals()]
    fitting = [goal for goal, title in titles if said <= title and len(said) >= MOSTLY * len(title)]
    held = [one for one in found.tagged.tokens if one.period or one.number is not None]
    if len(fitting) != 1 or held or not said:
        return found
    where = leaf("id", "in", [fitting[0].id])
    query = Query(measure="forecast", of="goals", where=where, after=f"({fitting[0].title})")
    return _settled(found, query)


def _asks(tokens: Iterable[Token]) -> str:
    known = list(tokens)
    words = {word for one in known for word in one.text.split()}
    if any(one.can(*AHEAD) for one in known) or words & PACE:
        return AHEAD_OF
    return "aim_left" if words & MISSING else "aim"


def _named(
    words: set[str], said: set[str], goals: Iterable[GoalFact], *, most: float
) -> Named | None:
    """The one target most of whose name is said, when nothing else is.

    Words of its goal's title alone mean the goal, when they are so much of it.
    """
    best: list[tuple[float, int, Named]] = []
    for goal in goals:
        title = set(stemmed(goal.title).split()) - FILLER
        for target in goal.targets:
            name = set(key_stems(target.name))
            unit = set(stemmed(target.unit.replace("%", "percent")).split())
            share = len(words & name) / len(name) if name and said & name else 0.0
            is_goal = said <= title and words & name <= title and len(said) >= most * len(title)
            if share >= MOSTLY and said <= name | title | unit and not is_goal:
                best.append((share, len(said & title), Named(goal, target)))
    best.sort(key=lambda one: one[:2], reverse=True)
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return None
    return best[0][2]


def _day(found: Composed, tokens: Iterable[Token], today: date) -> tuple[date | None, bool]:
    """The day it is asked of, if any; and whether no other time is said."""
    days: list[date] = [found.as_of] if found.as_of else []
    for one in tokens:
        if one.period and one.period.start != today:
            last = one.period.end - timedelta(days=1)
            middle = one.period.start + (last - one.period.start) // 2
            day = middle if "mid" in one.text.split() else last
            days.append(day)
    days = list(dict.fromkeys(days))
    return (days[0] if days else None), len(days) < 2


def _level(tokens: Iterable[Token], target: TargetFact) -> float | None:
    """“40 pilot customers”, when it lies between where it began and where it ends."""
    said = [one.number for one in tokens if one.number is not None]
    if len(said) != 1 or target.start is None or target.aim is None:
        return None
    low, high = sorted((target.start, target.aim))
    return said[0] if low <= said[0] <= high else None
