"""The sections of a week: each number with its items, and what happened that changes no number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from agents.facts import Change, TaskFact, TaskFilter
from agents.plain.words import joined
from app import access
from app.among import among
from app.assist import facts, filters, findings, history
from app.assist.filters import Where
from app.assist.week import said
from app.assist.week.goals import Moment
from app.assist.week.values import Line, Section
from app.domain import weekly
from app.domain.access import Actor
from app.models import Task

KINDS = ("started", "slipped", "reopened", "done", "cancelled")
# Reasons named above what slipped.
REASONS = 3
NO_REASON = "no reason was written down"


@dataclass(frozen=True)
class Work:
    """The tasks of a week: what each number counts, and what happened to them."""

    counted: weekly.Week
    wanted: TaskFilter  # the tasks of the subject
    lists: frozenset[int] | None  # its lists, where findings are of these alone
    rows: Mapping[int, TaskFact]
    changes: Sequence[Change]

    @property
    def done(self) -> list[TaskFact]:
        return [self.rows[i] for i in sorted(self.counted.done) if i in self.rows]


def work(
    session: Session,
    actor: Actor,
    counted: weekly.Week,
    wanted: TaskFilter,
    lists: frozenset[int] | None,
    stretch: tuple[datetime, datetime],
) -> Work:
    """Read what the sections tell of."""
    where = filters.conditions(session, wanted, actor)
    changes = history.changes(session, where, *stretch, KINDS, actor=actor)
    ids = counted.done | counted.added | counted.cancelled | counted.moved_in | counted.moved_out
    ids |= {one.task_id for one in changes}
    rows = facts.by_ids(session, sorted(ids)) if ids else {}
    return Work(counted, wanted, lists, rows, changes)


def of(
    session: Session,
    actor: Actor,
    found: Work,
    scope: said.Scope,
    moment: Moment,
    now: datetime,
) -> list[Section]:
    """All sections, in the order they are read."""
    stretch = (moment.start, moment.end)
    counted, rows = found.counted, found.rows
    parents = _parents(session, actor, rows)
    news = {one.task_id: one for one in found.changes if one.kind in ("done", "cancelled")}
    decided = said.decisions(session, actor, scope, stretch, moment.day)
    asked = said.asks(session, actor, scope, moment.end, moment.day)
    moved = counted.moved_in | counted.moved_out

    def nested(name: str, title: str, lines: dict[int, Line], count: int | None = None) -> Section:
        items = _under_parents(lines, parents)
        return Section(name, title, items, len(items) if count is None else count)

    def these(ids: Iterable[int], note: str = "") -> dict[int, Line]:
        return {i: _line(rows[i], note) for i in sorted(ids) if i in rows}

    done = {i: _finished(line, news.get(i)) for i, line in these(counted.done).items()}
    gone = {i: _why(line, news.get(i)) for i, line in these(counted.cancelled).items()}
    where_to = {i: "came" if i in counted.moved_in else "went" for i in moved}
    return [
        Section("decisions", "Decisions", decided, len(decided)),
        nested("done", "Done", done, len(counted.done)),
        nested("started", "Started", these(_once(found.changes, "started"))),
        nested(
            "added",
            "Added",
            these(counted.added - counted.reopened),
            len(counted.added - counted.reopened),
        ),
        nested("reopened", "Taken up again", _reopened(found)),
        _slipped(found, parents),
        nested("cancelled", "Cancelled", gone, len(counted.cancelled)),
        nested(
            "moved",
            "Came from or went elsewhere",
            {i: _line(rows[i], where_to[i]) for i in sorted(moved) if i in rows},
            len(moved),
        ),
        _blocked(session, actor, found.wanted),
        Section("asked", "Asked of people", asked, len(asked)),
        _findings(session, actor, found, now),
    ]


# -- inside ----------------------------------------------------------------------------------------


def _line(task: TaskFact, note: str = "") -> Line:
    return Line(task.key, task.title, task.url, note, task.people)


def _by(task: TaskFact, who: str, note: str) -> Line:
    """A line whose note names somebody: who has the task stands beside it where that is somebody else."""
    line = _line(task, note)
    return replace(line, people=()) if line.people == (who,) else line


def _finished(line: Line, change: Change | None) -> Line:
    """Who finished it stands beside it where nobody has it."""
    if line.people or change is None or not change.who:
        return line
    return replace(line, people=(change.who,))


def _why(line: Line, change: Change | None) -> Line:
    if change is None:
        return line
    people = () if line.people == (change.who,) else line.people
    return replace(line, note=": ".join(filter(None, (change.who, change.reason))), people=people)


def _once(changes: Sequence[Change], kind: str) -> dict[int, Change]:
    return {one.task_id: one for one in changes if one.kind == kind}


def _reopened(found: Work) -> dict[int, Line]:
    """What was finished and is work again, by whom and why; also where it was finished again since."""
    lines: dict[int, Line] = {}
    for task_id, change in sorted(_once(found.changes, "reopened").items()):
        if task_id not in found.rows:
            continue
        task = found.rows[task_id]
        again = {"done": "finished again", "cancelled": "cancelled again"}.get(task.category, "")
        reason = f": {change.reason}" if change.reason else ""
        told = f"{change.who}{reason}" if change.who else change.reason
        lines[task_id] = _by(task, change.who, "; ".join(filter(None, (told, again))))
    return lines


def _slipped(found: Work, parents: Mapping[int, tuple[int, str]]) -> Section:
    """What moved to a later day, with who moved it and why; and the reasons given most."""
    slips = _once(found.changes, "slipped")
    lines = {
        task_id: _by(
            found.rows[task_id],
            one.who,
            f"{one.old} → {one.new}"
            + (f", {one.who}" if one.who else "")
            + f": {one.reason or NO_REASON}",
        )
        for task_id, one in slips.items()
        if task_id in found.rows
    }
    items = _under_parents(lines, parents)
    return Section("slipped", "Moved to a later day", items, len(items), _reasons(slips.values()))


def _reasons(slips: Iterable[Change]) -> str:
    """The reasons given more than once, and how many gave none."""
    given = Counter(one.reason.strip().rstrip(".") for one in slips)
    silent = given.pop("", 0)
    several = [(words, n) for words, n in given.most_common(REASONS) if n > 1]
    told = []
    if several:
        told.append(f"Named most: {joined([f'“{words}” ({n})' for words, n in several])}")
    if silent and given:
        told.append(f"{silent} without a reason")
    return "; ".join(told) + "." if told else ""


def _blocked(session: Session, actor: Actor, wanted: TaskFilter) -> Section:
    waiting = replace(wanted, categories=tuple(weekly.OPEN), blocked=True)
    where = filters.conditions(session, waiting, actor)
    rows = {task.id: task for task in facts.tasks(session, where)}
    holding: dict[int, list[int]] = {}
    for one in session.info["open_blocks"]:
        holding.setdefault(one.to_id, []).append(one.from_id)
    blockers = facts.by_ids(session, sorted({i for ids in holding.values() for i in ids}))
    lines = {
        i: _line(task, _waits_for([blockers[b] for b in holding.get(i, ()) if b in blockers]))
        for i, task in rows.items()
    }
    items = _under_parents(lines, _parents(session, actor, rows))
    return Section("blocked", "Blocked", items, len(items))


def _waits_for(blockers: Sequence[TaskFact]) -> str:
    """As in “waits for GTM-8 Vendor contract (Oskar Nilsen)”."""
    named = [
        f"{one.key} {one.title} ({joined(one.people) or 'nobody is on it'})" for one in blockers
    ]
    return f"waits for {joined(named)}"


def _findings(session: Session, actor: Actor, found: Work, now: datetime) -> Section:
    seen = findings.current(session, actor, now=now, lists=found.lists)
    if found.wanted.goal is not None:
        where: list[Where] = filters.conditions(session, found.wanted, actor)
        mine = set(session.exec(select(col(Task.id)).where(*where)))
        seen = [one for one in seen if not mine.isdisjoint(one.items)]
    lines = [
        Line("", f.title, "", f"{f.measure}; {f.comparison}. {f.next_act}".strip()) for f in seen
    ]
    return Section("findings", "Findings", lines, len(lines))


def _parents(
    session: Session, actor: Actor, rows: Mapping[int, TaskFact]
) -> dict[int, tuple[int, str]]:
    """What each task is a part of, as far as the actor sees it: its id, “ENG-3 Invoices”."""
    part = select(col(Task.id), col(Task.parent_id)).where(
        among(Task.id, rows), col(Task.parent_id).is_not(None)
    )
    parts = {task_id or 0: above or 0 for task_id, above in session.exec(part)}
    if not parts:
        return {}
    whole = select(col(Task.id), Task.key, Task.title).where(
        among(Task.id, set(parts.values())), access.tasks_open_to(actor)
    )
    known = {task_id or 0: f"{key} {title}" for task_id, key, title in session.exec(whole)}
    return {i: (above, known[above]) for i, above in parts.items() if above in known}


def _under_parents(lines: Mapping[int, Line], parents: Mapping[int, tuple[int, str]]) -> list[Line]:
    """Parts follow what they are part of; those of one absent parent stand together."""
    below: dict[int, list[int]] = {}
    tops: list[int] = []
    first_of: dict[int, int] = {}
    for task_id in lines:
        above = parents.get(task_id)
        if above is None:
            tops.append(task_id)
        elif above[0] in lines:
            below.setdefault(above[0], []).append(task_id)
        else:
            first = first_of.setdefault(above[0], task_id)
            if first == task_id:
                tops.append(task_id)
            else:
                below.setdefault(-above[0], []).append(task_id)
    ordered: list[Line] = []

    def walk(task_id: int, depth: int) -> None:
        above = parents.get(task_id)
        absent = above is not None and above[0] not in lines
        words = above[1] if above and absent else ""
        ordered.append(replace(lines[task_id], depth=depth, parent=words))
        for part in below.get(task_id, ()):
            walk(part, depth + 1)
        if above and absent and first_of[above[0]] == task_id:
            for sibling in below.get(-above[0], ()):
                walk(sibling, depth)

    for top in tops:
        walk(top, 0)
    return ordered
