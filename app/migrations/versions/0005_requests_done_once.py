"""Requests that may be sent again without being done again."""

import sqlalchemy as sa
from alembic import op

from app.models.base import Instant

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'idempotency_key',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('caller', sa.String(), nullable=False),
        sa.Column('route', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('body_hash', sa.String(), nullable=False),
        sa.Column('at', Instant(), nullable=False),
        sa.Column('is_committed', sa.Boolean(), nullable=False),
        sa.Column('status', sa.Integer(), nullable=True),
        sa.Column('answer', sa.String(), nullable=False),
        sa.Column('etag', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_idempotency_key')),
        sa.UniqueConstraint('caller', 'route', 'key', name=op.f('uq_idempotency_key_caller_route_key')),
    )
    with op.batch_alter_table('idempotency_key') as batch_op:
        batch_op.create_index(batch_op.f('ix_idempotency_key_at'), ['at'], unique=False)


def downgrade() -> None:
    op.drop_table('idempotency_key')
