"""What a task is tied to: who does it, its tags, and the task it is part of."""

from sqlmodel import Session, col, select

from app import access, tree
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.lookups import assignees_of, tags_of
from app.models import Tag, Task, TaskAssignee, TaskTag, User
from app.work.recording import Changes


def validate_parent(
    session: Session, task: Task | None, parent_id: int | None, by: Actor
) -> int | None:
    """A parent that is not the task itself nor below it; the refusal names the path."""
    if parent_id is None:
        return None
    parent = access.task(session, parent_id, by)
    return tree.validate_parent(session, Task, task.id if task else None, parent.id or 0, by)


def descendants(session: Session, task: Task) -> list[Task]:
    ids = tree.below(session, Task, task.id or 0)
    return list(session.exec(select(Task).where(col(Task.id).in_(ids)).order_by(col(Task.id))))


def assign(session: Session, task: Task, wanted: list[int], by: Actor) -> Changes:
    """Set who does it; people must be known and active (those already on it may stay)."""
    old, new = assignees_of(session, task.id or 0), sorted(set(wanted))
    for user_id in set(new) - set(old):
        somebody(session, user_id, by)
        session.add(TaskAssignee(task_id=task.id or 0, user_id=user_id))
    for user_id in set(old) - set(new):
        session.delete(session.get_one(TaskAssignee, (task.id, user_id)))
    session.flush()
    return {"assignees": [old, new]} if old != new else {}


def somebody(session: Session, user_id: int, by: Actor) -> User:
    """A person who may be given work; raises NotFound, and Invalid for who is no longer active."""
    person = access.user(session, user_id, by)
    if not person.is_active and by.kind == "user":
        raise Invalid(f"{person.name} is no longer active here.", field="assignees")
    return person


def tag(session: Session, task: Task, wanted: list[str], by: Actor) -> Changes:  # noqa: ARG001 - as `assign`
    """Set a task's tags, as the registry reads them; a new word makes a new tag."""
    old, new = tags_of(session, task.id or 0), sorted(wanted, key=str.casefold)
    if old == new:
        return {}
    known = {
        tag.name: tag for tag in session.exec(select(Tag).where(col(Tag.name).in_([*old, *new])))
    }
    for word in set(new) - set(old):
        if word not in known:
            known[word] = Tag(name=word)
            session.add(known[word])
            session.flush()
        session.add(TaskTag(task_id=task.id or 0, tag_id=known[word].id or 0))
    for word in set(old) - set(new):
        session.delete(session.get_one(TaskTag, (task.id, known[word].id)))
    session.flush()
    return {"tags": [old, new]}
