"""Kill -9 at any moment: what was acknowledged before is there afterwards, and nothing is half done.

Each round a process works on one workspace (saves, comments, undo, the trash, an import and its removal, the index, a
restore) and says what is done; it is killed a random while after it said so a few times. `make kills` does 200 rounds; `python -m tests.faults.kills 30 import` one kind.
"""

import random
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

from app import access, db
from app.serving import ready
from app.settings import load
from app.work import lists, people, spaces
from tests.faults.kept import Kept, look
from tests.faults.work import COMMON, WORDS, WORK

ROUNDS = 200
LONGEST = 0.4  # seconds from the last word waited for to the kill


def main(rounds: int = ROUNDS, *kinds: str) -> None:
    """So many rounds of these kinds of work, in turn; all when none is named."""
    dice, kept = random.Random(7), Kept()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        found(folder)
        for number in range(rounds):
            work = (kinds or tuple(WORK))[number % len(kinds or WORK)]
            count = one_round(folder, work, number, dice, kept)
            wrong = f", {len(kept.lost)} wrong" if kept.lost else ""
            print(f"round {number + 1}: {work}, {count} acknowledged{wrong}", flush=True)
    print(f"{rounds} rounds, {kept.acknowledged.total()} acknowledged, {len(kept.lost)} wrong")
    print(", ".join(f"{work} {count}" for work, count in kept.acknowledged.items()))
    for one in kept.lost:
        print("WRONG:", one)
    sys.exit(1 if kept.lost else 0)


def found(folder: Path) -> None:
    """A workspace as the command line makes it, with a list."""
    folder.mkdir()
    address = f"sqlite:///{folder / 'goalward.db'}"
    ready.migrated(load().model_copy(update={"database_url": address}))
    with db.writing() as session:
        people.found(
            session, email="a@example.com", name="Alice", password="correct horse", workspace="A"
        )
    with db.writing() as session:
        spaces.create(session, key="ENG", name="Eng", by=access.actor(session, 1))
    with db.writing() as session:
        lists.create(session, 1, name="Platform", by=access.actor(session, 1))
    db.close()


def one_round(folder: Path, work: str, number: int, dice: random.Random, kept: Kept) -> int:
    """Work, kill, look; returns how much was acknowledged."""
    said = _killed(folder, work, number, dice)
    kept.hear(said)
    kept.acknowledged[work] += len(said)
    before = len(kept.lost)
    look(folder, kept)
    kept.lost[before:] = [f"round {number + 1}, {work}: {one}" for one in kept.lost[before:]]
    for copy in folder.parent.glob("kept-*"):
        copy.unlink()
    return len(said)


def _killed(folder: Path, work: str, number: int, dice: random.Random) -> list[list[str]]:
    """What a process said before it was killed; the last line may be cut and is left out then."""
    code = textwrap.dedent(COMMON) + textwrap.dedent(WORK[work])
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(number)],
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    said = "".join(child.stdout.readline() for _ in range(dice.randint(0, WORDS[work])))
    time.sleep(dice.uniform(0, LONGEST))  # the moment of the kill, not a wait for something
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read()
    child.wait()
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL, f"{work} ended by itself"
    return [line.split() for line in said.splitlines(keepends=True) if line[-1] == "\n"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS, *sys.argv[2:])
