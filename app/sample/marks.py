"""What is sample: the people, spaces and goals that were marked when they were made."""

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.models import ExternalRef
from app.models.imports import SAMPLE


def marked(kind: str) -> SelectOfScalar[int]:
    """The ids of what is marked of a kind, as a query."""
    return select(ExternalRef.local_id).where(
        col(ExternalRef.source) == SAMPLE, ExternalRef.kind == kind
    )
