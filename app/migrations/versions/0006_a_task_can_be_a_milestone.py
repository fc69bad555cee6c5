"""A task can be a milestone: a point in time, not a stretch of work."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Tasks there are keep what they are; SQLite adds the column without writing the table anew.
    made = sa.Column("is_milestone", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("task", made)


def downgrade() -> None:
    op.drop_column("task", "is_milestone")
