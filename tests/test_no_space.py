"""A process that may write no further refuses, loses nothing it acknowledged, and goes on when it may again."""

import subprocess
import sys
import textwrap

from app import locking

# Fills a workspace under a limit of the process's own (RLIMIT_FSIZE), then lifts it.
FILL = """
    import resource, sys
    from pathlib import Path
    from app import db
    from app.domain.errors import NoSpace
    from app.models import Tag, metadata
    from sqlmodel import func, select
    file = Path(sys.argv[1])
    metadata.create_all(db.connect(f"sqlite:///{file}"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    def tags(number):
        with db.writing() as session:
            for n in range(20):
                session.add(Tag(name=f"{number}-{n} " + "x" * 2000))
    kept = 0
    try:
        while True:
            tags(kept)
            kept += 1
    except NoSpace:
        print("refused", db.is_full())
    with db.reading() as session:
        print(session.exec(select(func.count()).select_from(Tag)).one() == 20 * kept, kept > 0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    tags("later")
    with db.reading() as session:
        print(session.exec(select(func.count()).select_from(Tag)).one() == 20 * (kept + 1))
    print(db.is_full())
    [(whole,)] = db.engine().connect().exec_driver_sql("PRAGMA integrity_check")
    print(whole)
"""


def test_a_limit_of_the_process_is_met_as_a_full_disk_is(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FILL), str(tmp_path / "goalward.db")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == ["refused True", "True True", "True", "False", "ok"]


def test_other_troubles_are_not_taken_for_a_full_disk():
    assert not locking.is_full(ValueError("database or disk is full"))
    assert not locking.is_full(None)
