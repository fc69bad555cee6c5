"""The plan of an import, kept in the data folder until the import is done; and one import at a time."""

import fcntl
import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.importing.plan import ImportRefused, Plan

_plans = TypeAdapter(Plan)


class AnotherRuns(ImportRefused):
    """One import at a time."""

    def __init__(self) -> None:
        super().__init__("Another import is running in this workspace: wait until it is done.")


class Kept:
    """Plans by the hash of what is in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "imports"

    def write(self, plan: Plan) -> str:
        """Keep a plan; returns its hash. A crash leaves the whole of it or nothing."""
        text = _plans.dump_json(plan)
        plan_hash = hashlib.sha256(text).hexdigest()[:24]
        path = self._path(plan_hash)
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            fresh.write_bytes(text)
            fresh.rename(path)
        return plan_hash

    def read(self, plan_hash: str) -> Plan:
        """Raises ImportRefused when it is no longer there, or was kept by another version."""
        path = self._path(plan_hash)
        if not path.exists():
            raise ImportRefused(
                f"The plan of this import is gone ({path}): run the same import again, or remove it."
            )
        try:
            return _plans.validate_json(path.read_bytes())
        except ValidationError as error:
            raise ImportRefused(
                f"The plan of this import was kept by another version of Goalward ({path}): "
                "remove this import, then run it again."
            ) from error

    def forget(self, plan_hash: str) -> None:
        self._path(plan_hash).unlink(missing_ok=True)

    def _path(self, plan_hash: str) -> Path:
        return self._folder / f"{plan_hash}.json"


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Be the only import of this workspace; raises AnotherRuns. A process that dies lets go."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "import.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRuns from error
        yield
