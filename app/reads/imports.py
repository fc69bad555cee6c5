"""The imports there were, for owners and admins."""

from sqlmodel import Session, col, select

from app.domain.access import Actor, must_manage
from app.models import ImportRun


def runs(session: Session, *, actor: Actor) -> list[ImportRun]:
    """Every import by id, the removed ones too; raises NotAllowed."""
    must_manage(actor)
    return list(session.exec(select(ImportRun).order_by(col(ImportRun.id))))
