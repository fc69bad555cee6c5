"""Adjectives: how work is, how urgent, how goals stand."""

from datetime import timedelta

from agents.algebra import conditions, roles
from agents.algebra.composing import NEAR, Work
from agents.algebra.conditions import Condition
from agents.algebra.query import Json, all_of, flag, leaf, negated

LATE = ("on_time", "late_done")
IN_TROUBLE = ["at_risk", "off_track"]
OWED_AFTER = 14  # days without a word on a goal
OPEN_GOALS = leaf("state", "in", ["planned", "in_progress"])


def states(work: Work) -> None:
    """Open, overdue, blocked, urgent, finished late; at risk, achieved."""
    if work.of == "goals":
        _of_goals(work)
        return
    if work.of == "lists":
        _of_lists(work)
        return
    if work.of != "tasks" and not (work.of == "comments" and work.has("of.tasks")):
        return
    for n, name in list(work.of_kind("state")):
        if name == "subtask" and (has := _has_some(work, n)):
            _with_subtasks(work, n, has)
            continue
        turned = work.denies(n)
        if name in LATE or (name == "overdue" and _is_past(work)):
            _late(work, n, is_late=(name != "on_time") != turned)
        elif name == "done" and work.event == "done":
            work.take(n)
        elif name == "stale":
            work.conditions.append(_unchanged(work, n, is_changed=turned))
            work.take(n)
        elif name in conditions.STATES:
            work.conditions.append(conditions.state(name, n, turned=turned))
            work.take(n)
    _taken_on(work)
    _unchanged_since(work)
    _priorities(work)


def _priorities(work: Work) -> None:
    for n, name in list(work.of_kind("priority")):
        value = int(name)
        op, away = ("is_not", "not ") if work.denies(n) else ("is", "")
        words = f"{away}{conditions.PRIORITY[value]}"
        work.conditions.append(Condition(leaf("priority", op, value), n, words))
        work.take(n)


def _with_subtasks(work: Work, at: int, has: int) -> None:
    """“tasks with subtasks”, “without any subtasks”."""
    turned = work.denies(at) or work.tokens[has].can("neg.without")
    work.conditions.append(conditions.state("parent", at, turned=turned))
    work.take(at, has)


def _has_some(work: Work, at: int) -> int:
    """“tasks with subtasks”: where it is said that they have some; 0 when they are some."""
    near = range(at - 1, max(0, at - 3), -1)
    has = next((n for n in near if work.tokens[n].can("with.has", "neg.without")), 0)
    if any(work.tokens[n].kind("order") for n in near):
        work.refuse("by how many subtasks?", at)
    return has if all(work.tokens[n].is_free for n in range(has + 1, at)) else 0


def _taken_on(work: Work) -> None:
    """“open assigned tasks”: somebody has them."""
    for n in list(work.free("role.assigned")):
        if roles.is_adjective(work, n) or roles.is_said_of_them(work, n):
            work.conditions.append(conditions.state("assigned", n, turned=work.denies(n)))
            work.take(n)


def _unchanged_since(work: Work) -> None:
    """“tasks nobody touched this week”: since its first day, or for two weeks when no day is said."""
    at = next((n for n in work.free("event.updated") if n in work.turned), None)
    if at is None or any(one.kind("number") for one in work.tokens):
        return
    place = next((n for n, one in enumerate(work.tokens) if one.period), None)
    if place is None:
        work.conditions.append(_unchanged(work, at, is_changed=False))
    elif (period := work.tokens[place].period) and period.end > work.today and not period.is_open:
        first = period.start
        if work.tokens[place].text.startswith(("in ", "within ")) and first >= work.today:
            first = work.today - (period.end - period.start)  # “not updated in 10 days”
        tree = leaf("updated_at", "lt", first.isoformat())
        words = f"not changed since {first:%-d %b}"
        work.conditions.append(Condition(all_of(flag("is_open"), tree), at, "open", words))
        work.take(place)
    else:
        work.refuse("when it was changed before the last time", at, place)
        return
    work.denies(at)
    work.take(at)


def _unchanged(work: Work, at: int, *, is_changed: bool) -> Condition:
    """Open, and nothing about it changed for two weeks."""
    day = (work.today - timedelta(days=OWED_AFTER)).isoformat()
    changed = leaf("updated_at", "gte" if is_changed else "lt", day)
    words = f"{'' if is_changed else 'not '}changed for {OWED_AFTER} days"
    return Condition(all_of(flag("is_open"), changed), at, "open", words)


def _late(work: Work, at: int, *, is_late: bool) -> None:
    if work.late is not None:
        return
    work.late = is_late
    work.conditions.append(Condition({}, at, "", "late" if is_late else "on time"))
    if not _is_past(work) and any(one.period for one in work.tokens):
        work.event = "done"
    elif not _is_past(work):
        work.conditions.append(Condition(leaf("category", "is", "done"), at))
    work.take(at)


def _is_past(work: Work) -> bool:
    done = conditions.STATES["done"][0]
    return work.event == "done" or any(c.tree == done for c in work.conditions)


def _of_goals(work: Work) -> None:
    for kind in ("health", "goal_state"):
        for n, name in list(work.of_kind(kind)):
            turned = work.denies(n)
            field = "health" if kind == "health" else "state"
            words = conditions.HEALTH.get(name, name.replace("_", " "))
            words = f"not {words}" if turned else words
            values = IN_TROUBLE if name == "trouble" else [name]
            if turned and name == "on_track":  # what has not begun is on no track
                values, words, turned = IN_TROUBLE, conditions.HEALTH["trouble"], False
            tree = leaf(field, "not_in" if turned else "in", values)
            before, after = ("", words) if kind == "health" else (words, "")
            work.conditions.append(Condition(tree, n, before, after))
            work.take(n)
    known: dict[str, tuple[Json, str, str]] = {
        "open": (OPEN_GOALS, "open", ""),
        "started": (leaf("state", "is", "in_progress"), "", "in progress"),
        "unstarted": (leaf("state", "is", "planned"), "planned", ""),
        "unassigned": (leaf("people_ids", "is_empty"), "", "without an owner"),
        "done": (leaf("state", "is", "achieved"), "achieved", ""),
        "overdue": (
            {"all": [leaf("due", "lt", work.today.isoformat()), OPEN_GOALS]},
            "",
            "whose period is over",
        ),
    }
    for n, name in list(work.of_kind("state")):
        if name in known and n not in work.turned:
            tree, before, after = known[name]
            if not before or all(c.before != before for c in work.conditions):
                work.conditions.append(Condition(tree, n, before, after))
            work.take(n)
    _begun(work)
    _without_work(work)
    _not_updated(work)


def _begun(work: Work) -> None:
    """“which goal hasn't started yet?”; “starting in 2026” is a time."""
    if any(one.period for one in work.tokens) and not work.turned:
        return
    for n in list(work.free("event.started")):
        turned = work.denies(n)
        op, words = ("is", "planned") if turned else ("is_not", "begun")
        tree = leaf("state", "is", "planned")
        made = Condition(tree if op == "is" else negated(tree), n, words)
        if all(c.before != words for c in work.conditions):
            work.conditions.append(made)
        work.take(n)


def _not_updated(work: Work) -> None:
    """“who has not updated their goal?”: nobody spoke of it for two weeks, or since the days that are named."""
    at = next((n for n in work.free("event.updated") if n in work.turned), None)
    done = next(iter(work.free("event.updated")), None)
    if at is None and done is not None and any(one.period for one in work.tokens):
        _updated(work, done)
        return
    needs = next(iter(work.free("due.owes")), None)
    if at is None and needs is None:
        return
    period = next((one.period for one in work.tokens if one.period), None)
    if period and period.end <= work.today:
        work.refuse(
            "when it was updated before the last time", at if at is not None else needs or 0
        )
    first = period.start if period else work.today - timedelta(days=OWED_AFTER)
    if period and period.start >= work.today:  # “in two weeks”, of what was not done in them
        first = work.today - (period.end - period.start)
    since = f"{first:%-d %b}"
    tree = {"any": [leaf("updated", "is_empty"), leaf("updated", "lt", first.isoformat())]}
    place = at if at is not None else needs or 0
    work.conditions += [
        Condition(tree, place, "", f"nobody updated since {since}"),
        Condition(OPEN_GOALS, place, "open"),
    ]
    work.denies(place)
    used = work.free("event.updated", "due.owes", "ask.who", "neg.not")
    work.take(place, *used, *(n for n, one in enumerate(work.tokens) if one.period))


def _updated(work: Work, at: int) -> None:
    """“did anybody update the goal lately?”."""
    place, period = next((n, one.period) for n, one in enumerate(work.tokens) if one.period)
    first = period.start if period else work.today
    tree = leaf("updated", "gte", first.isoformat())
    work.conditions.append(Condition(tree, at, "", f"updated since {first:%-d %b}"))
    work.take(at, place, *work.free("ask.who"))


def _of_lists(work: Work) -> None:
    """“lists linked to no goal”."""
    for n, name in list(work.of_kind("state")):
        if name in ("aligned", "unaligned"):
            is_without = (name == "unaligned") is not work.denies(n)
            op, words = ("is_empty", "no goal") if is_without else ("is_not_empty", "a goal")
            work.conditions.append(Condition(leaf("goals", op), n, "", f"that serve {words}"))
            work.take(n)


def _without_work(work: Work) -> None:
    """“goals with no (open) work”: what serves them."""
    for n, one in enumerate(work.tokens):
        if not one.can("of.tasks") or not work.denies(n):
            continue
        is_open = any(work.tokens[m].can("state.open") for m in range(max(0, n - 2), n))
        if is_open:
            work.conditions[:] = [c for c in work.conditions if c.before != "open"]
        name, words = ("open_work", "open work") if is_open else ("work", "work")
        work.conditions.append(Condition(leaf(name, "is", 0), n, "", f"with no {words}"))
        work.take(n, *(m for m in work.free("neg.without", "neg.not") if m < n))


def either(work: Work) -> None:
    """“in progress or in review”: one of what stands on both sides of the word."""
    for n in list(work.free("compare.or")):
        before = [c for c in work.conditions if n - NEAR < c.at < n]
        after = [c for c in work.conditions if n < c.at < n + NEAR]
        if not before or not after:
            continue
        first, second = max(before, key=lambda c: c.at), min(after, key=lambda c: c.at)
        tree: Json = {"any": [first.tree, second.tree]}
        words = f"{first.before or first.after} or {second.before or second.after}"
        is_before = bool(first.before and second.before)
        joined = Condition(tree, first.at, words if is_before else "", "" if is_before else words)
        work.conditions = [c for c in work.conditions if c not in (first, second)] + [joined]
        work.take(n)
