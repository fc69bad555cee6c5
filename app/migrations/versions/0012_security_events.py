"""Invitations and the choice of the model are security events; who is locked out has no sessions."""

from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# In the JSON of the changes a key is followed by a colon; within a text its quotes are escaped.
CHOSEN = """CAST(changes AS TEXT) LIKE '%"model":%'"""


def upgrade() -> None:
    op.execute("UPDATE event SET kind = 'security.invited' WHERE kind = 'user.invited'")
    op.execute(
        "UPDATE event SET kind = 'security.model_chosen' "
        f"WHERE kind = 'workspace.changed' AND {CHOSEN}"
    )
    op.execute('DELETE FROM signin WHERE user_id IN (SELECT id FROM "user" WHERE NOT is_active)')


def downgrade() -> None:
    op.execute("UPDATE event SET kind = 'user.invited' WHERE kind = 'security.invited'")
    op.execute("UPDATE event SET kind = 'workspace.changed' WHERE kind = 'security.model_chosen'")
    op.execute("DELETE FROM event WHERE kind LIKE 'security.%'")
