"""What happened, as sentences: a task's, doc's or goal's own history, and a workspace's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from app import access
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.domain.text import squeeze
from app.models import Doc, Event, Goal, Status, Task, TaskList
from app.reads import people
from app.reads.people import Person

PRIORITY = {0: "none", 1: "urgent", 2: "high", 3: "normal", 4: "low"}
# What each plain field is called in a sentence.
FIELD = {
    "title": "the title",
    "description": "the description",
    "start": "the start",
    "due": "the due date",
    "points": "the points",
    "is_upkeep": "upkeep",
    "period_start": "the period's start",
    "period_end": "the period's end",
    "weight": "the weight",
    "kind": "the kind",
    "current_value": "the value",
    "target_value": "the aim",
    "start_value": "the starting value",
    "unit": "the unit",
    "name": "the name",
    "rank": "the order",
    "space_id": "the space",
    "override_health": "the health",
    "override_reason": "the reason",
    "key": "the key",
}
# Never worth a sentence of their own.
SILENT = {
    "rank",
    "length",
    "version",
    "category",
    "override_reason",
    "number",
    "final_progress",
    "closed_at",
    "closed_reason",
    "resolved_by",
    "space_id",
    "by_estimate",
    "gone",
    "started_at",
    "done_at",
    "override_by",
    "override_at",
    "edited_at",
    "columns",
}


@dataclass(frozen=True)
class Happening:
    """One event as a sentence without its subject: “moved this from To do to Done”."""

    event_id: int
    at: datetime
    who: Person | None
    who_name: str
    words: str
    reason: str
    batch: str
    is_mine: bool = False  # the reader did it: it may be theirs to take back
    kind: str = ""


def of_item(
    session: Session, kind: str, item_id: int, *, actor: Actor, limit: int = 200
) -> list[Happening]:
    """The history of a task, doc or goal, newest first. A goal's includes its targets'."""
    access.item(session, kind, item_id, actor)
    mine = and_(col(Event.subject_kind) == kind, col(Event.subject_id) == item_id)
    if kind == "goal":
        from_targets = select(col(Event.subject_id)).where(
            Event.kind == Kind.TARGET_CREATED,
            col(Event.changes)["goal_id"][1].as_integer() == item_id,
        )
        mine = or_(
            mine,
            (col(Event.subject_kind) == Subject.TARGET) & col(Event.subject_id).in_(from_targets),
        )  # type: ignore[assignment]
    events = session.exec(
        select(Event).where(mine).order_by(col(Event.at).desc(), col(Event.id).desc()).limit(limit)
    ).all()
    return sentences(session, events, actor=actor)


def sentences(session: Session, events: Iterable[Event], *, actor: Actor) -> list[Happening]:
    """Events as sentences; names of what the actor can't see are left out."""
    events = list(events)
    words = _Words(session, actor, events)
    made: list[Happening] = []
    for event in events:
        text = words.of(event)
        if text:
            who = words.people.get(event.actor_id or 0)
            made.append(
                Happening(
                    event_id=event.id or 0,
                    at=event.at,
                    who=who,
                    who_name=who.name if who else _machine(event),
                    words=text,
                    reason=event.reason,
                    batch=event.batch,
                    is_mine=(event.actor_kind, event.actor_id) == (actor.kind, actor.user_id),
                    kind=event.kind,
                )
            )
    return made


def _machine(event: Event) -> str:
    return {"importer": "An import", "automation": "An automation"}.get(
        event.actor_kind, "Goalward"
    )


class _Words:
    """Looks names up once for many events, then words each of them."""

    def __init__(self, session: Session, actor: Actor, events: list[Event]) -> None:
        self.actor = actor
        ids = _ids(events)
        self.people = people.by_ids(
            session, {e.actor_id for e in events if e.actor_id} | ids["user"]
        )
        self.statuses = dict(
            session.exec(
                select(Status.id, Status.name).where(col(Status.id).in_(ids["status"]))
            ).all()
        )
        self.lists = dict(
            session.exec(
                select(TaskList.id, TaskList.name).where(
                    col(TaskList.id).in_(ids["list"]), access.lists_open_to(actor)
                )
            ).all()
        )
        self.tasks = {
            i: f"{key} {title}"
            for i, key, title in session.exec(
                select(Task.id, Task.key, Task.title).where(
                    col(Task.id).in_(ids["task"]), access.tasks_open_to(actor)
                )
            )
        }
        self.goals = dict(
            session.exec(
                select(Goal.id, Goal.title).where(
                    col(Goal.id).in_(ids["goal"]), access.goals_open_to(actor)
                )
            ).all()
        )
        self.docs = dict(
            session.exec(
                select(Doc.id, Doc.title).where(
                    col(Doc.id).in_(ids["doc"]), access.docs_open_to(actor)
                )
            ).all()
        )

    def of(self, event: Event) -> str:
        """The sentence of one event, or nothing when there is nothing to tell."""
        noun, _, verb = event.kind.partition(".")
        if event.kind in (Kind.TASK_RELATED, Kind.TASK_UNRELATED):
            return self._relation(event)
        if event.kind in (Kind.LINKED, Kind.UNLINKED):
            return self._link(event)
        if event.kind == Kind.GOAL_CLOSED:
            return f"closed this as {event.changes['state'][1]}"
        if verb in ("created", "added"):
            return self._made(noun, event)
        if verb in ("deleted", "restored", "reopened"):
            return (
                f"{verb} this {noun}" if noun not in ("comment", "target") else f"{verb} a {noun}"
            )
        if verb in ("shared", "unshared"):
            old, new = event.changes["member"]
            return f"{'shared this with' if new else 'stopped sharing this with'} {self._person(new or old)}"
        if event.kind == Kind.USER_INVITED:
            return f"invited somebody as {event.changes['role'][1]}"
        return self._changed(noun, event)

    def _made(self, noun: str, event: Event) -> str:
        if noun == "target":
            return f"added the target “{event.changes.get('name', [None, ''])[1]}”"
        if noun == "comment":
            return "commented"
        if noun == "user":
            return "joined" if event.actor_id == event.subject_id else "added a person"
        return f"made this {noun}"

    def _changed(self, noun: str, event: Event) -> str:
        if noun == "doc" and "version" in event.changes:
            named = (
                [self._field("title", *event.changes["title"])] if "title" in event.changes else []
            )
            return ", ".join([f"saved version {event.changes['version'][1]}", *named])
        parts = [
            self._parent(noun, new) if name == "parent_id" else self._field(name, old, new)
            for name, (old, new) in event.changes.items()
            if name not in SILENT
        ]
        if noun == "comment":
            return (
                "edited a comment"
                if "text" in event.changes
                else "settled a comment"
                if (event.changes.get("resolved_at", [1, None])[1])
                else "changed a comment"
            )
        prefix = "in a target, " if noun == "target" and parts else ""
        return prefix + ", ".join(part for part in parts if part)

    def _field(self, name: str, old: Any, new: Any) -> str:
        special = {
            "status": lambda: (
                f"moved this from {self.statuses.get(old, 'another status')} to {self.statuses.get(new, 'another status')}"
            ),
            "assignees": lambda: self._assignees(old or [], new or []),
            "tags": lambda: self._tags(old or [], new or []),
            "priority": lambda: (
                f"set the priority to {PRIORITY.get(new, new)}"
                + (f" (was {PRIORITY.get(old, old)})" if old else "")
            ),
            "list_id": lambda: f"moved this to {self.lists.get(new, 'another list')}",
            "estimate_minutes": lambda: (
                f"estimated it at {hours(new)}" if new else "took the estimate away"
            ),
            "owner_id": lambda: (
                f"made {self._person(new)} the owner" if new else "took the owner away"
            ),
            "state": lambda: f"set this to {str(new).replace('_', ' ')}",
            "override_health": lambda: (
                f"judged it {str(new).replace('_', ' ')}" if new else "took their judgement back"
            ),
            "description": lambda: "changed the description" if old else "wrote a description",
            "assigned_to": lambda: f"asked {self._person(new)}" if new else "",
            "tasks": lambda: "changed which tasks are counted",
            "lists": lambda: "changed which lists are counted",
            "is_private": lambda: "made this private" if new else "opened this to its space",
            "has_own_statuses": lambda: (
                "gave this its own statuses" if new else "took the space's statuses again"
            ),
            "goal_id": lambda: (
                f"tied this to {self.goals.get(new, 'a goal')}"
                if new
                else "untied this from its goal"
            ),
            "due": lambda: self._due(old, new),
        }
        if name in special:
            return special[name]()
        label = FIELD.get(name, name.replace("_", " "))
        if new in (None, ""):
            return f"took {label} away"
        return (
            f"changed {label}"
            + (f" from {_value(old)}" if old not in (None, "") else "")
            + f" to {_value(new)}"
        )

    def _due(self, old: str | None, new: str | None) -> str:
        if not new:
            return "took the due date away"
        if not old:
            return f"set the due date to {_value(new)}"
        return f"moved the due date from {_value(old)} to {_value(new)}"

    def _parent(self, noun: str, new: int | None) -> str:
        if new is None:
            return "took this out of its parent"
        name = {"task": self.tasks, "goal": self.goals, "doc": self.docs}[noun].get(new)
        return f"put this under {name}" if name else "put this under another item"

    def _assignees(self, old: list[int], new: list[int]) -> str:
        added = [self._person(i) for i in new if i not in old]
        gone = [self._person(i) for i in old if i not in new]
        parts = [f"gave this to {_and(added)}"] if added else []
        parts += [f"took it from {_and(gone)}"] if gone else []
        return " and ".join(parts)

    def _tags(self, old: list[str], new: list[str]) -> str:
        added, gone = [t for t in new if t not in old], [t for t in old if t not in new]
        parts = [f"tagged it {_and(added)}"] if added else []
        parts += [f"untagged {_and(gone)}"] if gone else []
        return " and ".join(parts)

    def _relation(self, event: Event) -> str:
        old, new = event.changes["relation"]
        value = new or old
        other = self.tasks.get(value["task_id"])
        if other is None:
            return ""
        words = {
            "blocks": f"this blocks {other}",
            "blocks_by": f"this is blocked by {other}",
            "relates": f"this relates to {other}",
            "relates_by": f"this relates to {other}",
            "duplicates": f"this duplicates {other}",
            "duplicates_by": f"this is duplicated by {other}",
        }[value["relation"]]
        return f"noted that {words}" if new else f"no longer says that {words}"

    def _link(self, event: Event) -> str:
        old, new = event.changes["link"]
        value = new or old
        table = {"task": self.tasks, "goal": self.goals, "doc": self.docs}[value["kind"]]
        other = table.get(value["id"])
        if other is None:
            return ""
        return f"linked this to {other}" if new else f"unlinked this from {other}"

    def _person(self, user_id: int | None) -> str:
        found = self.people.get(user_id or 0)
        return found.name if found else "somebody"


def hours(minutes: int | None) -> str:
    """“90” → “1.5 h”."""
    return "no time" if not minutes else f"{minutes / 60:g} h"


def _and(words: list[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)


def _value(value: Any) -> str:
    """A logged value for people."""
    if isinstance(value, str):
        try:
            return f"{date.fromisoformat(value):%-d %b %Y}"
        except ValueError:
            return f"“{squeeze(value, limit=80)}”"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _ids(events: list[Event]) -> dict[str, set[int]]:
    """Every id the events name, by what it names."""
    found: dict[str, set[int]] = {
        k: set() for k in ("user", "status", "list", "task", "goal", "doc")
    }
    holders = {
        "assignees": "user",
        "owner_id": "user",
        "member": "user",
        "assigned_to": "user",
        "status": "status",
        "list_id": "list",
        "goal_id": "goal",
    }
    for event in events:
        for name, pair in event.changes.items():
            values = [
                v for side in pair if side for v in (side if isinstance(side, list) else [side])
            ]
            if name in holders:
                found[holders[name]] |= {v for v in values if isinstance(v, int)}
            elif name == "parent_id" and event.subject_kind in ("task", "goal", "doc"):
                found[event.subject_kind] |= {v for v in values if isinstance(v, int)}
            elif name == "relation":
                found["task"] |= {v["task_id"] for v in values}
            elif name == "link":
                for v in values:
                    found[v["kind"]].add(v["id"])
    return found
