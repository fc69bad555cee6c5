"""Docs: pages by id, one page, saved version by version."""

from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, ById, Id, Limit, Slice, paged
from app.api.removals import removing
from app.api.schemas import goals as shape
from app.api.schemas.trash import Deleted
from app.domain.access import Actor
from app.reads import docs as pages
from app.work import docs, texts

router = routing.router("goals and docs")
# What changes of a page set.
OWN = ("title", "text", "version", "space_id", "parent_id")


@router.get("/docs", response_model=shape.DocLinePage)
def list_docs(
    who: Who, space_id: ById = None, after: After = 0, limit: Limit = 100
) -> Slice[pages.DocLine]:
    """Pages by id, a page at a time; those of an archived space where it is asked for by `space_id`."""
    with db.reading() as session:
        actor = who.actor(session)
        seen = actor.current if space_id is None else actor
        found = pages.lines(session, actor=seen, space_id=space_id)
        return paged(found, after, limit)


@router.post("/docs", status_code=201, response_model=shape.Doc)
def create_doc(body: shape.NewDoc, who: Who, version: Versioned) -> shape.Doc:
    """Make a page."""
    with db.writing() as session:
        actor = who.actor(session)
        made = docs.create(session, by=actor, **body.model_dump())
        session.flush()
        return _doc(session, made.id or 0, actor, version)


@router.get("/docs/{doc_id}", response_model=shape.Doc)
def get_doc(doc_id: Id, who: Who, version: Versioned) -> shape.Doc:
    """A page with its text."""
    with db.reading() as session:
        return _doc(session, doc_id, who.actor(session), version)


@router.patch("/docs/{doc_id}", response_model=shape.Doc)
def save_doc(doc_id: Id, body: shape.DocChange, who: Who, version: Versioned) -> shape.Doc:
    """Save a page with what others wrote since `version`; 409 with both where the same lines changed."""
    given = {"title": body.title, "text": body.text}
    values = {name: value for name, value in given.items() if value is not None}
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, doc_id, actor, version)
        values = texts.settled(session, "doc", doc_id, values, based_on=body.version, by=actor)
        docs.save(
            session, doc_id, based_on=access.doc(session, doc_id, actor).version, by=actor, **values
        )
        session.flush()
        return _doc(session, doc_id, actor, version)


@router.get("/docs/{doc_id}/versions", response_model=shape.DocVersions)
def list_doc_versions(doc_id: Id, who: Who) -> shape.DocVersions:
    """The saved versions of a page, the newest first, but for those of a place that was closed to the caller."""
    with db.reading() as session:
        found = pages.versions(session, doc_id, actor=who.actor(session))
        return shape.DocVersions(
            items=[
                shape.DocVersion(
                    version=one.version,
                    title=one.title,
                    text=one.text,
                    author_id=one.author.id if one.author else None,
                    at=one.at,
                )
                for one in found
            ]
        )


@router.post("/docs/{doc_id}/restore", response_model=shape.Doc)
def restore_doc_version(
    doc_id: Id, body: shape.DocRestoring, who: Who, version: Versioned
) -> shape.Doc:
    """Make an old version of a page the newest again; nothing in between is lost."""
    with db.writing() as session:
        actor = who.actor(session)
        docs.restore_version(session, doc_id, version=body.version, by=actor)
        session.flush()
        return _doc(session, doc_id, actor, version)


@router.post("/docs/{doc_id}/move", response_model=shape.Doc)
def move_doc(doc_id: Id, body: shape.DocPlace, who: Who, version: Versioned) -> shape.Doc:
    """Put a page under another, or at the top of a space; those below it come along."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, doc_id, actor, version)
        docs.move(session, doc_id, by=actor, **body.model_dump())
        session.flush()
        return _doc(session, doc_id, actor, version)


@router.delete("/docs/{doc_id}", response_model=Deleted)
def delete_doc(doc_id: Id, who: Who, version: Versioned) -> Deleted:
    """Put a page with those below it into the trash; the answer says how many."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, doc_id, actor, version)
        title = access.doc(session, doc_id, actor).title
        answer = removing(session, "doc", doc_id, title, actor=actor)
        docs.delete(session, doc_id, by=actor)
        return answer


def _check(session: Session, doc_id: int, actor: Actor, version: Versioned) -> None:
    access.doc(session, doc_id, actor)
    version.check(lambda: _doc(session, doc_id, actor, version))


def _doc(session: Session, doc_id: int, actor: Actor, version: Versioned) -> shape.Doc:
    doc = pages.page(session, doc_id, actor=actor)
    shown = shape.Doc(
        id=doc.id,
        title=doc.title,
        text=doc.text,
        version=doc.version,
        space_id=doc.space_id,
        parent_id=doc.parents[-1][0] if doc.parents else None,
        updated_at=doc.updated_at,
        children=[c.id for c in doc.children],
    )
    return version.mark(shown, OWN)
