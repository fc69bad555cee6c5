"""An index to find the last rank of a list."""

from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_task_list_rank', 'task', ['list_id', 'rank'])


def downgrade() -> None:
    op.drop_index('ix_task_list_rank', table_name='task')
