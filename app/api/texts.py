"""Texts that several people write: saved with what others wrote meanwhile, never over it."""

from typing import Annotated

from fastapi import Query

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.paging import Id
from app.api.schemas import texts as shape
from app.work import texts, undo

router = routing.router("texts")
OfNoun = Annotated[shape.Noun, Query(description="What the text is of.")]
OfId = Annotated[Id, Query(description="Its id.")]
OfField = Annotated[shape.FieldName, Query()]
Since = Annotated[shape.Version, Query()]


@router.get("/texts", response_model=shape.TextSince)
@routing.refusing(404)
def get_text(noun: OfNoun, id: OfId, field: OfField, since: Since, who: Who) -> shape.TextSince:
    """A text as it stands, and whether it changed since a version."""
    with db.reading() as session:
        now, is_changed = texts.now(session, noun, id, field, since=since, by=who.actor(session))
        return shape.TextSince(
            text=now.text, version=now.version, author=now.author, at=now.at, is_changed=is_changed
        )


@router.post("/texts", response_model=shape.SavedText)
def save_text(body: shape.WrittenText, who: Who) -> shape.SavedText:
    """Save a text with the lines others wrote since; 409 with both versions where the same lines changed."""
    place = body.noun, body.id, body.field
    with db.writing() as session:
        actor = who.actor(session)
        before, _ = texts.now(session, *place, since=body.based_on, by=actor)
        saved = texts.save(
            session,
            *place,
            text=body.text,
            based_on=body.based_on,
            grew_from=body.grew_from,
            by=actor,
        )
        is_joined = saved.text != body.text
        return shape.SavedText(
            text=saved.text,
            version=saved.version,
            author=saved.author,
            at=saved.at,
            batch=undo.offered(session, session.info["batch"]) if "batch" in session.info else "",
            is_joined=is_joined,
            joined_with=before.author if is_joined else None,
        )
