"""Records as the library keeps them: task, comment, doc and goal → Document."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from app.domain.access import WORKSPACE
from app.domain.text import squeeze
from app.models import (
    Comment,
    Doc,
    Goal,
    Space,
    Tag,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    User,
)
from knowledge.documents import Document

KINDS = ("task", "comment", "doc", "goal")
# What a comment answers, as context: enough to recognise it.
OPENING = 160
# Ids a query may name at once.
PAGE = 500


def of(session: Session, ids: Iterable[str]) -> tuple[list[Document], list[str]]:
    """Documents of the living ones of these records, and the ids of those that are gone."""
    wanted = list(dict.fromkeys(ids))
    found: list[Document] = []
    for start in range(0, len(wanted), PAGE):
        part = wanted[start : start + PAGE]
        for kind, make in (
            ("task", _tasks),
            ("comment", _comments),
            ("doc", _docs),
            ("goal", _goals),
        ):
            numbers = [int(one.partition(":")[2]) for one in part if one.startswith(f"{kind}:")]
            if numbers:
                found += make(session, numbers)
    alive = {document.id for document in found}
    return found, [one for one in wanted if one not in alive]


def every_id(session: Session) -> Iterator[str]:
    """The ids of all living records."""
    for kind, table in (("task", Task), ("comment", Comment), ("doc", Doc), ("goal", Goal)):
        for number in session.exec(
            select(table.id).where(col(table.deleted_at).is_(None)).order_by(col(table.id))
        ):
            yield f"{kind}:{number}"


def of_list(session: Session, list_id: int) -> list[str]:
    """The records that live in a list: its tasks and their comments."""
    tasks = [i or 0 for i in session.exec(select(Task.id).where(Task.list_id == list_id))]
    comments: list[int | None] = []
    for start in range(0, len(tasks), PAGE):
        comments += session.exec(
            select(Comment.id).where(
                Comment.subject_kind == "task",
                col(Comment.subject_id).in_(tasks[start : start + PAGE]),
            )
        ).all()
    return [*(f"task:{i}" for i in tasks), *(f"comment:{i}" for i in comments)]


def of_space(session: Session, space_id: int) -> list[str]:
    """The records that live in a space: its lists', docs and goals with their comments."""
    found: list[str] = []
    for list_id in session.exec(select(TaskList.id).where(TaskList.space_id == space_id)):
        found += of_list(session, list_id or 0)
    for kind, table in (("doc", Doc), ("goal", Goal)):
        for number in session.exec(select(table.id).where(table.space_id == space_id)):
            found += with_comments(session, kind, number or 0)
    return found


def of_person(session: Session, user_id: int) -> list[str]:
    """The records that name a person as who does, owns or wrote them."""
    tasks = session.exec(select(TaskAssignee.task_id).where(TaskAssignee.user_id == user_id))
    comments = session.exec(select(Comment.id).where(Comment.author_id == user_id))
    goals = session.exec(select(Goal.id).where(Goal.owner_id == user_id))
    return [
        *(f"task:{i}" for i in tasks),
        *(f"comment:{i}" for i in comments),
        *(f"goal:{i}" for i in goals),
    ]


def with_comments(session: Session, kind: str, number: int) -> list[str]:
    comments = session.exec(
        select(Comment.id).where(Comment.subject_kind == kind, Comment.subject_id == number)
    )
    return [f"{kind}:{number}", *(f"comment:{i}" for i in comments)]


def _tasks(session: Session, ids: list[int]) -> list[Document]:
    rows = session.exec(
        select(Task, TaskList.name, Space.name)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .join(Space, col(Space.id) == Task.space_id)
        .where(
            col(Task.id).in_(ids),
            col(Task.deleted_at).is_(None),
            col(TaskList.deleted_at).is_(None),
            col(Space.deleted_at).is_(None),
        )
    ).all()
    people, tags = _people(session, ids), _tags(session, ids)
    authors = _names(session, {task.created_by for task, _, _ in rows})
    return [
        Document(
            id=f"task:{task.id}",
            place=f"list:{task.list_id}",
            record=f"task:{task.id}",
            title=f"{task.key} {task.title}",
            text=task.description,
            context=_joined(
                space, list_name, *tags.get(task.id or 0, []), *people.get(task.id or 0, [])
            ),
            author=authors.get(task.created_by, ""),
            at=task.created_at,
            key=task.key,
        )
        for task, list_name, space in rows
    ]


def _comments(session: Session, ids: list[int]) -> list[Document]:
    comments = session.exec(
        select(Comment).where(col(Comment.id).in_(ids), col(Comment.deleted_at).is_(None))
    ).all()
    homes = _homes(session, comments)
    authors = _names(session, {comment.author_id for comment in comments})
    above = {c.parent_id for c in comments if c.parent_id is not None}
    answered = dict(
        session.exec(
            select(Comment.id, Comment.text).where(
                col(Comment.id).in_(above), col(Comment.deleted_at).is_(None)
            )
        ).all()
    )
    found: list[Document] = []
    for comment in comments:
        home = homes.get((comment.subject_kind, comment.subject_id))
        if home is None:
            continue
        place, title = home
        author = authors.get(comment.author_id, "")
        found.append(
            Document(
                id=f"comment:{comment.id}",
                place=place,
                record=f"{comment.subject_kind}:{comment.subject_id}",
                title=title,
                text=comment.text,
                context=_joined(
                    author, squeeze(answered.get(comment.parent_id or 0, ""), limit=OPENING)
                ),
                author=author,
                at=comment.created_at,
            )
        )
    return found


def _homes(session: Session, comments: Iterable[Comment]) -> dict[tuple[str, int], tuple[str, str]]:
    """(place, title) of what the comments are about, as far as it lives."""
    ids = {kind: {c.subject_id for c in comments if c.subject_kind == kind} for kind in KINDS}
    homes: dict[tuple[str, int], tuple[str, str]] = {}
    for task_id, key, title, list_id in session.exec(
        select(Task.id, Task.key, Task.title, Task.list_id)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .join(Space, col(Space.id) == Task.space_id)
        .where(
            col(Task.id).in_(ids["task"]),
            col(Task.deleted_at).is_(None),
            col(TaskList.deleted_at).is_(None),
            col(Space.deleted_at).is_(None),
        )
    ):
        homes["task", task_id or 0] = f"list:{list_id}", f"{key} {title}"
    for kind, table in (("doc", Doc), ("goal", Goal)):
        for number, title, space_id in session.exec(
            select(table.id, table.title, table.space_id).where(
                col(table.id).in_(ids[kind]), col(table.deleted_at).is_(None)
            )
        ):
            if _space_lives(session, space_id):
                homes[kind, number or 0] = place_of(space_id), title
    return homes


def _docs(session: Session, ids: list[int]) -> list[Document]:
    docs = session.exec(
        select(Doc).where(col(Doc.id).in_(ids), col(Doc.deleted_at).is_(None))
    ).all()
    authors = _names(session, {doc.created_by for doc in docs})
    spaces = dict(session.exec(select(Space.id, Space.name)).all())
    return [
        Document(
            id=f"doc:{doc.id}",
            place=place_of(doc.space_id),
            record=f"doc:{doc.id}",
            title=doc.title,
            text=doc.text,
            context=_joined(spaces.get(doc.space_id or 0, "")),
            author=authors.get(doc.created_by, ""),
            at=doc.created_at,
        )
        for doc in docs
        if _space_lives(session, doc.space_id)
    ]


def _goals(session: Session, ids: list[int]) -> list[Document]:
    goals = session.exec(
        select(Goal).where(col(Goal.id).in_(ids), col(Goal.deleted_at).is_(None))
    ).all()
    people = _names(
        session, {goal.owner_id for goal in goals} | {goal.created_by for goal in goals}
    )
    return [
        Document(
            id=f"goal:{goal.id}",
            place=place_of(goal.space_id),
            record=f"goal:{goal.id}",
            title=goal.title,
            text=goal.description,
            context=_joined(
                "goal" if goal.kind == "goal" else "initiative", people.get(goal.owner_id, "")
            ),
            author=people.get(goal.created_by, ""),
            at=goal.created_at,
        )
        for goal in goals
        if _space_lives(session, goal.space_id)
    ]


def place_of(space_id: int | None) -> str:
    """Where a doc or goal is found: its space, or the workspace."""
    return WORKSPACE if space_id is None else f"space:{space_id}"


def _space_lives(session: Session, space_id: int | None) -> bool:
    if space_id is None:
        return True
    space = session.get(Space, space_id)
    return space is not None and space.deleted_at is None


def _people(session: Session, task_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for task_id, name in session.exec(
        select(TaskAssignee.task_id, User.name)
        .join(User, col(User.id) == TaskAssignee.user_id)
        .where(col(TaskAssignee.task_id).in_(task_ids))
    ):
        found.setdefault(task_id, []).append(name)
    return found


def _tags(session: Session, task_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for task_id, name in session.exec(
        select(TaskTag.task_id, Tag.name).join(Tag).where(col(TaskTag.task_id).in_(task_ids))
    ):
        found.setdefault(task_id, []).append(name)
    return found


def _names(session: Session, ids: set[int | None]) -> dict[int | None, str]:
    known = session.exec(select(User.id, User.name).where(col(User.id).in_(ids - {None})))
    return dict(known.all())


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
