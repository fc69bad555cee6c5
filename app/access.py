"""The access doors, one a noun: what an actor may not see does not exist.

Every read and verb fetches through these. A door raises NotFound (never “forbidden”), so a hidden
thing and a missing one look the same.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, bindparam, or_
from sqlmodel import Session, col, select

from app import identity
from app.among import among
from app.domain.access import Actor, Role
from app.domain.errors import NotFound
from app.models import (
    Comment,
    Doc,
    Folder,
    Goal,
    KeyAlias,
    ListMember,
    Space,
    SpaceMember,
    Status,
    Target,
    Task,
    TaskAssignee,
    TaskList,
    User,
)

Where = ColumnElement[bool]


# -- who -----------------------------------------------------------------------------------------


def actor(session: Session, user_id: int, *, writes: bool = True) -> Actor:
    """The person as they may act now; raises NotSignedIn for unknown or disabled people."""
    return identity.of_user(session, user_id, writes=writes)


def machine(session: Session, *, kind: str = "system", name: str = "Goalward") -> Actor:
    """The workspace's own hands (consumers, importers): everything is open to them."""
    return Actor(
        kind="importer" if kind == "importer" else "system",
        user_id=None,
        role=Role.OWNER,
        name=name,
        everything=True,
        spaces=frozenset(session.exec(select(col(Space.id)).where(_alive(Space.deleted_at)))),  # type: ignore[arg-type]
        lists=frozenset(session.exec(select(col(TaskList.id)).where(_alive(TaskList.deleted_at)))),  # type: ignore[arg-type]
    )


def _alive(column: object) -> Where:
    return col(column).is_(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a mapped column


# -- what is visible, as conditions for queries -----------------------------------------------------


def tasks_open_to(who: Actor) -> Where:
    """Condition on Task: alive and in a list open to the actor."""
    # A task of a deleted list is hidden too: `lists` holds living lists only.
    return and_(_alive(Task.deleted_at), in_lists_of(who, Task.list_id))


def in_lists_of(who: Actor, column: object) -> Where:
    """The list a column names is open to the actor."""
    return among(column, who.lists)


def lists_open_to(who: Actor) -> Where:
    return and_(_alive(TaskList.deleted_at), in_lists_of(who, TaskList.id))


def spaces_open_to(who: Actor) -> Where:
    """Condition on Space: alive and open as a whole."""
    return and_(_alive(Space.deleted_at), among(Space.id, who.spaces))


def goals_open_to(who: Actor) -> Where:
    shown = [] if who.shows_archived else [col(Goal.archived_at).is_(None)]
    return and_(_alive(Goal.deleted_at), _of_space(Goal.space_id, who), *shown)


def folders_open_to(who: Actor) -> Where:
    """Condition on Folder: alive, in a space open as a whole."""
    shown = [] if who.shows_archived else [col(Folder.archived_at).is_(None)]
    return and_(_alive(Folder.deleted_at), among(Folder.space_id, who.spaces), *shown)


def docs_open_to(who: Actor) -> Where:
    return and_(_alive(Doc.deleted_at), _of_space(Doc.space_id, who))


def _of_space(column: object, who: Actor) -> Where:
    space = col(column)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a mapped column
    within = among(column, who.spaces)
    return within if who.is_guest else or_(space.is_(None), within)


# -- one thing, or NotFound -------------------------------------------------------------------------


def task(session: Session, id_or_key: int | str, who: Actor) -> Task:
    """A task by id or key (old keys work too); raises NotFound."""
    found = _task(session, id_or_key)
    if found is None or found.deleted_at is not None or found.list_id not in who.lists:
        raise NotFound("task")
    return found


def tasks(session: Session, keys: Collection[int | str], who: Actor) -> dict[int | str, Task]:
    """Those of many tasks that `task` would find, by the id or key they were asked with."""
    words = {one: one.strip().lstrip("#").upper() for one in keys if isinstance(one, str)}
    ids = [one for one in keys if isinstance(one, int)]
    rows = select(Task).where(or_(among(Task.id, ids), col(Task.key).in_(set(words.values()))))
    found = session.exec(rows).all()
    by_id = {one.id: one for one in found}
    by_key = {one.key: one for one in found}
    if missing := set(words.values()) - by_key.keys():
        old = select(KeyAlias.key, Task).join(Task, col(Task.id) == KeyAlias.task_id)
        by_key |= dict(session.exec(old.where(col(KeyAlias.key).in_(missing))).all())
    named = {
        one: by_id.get(one) if isinstance(one, int) else by_key.get(words[one]) for one in keys
    }
    return {
        one: task
        for one, task in named.items()
        if task is not None and task.deleted_at is None and task.list_id in who.lists
    }


def _task(session: Session, id_or_key: int | str) -> Task | None:
    if isinstance(id_or_key, int):
        return session.get(Task, id_or_key)
    key = id_or_key.strip().lstrip("#").upper()
    found = session.exec(BY_KEY, params={"key": key}).first()
    if found is None:
        alias = session.get(KeyAlias, key)
        found = session.get(Task, alias.task_id) if alias else None
    return found


def space(session: Session, id_or_key: int | str, who: Actor) -> Space:
    """A space open as a whole, by id or key; raises NotFound."""
    found = (
        session.get(Space, id_or_key)
        if isinstance(id_or_key, int)
        else session.exec(select(Space).where(Space.key == id_or_key.strip().upper())).first()
    )
    if found is None or found.deleted_at is not None or found.id not in who.spaces:
        raise NotFound("space")
    return found


def task_list(session: Session, list_id: int, who: Actor) -> TaskList:
    found = session.get(TaskList, list_id)
    if found is None or found.deleted_at is not None or found.id not in who.lists:
        raise NotFound("list")
    return found


def folder(session: Session, folder_id: int, who: Actor) -> Folder:
    found = session.get(Folder, folder_id)
    if found is None or found.deleted_at is not None or found.space_id not in who.spaces:
        raise NotFound("folder")
    return found


def status(session: Session, status_id: int, who: Actor) -> Status:
    found = session.get(Status, status_id)
    hidden = (
        found is None
        or found.deleted_at is not None
        or (
            found.list_id not in who.lists
            if found.list_id is not None
            else not _sees_space(session, found.space_id, who)
        )
    )
    if found is None or hidden:
        raise NotFound("status")
    return found


def _sees_space(session: Session, space_id: int, who: Actor) -> bool:
    """The space is open, or at least one of its lists is (a guest's case)."""
    if space_id in who.spaces:
        return True
    inside = session.exec(select(TaskList.id).where(TaskList.space_id == space_id))
    return any(list_id in who.lists for list_id in inside)


def goal(session: Session, goal_id: int, who: Actor) -> Goal:
    found = session.get(Goal, goal_id)
    if found is None or found.deleted_at is not None or not sees_space(who, found.space_id):
        raise NotFound("goal")
    return found


def target(session: Session, target_id: int, who: Actor) -> Target:
    found = session.get(Target, target_id)
    if found is None or found.deleted_at is not None:
        raise NotFound("target")
    try:
        goal(session, found.goal_id, who)
    except NotFound:
        raise NotFound("target") from None  # a hidden one must sound like a missing one
    return found


def doc(session: Session, doc_id: int, who: Actor) -> Doc:
    found = session.get(Doc, doc_id)
    if found is None or found.deleted_at is not None or not sees_space(who, found.space_id):
        raise NotFound("doc")
    return found


def sees_space(who: Actor, space_id: int | None) -> bool:
    """What belongs to this space as a whole (goals, docs), or to the workspace when it is None, is open."""
    return (not who.is_guest) if space_id is None else space_id in who.spaces


def comment(session: Session, comment_id: int, who: Actor) -> Comment:
    """A comment whose subject the actor may see; raises NotFound."""
    found = session.get(Comment, comment_id)
    if found is None or found.deleted_at is not None:
        raise NotFound("comment")
    try:
        item(session, found.subject_kind, found.subject_id, who)
    except NotFound:
        raise NotFound("comment") from None  # a hidden one must sound like a missing one
    return found


def item(session: Session, kind: str, item_id: int, who: Actor) -> Task | Doc | Goal:
    """A task, doc or goal by kind and id; raises NotFound."""
    if kind == "task":
        return task(session, item_id, who)
    if kind == "doc":
        return doc(session, item_id, who)
    if kind == "goal":
        return goal(session, item_id, who)
    raise NotFound("item")


def user(session: Session, user_id: int, who: Actor) -> User:
    """A person of the workspace. A guest sees only people they share a place with."""
    found = session.get(User, user_id)
    if found is None or not people_open_to(session, who, only=[user_id]):
        raise NotFound("person")
    return found


def users(session: Session, ids: Collection[int], who: Actor) -> dict[int, User]:
    """Those of many people that `user` would find, by id."""
    return {one.id or 0: one for one in people_open_to(session, who, only=ids)} if ids else {}


def people_open_to(
    session: Session, who: Actor, *, only: Collection[int] | None = None
) -> list[User]:
    """The people an actor may know of, by name. Guests know those of their own places.

    Whom an unfinished import brings, nobody knows but the importer.
    """
    query = select(User) if only is None else select(User).where(among(User.id, only))
    if who.kind != "importer":
        query = query.where(_alive(User.import_run_id))
    everyone = list(session.exec(query.order_by(User.name)))
    if not who.is_guest:
        return everyone
    known = {who.user_id} | _sharers(session, who)
    return [person for person in everyone if person.id in known]


def _sharers(session: Session, who: Actor) -> set[int]:
    """Members of the guest's spaces and lists, and whoever works on tasks there."""
    from_spaces = session.exec(
        select(SpaceMember.user_id).where(col(SpaceMember.space_id).in_(who.spaces))
    )
    from_lists = session.exec(
        select(ListMember.user_id).where(col(ListMember.list_id).in_(who.lists))
    )
    working = session.exec(
        select(TaskAssignee.user_id)
        .join(Task, col(Task.id) == TaskAssignee.task_id)
        .where(tasks_open_to(who))
        .distinct()
    )
    return set(from_spaces) | set(from_lists) | set(working)


# Made once: to build a statement costs more than to run it.
BY_KEY = select(Task).where(Task.key == bindparam("key"))
