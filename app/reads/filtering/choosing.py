"""What a filter may name, for whoever puts one together: people, statuses, places, goals, tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.lookups import in_order, statuses_of
from app.models import Folder, Goal, Space, Status, Tag, Task, TaskList, TaskTag
from app.reads import people
from app.reads.people import Person

# More than this nobody looks through: a filter may still name what is left out, as JSON.
MOST = 1000


@dataclass(frozen=True)
class Choice:
    """A value as a leaf holds it, and what people call it."""

    value: int | str
    label: str
    hint: str = ""
    category: str | None = None


@dataclass(frozen=True)
class Choices:
    """The values of each kind, in the order to show them in."""

    people: Sequence[Person]
    status: Sequence[Choice]
    list: Sequence[Choice]
    space: Sequence[Choice]
    folder: Sequence[Choice]
    goal: Sequence[Choice]
    tag: Sequence[Choice]


def choices(session: Session, *, list_id: int | None, actor: Actor) -> Choices:
    """All the actor may see, but what is archived, at most `MOST` of a kind; of a list, its own statuses by id."""
    of_list = _of_list(session, list_id, actor) if list_id else None
    actor = actor.current
    return Choices(
        people=people.everyone(session, actor=actor, active_only=True),
        status=_by_name(session, actor) if of_list is None else of_list,
        list=_lists(session, actor),
        space=_pairs(
            session.exec(
                select(Space.id, Space.name)
                .where(access.spaces_open_to(actor))
                .order_by(Space.name)
                .limit(MOST)
            )
        ),
        folder=_folders(session, actor),
        goal=_pairs(
            session.exec(
                select(Goal.id, Goal.title)
                .where(access.goals_open_to(actor))
                .order_by(Goal.title)
                .limit(MOST)
            )
        ),
        tag=_tags(session, actor),
    )


def _pairs(found: Iterable[tuple[int | None, str]]) -> list[Choice]:
    return [Choice(item_id or 0, name) for item_id, name in found]


def _of_list(session: Session, list_id: int, actor: Actor) -> list[Choice]:
    home = access.task_list(session, list_id, actor)
    return [Choice(s.id or 0, s.name, "", s.category) for s in statuses_of(session, home)]


def _by_name(session: Session, actor: Actor) -> list[Choice]:
    """Each name once: every list may have its own “Review”."""
    spaces = select(TaskList.space_id).where(access.lists_open_to(actor))
    found = session.exec(
        select(Status).where(col(Status.deleted_at).is_(None), col(Status.space_id).in_(spaces))
    )
    visible = [s for s in found if s.list_id is None or s.list_id in actor.lists]
    named = {status.name.casefold(): status for status in sorted(visible, key=in_order)}
    return [Choice(s.name, s.name, "", s.category) for s in sorted(named.values(), key=in_order)]


def _lists(session: Session, actor: Actor) -> list[Choice]:
    found = session.exec(
        select(TaskList.id, TaskList.name, Space.id, Space.name)
        .join(Space, col(Space.id) == TaskList.space_id)
        .where(access.lists_open_to(actor))
        .order_by(TaskList.name)
        .limit(MOST)
    )
    # Of a space that is not open as a whole, its name is nobody's to know.
    return [
        Choice(list_id or 0, name, space if space_id in actor.spaces else "")
        for list_id, name, space_id, space in found
    ]


def _folders(session: Session, actor: Actor) -> list[Choice]:
    return _pairs(
        session.exec(
            select(Folder.id, Folder.name)
            .where(access.folders_open_to(actor))
            .order_by(Folder.name)
            .limit(MOST)
        )
    )


def _tags(session: Session, actor: Actor) -> list[Choice]:
    """The tags of tasks the actor sees."""
    used = (
        select(TaskTag.tag_id)
        .join(Task, col(Task.id) == TaskTag.task_id)
        .where(access.tasks_open_to(actor))
    )
    found = session.exec(
        select(Tag.name).where(col(Tag.id).in_(used)).order_by(Tag.name).limit(MOST)
    )
    return [Choice(name, name) for name in sorted(found, key=str.casefold)]
