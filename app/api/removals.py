"""What the answer to a deletion tells: what goes along, for how long, and what takes it back."""

from sqlmodel import Session

from app.api.schemas import trash as shape
from app.domain import removal
from app.domain.access import Actor
from app.reads import contents, trash


def removing(
    session: Session, kind: shape.Kind, item_id: int, title: str, *, actor: Actor
) -> shape.Deleted:
    """The answer to a deletion that is about to be done in this session: after it nothing could be counted."""
    held = contents.one(session, kind, item_id, actor=actor)
    days = trash.days(session)
    return shape.Deleted(
        kind=kind,
        item_id=item_id,
        title=title,
        contents=shape.Contents.model_validate(held),
        days=days,
        batch=session.info["batch"],
        sentence=removal.sentence(kind, title, held, days=days),
    )
