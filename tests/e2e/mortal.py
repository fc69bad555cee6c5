"""`goalward`, killed between doing what a page sent and saying so, once a file `die` beside its data asks for it."""

import os
import signal
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from app import cli, db
from app.work import numbered

writing, note = db.writing, numbered.note
NOTED = "a page's number was noted"


@contextmanager
def writing_to_the_end(batch: str = "") -> Generator[Session]:
    with writing(batch) as session:
        yield session
    asked = Path(os.environ["GOALWARD_DATA_DIR"]).parent / "die"
    if NOTED in session.info and asked.exists():
        asked.unlink()
        os.killpg(os.getpgrp(), signal.SIGKILL)


def note_and_remember(session: Session, user_id: int, number: int, *, now: datetime) -> None:
    note(session, user_id, number, now=now)
    session.info[NOTED] = True


if __name__ == "__main__":
    db.writing, numbered.note = writing_to_the_end, note_and_remember
    cli.main()
