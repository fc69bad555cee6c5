"""The present number of each goal, kept by a consumer."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'goal_number',
        sa.Column('goal_id', sa.Integer(), nullable=False),
        sa.Column('actual', sa.Float(), nullable=True),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.Column('as_of_event', sa.Integer(), nullable=False),
        sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['goal_id'], ['goal.id'], name=op.f('fk_goal_number_goal_id_goal'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('goal_id', name=op.f('pk_goal_number')),
    )


def downgrade() -> None:
    op.drop_table('goal_number')
