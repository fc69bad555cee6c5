"""Which come first and how many of them; and what is a share of what."""

from agents.algebra import conditions, roles
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.negating import NOUNS
from agents.algebra.query import leaf

MOST_SHOWN = 50
# What is said in one phrase: the measure, and which end of it.
ENDS = {
    "order.oldest": ("age", "most"),
    "order.newest": ("age", "least"),
    "order.last_done": ("done_days", "least"),
    "order.stalest": ("quiet", "most"),
    "order.next_due": ("left", "least"),
    "order.running": ("working", "most"),
}
FIRST = ("top", "most")  # “the top 5 oldest”
SIZES = frozenset(["biggest", "largest", "smallest", "heaviest", "greatest"])
SOON = frozenset(["soonest", "earliest", "nearest", "closest"])
FAR = frozenset(["latest", "furthest", "farthest"])
LONGEST = {"started": "working", "overdue": "lateness", "open": "age"}
TIMED = ("order.most", "order.least", "compare.more", "compare.fewer")
LASTING = frozenset(
    ["cycle", "lead", "pickup", "in_status", "working", "age", "quiet", "lateness", "stays"]
)
OF_WHOLE = frozenset(["list_id", "space_id", "assignees", "created_by", "helps_goal", "key"])
GOOD_LOW = frozenset(
    ["cycle", "lead", "lateness", "estimating", "behind", "in_status", "age", "quiet", "working"]
) | frozenset(["load"])
VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "that",
        "which",
        "who",
        "isn't",
        "aren't",
        "don't",
        "doesn't",
        "didn't",
        "lacks",
        "lack",
    ]
)


def order(work: Work) -> None:
    """Find it."""
    for sense, (name, way) in ENDS.items():
        at = work.first(sense)
        asked = work.per == "person" and work.has("ask.who")
        if at is not None and (not work.per or asked) and work.of != "goals":
            work.per = None  # “who has the oldest?”: whose it is, is told
            _end(work, at, name, way)
            break
        by_average = work.has("average.average") and work.per
        if (
            at is not None
            and not work.measure
            and (by_average or (work.per in ("list", "space") and name == "age"))
        ):
            work.measure, work.order = name, way  # “which list has the oldest tasks?”
            work.take(at, *work.free("order.most"))
            break
    at = next((n for n, name in work.of_kind("order") if name in ("most", "least")), None)
    if at is not None and not work.order:
        work.order = work.tokens[at].kind("order")
        work.take(at, *work.free(f"order.{work.order}"))
        if not (work.per or work.measure or work.sides):
            _by_property(work, at)
    if not work.order and (work.measure == "behind" or (work.measure == "estimating" and work.per)):
        work.order = "most"
    _ranked(work)
    if work.order:
        _limit(work)


def _ranked(work: Work) -> None:
    """“who comes second?”: a place in the order of groups; without a word for the order, of who has most."""
    at = work.first("rank.2", "rank.3")
    if at is None or not work.per:
        return
    work.order = work.order or "most"
    work.rank = int(work.tokens[at].kind("rank"))
    work.take(at)


def _end(work: Work, at: int, name: str, way: str) -> None:
    """“oldest”, “last finished”."""
    started = conditions.STATES["started"][0]
    if name == "age" and any(c.tree == started for c in work.conditions):
        name = "working"
    if work.measure not in ("", "list", "count", name):
        work.fails = "two things are measured"
    if name == "done_days":
        done = conditions.STATES["done"][0]
        work.conditions[:] = [c for c in work.conditions if c.tree != done]
        work.event = None
    if work.tokens[at].can("order.next_due"):
        today = work.today.isoformat()
        work.conditions.append(Condition(leaf("due", "gte", today), at, "", "due from today on"))
        work.conditions.append(conditions.state("open", at))
        work.take(*work.free("ask.when", "due.due", "prop.due"))
    if work.tokens[at].can("order.running"):
        work.conditions.append(conditions.state("started", at))
        work.take(*work.free("order.most"))
    work.measure, work.order = name, way
    work.take(at, *(n for n in work.free("order.most") if work.tokens[n].text in FIRST))


def _by_property(work: Work, at: int) -> None:
    """“the largest estimate”, “due soonest”, “in progress longest”."""
    text = work.tokens[at].text
    for name in ("hours", "points"):
        prop = "prop.estimate" if name == "hours" else "prop.points"
        if (n := work.first(prop, f"measure.{name}")) is not None:
            work.measure = name
            work.take(n)
            return
    due = work.first("due.due", "prop.due", "due.ends")
    if due is not None and text in SOON | FAR:
        work.measure = "left"
        work.order = "most" if text in FAR else "least"
        work.take(due)
        return
    if text in SIZES:
        work.measure = "hours"
        return
    for state, name in LONGEST.items():
        tree = conditions.STATES[state][0]
        is_end = "longest" in text.split() or (text in ("most", "worst") and state == "overdue")
        if is_end and any(c.tree == tree for c in work.conditions):
            work.measure = name
            return
    work.fails = "ordered by nothing that was said"


def _limit(work: Work) -> None:
    for n, one in enumerate(work.tokens):
        if one.number is not None and n not in work.used and not work.limit:
            work.limit = min(int(one.number), MOST_SHOWN)
            work.take(n)
    work.limit = work.limit or 1


OF_THE = ("among", "amongst", "out of", "in all")


def share(work: Work) -> set[int]:
    """The places of the conditions that are the share; the others are the whole it is of."""
    at = next((n for n, one in enumerate(work.tokens) if one.can("measure.share")), None)
    if at is None or (at in work.used and not work.tokens[at].can("state.on_time")):
        return set()
    work.take(at, *work.free("measure.share", "ask.count"))
    if work.measure not in ("", "list", "count") or (work.having and not work.per):
        work.fails = "a share by how long it takes"
    work.measure = "share"
    if _is_of_all_groups(work, at):
        work.refuse("a share of the groups themselves", at)
    places = sorted(c.at for c in work.conditions)
    if not places or not any(
        one.can(*NOUNS, "state.on_time", "state.late_done")
        or one.kind("event")
        or one.text.endswith(" work")
        for one in work.tokens
    ):
        work.fails = "a share of what?"
        return set()
    if work.tokens[at].can("state.on_time"):
        return {at}  # “the on-time rate of Mara”
    whole = next((n for n, one in enumerate(work.tokens) if one.text in OF_THE), None)
    if whole is not None and places[0] < whole < places[-1]:
        return {n for n in places if n < whole}
    # The verb stands between: “of the tasks finished last month, were late”.
    verbs = (
        n
        for n in range(max(at + 1, places[0] - 1), len(work.tokens))
        if work.tokens[n].text.split()[0] in VERBS and _is_after_noun(work, n)
    )
    verb = next(verbs, None)
    part = {n for n in places if verb is not None and n >= verb}
    # Whose and where is said of the whole: “are done in Platform”.
    said = {c.at for c in work.conditions if c.tree.get("field") not in OF_WHOLE}
    return (part & said) or part or {places[-1]}


def _is_of_all_groups(work: Work, at: int) -> bool:
    """“what share of open tasks does each list have?” is of all of them, and no share within a list."""
    if work.per is None or work.tokens[at].can("state.on_time"):
        return False
    said = any(
        one.can("state.on_time", "state.late_done") or one.text in ("are", "is", "were", "was")
        for one in work.tokens
    )
    has = any(one.text in ("does", "do", "has", "have") for one in work.tokens[-4:])
    return has and not said


def best(work: Work) -> None:
    """“the best on-time rate” is the highest, “the best lead time” the shortest; of a mere number none is best."""
    at = next((n for n, one in enumerate(work.tokens) if one.text in ("best", "worst")), None)
    if at is None or at not in work.used or not work.order:
        return
    is_best = work.tokens[at].text == "best"
    is_bad = work.late is True or (
        work.late is None and any(one.can("state.overdue", "state.blocked") for one in work.tokens)
    )
    if work.measure in GOOD_LOW or (is_bad and work.measure in ("share", "count", "")):
        work.order = "least" if is_best else "most"
    elif work.measure == "progress" or (work.measure == "share" and work.late is False):
        work.order = "most" if is_best else "least"
    else:
        work.refuse("best by what?", at)


def _is_after_noun(work: Work, at: int) -> bool:
    return any(one.can(*NOUNS) or one.named for one in work.tokens[:at])


def asked(work: Work) -> None:
    """What is left of how it was asked: a number, a list, yes or no."""
    counted = work.first("ask.count")
    if counted is not None:
        work.take(counted)
    work.take(*work.free("ask.which", "ask.yes", "with.has", "compare.and"))
    if roles.is_told(work):
        work.take(*work.free("role.assigned"))
    if not work.measure:
        grouped = work.per or work.sides or work.having
        work.measure = "count" if counted is not None or grouped else "list"
    timed = (one for one in work.tokens if one.text.endswith(" time") and one.can(*TIMED))
    if any(timed) and work.measure not in LASTING:
        work.fails = "time of what?"
    if work.measure == "in_status" and not work.status:
        work.fails = "which status?"
