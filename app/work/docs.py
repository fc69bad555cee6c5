"""Docs: written, saved version by version, moved, put away."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from app import access, past, trash, tree
from app.domain import fields, ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, NotFound
from app.domain.events import Kind, Subject
from app.models import Doc, DocVersion
from app.work import mentions
from app.work.recording import change, created, of_doc, record, when


class SomebodySaved(Conflict):
    """Another save came between; nothing was overwritten."""

    code = "stale-version"

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(
            "Somebody else saved this doc meanwhile: your text is kept here, take theirs in and save again."
        )


def create(
    session: Session,
    *,
    title: str,
    by: Actor,
    text: str = "",
    space_id: int | None = None,
    parent_id: int | None = None,
    at: datetime | None = None,
) -> Doc:
    """Make a page; under a parent it lives in the parent's space."""
    must_edit(by)
    if parent_id is not None:
        space_id = access.doc(session, parent_id, by).space_id
        tree.validate_parent(session, Doc, None, parent_id, by)
    if space_id is not None:
        access.space(session, space_id, by)
    moment = when(at)
    last = session.exec(select(func.max(Doc.rank)).where(Doc.parent_id == parent_id)).one()
    doc = Doc(
        title=fields.DOC["title"].parse(title),
        text=fields.DOC["text"].parse(text),
        space_id=space_id,
        parent_id=parent_id,
        rank=ordering.between(last, None),
        created_by=by.user_id,
        created_at=moment,
        updated_by=by.user_id,
        updated_at=moment,
    )
    session.add(doc)
    session.flush()
    _keep(session, doc, by, moment)
    mentions.note(session, "doc", doc.id or 0, doc.text, by)
    record(
        session,
        Kind.DOC_CREATED,
        of_doc(doc),
        created(Subject.DOC, doc),
        by=by,
        at=at,
    )
    return doc


def save(
    session: Session,
    doc_id: int,
    *,
    text: str | None = None,
    title: str | None = None,
    based_on: int,
    by: Actor,
    at: datetime | None = None,
) -> Doc:
    """Save a new version; raises SomebodySaved when `based_on` is not the newest version."""
    must_edit(by)
    doc = access.doc(session, doc_id, by)
    new_title = doc.title if title is None else fields.DOC["title"].parse(title)
    new_text = doc.text if text is None else fields.DOC["text"].parse(text)
    if (new_title, new_text) == (doc.title, doc.text):
        return doc
    if based_on != doc.version:
        raise SomebodySaved(doc.version)
    # The words themselves are kept as versions; the event points at them.
    changes = change(doc, title=new_title)
    if doc.text != new_text:
        changes["length"] = [len(doc.text), len(new_text)]
        doc.text = new_text
    changes["version"] = [doc.version, doc.version + 1]
    doc.version += 1
    doc.updated_by, doc.updated_at = by.user_id, when(at)
    _keep(session, doc, by, doc.updated_at)
    mentions.note(session, "doc", doc_id, doc.text, by)
    record(session, Kind.DOC_CHANGED, of_doc(doc), changes, by=by, at=at)
    return doc


def restore_version(session: Session, doc_id: int, *, version: int, by: Actor) -> Doc:
    """Make an old version the newest again; nothing in between is lost."""
    doc = access.doc(session, doc_id, by)
    old = session.get(DocVersion, (doc_id, version))
    if old is None or version not in past.versions_open_to(session, doc, by):
        raise NotFound("version")
    return save(session, doc_id, text=old.text, title=old.title, based_on=doc.version, by=by)


def move(
    session: Session,
    doc_id: int,
    *,
    by: Actor,
    parent_id: int | None = None,
    space_id: int | None = None,
) -> Doc:
    """Put a page under another (in its space), or at the top of a space; its pages come along."""
    must_edit(by)
    doc = access.doc(session, doc_id, by)
    if parent_id is not None:
        parent = access.doc(session, parent_id, by)
        tree.validate_parent(session, Doc, doc_id, parent_id, by)
        space_id = parent.space_id
    elif space_id is not None:
        access.space(session, space_id, by)
    changes = change(doc, parent_id=parent_id, space_id=space_id)
    if changes:
        record(session, Kind.DOC_CHANGED, of_doc(doc), changes, by=by)
    if "space_id" in changes:
        for child in _below(session, doc):
            moved = change(child, space_id=space_id)
            if moved:
                record(session, Kind.DOC_CHANGED, of_doc(child), moved, by=by)
    return doc


def delete(session: Session, doc_id: int, *, by: Actor, at: datetime | None = None) -> Doc:
    """Put a page away with the pages below it; `undo` brings them back."""
    must_edit(by)
    doc = access.doc(session, doc_id, by)
    moment = when(at)  # what went together has one: the trash knows it by that
    for one in [doc, *_below(session, doc)]:
        if one.deleted_at is None:
            one.deleted_at = moment
            record(session, Kind.DOC_DELETED, of_doc(one), {"deleted": [False, True]}, by=by, at=at)
    return doc


def restore(session: Session, doc_id: int, *, by: Actor) -> Doc:
    """Bring back a page that was put away; each page below it has its own."""
    must_edit(by)
    doc = trash.doc(session, doc_id, by)
    if doc.deleted_at is not None:
        doc.deleted_at = None
        record(session, Kind.DOC_RESTORED, of_doc(doc), {"deleted": [True, False]}, by=by)
    return doc


def _keep(session: Session, doc: Doc, by: Actor, moment: datetime) -> None:
    session.add(
        DocVersion(
            doc_id=doc.id or 0,
            version=doc.version,
            title=doc.title,
            text=doc.text,
            author_id=by.user_id,
            at=moment,
        )
    )
    session.flush()


def _below(session: Session, doc: Doc) -> list[Doc]:
    ids = tree.below(session, Doc, doc.id or 0)
    return list(session.exec(select(Doc).where(col(Doc.id).in_(ids)).order_by(col(Doc.id))))
