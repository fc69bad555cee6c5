"""A space's page as plain values."""

from collections.abc import Iterable
from typing import TypedDict

from sqlmodel import Session

from app import access
from app.domain.access import NOTHING_ARCHIVED, Actor
from app.lookups import statuses_of_space
from app.reads import docs, goals, people
from app.reads import spaces as reads
from app.reads.live import newest
from app.ui.archiving import ArchiveNote, note
from app.ui.base import RequestContext
from app.ui.goal_lines import GoalView, goal_view
from app.ui.shapes import Choice, PersonView, people_choices, person_view

# What the picker of a list's goal offers beside goals.
UPKEEP, UPKEEP_WORDS = -1, "Upkeep"
CATEGORIES = ("backlog", "unstarted", "started", "done", "cancelled")
CATEGORY_NAMES = {
    "backlog": "Backlog",
    "unstarted": "Not started",
    "started": "Started",
    "done": "Done",
    "cancelled": "Cancelled",
}


class ListLine(TypedDict):
    """A list of the space."""

    id: int
    name: str
    url: str
    open: int
    is_private: bool
    goal: str
    goal_id: int


class ListGroup(TypedDict):
    """The lists of one folder, or those in none."""

    folder_id: int
    name: str
    lists: list[ListLine]


class StatusLine(TypedDict):
    """A column of the space's workflow."""

    id: int
    name: str
    category: str
    category_name: str
    part: float
    limit: str


class SpaceFacts(TypedDict):
    """The space itself, and what the reader may do with it."""

    id: int
    key: str
    name: str
    description: str
    is_private: bool
    sets_up: bool
    manages: bool
    edits: bool
    no_goal: str  # what a list is said to serve that serves none
    open: int
    version: int  # the log's last event when it was read


class DocLink(TypedDict):
    """A page of the space."""

    title: str
    url: str


class SpacePage(TypedDict):
    """Everything the page shows."""

    space: SpaceFacts
    archive: ArchiveNote
    has_archive: bool  # a list, folder or goal of it is archived
    list_groups: list[ListGroup]
    members: list[PersonView]
    others: list[Choice]
    columns: list[StatusLine]
    goals: list[GoalView]
    all_goals: list[Choice]
    docs: list[DocLink]


def view(context: RequestContext, space_id: int) -> SpacePage:
    """Raises NotFound."""
    session, actor = context.session, context.actor
    row = access.space(session, space_id, actor)
    is_archived = space_id in actor.archived.spaces
    node = next(one for one in reads.tree(session, actor=actor) if one.id == space_id)
    every = {
        one.id: one
        for one in goals.standings(session, actor=actor, now=context.now, today=context.today)
    }
    titles = {i: goal.title for i, goal in every.items()}
    inside = set(reads.members(session, space_id, actor=actor))
    known = people.everyone(session, actor=actor)
    sets_up = not is_archived and (
        actor.manages or (actor.edits and row.created_by == actor.user_id)
    )
    # Where all is archived, all of it is shown in its place.
    hidden = NOTHING_ARCHIVED if is_archived else actor.archived
    groups = [
        ListGroup(
            folder_id=i,
            name=name,
            lists=[_line(one, titles) for one in found if one.id not in hidden.lists],
        )
        for i, name, found in (
            (0, "", node.lists),
            *((f.id, f.name, f.lists) for f in node.folders if f.id not in hidden.folders),
        )
    ]
    return {
        "space": {
            "version": newest(session),
            "id": space_id,
            "key": row.key,
            "name": row.name,
            "description": row.description,
            "is_private": row.is_private,
            "sets_up": sets_up,
            "manages": actor.manages,
            "edits": actor.edits and not is_archived,
            "no_goal": "serves no goal" if actor.sees_all else "serves no goal you can see",
            "open": sum(one["open"] for group in groups for one in group["lists"]),
        },
        "archive": note(context, "space", row),
        "has_archive": _has_archive(node, every.values(), actor),
        "list_groups": groups,
        "members": [person_view(one) for one in known if one.id in inside],
        "others": people_choices(one for one in known if one.id not in inside and one.is_active),
        "columns": _columns(session, space_id),
        "goals": [
            goal_view(goal, context.today)
            for goal in every.values()
            if goal.space_id == space_id and goal.is_open and (is_archived or not goal.is_archived)
        ],
        "all_goals": [
            Choice(value=0, label="No goal"),
            Choice(value=UPKEEP, label=UPKEEP_WORDS, hint="needed, without a goal"),
            *(
                Choice(value=i, label=goal.title)
                for i, goal in every.items()
                if goal.is_open and not goal.is_archived
            ),
        ],
        "docs": [
            DocLink(title=one.title, url=f"/docs/{one.id}")
            for one in docs.lines(session, actor=actor, space_id=space_id)
            if one.parent_id is None
        ],
    }


def _has_archive(node: reads.SpaceNode, every: Iterable[goals.GoalStanding], actor: Actor) -> bool:
    lists = {one.id for one in node.lists} | {one.id for f in node.folders for one in f.lists}
    return (
        not actor.archived.lists.isdisjoint(lists)
        or not actor.archived.folders.isdisjoint({f.id for f in node.folders})
        or any(one.space_id == node.id and one.is_archived for one in every)
    )


def _line(one: reads.ListNode, titles: dict[int, str]) -> ListLine:
    return ListLine(
        id=one.id,
        name=one.name,
        url=f"/lists/{one.id}",
        open=one.open,
        is_private=one.is_private,
        goal=titles.get(one.goal_id or 0, "") or (UPKEEP_WORDS if one.is_upkeep else ""),
        goal_id=one.goal_id or (UPKEEP if one.is_upkeep else 0),
    )


def _columns(session: Session, space_id: int) -> list[StatusLine]:
    found = statuses_of_space(session, space_id)
    started = [one.id for one in found if one.category == "started"]
    return [
        StatusLine(
            id=one.id or 0,
            name=one.name,
            category=one.category,
            category_name=CATEGORY_NAMES[one.category],
            part=(started.index(one.id) + 1) / (len(started) + 1) if one.id in started else 0.0,
            limit=str(one.wip_limit) if one.wip_limit is not None else "",
        )
        for one in found
    ]
