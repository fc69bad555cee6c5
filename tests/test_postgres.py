"""What PostgreSQL does otherwise than SQLite, as far as it can be said without a server."""

from typing import Any

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app import db, locking
from app.domain.errors import NotFound


def test_no_statement_is_prepared_for_a_past_day_hides_the_tables_it_reads():
    """A kept plan would go on with the tables of today (tests/assist/test_past.py finds it on a server)."""
    told: dict[str, Any] = {}

    def note(_dialect: object, _record: object, _args: object, given: dict[str, Any]) -> None:
        told.update(given)
        raise psycopg.OperationalError("no server is needed")

    engine = db.connect("postgresql+psycopg://nobody@127.0.0.1:1/none")
    event.listen(engine, "do_connect", note)
    with pytest.raises(OperationalError), db.reading() as session:
        session.connection()
    db.close()

    assert told["prepare_threshold"] is None


@pytest.mark.parametrize(
    ("error", "is_nowhere"),
    [
        (errors.NumericValueOutOfRange("integer out of range"), True),
        (psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), True),
        (errors.StringDataRightTruncation("value too long"), False),
        (ValueError("a bug"), False),
        (None, False),
    ],
)
def test_a_value_no_row_can_have_is_of_nothing_that_is_there(error, is_nowhere):
    assert isinstance(locking.refusal(error), NotFound) is is_nowhere
