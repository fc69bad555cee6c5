"""Imports are kept as runs: hidden until published, resumed after a crash, removed as a whole."""

import sqlalchemy as sa
from alembic import op

from app.models.base import Instant

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("space_key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("plan_hash", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_source"), "import_run", ["source"])
    op.create_table(
        "staged_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
            name=op.f("fk_staged_event_run_id_import_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_event")),
    )
    op.create_index(op.f("ix_staged_event_run_id"), "staged_event", ["run_id"])
    op.add_column("external_ref", sa.Column("run_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_external_ref_run_id"), "external_ref", ["run_id"])
    op.add_column("user", sa.Column("import_run_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("user", "import_run_id")
    op.drop_index(op.f("ix_external_ref_run_id"), "external_ref")
    op.drop_column("external_ref", "run_id")
    op.drop_table("staged_event")
    op.drop_table("import_run")
