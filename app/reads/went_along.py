"""What went into the trash with something else, found by words: told as part of that, never as an entry of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from app import trash, tree
from app.domain.access import Actor
from app.models import Doc, Folder, Goal, Space, Task, TaskList

# An entry of the trash: its kind and id.
Root = tuple[str, int]


def found(
    session: Session,
    words: Sequence[str],
    roots: Collection[Root],
    kinds: Collection[str],
    *,
    actor: Actor,
) -> dict[Root, list[str]]:
    """What these hold, of some kinds, in whose title or key all the words (case-folded) stand: by the entry."""
    known, held = set(roots), defaultdict[Root, list[str]](list)
    several = [
        *(_tasks(session, words, known, actor) if "task" in kinds else ()),
        *(_docs(session, words, known, actor) if "doc" in kinds else ()),
        *_of_spaces(session, words, kinds, actor),
    ]
    for root, title in several:
        if root in known:
            held[root].append(title)
    return dict(held)


def holding(kind: str, kinds: Collection[str], actor: Actor) -> ColumnElement[bool] | None:
    """Condition on what is in the trash: something of these other kinds went along. None where nothing could."""
    if kind == "list" and "task" in kinds:
        return _exists(select(Task.id).where(Task.list_id == TaskList.id), Task, of=TaskList)
    if kind != "space":
        return None
    inside = [
        _exists(select(table.id).where(table.space_id == Space.id, is_open), table, of=Space)
        for one, (table, _, is_open) in _in_spaces(actor).items()
        if one in kinds
    ]
    if "task" in kinds:
        mine = select(Task.id).join(TaskList, col(TaskList.id) == Task.list_id)
        is_open = col(TaskList.id).in_(trash.lists_of(actor))
        of_space = mine.where(TaskList.space_id == Space.id, is_open)
        inside.append(_exists(of_space, Task, TaskList, of=Space))
    return or_(*inside) if inside else None


def _exists(rows: Any, *tables: Any, of: Any) -> ColumnElement[bool]:
    """There is such a row, none of it in the trash by itself."""
    here = (col(one.deleted_at).is_(None) for one in tables)
    return rows.where(*here).correlate(of).exists()


def stands_in(words: Sequence[str], text: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _tasks(
    session: Session, words: Sequence[str], known: set[Root], actor: Actor
) -> Iterable[tuple[Root, str]]:
    is_gone = or_(*(col(one.deleted_at).is_not(None) for one in (Task, TaskList, Space)))
    rows = session.exec(
        select(Task, TaskList, Space)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .join(Space, col(Space.id) == TaskList.space_id)
        .where(
            is_gone,
            col(Task.list_id).in_(trash.lists_of(actor)),
            _may_fit(words, Task.title, Task.key),
        )
        .order_by(col(Task.id))
    ).all()
    fitting = [one for one in rows if stands_in(words, f"{one[0].key} {one[0].title}")]
    tops = _tops(session, Task, "task", [task for task, _, _ in fitting], known)
    for task, task_list, space in fitting:
        name = f"{task.key} {task.title}"
        if task.deleted_at is not None:
            yield tops.get(task.id or 0, ("task", 0)), name
        elif task_list.deleted_at is not None:
            yield ("list", task.list_id), name
        else:
            yield ("space", space.id or 0), name


def _docs(
    session: Session, words: Sequence[str], known: set[Root], actor: Actor
) -> Iterable[tuple[Root, str]]:
    query = select(Doc).where(
        col(Doc.deleted_at).is_not(None),
        trash.in_spaces_of(Doc.space_id, actor),
        _may_fit(words, Doc.title),
    )
    fitting = [
        one for one in session.exec(query.order_by(col(Doc.id))) if stands_in(words, one.title)
    ]
    tops = _tops(session, Doc, "doc", fitting, known)
    return [(tops[one.id], one.title) for one in fitting if one.id in tops]


def _in_spaces(actor: Actor) -> dict[str, tuple[Any, str, Any]]:
    """What goes with a space but tasks: its table, what it is called by, and which of it are open."""
    return {
        "list": (TaskList, "name", col(TaskList.id).in_(trash.lists_of(actor))),
        "folder": (Folder, "name", trash.in_spaces_of(Folder.space_id, actor)),
        "doc": (Doc, "title", trash.in_spaces_of(Doc.space_id, actor)),
        "goal": (Goal, "title", trash.in_spaces_of(Goal.space_id, actor)),
    }


def _of_spaces(
    session: Session, words: Sequence[str], kinds: Collection[str], actor: Actor
) -> Iterable[tuple[Root, str]]:
    """Lists, folders, docs and goals that are gone because their space is."""
    for kind, (table, name, is_open) in _in_spaces(actor).items():
        if kind not in kinds:
            continue
        title: Any = getattr(table, name)
        query = (
            select(col(table.space_id), title)
            .join(Space, col(Space.id) == table.space_id)
            .where(
                col(table.deleted_at).is_(None),
                col(Space.deleted_at).is_not(None),
                is_open,
                _may_fit(words, title),
            )
            .order_by(col(table.id))
        )
        for space_id, told in session.exec(query):
            if stands_in(words, told):
                yield ("space", space_id or 0), told


def _tops(
    session: Session, table: Any, kind: str, items: Sequence[Any], known: set[Root]
) -> dict[int, Root]:
    """The entry each went with, where it is none itself: above it, gone in the same moment."""
    below = [one for one in items if (kind, one.id) not in known]
    if not below:
        return {}
    above = select(table.id, table.parent_id, table.deleted_at)
    rows = session.exec(above.where(table.id.in_(tree.with_above(table, [o.id for o in below]))))
    around = {item_id: (parent_id, moment) for item_id, parent_id, moment in rows}
    tops: dict[int, Root] = {}
    for one in below:
        met, at = set[int](), one.id
        while at in around and at not in met and around[at][1] == one.deleted_at:
            met.add(at)
            if (kind, at) in known:
                tops[one.id] = (kind, at)
                break
            at = around[at][0]
    return tops


def _may_fit(words: Sequence[str], *columns: Any) -> ColumnElement[bool]:
    """What SQL can leave out: it folds only the letters of ASCII."""
    plain = [word for word in words if word.isascii()]
    fits = (or_(*(col(one).icontains(word, autoescape=True) for one in columns)) for word in plain)
    return and_(True, *fits)  # noqa: FBT003 - of no condition
