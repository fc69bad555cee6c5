"""Which units have vectors: of the model that serves, and of the one that is to take its place."""

from collections.abc import Sequence
from typing import Literal

from knowledge.words.file import File

Role = Literal["serving", "coming"]
COLUMN = {"serving": "embedded", "coming": "coming"}


class Progress:
    """The part of the words' file that vectors are about; what it says outlives the process."""

    def __init__(self, file: File) -> None:
        self._file = file

    def model(self, role: Role) -> str:
        """The name of the model in this role, or nothing."""
        row = self._file.reading().execute("SELECT name FROM model WHERE role = ?", (role,))
        return (row.fetchone() or ("",))[0]

    def serve(self, model: str) -> None:
        """Units marked as embedded are embedded with this model."""
        with self._file.writing() as db:
            db.execute("INSERT OR REPLACE INTO model VALUES ('serving', ?)", (model,))

    def begin(self, model: str) -> None:
        """A model is to come, and has embedded nothing yet."""
        with self._file.writing() as db:
            db.execute("INSERT OR REPLACE INTO model VALUES ('coming', ?)", (model,))
            db.execute("UPDATE unit SET coming = 0")
            db.execute("CREATE INDEX IF NOT EXISTS unit_coming ON unit (coming) WHERE coming = 0")

    def give_up(self) -> None:
        """No model is to come."""
        with self._file.writing() as db:
            db.execute("DELETE FROM model WHERE role = 'coming'")
            db.execute("DROP INDEX IF EXISTS unit_coming")

    def switch(self) -> None:
        """The one that was to come serves now; all or nothing of this happens."""
        with self._file.writing() as db:
            db.execute("UPDATE unit SET embedded = coming")
            db.execute("DELETE FROM model WHERE role = 'serving'")
            db.execute("UPDATE model SET role = 'serving'")
            db.execute("DROP INDEX IF EXISTS unit_coming")

    def forget_models(self) -> None:
        """Nobody has embedded anything."""
        with self._file.writing() as db:
            db.execute("DELETE FROM model")
            db.execute("UPDATE unit SET embedded = 0, coming = 0")
            db.execute("DROP INDEX IF EXISTS unit_coming")

    def pending(self, role: Role, limit: int) -> list[tuple[int, str]]:
        """(unit, text to embed) of units without a vector, oldest first."""
        rows = self._file.reading().execute(
            "SELECT u.id, w.own, w.context FROM unit u JOIN words w ON w.rowid = u.id"
            f" WHERE u.{COLUMN[role]} = 0 ORDER BY u.id LIMIT ?",
            (limit,),
        )
        return [(unit, f"{own}\n{context}") for unit, own, context in rows]

    def done(self, role: Role, units: Sequence[int]) -> None:
        """Note that units have their vectors."""
        self._note(role, units, 1)

    def lost(self, role: Role, units: Sequence[int]) -> None:
        """Note that units lost their vectors; they are embedded again."""
        self._note(role, units, 0)

    def units(self, role: Role) -> set[int]:
        """The units that have their vectors."""
        rows = self._file.reading().execute(f"SELECT id FROM unit WHERE {COLUMN[role]} = 1")
        return {unit for (unit,) in rows}

    def any(self, role: Role) -> bool:
        """Some unit has its vector."""
        rows = self._file.reading().execute(f"SELECT 1 FROM unit WHERE {COLUMN[role]} = 1 LIMIT 1")
        return rows.fetchone() is not None

    def waiting(self, role: Role) -> int:
        """How many units have no vector."""
        rows = self._file.reading().execute(f"SELECT count(*) FROM unit WHERE {COLUMN[role]} = 0")
        return rows.fetchone()[0]

    def gone(self, model: str) -> int:
        """How many vectors of a model were dropped since its shelf was last packed."""
        row = self._file.reading().execute("SELECT units FROM gone WHERE model = ?", (model,))
        return (row.fetchone() or (0,))[0]

    def note_gone(self, model: str, units: int) -> None:
        with self._file.writing() as db:
            db.execute(
                "INSERT INTO gone VALUES (?, ?)"
                " ON CONFLICT (model) DO UPDATE SET units = units + excluded.units",
                (model, units),
            )

    def packed(self, model: str) -> None:
        """A model's shelf holds nothing that was dropped."""
        with self._file.writing() as db:
            db.execute("DELETE FROM gone WHERE model = ?", (model,))

    def _note(self, role: Role, units: Sequence[int], value: int) -> None:
        with self._file.writing() as db:
            db.executemany(
                f"UPDATE unit SET {COLUMN[role]} = {value} WHERE id = ?", [(u,) for u in units]
            )
