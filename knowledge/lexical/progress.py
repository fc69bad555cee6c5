"""Which chunks have vectors: of the model that serves, and of the one that is to take its place."""

from collections.abc import Sequence
from typing import Literal

from knowledge.lexical.database import Database

Role = Literal["serving", "coming"]
COLUMN = {"serving": "embedded", "coming": "coming"}


class Progress:
    """The part of the database that vectors are about; what it says outlives the process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def model(self, role: Role) -> str:
        """The name of the model in this role, or nothing."""
        row = self._database.reading().execute("SELECT name FROM model WHERE role = ?", (role,))
        return (row.fetchone() or ("",))[0]

    def serve(self, model: str) -> None:
        """Chunks marked as embedded are embedded with this model."""
        with self._database.writing() as db:
            db.execute("INSERT OR REPLACE INTO model VALUES ('serving', ?)", (model,))

    def begin(self, model: str) -> None:
        """A model is to come, and has embedded nothing yet."""
        with self._database.writing() as db:
            db.execute("INSERT OR REPLACE INTO model VALUES ('coming', ?)", (model,))
            db.execute("UPDATE chunk SET coming = 0")
            db.execute("CREATE INDEX IF NOT EXISTS chunk_coming ON chunk (coming) WHERE coming = 0")

    def give_up(self) -> None:
        """No model is to come."""
        with self._database.writing() as db:
            db.execute("DELETE FROM model WHERE role = 'coming'")
            db.execute("DROP INDEX IF EXISTS chunk_coming")

    def switch(self) -> None:
        """The one that was to come serves now; all or nothing of this happens."""
        with self._database.writing() as db:
            db.execute("UPDATE chunk SET embedded = coming")
            db.execute("DELETE FROM model WHERE role = 'serving'")
            db.execute("UPDATE model SET role = 'serving'")
            db.execute("DROP INDEX IF EXISTS chunk_coming")

    def forget_models(self) -> None:
        """Nobody has embedded anything."""
        with self._database.writing() as db:
            db.execute("DELETE FROM model")
            db.execute("UPDATE chunk SET embedded = 0, coming = 0")
            db.execute("DROP INDEX IF EXISTS chunk_coming")

    def pending(self, role: Role, limit: int) -> list[tuple[int, str]]:
        """(chunk, text to embed) of chunks without a vector, oldest first."""
        rows = self._database.reading().execute(
            f"SELECT id, own, context FROM chunk WHERE {COLUMN[role]} = 0 ORDER BY id LIMIT ?",
            (limit,),
        )
        return [(chunk, f"{own}\n{context}") for chunk, own, context in rows]

    def done(self, role: Role, chunks: Sequence[int]) -> None:
        """Note that chunks have their vectors."""
        self._note(role, chunks, 1)

    def lost(self, role: Role, chunks: Sequence[int]) -> None:
        """Note that chunks lost their vectors; they are embedded again."""
        self._note(role, chunks, 0)

    def chunks(self, role: Role) -> set[int]:
        """The chunks that have their vectors."""
        rows = self._database.reading().execute(f"SELECT id FROM chunk WHERE {COLUMN[role]} = 1")
        return {chunk for (chunk,) in rows}

    def any(self, role: Role) -> bool:
        """Some chunk has its vector."""
        rows = self._database.reading().execute(
            f"SELECT 1 FROM chunk WHERE {COLUMN[role]} = 1 LIMIT 1"
        )
        return rows.fetchone() is not None

    def waiting(self, role: Role) -> int:
        """How many chunks have no vector."""
        rows = self._database.reading().execute(
            f"SELECT count(*) FROM chunk WHERE {COLUMN[role]} = 0"
        )
        return rows.fetchone()[0]

    def gone(self, model: str) -> int:
        """How many vectors of a model were dropped since its collection was last packed."""
        row = self._database.reading().execute("SELECT chunks FROM gone WHERE model = ?", (model,))
        return (row.fetchone() or (0,))[0]

    def note_gone(self, model: str, chunks: int) -> None:
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO gone VALUES (?, ?)"
                " ON CONFLICT (model) DO UPDATE SET chunks = chunks + excluded.chunks",
                (model, chunks),
            )

    def packed(self, model: str) -> None:
        """A model's collection holds nothing that was dropped."""
        with self._database.writing() as db:
            db.execute("DELETE FROM gone WHERE model = ?", (model,))

    def _note(self, role: Role, chunks: Sequence[int], value: int) -> None:
        with self._database.writing() as db:
            db.executemany(
                f"UPDATE chunk SET {COLUMN[role]} = {value} WHERE id = ?",
                [(one,) for one in chunks],
            )
