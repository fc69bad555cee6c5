"""Docs: the tree of pages, one page, its versions."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app import access, past, tree
from app.among import among
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.models import Doc, DocVersion, Space
from app.reads import people
from app.reads.people import Person


@dataclass(frozen=True)
class DocLine:
    """A page in the tree."""

    id: int
    title: str
    space_id: int | None
    parent_id: int | None
    updated_at: datetime
    rank: str


@dataclass(frozen=True)
class DocPage:
    """A page to read and write."""

    id: int
    title: str
    text: str
    version: int
    space_id: int | None
    space_name: str
    parents: list[tuple[int, str]]  # from the top
    children: list[DocLine]
    updated_at: datetime
    updated_by: Person | None
    is_archived: bool  # with its space: read, not changed
    can_edit: bool


@dataclass(frozen=True)
class Version:
    """A page as it was saved."""

    version: int
    title: str
    text: str
    author: Person | None
    at: datetime


def lines(session: Session, *, actor: Actor, space_id: int | None = None) -> list[DocLine]:
    """Every page the actor may read, by rank; of one space when given."""
    query = select(  # pyright: ignore[reportCallIssue] - its overloads end at four columns
        Doc.id, Doc.title, Doc.space_id, Doc.parent_id, Doc.updated_at, Doc.rank
    ).where(access.docs_open_to(actor))
    if space_id is not None:
        query = query.where(Doc.space_id == space_id)
    return [
        DocLine(i or 0, title, space, parent, at, rank)
        for i, title, space, parent, at, rank in session.exec(
            query.order_by(col(Doc.rank), col(Doc.id))
        )
    ]


def page(session: Session, doc_id: int, *, actor: Actor) -> DocPage:
    doc = access.doc(session, doc_id, actor)
    space = session.get(Space, doc.space_id) if doc.space_id else None
    by = people.by_ids(session, {doc.updated_by} - {None})  # type: ignore[arg-type]
    below = [line for line in lines(session, actor=actor) if line.parent_id == doc_id]
    return DocPage(
        id=doc_id,
        title=doc.title,
        text=doc.text,
        version=doc.version,
        space_id=doc.space_id,
        space_name=space.name if space else "",
        parents=_parents(session, doc, actor),
        children=below,
        updated_at=doc.updated_at,
        updated_by=by.get(doc.updated_by or 0),
        is_archived=doc.space_id in actor.archived.spaces,
        can_edit=actor.edits and doc.space_id not in actor.archived.spaces,
    )


def versions(session: Session, doc_id: int, *, actor: Actor) -> list[Version]:
    """The saved versions, newest first, but for those of a place that was closed to the actor."""
    seen = past.versions_open_to(session, access.doc(session, doc_id, actor), actor)
    rows = session.exec(
        select(DocVersion)
        .where(DocVersion.doc_id == doc_id, among(DocVersion.version, seen))
        .order_by(col(DocVersion.version).desc())
    ).all()
    known = people.by_ids(session, {row.author_id for row in rows if row.author_id})
    return [
        Version(row.version, row.title, row.text, known.get(row.author_id or 0), row.at)
        for row in rows
    ]


def version(session: Session, doc_id: int, number: int, *, actor: Actor) -> Version:
    for one in versions(session, doc_id, actor=actor):
        if one.version == number:
            return one
    raise NotFound("version")


def _parents(session: Session, doc: Doc, actor: Actor) -> list[tuple[int, str]]:
    """The pages a page is under, from the top, as far as the actor may see them."""
    ids = tree.above(session, Doc, doc.id or 0) if doc.parent_id else []
    rows = select(Doc.id, Doc.title).where(col(Doc.id).in_(ids), access.docs_open_to(actor))
    titles = dict(session.exec(rows).all())
    return [(one, titles[one]) for one in reversed(ids) if one in titles]
