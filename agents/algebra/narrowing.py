"""What narrows a query: states, properties, names, numbers and times, each with its opposite."""

from dataclasses import replace
from datetime import timedelta

from agents.algebra import conditions
from agents.algebra.composing import NEAR, Work, stretch
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.facts import Named
from agents.reading.reading import Period

HAPPENED = ("done", "created", "started", "cancelled", "reopened", "slipped", "moved")
OPERATORS = {"over": "gt", "under": "lt", "least": "gte", "most": "lte", "exactly": "eq"}
OPPOSITE = {"gt": "lt", "lt": "gt", "gte": "lte", "lte": "gte", "eq": "eq"}
SAID = {"gt": "more than", "lt": "less than", "gte": "at least", "lte": "at most", "eq": "exactly"}
# Without a time these words speak of how work is now.
AS_STATES = {"done": "done", "started": "started", "cancelled": "cancelled"}
NEGATABLE = ("state", "prop", "priority", "health", "event", "goal_state", "role", "due")


def negations(work: Work) -> None:
    """Each “not” and “without” belongs to the next thing that can be denied."""
    for n in [n for n, _ in work.of_kind("neg")]:
        kind = work.tokens[n].kind("neg")
        for later in range(n + 1, min(len(work.tokens), n + 5)):
            token = work.tokens[later]
            if kind == "except" and not (token.named or token.can("me.me")):
                if token.is_free:
                    continue
                break
            deniable = token.named or token.can("me.me") or any(token.kind(k) for k in NEGATABLE)
            if work.tokens[n].text in ("nothing", "none"):
                break
            if kind == "without" and (token.kind("state") or token.kind("priority")):
                # “no overdue tasks”: none of what is named, not what is otherwise.
                after = later + 1
                if after < len(work.tokens) and any(s.startswith("of.") for s in work.tokens[after].senses):
                    continue
            noun = kind == "without" and any(s.startswith("of.") for s in token.senses)
            if deniable and not (noun and not token.kind("prop")):
                work.turned.add(later)
                work.take(n)
                break
            if noun:
                # “who has no tasks”, “goals with no work”: none of them.
                work.turned.add(later)
                break
            if not token.is_free and not token.can("with.has"):
                break


def happening(work: Work) -> None:
    """What happened, when a time or a count of it is asked; else how work is now."""
    if work.of == "goals":
        return
    if any(side.event for side in work.sides):
        return
    timed = any(one.period for one in work.tokens) or any(side.when for side in work.sides)
    for n, name in list(work.of_kind("event")):
        if n in work.used or name not in HAPPENED:
            continue
        if work.event is not None and work.event != name:
            if name in AS_STATES and not timed:
                continue
            break
        if n in work.turned:
            if timed or name not in AS_STATES:
                break
            work.conditions.append(conditions.state(AS_STATES[name], n, turned=True))
            work.take(n)
            continue
        weekly = work.has("per.week", "per.month", "of.weeks", "of.months")
        if timed or weekly or name not in AS_STATES:
            if name == "created" and not timed and not weekly:
                continue
            work.event = name  # pyright: ignore[reportAttributeAccessIssue] - one of HAPPENED
            work.take(n)
        elif not any(c.tree == conditions.STATES[AS_STATES[name]][0] for c in work.conditions):
            work.conditions.append(conditions.state(AS_STATES[name], n))
            work.take(n)
        else:
            work.take(n)


EXPLAINED = ("moved", "slipped", "cancelled", "reopened")
OF_ONE = ("age", "cycle", "lead", "lateness", "in_status", "working")


def subject(work: Work) -> None:
    """“why was ENG-12 moved?”, “why did the battle card slip?”: one task, by its key or its title."""
    why = work.first("ask.why")
    happened = next((n for n, name in work.of_kind("event") if name in EXPLAINED), None)
    keys = [one.key for one in work.tokens if one.key]
    if why is None or happened is None or work.of != "tasks":
        return
    inside = [n for n in range(why + 1, happened) if not work.tokens[n].is_free]
    inside = [n for n in inside if not work.tokens[n].can("prop.due", "due.due", "of.tasks")]
    if not keys and not inside:
        return
    if keys:
        work.conditions.append(Condition(leaf("key", "in", keys), happened, "", f"({', '.join(keys)})"))
    else:
        work.subject = " ".join(
            work.tokens[n].quoted or work.tokens[n].text
            for n in range(inside[0], inside[-1] + 1)
        )
    work.measure = "reasons"
    name = work.tokens[happened].kind("event")
    work.event = "moved" if name in ("moved", "slipped") else name  # pyright: ignore[reportAttributeAccessIssue]
    work.fails = ""
    work.take(why, happened, *range(why, happened), *(n for n, one in enumerate(work.tokens) if one.key))


def of_keys(work: Work) -> None:
    """A key narrows what happened to a task, or how long it takes; the rest of it others tell."""
    places = [n for n, one in enumerate(work.tokens) if one.key and n not in work.used]
    if not places or not (work.event in ("moved", "slipped", "reopened") or work.measure in OF_ONE):
        return
    keys = [work.tokens[n].key for n in places]
    work.conditions.append(Condition(leaf("key", "in", keys), places[0], "", f"({', '.join(keys)})"))
    work.take(*places)


def states(work: Work) -> None:
    """Adjectives: open, overdue, blocked, urgent, at risk."""
    if work.of == "goals":
        _of_goals(work)
        return
    if work.of != "tasks" and not (work.of == "comments" and work.has("of.tasks")):
        return
    for n, name in list(work.of_kind("state")):
        turned = n in work.turned
        if name == "on_time" or name == "late_done" or (name == "overdue" and _is_past(work)):
            if work.late is None:
                work.late = (name != "on_time") != turned
                work.conditions.append(
                    Condition({}, n, "", "late" if work.late else "on time")
                )
                if not _is_past(work):
                    work.conditions.append(Condition(leaf("category", "is", "done"), n, "", ""))
                work.take(n)
            continue
        if name not in conditions.STATES:
            continue
        if name == "done" and work.event == "done":
            work.take(n)
            continue
        work.conditions.append(conditions.state(name, n, turned=turned))
        work.take(n)
    for n, name in list(work.of_kind("priority")):
        value = int(name)
        op, away = ("is_not", "not ") if n in work.turned else ("is", "")
        work.conditions.append(
            Condition(leaf("priority", op, value), n, f"{away}{conditions.PRIORITY[value]}")
        )
        work.take(n)


def _is_past(work: Work) -> bool:
    done = conditions.STATES["done"][0]
    return work.event == "done" or any(c.tree == done for c in work.conditions)


def _of_goals(work: Work) -> None:
    for n, name in list(work.of_kind("health")):
        op = "not_in" if n in work.turned else "in"
        away = "not " if n in work.turned else ""
        work.conditions.append(
            Condition(leaf("health", op, [name]), n, "", f"{away}{conditions.HEALTH[name]}")
        )
        work.take(n)
    for n, name in list(work.of_kind("goal_state")):
        op = "not_in" if n in work.turned else "in"
        away = "not " if n in work.turned else ""
        work.conditions.append(
            Condition(leaf("state", op, [name]), n, f"{away}{name.replace('_', ' ')}")
        )
        work.take(n)
    for n, name in list(work.of_kind("state")):
        if name == "open":
            work.conditions.append(Condition(leaf("state", "in", ["planned", "in_progress"]), n, "open"))
            work.take(n)
        elif name in ("started", "unstarted"):
            value = "in_progress" if name == "started" else "planned"
            work.conditions.append(Condition(leaf("state", "is", value), n, value.replace("_", " ")))
            work.take(n)
        elif name == "unassigned":
            work.conditions.append(Condition(leaf("people_ids", "is_empty"), n, "", "without an owner"))
            work.take(n)
        elif name == "overdue":
            tree = {"all": [leaf("due", "lt", work.today.isoformat()), leaf("state", "in", ["planned", "in_progress"])]}
            work.conditions.append(Condition(tree, n, "", "whose period is over"))
            work.take(n)
        elif name == "done":
            work.conditions.append(Condition(leaf("state", "is", "achieved"), n, "achieved"))
            work.take(n)
    # “goals with no (open) work”: what serves them.
    for n, one in enumerate(work.tokens):
        if n in work.turned and one.can("of.tasks"):
            is_open = any(
                work.tokens[m].can("state.open") for m in range(max(0, n - 2), n)
            )
            name, words = ("open_work", "open work") if is_open else ("work", "work")
            if is_open:
                work.conditions[:] = [c for c in work.conditions if c.before != "open"]
            work.conditions.append(Condition(leaf(name, "is", 0), n, "", f"with no {words}"))
            work.take(n, *(m for m in work.free("neg.without", "neg.not") if m < n))


def numbers(work: Work) -> None:
    """“more than 5 points”, “over 30 days old”, “at least three open tasks”."""
    for n, one in enumerate(work.tokens):
        if one.number is None or n in work.used:
            continue
        before = next((m for m in range(n - 1, max(-1, n - 3), -1) if work.tokens[m].kind("number")), None)
        after = next(
            (
                m
                for m in range(n + 1, min(n + 3, len(work.tokens)))
                if work.tokens[m].kind("number") in ("least", "most")
            ),
            None,
        )
        place = before if before is not None else after
        if place is None:
            continue
        op = OPERATORS[work.tokens[place].kind("number")]
        unit = n + 1 if n + 1 < len(work.tokens) and work.tokens[n + 1].kind("unit") else None
        if _valued(work, n, op, one.number, unit):
            work.take(n, place)
            if unit is not None:
                work.take(unit)


def _valued(work: Work, at: int, op: str, value: float, unit: int | None) -> bool:
    kind = work.tokens[unit].kind("unit") if unit is not None else ""
    said = f"{SAID[op]} {value:g}"
    tree_op = "is" if op == "eq" else op
    if work.of == "goals" and kind == "percent":
        work.conditions.append(Condition(leaf("actual", tree_op, value), at, "", f"at {said} %"))
        for n in list(work.free("measure.progress")):
            work.take(n)
        return True
    if kind in ("hours", "points") and not _asks_groups(work):
        field = "estimate_minutes" if kind == "hours" else "points"
        size = int(value * 60) if kind == "hours" else value
        words = f"estimated at {said} h" if kind == "hours" else f"with {said} points"
        work.conditions.append(Condition(leaf(field, tree_op, size), at, "", words))
        for n in list(work.free("prop.estimate", "measure.hours")):
            work.take(n)
        return True
    if kind == "days":
        return _aged(work, at, op, int(value))
    if not kind and _asks_groups(work):
        work.having = (op, value)
        return True
    if kind in ("hours", "points"):
        work.having = (op, value)
        work.measure = kind
        return True
    return False


def _asks_groups(work: Work) -> bool:
    return work.has("ask.who", "of.people") or bool(work.per) or (
        work.has("ask.which") and work.has("of.lists", "of.spaces", "of.tags")
    )


def _aged(work: Work, at: int, op: str, days: int) -> bool:
    """Days of being open, started, untouched or overdue."""
    day = (work.today - timedelta(days=days)).isoformat()
    turned = OPPOSITE[op]
    if work.has("state.overdue"):
        work.conditions.append(Condition(leaf("due", turned, day), at, "", f"by {SAID[op]} {days} days"))
        return True
    if work.has("state.started"):
        work.conditions.append(Condition(leaf("started_at", turned, day), at, "", f"for {SAID[op]} {days} days"))
        return True
    if work.has("measure.quiet", "event.updated"):
        work.conditions.append(Condition(leaf("updated_at", turned, day), at, "", f"unchanged for {SAID[op]} {days} days"))
        work.take(*work.free("measure.quiet", "event.updated"))
        return True
    if work.has("state.open", "measure.age") or work.tokens[at - 1].text in ("older than", "younger than"):
        work.conditions.append(Condition(leaf("created_at", turned, day), at, "", f"made {SAID[op]} {days} days ago"))
        work.take(*work.free("measure.age"))
        return True
    return False


def properties(work: Work) -> None:
    """“without an estimate”, “with a due date”."""
    for n, name in list(work.of_kind("prop")):
        if name == "override":
            continue
        if name == "comments" and work.of != "tasks":
            continue
        turned = n in work.turned
        has = next((m for m in range(n - 1, max(-1, n - 4), -1) if work.tokens[m].can("with.has", "neg.without")), None)
        if not turned and has is None:
            continue
        if work.of == "goals":
            if name == "people":
                op = "is_empty" if turned else "is_not_empty"
                work.conditions.append(Condition(leaf("people_ids", op), n, "", f"{'without' if turned else 'with'} an owner"))
                work.take(n)
            continue
        if work.of != "tasks":
            continue
        if name != "comments" and name not in conditions.PROPERTIES and name != "priority":
            continue
        if not turned and any(work.tokens[m].kind("order") for m in range(max(0, n - 2), n)):
            continue
        work.conditions.append(conditions.has(name, n, turned=turned))
        work.take(n, *([has] if has is not None else ()))
    for n, name in list(work.of_kind("prop")):
        if name == "override" and work.of == "goals":
            op = "is_empty" if n in work.turned else "is_not_empty"
            work.conditions.append(Condition(leaf("override", op), n, "", "whose health a person set"))
            work.take(n)


def names(work: Work) -> None:
    """People, places, goals, statuses, tags; and the asker."""
    joined: dict[tuple[str, bool], list[int]] = {}
    for n, one in enumerate(work.tokens):
        if n in work.used or not (one.named or one.can("me.me")):
            continue
        if one.can("me.me") and (work.me is None or _is_address(work, n)):
            continue
        kind = one.named[0].kind if one.named else "person"
        joined.setdefault((kind, n in work.turned), []).append(n)
    for (kind, turned), places in joined.items():
        found: list[Named] = []
        for n in places:
            found += work.tokens[n].named or ([work.me] if work.me else [])
        if len(places) > 1 and kind in ("tag", "goal", "status") and not work.has("compare.or"):
            work.fails = "several of one kind"
            continue
        between = range(min(places) + 1, max(places))
        work.take(*(n for n in between if work.tokens[n].can("compare.or", "compare.and")))
        _narrowed(work, tuple(dict.fromkeys(found)), places, turned=turned)


def _is_address(work: Work, at: int) -> bool:
    return work.tokens[at].is_free and at > 0 and work.tokens[at - 1].text in ("tell", "give", "show")


def _narrowed(work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool) -> None:
    at = places[0]
    kind = found[0].kind
    if kind == "status" and work.measure == "in_status":
        work.status = found[0].name
        work.take(*places)
        return
    if work.of in ("comments", "docs") and kind == "person" and not turned:
        work.by = tuple(one.name for one in found)
        words = " or ".join(work.by)
        work.conditions.append(Condition({}, at, "", f"by {words}"))
        work.take(*places, *work.free("role.written_by", "role.by_creator", "event.commented", "event.created"))
        return
    if work.of in ("comments", "docs"):
        if kind == "goal" or turned:
            return
        if work.of == "docs" and kind == "space":
            work.conditions.append(Condition(leaf("space_id", "in", [one.id for one in found]), at, "", f"in {found[0].name}"))
            work.take(*places)
            return
        if work.of == "docs":
            return
    if work.of == "goals":
        made = conditions.of_goal(found, at, turned=turned)
        if made is None:
            return
        work.conditions.append(made)
        work.take(*places, *work.free("role.assigned"))
        return
    role = next(
        (work.tokens[m].kind("role") for m in range(at - 1, max(-1, at - 4), -1) if work.tokens[m].kind("role")), ""
    )
    created = kind == "person" and _creates(work, at)
    if created:
        role = "by_creator"
    work.conditions.append(conditions.named(found, at, role=role, turned=turned))
    senses = ["role.by_creator"] if role == "by_creator" else []
    if kind in ("person", "team"):
        senses.append("role.assigned")
    if kind == "goal":
        senses.append("role.serving")
    if kind == "tag":
        senses.append("role.tagged")
    work.take(*places, *work.free(*senses))


def _creates(work: Work, at: int) -> bool:
    """“tasks Mara created”: whoever made it, not who does it."""
    return work.event == "created" and any(
        work.tokens[m].text in ("created", "create", "added", "opened", "filed", "reported", "raised", "add", "submitted")
        for m in (at + 1, at + 2)
        if m < len(work.tokens)
    )


def times(work: Work) -> None:
    """A stretch of days: of what happened, of what is due, of when it was written."""
    for n, one in enumerate(work.tokens):
        if n in work.used or one.period is None:
            continue
        due = list(work.free("due.due", "due.ends"))
        if due and work.of in ("tasks", "goals") and not work.event:
            _due(work, n, one.period)
            work.take(n, *due, *work.free("modal.will", "modal.can", "prop.due"))
        elif (
            work.event
            or work.measure == "load"
            or work.of in ("comments", "docs")
            or any(side.event for side in work.sides)
            or work.measure in ("cycle", "lead", "estimating")
        ):
            if work.when is not None or any(side.when for side in work.sides):
                continue
            work.when = stretch(one.period)
            work.take(n)
        elif _is_past_day(one.period, work) and work.conditions and work.of in ("tasks", "goals"):
            work.as_of = one.period.start
            work.take(n)


def _is_past_day(period: Period, work: Work) -> bool:
    """“overdue on 8 November”: how it was at the end of that day."""
    return (period.end - period.start).days == 1 and period.start < work.today


def either(work: Work) -> None:
    """“in progress or in review”: one of what stands on both sides of the word."""
    for n in list(work.free("compare.or")):
        before = [c for c in work.conditions if n - NEAR < c.at < n]
        after = [c for c in work.conditions if n < c.at < n + NEAR]
        if not before or not after:
            continue
        first, second = max(before, key=lambda c: c.at), min(after, key=lambda c: c.at)
        joined = Condition(
            {"any": [first.tree, second.tree]},
            first.at,
            f"{first.before} or {second.before}" if first.before and second.before else "",
            ""
            if first.before and second.before
            else f"{first.before or first.after} or {second.before or second.after}",
        )
        work.conditions = [c for c in work.conditions if c not in (first, second)] + [joined]
        work.take(n)


def _due(work: Work, at: int, period: Period) -> None:
    """Days a plan lies in: a month that is over is the coming one, unless it was."""
    text = {one.text for one in work.tokens}
    past = bool({"was", "were", "had", "was due", "were due"} & text)
    words = work.tokens[at].text
    if not past and period.end <= work.today and not any(c.isdigit() for c in words) and "last" not in words:
        period = _a_year_later(period)
    start = None if period.is_open else period.start
    last = period.end.isoformat()
    trees = [leaf("due", "lt", last)]
    if start is not None:
        trees.insert(0, leaf("due", "gte", start.isoformat()))
    verb = "ending" if work.of == "goals" else "due"
    work.conditions.append(
        Condition({"all": trees} if len(trees) > 1 else trees[0], at, "", f"{verb} {_in(period.words)}")
    )
    if work.of == "tasks" and not past and not any(c.tree in _STATE_TREES for c in work.conditions):
        work.conditions.append(replace(conditions.state("open", at)))


_STATE_TREES = [conditions.STATES[name][0] for name in conditions.OF_STATE]


def _in(words: str) -> str:
    return words


def _a_year_later(period: Period) -> Period:
    start, end = (day.replace(year=day.year + 1) for day in (period.start, period.end))
    words = f"{period.words.removesuffix(f' {period.start.year}')}"
    return Period(start, end, words if start.year == end.year - 1 else f"{words} {start.year}")
