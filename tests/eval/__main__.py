"""Asks every question of every set and prints the scores by type: `python -m tests.eval`.

The first run embeds all that is searched, which takes some minutes; it is kept in `.cache`. What failed
is told with `-v`.
"""

import sys
import tempfile
from pathlib import Path

from tests.eval.embedding import KeptEmbedder
from tests.eval.evaluation import SETS, forbidden, scores
from tests.eval.scoring import Score, table
from tests.eval.workspaces import made
from tests.real import FOLDER, GOALS, JIRA

NEEDS = {"Jira": JIRA, "Rust": GOALS}


def main(*, tells_failures: bool) -> int:
    """Print the table; 1 when a bar is missed."""
    found: list[Score] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            if name in NEEDS and not NEEDS[name].is_dir():
                print(f"{name}: left out, its export is not in {FOLDER}")
                continue
            home = Path(folder) / name
            home.mkdir()
            workspace = made(name, home, KeptEmbedder())
            workspace.embed()
            found += scores(name, workspace)
            if name == "company":
                found += forbidden(workspace, Path(folder))
            workspace.close()
    print(table(found))
    missed = [one for one in found if not one.is_part and not one.is_reached]
    for one in found if tells_failures else []:
        if one.failed and not one.is_part:
            print(f"\n{one.kind}, {one.of}:", *one.failed, sep="\n    ")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(tells_failures="-v" in sys.argv[1:]))
