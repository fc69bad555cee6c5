"""How long the trash keeps what was put away, what is being erased, and one moment for each deletion."""

import sqlalchemy as sa
from alembic import op

from app.models.base import Instant

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

# What went together went within one operation, each a moment after the other; from now on one moment
# says that they did.
ONE_MOMENT = """
UPDATE {table} SET deleted_at = (
    SELECT MIN(other.deleted_at)
    FROM event AS last
    JOIN event AS near ON near.batch = last.batch AND near.kind = '{kind}.deleted'
    JOIN {table} AS other ON other.id = near.subject_id AND other.deleted_at IS NOT NULL
    WHERE last.id = (
        SELECT MAX(own.id) FROM event AS own
        WHERE own.subject_kind = '{kind}' AND own.subject_id = {table}.id AND own.kind = '{kind}.deleted'
    )
)
WHERE deleted_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM event AS own
    WHERE own.subject_kind = '{kind}' AND own.subject_id = {table}.id AND own.kind = '{kind}.deleted'
)
"""


def upgrade() -> None:
    days = sa.Column('trash_days', sa.Integer(), nullable=False, server_default='30')
    op.add_column('workspace', days)
    op.create_table(
        'purge',
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('begun_at', Instant(), nullable=False),
        sa.PrimaryKeyConstraint('kind', 'item_id', name=op.f('pk_purge')),
    )
    op.create_index(
        'ix_task_put_away',
        'task',
        ['deleted_at'],
        sqlite_where=sa.text('deleted_at IS NOT NULL'),
        postgresql_where=sa.text('deleted_at IS NOT NULL'),
    )
    for kind in ('task', 'doc'):
        op.execute(ONE_MOMENT.format(table=kind, kind=kind))


def downgrade() -> None:
    op.drop_index('ix_task_put_away', table_name='task')
    op.drop_table('purge')
    op.drop_column('workspace', 'trash_days')
