"""Names of the field: consumer offsets, dead letters, reasons."""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# (table, old column, new column); written so that SQLite and PostgreSQL read it alike.
COLUMNS = (
    ("consumer_offset", "follower", "consumer"),
    ("dead_letter", "follower", "consumer"),
    ("event", "because", "reason"),
    ("goal", "closed_because", "closed_reason"),
)
TABLES = (("bookmark", "consumer_offset"), ("stumble", "dead_letter"))


def upgrade() -> None:
    for old, new in TABLES:
        op.rename_table(old, new)
    for table, old, new in COLUMNS:
        op.execute(f'ALTER TABLE "{table}" RENAME COLUMN {old} TO {new}')


def downgrade() -> None:
    for table, old, new in COLUMNS:
        op.execute(f'ALTER TABLE "{table}" RENAME COLUMN {new} TO {old}')
    for old, new in TABLES:
        op.rename_table(new, old)
