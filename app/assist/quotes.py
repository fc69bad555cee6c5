"""Passages for an asker: found by the library, checked and read again in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from agents.facts import Quote
from app import access
from app.domain.access import Actor
from app.models import Comment, Doc, Goal, Task, User
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


def checked(session: Session, actor: Actor, passages: Iterable[Passage]) -> list[Quote]:
    """Passages whose record is there and visible now; a passage whose words changed since is dropped."""
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
        **{
            f"comment:{q.id}": q
            for q in _comments(session, actor, [col(Comment.id).in_(ids["comment"])])
        },
        **{f"doc:{q.id}": q for q in _docs(session, actor, ids["doc"])},
        **{f"goal:{q.id}": q for q in _goals(session, actor, ids["goal"])},
    }
    found: list[Quote] = []
    for passage in passages:
        quote = known.get(passage.document_id)
        if quote is None:
            continue
        text = _still_there(passage, quote)
        if text is not None:
            found.append(Quote(**{**quote.__dict__, "text": text, "score": passage.score}))
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
    said = _comments(
        session, actor, [Comment.subject_kind == kind, Comment.subject_id == int(number)]
    )
    return [Quote(**{**quote.__dict__, "score": score}) for quote in (*own, *said)]


def records(session: Session, actor: Actor, wanted: Sequence[str]) -> list[Quote]:
    """Tasks by record (`task:12`), in the order given, as far as visible."""
    ids = [int(one.partition(":")[2]) for one in wanted]
    found = {quote.record: quote for quote in _tasks(session, actor, ids)}
    return [found[one] for one in wanted if one in found]


def said_on(
    session: Session, actor: Actor, kind: str, item_id: int, *, until: datetime | None = None
) -> list[Quote]:
    """Comments on an item, newest first; those before `until` when a past day is looked at."""
    where = [Comment.subject_kind == kind, Comment.subject_id == item_id, *_before(until)]
    found = _comments(session, actor, where)
    return sorted(found, key=lambda q: q.at, reverse=True)


def comments(session: Session, actor: Actor, ids: Sequence[int]) -> list[Quote]:
    """Comments by id, newest first."""
    found = _comments(session, actor, [col(Comment.id).in_(ids)])
    return sorted(found, key=lambda q: q.at, reverse=True)


def last_on(
    session: Session, actor: Actor, task_ids: Sequence[int], *, until: datetime | None = None
) -> dict[int, Quote]:
    """The newest comment on each task; the newest before `until` when a past day is looked at."""
    on_these = [Comment.subject_kind == "task", col(Comment.subject_id).in_(task_ids)]
    found = _comments(session, actor, [*on_these, *_before(until)])
    newest: dict[int, Quote] = {}
    for quote in sorted(found, key=lambda q: q.at):
        newest[int(quote.record.partition(":")[2])] = quote
    return newest


def _before(until: datetime | None) -> list:  # type: ignore[type-arg]
    return [] if until is None else [col(Comment.created_at) < until]


def _still_there(passage: Passage, quote: Quote) -> str | None:
    """The passage's words as the record has them now."""
    body = passage.text
    if body.startswith(quote.title):
        body = body[len(quote.title) :].lstrip("\n")
    if quote.kind == "doc":
        return (
            body
            if not body.strip() or " ".join(body.split()) in " ".join(quote.text.split())
            else None
        )
    return quote.text


def _tasks(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    rows = session.exec(
        select(Task, User.name)
        .join(User, col(User.id) == Task.created_by, isouter=True)
        .where(col(Task.id).in_(ids), access.tasks_open_to(actor))
    )
    return [
        Quote(
            "task",
            t.id or 0,
            t.key,
            f"{t.key} {t.title}",
            f"/tasks/{t.key}",
            t.description or t.title,
            name or "",
            t.created_at,
            0.0,
            f"task:{t.id}",
        )
        for t, name in rows
    ]


def _docs(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    rows = session.exec(
        select(Doc, User.name)
        .join(User, col(User.id) == Doc.updated_by, isouter=True)
        .where(col(Doc.id).in_(ids), access.docs_open_to(actor))
    )
    return [
        Quote(
            "doc",
            d.id or 0,
            "",
            d.title,
            f"/docs/{d.id}",
            d.text or d.title,
            name or "",
            d.updated_at,
            0.0,
            f"doc:{d.id}",
        )
        for d, name in rows
    ]


def _goals(session: Session, actor: Actor, ids: list[int]) -> list[Quote]:
    rows = session.exec(
        select(Goal, User.name)
        .join(User, col(User.id) == Goal.owner_id, isouter=True)
        .where(col(Goal.id).in_(ids), access.goals_open_to(actor))
    )
    return [
        Quote(
            "goal",
            g.id or 0,
            "",
            g.title,
            f"/goals/{g.id}",
            g.description or g.title,
            name or "",
            g.updated_at,
            0.0,
            f"goal:{g.id}",
        )
        for g, name in rows
    ]


def _comments(session: Session, actor: Actor, where: list) -> list[Quote]:  # type: ignore[type-arg]
    """Comments that fit and whose subject the actor sees."""
    rows = session.exec(
        select(Comment, User.name)
        .join(User, col(User.id) == Comment.author_id, isouter=True)
        .where(*where, col(Comment.deleted_at).is_(None))
        .order_by(col(Comment.created_at))
    ).all()
    subjects = _subjects(session, actor, {(c.subject_kind, c.subject_id) for c, _ in rows})
    found: list[Quote] = []
    for comment, name in rows:
        home = subjects.get((comment.subject_kind, comment.subject_id))
        if home is not None:
            key, title, url = home
            found.append(
                Quote(
                    "comment",
                    comment.id or 0,
                    key,
                    title,
                    f"{url}#comment-{comment.id}",
                    comment.text,
                    name or "",
                    comment.created_at,
                    0.0,
                    f"{comment.subject_kind}:{comment.subject_id}",
                )
            )
    return found


def _subjects(
    session: Session, actor: Actor, ends: set[tuple[str, int]]
) -> dict[tuple[str, int], tuple[str, str, str]]:
    """(key, title, url) of what comments are on, as far as visible."""
    ids = {kind: {i for k, i in ends if k == kind} for kind in ("task", "doc", "goal")}
    found: dict[tuple[str, int], tuple[str, str, str]] = {}
    for task_id, key, title in session.exec(
        select(Task.id, Task.key, Task.title).where(
            col(Task.id).in_(ids["task"]), access.tasks_open_to(actor)
        )
    ):
        found["task", task_id or 0] = key, f"{key} {title}", f"/tasks/{key}"
    for doc_id, title in session.exec(
        select(Doc.id, Doc.title).where(col(Doc.id).in_(ids["doc"]), access.docs_open_to(actor))
    ):
        found["doc", doc_id or 0] = "", title, f"/docs/{doc_id}"
    for goal_id, title in session.exec(
        select(Goal.id, Goal.title).where(
            col(Goal.id).in_(ids["goal"]), access.goals_open_to(actor)
        )
    ):
        found["goal", goal_id or 0] = "", title, f"/goals/{goal_id}"
    return found
