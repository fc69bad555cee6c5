"""The mail server an owner chose, and until when something is worth sending."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from app.models.base import Instant

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'mail_server',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('host', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('port', sa.Integer(), nullable=False),
        sa.Column('security', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('user', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('password', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('sender', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_server')),
    )
    op.add_column('delivery', sa.Column('created_at', Instant(), nullable=True))
    op.add_column('delivery', sa.Column('expires_at', Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column('delivery', 'expires_at')
    op.drop_column('delivery', 'created_at')
    op.drop_table('mail_server')
