"""Where a thing came from, when it came from elsewhere."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class ExternalRef(SQLModel, table=True):
    """Ties our record to the one it was imported (or made as a sample) from."""

    __tablename__ = "external_ref"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive
    __table_args__ = (
        UniqueConstraint("source", "kind", "external_id"),
        Index("ix_external_ref_local", "kind", "local_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str  # "jira:ALOY", "markdown:rust", "sample"
    kind: str  # user, space, folder, list, status, task, comment, doc, goal, relation, …
    external_id: str
    local_id: int
    content_hash: str = ""
    run_id: int | None = Field(default=None, index=True)  # the import that made our record
