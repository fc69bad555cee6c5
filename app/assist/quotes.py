"""Passages for an asker: found by the library, checked and read again in the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, or_, select
from sqlmodel import Session, col

from agents.facts import Quote
from app import access, db, rights
from app.among import among, ids_of, one_of
from app.domain.access import Actor
from app.models import Comment, Doc, Goal, Task, User
from app.models.base import table_of
from app.prepared import Prepared
from knowledge.documents import Passage
from knowledge.library import Library

# Records handed over whole, with all that is said on them: short records answer better than snippets.
WHOLE = 6
FOUND = 24
# Words beside meaning, by what each finds alone: where a question says it in other words than the text,
# words find three quarters of what meaning does (first five, .54 against .75 in a real Jira project).
WORDS_WEIGH = 0.75


def search(
    session: Session, actor: Actor, library: Library, query: str, *, limit: int = FOUND
) -> list[Quote]:
    """The best passages of the records that fit, best first; the first few records whole."""
    passages = library.search(query, scope=actor.places, limit=limit, lexical_weight=WORDS_WEIGH)
    quotes = checked(session, actor, passages)
    seen = {(quote.kind, quote.id) for quote in quotes}
    for record in list(dict.fromkeys(q.record for q in quotes))[:WHOLE]:
        score = max(q.score for q in quotes if q.record == record)
        more = of_record(session, actor, record, score=score * 0.5)
        quotes += [q for q in more if (q.kind, q.id) not in seen]
    return quotes


def evidence(session: Session, actor: Actor, library: Library, query: str) -> list[Quote]:
    """What may answer a question, the likeliest record first: each passage for itself, as it is written now."""
    passages = library.evidence(query, scope=actor.places)
    return checked(session, actor, passages, whole=False)


def checked(
    session: Session, actor: Actor, passages: Iterable[Passage], *, whole: bool = True
) -> list[Quote]:
    """Passages whose record is there and visible now; a passage whose words changed since is dropped.

    All but docs are quoted whole, unless only the passage is asked for.
    """
    passages = list(passages)
    ids = {
        kind: [
            int(p.document_id.partition(":")[2])
            for p in passages
            if p.document_id.startswith(f"{kind}:")
        ]
        for kind in ("task", "comment", "doc", "goal")
    }
    known = {
        **{f"task:{q.id}": q for q in _tasks(session, actor, ids["task"])},
        **{f"comment:{q.id}": q for q in comments(session, actor, ids["comment"])},
        **{f"doc:{q.id}": q for q in _docs(session, actor, ids["doc"])},
        **{f"goal:{q.id}": q for q in _goals(session, actor, ids["goal"])},
    }
    found: list[Quote] = []
    for passage in passages:
        quote = known.get(passage.document_id)
        if quote is None:
            continue
        text = _still_there(passage, quote, whole=whole)
        if text is not None:
            near = {"heading": passage.heading, "likeness": passage.likeness}
            found.append(replace(quote, text=text, score=passage.score, **near))
    return found


def of_record(session: Session, actor: Actor, record: str, *, score: float = 0.0) -> list[Quote]:
    """A record whole: its own text, then everything said on it."""
    kind, _, number = record.partition(":")
    make = {"task": _tasks, "doc": _docs, "goal": _goals}.get(kind)
    if make is None:
        return []
    own = make(session, actor, [int(number)])
    if not own:
        return []
    written = _comments(
        session, actor, [Comment.subject_kind == kind, Comment.subject_id == int(number)]
    )
    return [replace(quote, score=score) for quote in (*own, *written)]


def records(session: Session, actor: Actor, wanted: Sequence[str]) -> list[Quote]:
    """Tasks by record (`task:12`), in the order given, as far as visible."""
    ids = [int(one.partition(":")[2]) for one in wanted]
    found = {quote.record: quote for quote in _tasks(session, actor, ids)}
    return [found[one] for one in wanted if one in found]


def comments_on(
    session: Session, actor: Actor, kind: str, item_id: int, *, until: datetime | None = None
) -> list[Quote]:
    """Comments on an item, newest first; those before `until` when a past day is looked at."""
    where = [Comment.subject_kind == kind, Comment.subject_id == item_id, *_before(until)]
    found = _comments(session, actor, where)
    return sorted(found, key=lambda q: q.at, reverse=True)


def comments(session: Session, actor: Actor, ids: Sequence[int]) -> list[Quote]:
    """Comments by id, newest first."""
    found = _comments(session, actor, [among(Comment.id, ids)]) if ids else []
    return sorted(found, key=lambda q: q.at, reverse=True)


def fitting_comments(session: Session, actor: Actor, where: list) -> list[Quote]:  # type: ignore[type-arg]
    """Comments that fit and whose subject the actor sees, oldest first."""
    return _comments(session, actor, where)


def on_these(
    tasks: Sequence[Any], *, goal_id: int | None = None, space_id: int | None = None
) -> ColumnElement[bool]:
    """Condition on Comment: on tasks that fit, on a goal, or on goals and pages of a space."""
    where = [and_(C.subject_kind == "task", C.subject_id.in_(select(T.id).where(*tasks)))]
    if goal_id is not None:
        where.append(and_(C.subject_kind == "goal", C.subject_id == goal_id))
    if space_id is not None:
        goals, docs = (select(c.id).where(c.space_id == space_id) for c in (G, D))
        where.append(and_(C.subject_kind == "goal", C.subject_id.in_(goals)))
        where.append(and_(C.subject_kind == "doc", C.subject_id.in_(docs)))
    return or_(*where)


def last_on(
    session: Session, actor: Actor, task_ids: Sequence[int], *, until: datetime | None = None
) -> dict[int, Quote]:
    """The newest comment on each task; the newest before `until` when a past day is looked at."""
    on_these = [Comment.subject_kind == "task", among(Comment.subject_id, task_ids)]
    found = _comments(session, actor, [*on_these, *_before(until)])
    newest: dict[int, Quote] = {}
    for quote in sorted(found, key=lambda q: q.at):
        newest[int(quote.record.partition(":")[2])] = quote
    return newest


def _before(until: datetime | None) -> list:  # type: ignore[type-arg]
    return [] if until is None else [col(Comment.created_at) < until]


def _still_there(passage: Passage, quote: Quote, *, whole: bool) -> str | None:
    """The passage's words as the record has them now."""
    body = passage.text
    if body.startswith(quote.title):
        body = body[len(quote.title) :].lstrip("\n")
    if whole and quote.kind != "doc":
        return quote.text
    return body if " ".join(body.split()) in " ".join(quote.text.split()) else None


def _tasks(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    if not ids:
        return []
    asked = {"ids": ids_of(ids)} | rights.of(actor)
    return [
        Quote(
            kind="task",
            id=task_id,
            key=key,
            title=f"{key} {title}",
            url=f"/tasks/{key}",
            text=description or title,
            author=author or "",
            at=at,
            score=0.0,
            record=f"task:{task_id}",
        )
        for task_id, key, title, description, at, author in OF_TASKS.all(session, asked)
    ]


def _docs(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    if not ids:
        return []
    query = (
        select(D.id, D.title, D.text, D.updated_at, U.name)
        .join_from(DOC, USER, U.id == D.updated_by, isouter=True)
        .where(among(Doc.id, ids), access.docs_open_to(actor))
    )
    return [_titled("doc", *row) for row in _rows(session, query)]


def _goals(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    if not ids:
        return []
    query = (
        select(G.id, G.title, G.description, G.updated_at, U.name)
        .join_from(GOAL, USER, U.id == G.owner_id, isouter=True)
        .where(among(Goal.id, ids), access.goals_open_to(actor))
    )
    return [_titled("goal", *row) for row in _rows(session, query)]


def _titled(
    kind: str, item_id: int, title: str, text: str, at: datetime, author: str | None
) -> Quote:
    """A doc or goal: they have titles and no keys."""
    return Quote(
        kind=kind,
        id=item_id,
        key="",
        title=title,
        url=f"/{kind}s/{item_id}",
        text=text or title,
        author=author or "",
        at=at,
        score=0.0,
        record=f"{kind}:{item_id}",
    )


def _comments(session: Session, actor: Actor, where: list) -> list[Quote]:  # type: ignore[type-arg]
    """Comments that fit and whose subject the actor sees."""
    query = (
        select(C.id, C.subject_kind, C.subject_id, C.text, C.created_at, U.name)
        .join_from(COMMENT, USER, U.id == C.author_id, isouter=True)
        .where(*where, C.deleted_at.is_(None))
        .order_by(C.created_at)
    )
    rows = _rows(session, query)
    named = subjects(session, actor, {(kind, item_id) for _, kind, item_id, *_ in rows})
    found: list[Quote] = []
    for comment_id, kind, item_id, text, at, author in rows:
        subject = named.get((kind, item_id))
        if subject is not None:
            key, title, url = subject
            found.append(
                Quote(
                    kind="comment",
                    id=comment_id,
                    key=key,
                    title=title,
                    url=f"{url}#comment-{comment_id}",
                    text=text,
                    author=author or "",
                    at=at,
                    score=0.0,
                    record=f"{kind}:{item_id}",
                )
            )
    return found


def subjects(
    session: Session, actor: Actor, ends: set[tuple[str, int]]
) -> dict[tuple[str, int], tuple[str, str, str]]:
    """(key, title, url) of what comments are on, as far as visible."""
    ids = {kind: {i for k, i in ends if k == kind} for kind in ("task", "doc", "goal")}
    found: dict[tuple[str, int], tuple[str, str, str]] = {}
    if ids["task"]:
        here = (among(Task.id, ids["task"]), access.tasks_open_to(actor))
        for task_id, key, title in _rows(session, select(T.id, T.key, T.title).where(*here)):
            found["task", task_id] = key, f"{key} {title}", f"/tasks/{key}"
    if ids["doc"]:
        here = (among(Doc.id, ids["doc"]), access.docs_open_to(actor))
        for doc_id, title in _rows(session, select(D.id, D.title).where(*here)):
            found["doc", doc_id] = "", title, f"/docs/{doc_id}"
    if ids["goal"]:
        here = (among(Goal.id, ids["goal"]), access.goals_open_to(actor))
        for goal_id, title in _rows(session, select(G.id, G.title).where(*here)):
            found["goal", goal_id] = "", title, f"/goals/{goal_id}"
    return found


def _rows(session: Session, query: Executable) -> Sequence[Any]:
    """What is only shown needs no records: columns cost a third of them."""
    return db.execute(session, query).all()


TASK, DOC, GOAL, COMMENT, USER = (table_of(one) for one in (Task, Doc, Goal, Comment, User))
T, D, G, C, U = (table.c for table in (TASK, DOC, GOAL, COMMENT, USER))
# Made once: to build a statement costs more than to run it.
OF_TASKS = Prepared(
    select(T.id, T.key, T.title, T.description, T.created_at, U.name)
    .join_from(TASK, USER, U.id == T.created_by, isouter=True)
    .where(
        one_of(T.id, "ids"),
        T.deleted_at.is_(None),
        rights.in_lists(T.list_id),
    )
)
