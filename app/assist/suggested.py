"""What the library found for a line that is being typed, read again under the reader's rights: a statement a kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, case, or_, select
from sqlalchemy.types import Text
from sqlmodel import Session

from app import rights
from app.among import ids_of, one_of
from app.domain.access import Actor
from app.models import Comment, Doc, KeyAlias, Space, Task, TaskList
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from app.reads import named
from knowledge.begun import Begun


@dataclass(frozen=True)
class Read:
    """A record, or a comment on one, as the database has it now."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    place: str
    text: str
    is_titled: bool = False  # its name holds what is typed


def read(
    session: Session, actor: Actor, begun: Sequence[Begun], names: Sequence[named.Name], *, key: str
) -> list[Read]:
    """In their order, what is still there and open to the actor; first the task with this key."""
    asked = rights.of(actor)
    tasks = _tasks(session, asked, _ids(begun, "task"), key)
    docs = _docs(session, asked, _ids(begun, "doc"))
    goals = {one.id: one for one in names if one.kind == "goal"}
    said = [one for one in begun if not one.is_titled and one.document_id != one.record]
    texts = _comments(session, [_number(one.document_id) for one in said])
    found = [
        replace(one, is_titled=True)
        for one in tasks.values()
        if key and (one.key == key or one.place == f"was {key}")
    ]
    for one in begun:
        kind, number = one.record.partition(":")[0], _number(one.record)
        home: Read | None = None
        if kind == "task":
            home = tasks.get(number)
        elif kind == "doc":
            home = docs.get(number)
        elif number in goals:
            home = Read("goal", number, "", goals[number].name, f"/goals/{number}", "", "")
        if home is None or home.url in {other.url for other in found}:
            continue
        if one in said:
            comment = _number(one.document_id)
            text = texts.get((comment, kind, number))
            if text is None:
                continue
            url = f"{home.url}#comment-{comment}"
            found.append(Read("comment", comment, home.key, home.title, url, home.place, text))
        else:
            found.append(replace(home, is_titled=one.is_titled))
    return found


def _ids(begun: Sequence[Begun], kind: str) -> list[int]:
    return [_number(one.record) for one in begun if one.record.startswith(f"{kind}:")]


def _number(name: str) -> int:
    return int(name.partition(":")[2])


def _tasks(session: Session, asked: dict[str, object], ids: list[int], key: str) -> dict[int, Read]:
    if not ids and not key:
        return {}
    rows = TASKS.all(session, asked | {"ids": ids_of(ids), "key": key})
    return {
        i: Read("task", i, own, title, f"/tasks/{own}", f"was {key}" if was else place, text)
        for i, own, title, text, place, was in rows
    }


def _docs(session: Session, asked: dict[str, object], ids: list[int]) -> dict[int, Read]:
    if not ids:
        return {}
    rows = DOCS.all(session, asked | {"ids": ids_of(ids)})
    return {
        i: Read("doc", i, "", title, f"/docs/{i}", place or "", text)
        for i, title, text, place in rows
    }


def _comments(session: Session, ids: list[int]) -> dict[tuple[int, str, int], str]:
    """Texts by comment and what it is on; who may see that may read it."""
    if not ids:
        return {}
    rows = COMMENTS.all(session, {"ids": ids_of(ids)})
    return {(i, kind, subject): text for i, kind, subject, text in rows}


T, L, D, S, C, A = (columns_of(t) for t in (Task, TaskList, Doc, Space, Comment, KeyAlias))
_KEY = bindparam("key", type_=Text())
_BY_OLD_KEY = T.id.in_(select(A.task_id).where(A.key == _KEY))
# Made once: to build a statement costs more than to run it.
TASKS = Prepared(
    select(T.id, T.key, T.title, T.description, L.name, case((_BY_OLD_KEY, 1), else_=0))
    .join_from(table_of(Task), table_of(TaskList), L.id == T.list_id)
    .where(
        or_(one_of(T.id, "ids"), T.key == _KEY, _BY_OLD_KEY),
        T.deleted_at.is_(None),
        rights.in_lists(T.list_id),
    )
)
DOCS = Prepared(
    select(D.id, D.title, D.text, S.name)
    .join_from(table_of(Doc), table_of(Space), S.id == D.space_id, isouter=True)
    .where(one_of(D.id, "ids"), D.deleted_at.is_(None), rights.of_space(D.space_id))
)
COMMENTS = Prepared(
    select(C.id, C.subject_kind, C.subject_id, C.text).where(
        one_of(C.id, "ids"), C.deleted_at.is_(None)
    )
)
