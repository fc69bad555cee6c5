"""The imports there were, for owners and admins."""

from sqlmodel import Session, col, select

from app.domain.access import Actor, must_manage
from app.models import ImportRun
from app.models.imports import SAMPLE


def runs(session: Session, *, actor: Actor) -> list[ImportRun]:
    """Every import by id, the removed ones too; raises NotAllowed."""
    must_manage(actor)
    found = select(ImportRun).where(ImportRun.source != SAMPLE)
    return list(session.exec(found.order_by(col(ImportRun.id))))
