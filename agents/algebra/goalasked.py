"""What is measured of goals: how far one was and is, why it stands so, what is left; what orders several."""

from datetime import timedelta

from agents.algebra import days
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import Stretch
from agents.reading import spans

LEFT = frozenset(["left", "remaining", "remain", "to go", "left for"])
JUDGED = ("event.commented", "event.decided", "with.has")
SINCE_THEN = (
    *("measure.progress", "aim.reach", "compare.vs", "compare.and", "compare.compare"),
    *("ask.count", "ask.which", "ask.yes", "lineage.over"),
)
OF_GOALS = {"pace": "behind", "lateness": "behind", "progress": "progress", "quiet": "quiet"}
# Whose it is, when it ends, how far it is.
FIELDS = (("prop.people", "role.assigned"), ("prop.due", "due.ends"), ("measure.progress",))


def of_goals(work: Work) -> None:
    """Of a goal how far it was and is, why it stands so, what of it is asked; of several what orders them."""
    if is_since_then(work):
        work.measure, work.fails = "growth", ""
        work.take(*work.free(*SINCE_THEN))
        _then_and_now(work)
        return
    if _stands_because(work):
        return
    _of_one(work)
    for sense, name in OF_GOALS.items():
        at = work.first(f"measure.{sense}")
        if at is not None and not work.measure:
            work.measure = name
            is_least = work.tokens[at].text.startswith(("ahead", "last", "updated last"))
            work.order = "least" if is_least else work.order
            work.take(at, *work.free("measure.pace", "measure.progress", f"measure.{sense}"))


def _stands_because(work: Work) -> bool:
    """“why is it at risk?”, “who said that it is at risk, and when?”."""
    why = work.first("ask.why")
    if why is None and not _is_judged(work):
        return False
    work.measure = "standing"
    said = ("ask.who", "ask.when", "compare.and", "role.assigned")
    work.take(*work.free(*JUDGED, *(said if why is None else said[:2])))
    if why is not None:
        work.take(*work.free("ask.why", "compare.and") if why == len(work.tokens) - 1 else (why,))
        _paces(work)
    return True


def _of_one(work: Work) -> None:
    """Whether it stands so, what time is left, its fields, how much it moved, what share is done."""
    is_one = names_one(work)
    if is_one and work.says_yes and not work.has("compare.than") and _says_standing(work):
        work.measure = "stands"
        _paces(work)
    elif work.has("unit.days", "ask.long", "of.weeks") and (
        left := [n for n, one in enumerate(work.tokens) if one.text in LEFT]
    ):
        work.measure = "left"
        work.take(*left, *work.free("unit.days", "ask.count", "ask.long", "of.weeks"))
    elif is_one and says_fields(work):
        work.measure = "progress"  # whose it is, when it ends and how far it is are told together
        said = (sense for field in FIELDS for sense in field)
        work.take(*work.free(*said, "ask.which", "ask.who", "ask.when", "compare.and"))
    elif (grown := work.first("measure.growth")) is not None and not _is_state(work, grown):
        work.measure, work.fails = "growth", ""
        work.take(grown, *work.free("measure.growth", "ask.count", "ask.which", "measure.share"))
    elif is_one and work.has("measure.share") and work.has("event.done", "state.done"):
        work.measure = "progress"
        work.take(*work.free("measure.share", "event.done", "state.done", "ask.count"))


def names_one(work: Work) -> bool:
    """Whether a goal is named."""
    return any(one.named and one.named[0].kind == "goal" for one in work.tokens)


def is_since_then(work: Work) -> bool:
    """“progress of EU launch on 31 October and today”: how far it was on a day that is over, or in some days."""
    asks = work.has("measure.progress") and not work.has("ask.why", "measure.pace")
    return names_one(work) and asks and bool(_past(work))


def _past(work: Work) -> list[int]:
    """Where days stand that began before today; periods of goals are longer."""
    return [
        n
        for n, one in enumerate(work.tokens)
        if one.period and one.period.start < work.today and not days.is_of_period(one.period)
    ]


def _then_and_now(work: Work) -> None:
    """From the first of the days that are named until the last of them, or until today."""
    places = _past(work)
    periods = [one.period for n in places if (one := work.tokens[n]).period]
    first, last = min(one.start for one in periods), max(one.end for one in periods)
    is_day = len(places) == 1 and (last - first).days == 1
    end = work.today + timedelta(days=1) if is_day or last > work.today else last
    work.when = Stretch(start=first, end=end, words=spans.span(first, end))
    now = [n for n, one in enumerate(work.tokens) if one.period and one.period.start == work.today]
    if now:
        work.when = Stretch(start=first, end=work.today + timedelta(days=1))
    work.take(*places, *now)


def _is_judged(work: Work) -> bool:
    """“who said that it is at risk, and when?”."""
    said = any(one.kind("health") for one in work.tokens)
    return names_one(work) and said and work.has("ask.who", "ask.when")


def _is_state(work: Work, at: int) -> bool:
    """“how many goals did we drop?” counts goals; “how far did churn drop?” is of a number."""
    return bool(work.tokens[at].kind("goal_state")) and not names_one(work)


def says_fields(work: Work) -> bool:
    """“EU launch: owner, end date, progress”: two fields of a goal or more, and nothing else asked of it."""
    many = sum(work.has(*field) for field in FIELDS)
    asks = ("ask.count", "ask.why", "order.most", "order.least", "of.tasks")
    is_told = any(one.period for one in work.tokens) or any(one.kind("neg") for one in work.tokens)
    return many > 1 and not is_told and not work.has(*asks)


def _says_standing(work: Work) -> bool:
    said = any(one.kind("health") or one.kind("goal_state") for one in work.tokens)
    return said or work.has("measure.pace", "state.done")


def _paces(work: Work) -> None:
    """“behind plan” is put to the goal; “ahead or behind” asks for either."""
    places = list(work.free("measure.pace"))
    for n in places:
        way = "ahead" if work.tokens[n].text.startswith("ahead") else "behind"
        if len(places) == 1:
            work.conditions.append(Condition({"pace": way}, n, "", f"{way} plan"))
        work.take(n, *work.free("compare.or"))
