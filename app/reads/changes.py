"""Events as open pages need them: where each may be seen from, what it touches, and whose rights it may have altered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from app.domain.access import WORKSPACE, Actor
from app.models import Comment, Doc, Event, Goal, Relation, Target, Task, TaskAssignee
from app.reads import audiences, naming_others
from app.reads.audiences import Audience, Audiences

TREE = "tree"
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
# No place anybody sees.
NOWHERE = "nowhere"
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
    # What it says is of other things alone: it is told to whom the place of one of these is open.
    others: frozenset[str] = frozenset()
    affected: Audience | None = None  # it may have altered what these see

    def is_told_in(self, places: frozenset[str]) -> bool:
        """To somebody to whom these places are open; what left one of them is told in fewer words."""
        return self.place in places and (not self.others or not self.others.isdisjoint(places))

    def opens_to(self, actor: Actor) -> bool:
        return self.affected is not None and self.affected.has(actor)


@dataclass(frozen=True)
class Around:
    """What stands around some events' subjects: read once for all of them."""

    subjects: dict[int, tuple[str, int]]  # comment → what it is on
    goals: dict[int, int]  # target → goal
    ends: dict[str, str]  # "goal:4" or "doc:2", what an event names → its place
    audiences: Audiences
    parents: dict[int, int]  # task → parent
    related: dict[int, set[int]]  # task → tasks it is related to
    lists: dict[int, int]  # task → list, of every task named here
    people: dict[int, set[int]]  # task → assignees, of every task named here

    @classmethod
    def of(cls, session: Session, events: Sequence[Event]) -> "Around":
        ids: dict[str, set[int]] = defaultdict(set)
        for event in events:
            ids[event.subject_kind].add(event.subject_id)
        subjects = _subjects(session, ids["comment"])
        tasks = ids["task"] | {on for kind, on in subjects.values() if kind == "task"}
        for event in events:
            for named, named_id in naming_others.named(event):
                ids[f"{named}_named"].add(named_id)
        return cls(
            subjects,
            _goals(session, ids["target"]),
            _ends(session, ids),
            Audiences.of(session, events),
            *_tasks_around(session, tasks | ids["task_named"]),
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
            others=self._others(event),
            affected=self.audiences.change(event) if audiences.may_open(event) else None,
        )

    def _others(self, event: Event) -> frozenset[str]:
        """The places of what an event names, where it says nothing else."""
        if not naming_others.says_of_others_alone(event):
            return frozenset()
        return frozenset(self._home(kind, item) for kind, item in naming_others.named(event))

    def _home(self, kind: str, item: int) -> str:
        if kind == "task":
            return f"list:{self.lists[item]}" if item in self.lists else NOWHERE
        if kind in ("list", "space"):
            return f"{kind}:{item}"
        return self.ends.get(f"{kind}:{item}", NOWHERE if kind in ("goal", "doc") else WORKSPACE)

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
    """The places of goals and docs that are named."""
    found: dict[str, str] = {}
    for noun, table in (("goal", Goal), ("doc", Doc)):
        if wanted := ids[f"{noun}_named"]:
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
