"""A sender's own name for a comment, so that one sent again is not a second one."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('comment', sa.Column('sent_as', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_index('ix_comment_sent_as', 'comment', ['author_id', 'sent_as'], unique=True)


def downgrade() -> None:
    op.drop_index('ix_comment_sent_as', table_name='comment')
    op.drop_column('comment', 'sent_as')
