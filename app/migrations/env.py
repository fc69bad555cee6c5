"""What Alembic runs: our tables, our database."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

from app import db
from app.models import metadata
from app.models.base import Instant
from app.settings import load


def _written(kind: str, item: object, _context: object) -> str | bool:
    """Our column types as a migration should spell them."""
    if kind == "type" and isinstance(item, Instant):
        return "Instant()"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def run(connection: Connection) -> None:
    """Migrate on an open connection. SQLite can't alter a column, so tables are copied there."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_written,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    context.configure(url=load().database, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    try:
        engine = db.engine()
    except RuntimeError:
        engine = db.connect(load().database)
    with engine.execution_options(write=True).connect() as open_connection:
        run(open_connection)
        open_connection.commit()
