"""A taught word may mean several things, each for those who see it."""

from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.drop_constraint('uq_alias_words', type_='unique')
        batch_op.create_unique_constraint('uq_alias_words_kind_item_id', ['words', 'kind', 'item_id'])


def downgrade() -> None:
    # Of several meanings the one that was taught first stays.
    op.execute('DELETE FROM alias WHERE id NOT IN (SELECT MIN(id) FROM alias GROUP BY words)')
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.drop_constraint('uq_alias_words_kind_item_id', type_='unique')
        batch_op.create_unique_constraint('uq_alias_words', ['words'])
