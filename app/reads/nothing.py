"""Empty columns for unions, with their types: PostgreSQL takes one that has none for a text."""

from sqlalchemy import Integer, String, cast, null

NO_ID, NO_WORD = cast(null(), Integer), cast(null(), String)
