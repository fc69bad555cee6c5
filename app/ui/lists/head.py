"""The head of a list's page: the list, the goal it serves, and whether it is archived."""

from typing import TypedDict

from app import access
from app.models import Space, TaskList
from app.reads import goals, serving
from app.reads.live import newest
from app.ui import words
from app.ui.archiving import ArchiveNote, may_set, note
from app.ui.base import RequestContext
from app.ui.shapes import Crumb


class ListFacts(TypedDict):
    """The list itself."""

    id: int
    name: str
    about: str
    is_private: bool
    edits: bool
    may_archive: bool
    me: int
    crumbs: list[Crumb]
    version: int  # the log's last event when it was read


class ServedGoal(TypedDict):
    """The goal a list serves, and how it stands."""

    id: int
    url: str
    title: str
    label: str
    health: str
    note: str  # through what, and which others


def head(context: RequestContext, list_id: int) -> tuple[ListFacts, ServedGoal | None, ArchiveNote]:
    """The list, the goal it serves, and what is said of it when it is archived, as plain values."""
    task_list = access.task_list(context.session, list_id, context.actor)
    space = context.session.get_one(Space, task_list.space_id)
    is_open = space.id in context.actor.spaces
    is_archived = list_id in context.actor.archived.lists
    facts = ListFacts(
        id=list_id,
        name=task_list.name,
        about=task_list.description,
        version=newest(context.session),
        is_private=task_list.is_private,
        edits=context.actor.edits and not is_archived,
        may_archive=not is_archived and may_set(context, task_list),
        me=context.actor.user_id or 0,
        crumbs=[
            Crumb(to=f"/spaces/{space.id}" if is_open else "", label=space.name),
            Crumb(to=f"/lists/{list_id}", label=task_list.name),
        ],
    )
    return facts, goal_of(context, task_list), note(context, "list", task_list)


def goal_of(context: RequestContext, task_list: TaskList) -> ServedGoal | None:
    """The goal a list serves first, and what else; or nothing."""
    session, actor, list_id = context.session, context.actor, task_list.id or 0
    ways = serving.of_lists(session, [list_id], actor=actor).get(list_id, [])
    line = (
        goals.standing(session, ways[0].goal_id, actor=actor, now=context.now, today=context.today)
        if ways
        else None
    )
    if line is None:
        return None
    others = [way.title for way in ways[1:]]
    return ServedGoal(
        id=line.id,
        url=f"/goals/{line.id}",
        title=line.title,
        label=line.label,
        health=line.health,
        note=" · ".join(
            [
                *(["through " + ways[0].name] if ways[0].via == "folder" else []),
                *([f"helps {words.joined(others)} too"] if others else []),
            ]
        ),
    )
