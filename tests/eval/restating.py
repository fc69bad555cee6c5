"""Trains what restates questions (`agents/restating`) on the pairs of `tests.eval.pairs`.

`python -m tests.eval.restating c` tells how it does on the pairs of a file when it learns from the others; with
`--write` all is learned and kept.
"""

import gzip
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from agents.facts import Named
from agents.reading.names import Gazetteer
from agents.restating import restating
from agents.restating.network import PARTS
from agents.restating.shapes import shape
from agents.restating.skeletons import FOLDER, NOBODY, TEXT, Trained
from app import access, db
from app.assist import assistant
from knowledge.embedding import OnnxEmbedder
from tests.eval import workspaces
from tests.eval.embedding import MODELS
from tests.eval.pairs import NOW, Row, familiar, pairs, rows
from tests.eval.training import trained

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def keep(made: Trained) -> None:
    """Write what was trained where the assistant reads it."""
    skeletons = [one for pool in made.pools.values() for one in pool.skeletons]
    shapes = {one: at for at, one in enumerate(sorted({s for one in skeletons for s in one.shape}))}
    plain = {
        "labels": list(made.labels),
        "senses": list(made.senses),
        "shapes": list(shapes),
        "words": sorted(familiar(pairs())),
        "skeletons": sorted(
            [list(one.words), sorted(shapes[s] for s in one.shape), list(one.slots)]
            for one in skeletons
        ),
    }
    FOLDER.mkdir(exist_ok=True)
    packed = gzip.compress(json.dumps(plain, ensure_ascii=False).encode(), mtime=0)
    (FOLDER / "skeletons.json.gz").write_bytes(packed)
    arrays = {
        f"{at}/{part}": one[part].astype(np.float16)
        for at, one in enumerate(made.network.weights)
        for part in PARTS
    }
    np.savez_compressed(FOLDER / "weights.npz", allow_pickle=False, **arrays)


def tell(made: Trained, unseen: Sequence[Row], today: date, me: Named | None) -> None:
    """How often the likeliest is right, from the surest on."""
    whole = [row for row in unseen if not row.found.is_whole]
    print(f"{len(unseen)} unseen, {len(whole)} of them not read by the grammar alone")
    found: list[tuple[float, float, bool, bool, str, str]] = []
    apart: Counter[str] = Counter()
    for row in whole:
        chosen = restating.choices(row.found, row.states, made, today=today, me=me)
        best = chosen.best
        sides = max((chosen.for_texts, TEXT), (chosen.for_nobody, NOBODY))
        if best is None or sides[0] > best.score:
            apart[f"told {sides[1]}, {'right' if sides[1] in row.shape else 'wrong'}"] += 1
            continue
        right = (
            best.found.query is not None and shape(best.found.query, best.found.as_of) == row.shape
        )
        found.append(
            (
                best.score,
                best.margin,
                right,
                bool({TEXT, NOBODY} & row.shape),
                row.asked,
                best.words,
            )
        )
    print(dict(apart))
    found.sort(reverse=True)
    for share in SHARES:
        some = found[: math.ceil(len(found) * share)]
        right = sum(one[2] for one in some)
        print(
            f"surest {share:.0%} ({len(some)}): {right / len(some):.0%} right, from {some[-1][0]:.2f}"
        )
    for score, margin, _, _, asked, said in [one for one in found[: len(found) // 2] if not one[2]][
        :25
    ]:
        print(f"  {score:.2f} {margin:.2f} | {asked} | {said}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        company = workspaces.company(Path(folder), OnnxEmbedder(MODELS)).opened()
        company.library.warm_up()
        with db.reading() as session:
            actor = access.actor(session, workspaces.OWNER)
            gateway = assistant.gateway_of(session, actor, now=NOW, library=company.library)
            me = Gazetteer.of(gateway.names()).by_ref.get(f"person:{gateway.viewer_id}")
            known = list(rows(gateway, pairs()))
        print(len(known), "pairs", flush=True)
        if "--write" in sys.argv:
            keep(trained(known, NOW.date()))
        else:
            unseen = sys.argv[1:] or ["c"]
            made = trained([row for row in known if row.file not in unseen], NOW.date())
            tell(made, [row for row in known if row.file in unseen], NOW.date(), me)
        company.close()


if __name__ == "__main__":
    main()
