"""Leaves on what follows from other rows: blockers, subtasks, parents, comments, people."""

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, false, func, not_, or_
from sqlmodel import col, select

from app.among import among
from app.domain.events import OPEN
from app.domain.filters import Leaf, Op
from app.models import Comment, Folder, Relation, Status, Task, TaskList
from app.reads import columns
from app.reads.filtering.comparing import compared, contains, named
from app.reads.filtering.reader import OTHER, Reader

Where = ColumnElement[bool]
Condition = Callable[[Leaf, Reader], Where]


def _is_open(_reader: Reader) -> Where:
    return col(Task.category).in_(OPEN)


def _overdue(reader: Reader) -> Where:
    due = col(Task.due)
    return and_(_is_open(reader), due.is_not(None), due < reader.today)


def _blocked(reader: Reader) -> Where:
    """Open, with an open visible task in its way."""
    return and_(
        _is_open(reader), col(Task.id).in_(_related(reader, Relation.to_id, Relation.from_id))
    )


def _blocks(reader: Reader) -> Where:
    """Open, with an open visible task behind it."""
    return and_(
        _is_open(reader), col(Task.id).in_(_related(reader, Relation.from_id, Relation.to_id))
    )


def _related(reader: Reader, here: object, there: object):
    """The tasks at one end of “blocks” whose other end is open and visible."""
    return (
        select(col(here))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a mapped column
        .join(OTHER, OTHER.id == there)  # type: ignore[arg-type]
        .where(Relation.kind == "blocks", col(OTHER.category).in_(OPEN), reader.other_open())
    )


def _has_subtasks(reader: Reader) -> Where:
    children = select(OTHER.parent_id).where(col(OTHER.parent_id).is_not(None), reader.other_open())
    return col(Task.id).in_(children)


def _archived(reader: Reader) -> Where:
    return among(Task.list_id, reader.actor.archived.lists)


def _flag(holds: Callable[[Reader], Where]) -> Condition:
    def condition(leaf: Leaf, reader: Reader) -> Where:
        found = holds(reader)
        return found if leaf.values[0] else not_(found)

    return condition


def _text(leaf: Leaf, _reader: Reader) -> Where:
    title, description = col(Task.title), col(Task.description)
    if leaf.op is Op.IS_EMPTY:
        return and_(title == "", description == "")
    words = str(leaf.values[0])
    return or_(contains(title, words), contains(description, words))


def _headline(leaf: Leaf, _reader: Reader) -> Where:
    """What a row says of a task in words: its key, its title, its tags."""
    if leaf.op is Op.IS_EMPTY:
        return false()  # each task has a key
    words = str(leaf.values[0])
    tagged = columns.members("task", "tags")
    by_tag = tagged.source().with_only_columns(tagged.owner).where(contains(tagged.value, words))
    return or_(
        contains(col(Task.key), words), contains(col(Task.title), words), col(Task.id).in_(by_tag)
    )


def _status(leaf: Leaf, _reader: Reader) -> Where:
    """By id, or by name: every list may have its own “Review”."""
    ids = [one for one in leaf.values if isinstance(one, int)]
    names = tuple(one for one in leaf.values if isinstance(one, str))
    status = col(Task.status_id)
    by_name = status.in_(select(Status.id).where(named(col(Status.name), names)))
    return or_(status.in_(ids) if ids else false(), by_name if names else false())


def _parent(leaf: Leaf, reader: Reader) -> Where:
    visible = select(OTHER.id).where(reader.other_open())
    parent = col(Task.parent_id)
    if leaf.op is Op.IS_EMPTY:
        return not_(and_(parent.is_not(None), parent.in_(visible)))
    return and_(parent.is_not(None), parent.in_(visible.where(col(OTHER.id).in_(leaf.values))))


def _folder(leaf: Leaf, reader: Reader) -> Where:
    lists = select(TaskList.id).join(Folder, col(Folder.id) == TaskList.folder_id)
    lists = lists.where(reader.folder_open())
    if leaf.op is Op.IS_EMPTY:
        return col(Task.list_id).not_in(lists)
    return col(Task.list_id).in_(lists.where(col(Folder.id).in_(leaf.values)))


def _author(leaf: Leaf, reader: Reader) -> Where:
    author, known = col(Task.created_by), reader.known_people
    is_known = (
        author.is_not(None) if known is None else and_(author.is_not(None), author.in_(known))
    )
    if leaf.op is Op.IS_EMPTY:
        return not_(is_known)
    return and_(is_known, author.in_(leaf.values))


def comments() -> ColumnElement[int]:
    """How many comments a task has."""
    return (
        select(func.count())
        .select_from(Comment)
        .where(
            Comment.subject_kind == "task",
            Comment.subject_id == Task.id,
            col(Comment.deleted_at).is_(None),
        )
        .correlate(Task)
        .scalar_subquery()
    )


def _comments(leaf: Leaf, _reader: Reader) -> Where:
    return compared(comments(), leaf)


CONDITIONS: Mapping[str, Condition] = {
    "is_open": _flag(_is_open),
    "overdue": _flag(_overdue),
    "blocked": _flag(_blocked),
    "blocks": _flag(_blocks),
    "has_subtasks": _flag(_has_subtasks),
    "archived": _flag(_archived),
    "text": _text,
    "headline": _headline,
    "status": _status,
    "parent_id": _parent,
    "folder_id": _folder,
    "created_by": _author,
    "comments": _comments,
}
