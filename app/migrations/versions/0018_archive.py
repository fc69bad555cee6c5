"""When a space, folder, list or goal was archived."""

import sqlalchemy as sa
from alembic import op

from app.models.base import Instant

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

TABLES = ('space', 'folder', 'task_list', 'goal')


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column('archived_at', Instant(), nullable=True))
    for table in ('folder', 'goal'):
        op.create_index(
            f'ix_{table}_archived',
            table,
            ['archived_at'],
            unique=False,
            sqlite_where=sa.text('archived_at IS NOT NULL'),
            postgresql_where=sa.text('archived_at IS NOT NULL'),
        )


def downgrade() -> None:
    for table in ('folder', 'goal'):
        op.drop_index(f'ix_{table}_archived', table_name=table)
    for table in TABLES:
        op.drop_column(table, 'archived_at')
