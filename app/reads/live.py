"""What changed lately, as open pages need it: the topics each change touches, under a reader's rights.

A page says which topics it shows (`task:12`, `list:3`, `goals`, `tree` …); it reads again when one of
them is touched. A topic names a thing only to somebody who may see the change; a change that may have
altered who sees what says only `access`, which names nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from app import trash
from app.domain.access import WORKSPACE, Actor
from app.domain.events import SECURITY
from app.models import Comment, Doc, Event, Goal, Relation, Target, Task, TaskAssignee

# More events than this since the last look, and pages are told to read everything again.
MOST_EVENTS = 400
# More topics than this for one reader, and they are told only that everything may have changed.
MOST_TOPICS = 120
ALL, ACCESS, TREE, ME = "all", "access", "tree", "me"
# The nouns whose list-like pages read again at any change of one of them.
GROUPS = {
    "task": "tasks",
    "goal": "goals",
    "target": "goals",
    "doc": "docs",
    "comment": "comments",
    "space": TREE,
    "folder": TREE,
    "list": TREE,
    "status": TREE,
    "user": "people",
    "workspace": TREE,
}
_ACCESS_NOUNS = ("space", "list")
_ACCESS_VERBS = ("deleted", "restored", "shared", "unshared", "created", "archived", "unarchived")
_ACCESS_FIELDS = {"is_private", "role", "is_active", "teams"}
# What a line of the sidebar counts: a task that opens, closes or moves.
_COUNTED_FIELDS = {"category", "list_id", "deleted"}


@dataclass(frozen=True)
class Change:
    """One event as open pages need it: where it may be seen from, and what it touches."""

    id: int
    place: str  # list:3, space:1, workspace
    was: str  # the place it left, or ""
    gone: str  # the subject's topic, for who saw the place it left
    topics: frozenset[tuple[str, str]]  # each with the place one must see to be told of it, or ""
    people: frozenset[int] = field(default_factory=frozenset[int])
    opens: bool = False  # it may have changed who sees what


@dataclass(frozen=True)
class Heard:
    """What one reader is told: the last event they are told of, and the topics touched (none: nothing for them)."""

    version: int
    topics: tuple[str, ...]


def newest(session: Session) -> int:
    """The log's last id; 0 for an empty log. Known where somebody was identified, for who only reads."""
    known: int | None = None if "batch" in session.info else session.info.get("newest")
    if known is not None:
        return known
    return session.exec(select(col(Event.id)).order_by(col(Event.id).desc()).limit(1)).first() or 0


def since(session: Session, event_id: int) -> list[Change] | None:
    """The changes of the work after an event, oldest first; None when they are too many to tell one by one."""
    events = session.exec(
        select(Event)
        .where(col(Event.id) > event_id, ~col(Event.kind).startswith(SECURITY))
        .order_by(col(Event.id))
        .limit(MOST_EVENTS + 1)
    ).all()
    if len(events) > MOST_EVENTS:
        return None
    around = _Around.of(session, events)
    return [around.change(event) for event in events]


def heard(changes: Iterable[Change] | None, *, version: int, actor: Actor) -> Heard:
    """What of these changes the actor may know of."""
    if changes is None:
        return Heard(version, (ALL,))
    places, topics, last = actor.places, set[str](), 0
    for one in changes:
        if told := _topics([one], actor, places):
            topics, last = topics | told, one.id
    return Heard(last, (ALL,) if len(topics) > MOST_TOPICS else tuple(sorted(topics)))


def _topics(changes: Iterable[Change], actor: Actor, places: frozenset[str]) -> set[str]:
    """What changes touch, told to somebody to whom these places are open."""
    topics: set[str] = set()
    for one in changes:
        if one.opens:
            topics.add(ACCESS)
        if one.place in places:
            topics |= {topic for topic, place in one.topics if not place or place in places}
            if actor.user_id in one.people:
                topics.add(ME)
        elif one.was and one.was in places:
            # It went where the actor may not look: they learn that it left, not where to.
            topics |= {one.gone, one.was, "tasks"}
    return topics


def touched(session: Session, events: Sequence[Event], *, actor: Actor) -> set[str]:
    """The topics one's own events touch, of those the actor may know: also in places that are in the trash now."""
    around = _Around.of(session, events)
    changes = [around.change(one) for one in events]
    return set(_topics(changes, actor, actor.places | trash.places_among(session, events, actor)))


@dataclass(frozen=True)
class _Around:
    """What stands around some events' subjects: read once for all of them."""

    subjects: dict[int, tuple[str, int]]  # comment → what it is on
    goals: dict[int, int]  # target → goal
    ends: dict[str, str]  # "goal:4" or "doc:2", the end of a link → its place
    parents: dict[int, int]  # task → parent
    related: dict[int, set[int]]  # task → tasks it is related to
    lists: dict[int, int]  # task → list, of every task named here
    people: dict[int, set[int]]  # task → assignees, of every task named here

    @classmethod
    def of(cls, session: Session, events: Sequence[Event]) -> "_Around":
        ids: dict[str, set[int]] = defaultdict(set)
        for event in events:
            ids[event.subject_kind].add(event.subject_id)
        subjects = _subjects(session, ids["comment"])
        tasks = ids["task"] | {on for kind, on in subjects.values() if kind == "task"}
        for event in events:
            tasks |= (
                _ids_in(event.changes.get("parent_id")) if event.subject_kind == "task" else set()
            )
            for end in event.changes.get("link") or ():
                if end:
                    ids[f"{end['kind']}_end"].add(end["id"])
        return cls(
            subjects,
            _goals(session, ids["target"]),
            _ends(session, ids),
            *_tasks_around(session, tasks | ids["task_end"]),
        )

    def change(self, event: Event) -> Change:
        noun, _, verb = event.kind.partition(".")
        kind, item = self._subject(event)
        place, was, changed = _place(event), _left(event), event.changes
        topics = {(f"{kind}:{item}", place), (GROUPS.get(noun, noun), ""), (place, place)}
        if event.space_id is not None:
            topics.add((f"space:{event.space_id}", f"space:{event.space_id}"))
        if was:
            topics.add((was, was))
        people = {item} if kind == "user" else set[int]()
        if kind == "task":
            near = self._near(item) | _ids_in(changed.get("parent_id"))
            topics |= {pair for one in near for pair in self._topics_of(one)}
            people |= {user for one in near | {item} for user in self.people.get(one, ())}
            people |= _ids_in(changed.get("assignees"))
            if noun == "task" and (verb != "changed" or _COUNTED_FIELDS & changed.keys()):
                topics.add((TREE, ""))
        topics |= {pair for end in changed.get("link") or () if end for pair in self._end(end)}
        return Change(
            id=event.id or 0,
            place=place,
            was=was,
            gone=f"{kind}:{item}",
            topics=frozenset(topics),
            people=frozenset(people),
            opens=(noun in _ACCESS_NOUNS and verb in _ACCESS_VERBS)
            or bool(_ACCESS_FIELDS & changed.keys()),
        )

    def _near(self, task_id: int) -> set[int]:
        parent = self.parents.get(task_id)
        return self.related.get(task_id, set()) | ({parent} if parent else set())

    def _topics_of(self, task_id: int) -> set[tuple[str, str]]:
        """A task beside the one that changed, and its list: for who may see that list."""
        if task_id not in self.lists:
            return set()
        place = f"list:{self.lists[task_id]}"
        return {(f"task:{task_id}", place), (place, place)}

    def _end(self, end: dict[str, Any]) -> set[tuple[str, str]]:
        if end["kind"] == "task":
            return self._topics_of(end["id"])
        topic = f"{end['kind']}:{end['id']}"
        return {(topic, self.ends[topic])} if topic in self.ends else set()

    def _subject(self, event: Event) -> tuple[str, int]:
        if event.subject_kind == "comment":
            return self.subjects.get(event.subject_id, ("comment", event.subject_id))
        if event.subject_kind == "target":
            return "goal", self.goals.get(event.subject_id, 0)
        return event.subject_kind, event.subject_id


def _subjects(session: Session, comments: set[int]) -> dict[int, tuple[str, int]]:
    if not comments:
        return {}
    query = select(Comment.id, Comment.subject_kind, Comment.subject_id)
    return {
        i or 0: (kind, on)
        for i, kind, on in session.exec(query.where(col(Comment.id).in_(comments)))
    }


def _goals(session: Session, targets: set[int]) -> dict[int, int]:
    if not targets:
        return {}
    query = select(Target.id, Target.goal_id).where(col(Target.id).in_(targets))
    return {i or 0: goal for i, goal in session.exec(query)}


def _ends(session: Session, ids: dict[str, set[int]]) -> dict[str, str]:
    """The places of linked goals and docs."""
    found: dict[str, str] = {}
    for noun, table in (("goal", Goal), ("doc", Doc)):
        if wanted := ids[f"{noun}_end"]:
            query = select(table.id, table.space_id).where(col(table.id).in_(wanted))
            for item, space_id in session.exec(query):
                found[f"{noun}:{item}"] = WORKSPACE if space_id is None else f"space:{space_id}"
    return found


def _tasks_around(
    session: Session, tasks: set[int]
) -> tuple[dict[int, int], dict[int, set[int]], dict[int, int], dict[int, set[int]]]:
    """(parents, related, lists, people) of these tasks and of those next to them."""
    parents: dict[int, int] = {}
    related: dict[int, set[int]] = defaultdict(set)
    lists: dict[int, int] = {}
    people: dict[int, set[int]] = defaultdict(set)
    if not tasks:
        return parents, related, lists, people
    pairs = session.exec(
        select(Relation.from_id, Relation.to_id).where(
            col(Relation.from_id).in_(tasks) | col(Relation.to_id).in_(tasks)
        )
    )
    for first, second in pairs:
        related[first].add(second)
        related[second].add(first)
    own = session.exec(select(Task.id, Task.parent_id).where(col(Task.id).in_(tasks)))
    parents = {i or 0: parent for i, parent in own if parent is not None}
    known = tasks | set(parents.values()) | {i for near in related.values() for i in near}
    lists = dict(session.exec(select(Task.id, Task.list_id).where(col(Task.id).in_(known))).all())  # type: ignore[arg-type]
    for task_id, user_id in session.exec(
        select(TaskAssignee.task_id, TaskAssignee.user_id).where(
            col(TaskAssignee.task_id).in_(known)
        )
    ):
        people[task_id].add(user_id)
    return parents, related, lists, people


def _place(event: Event) -> str:
    if event.list_id is not None:
        return f"list:{event.list_id}"
    return f"space:{event.space_id}" if event.space_id is not None else WORKSPACE


def _left(event: Event) -> str:
    """The place a moved thing was in before, or ""."""
    for name, noun in (("list_id", "list"), ("space_id", "space")):
        old, new = event.changes.get(name, (None, None))
        if old is not None and new is not None and old != new:
            return f"{noun}:{old}"
    return ""


def _ids_in(pair: list[Any] | None) -> set[int]:
    """The ids in an old and a new value, each an id or a list of them."""
    found: set[int] = set()
    for value in pair or ():
        found |= (
            set(value)
            if isinstance(value, list)
            else ({value} if isinstance(value, int) else set())
        )
    return found
