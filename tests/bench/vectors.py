"""Search by meaning in many chunks, under masks that keep a tenth of them and nine tenths.

Random unit vectors will do: an exact scan takes as long whatever is in them.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from knowledge.vectors import Vectors
from tests.bench.measure import measure

SIZES = ((50_000, "30"), (500_000, "80"))
DIMENSION = 384
PAGE = 4000  # vectors read at once, as from the store
WANTED = 200


def main() -> None:
    """Measure each size in a process of its own, so that its memory is its own."""
    for size, budget in SIZES:
        subprocess.run([sys.executable, "-m", "tests.bench.vectors", str(size), budget], check=True)


def measured(size: int, budget: str) -> None:
    """Print how long loading, the first search and the later ones take, and the memory they need."""
    dice = np.random.default_rng(3)
    before = _memory()
    vectors = Vectors()
    began, spent = time.perf_counter(), 0.0
    for start in range(1, size + 1, PAGE):
        page = _some(dice, min(PAGE, size + 1 - start))
        began = time.perf_counter()
        vectors.put(range(start, start + len(page)), page)
        spent += time.perf_counter() - began
    query = _some(dice, 1)[0]
    masks = {share: dice.random(size + 1) < share for share in (0.1, 0.9)}
    began = time.perf_counter()
    vectors.nearest(query, masks[0.9], WANTED)
    first = (time.perf_counter() - began) * 1000
    print(
        f"{size:,} vectors: loaded in {spent:.1f} s, first search {first:.0f} ms,"
        f" {_memory() - before:.0f} MB · load {os.getloadavg()[0]:.1f}"
    )
    for share, mask in masks.items():
        job = lambda mask=mask: vectors.nearest(query, mask, WANTED)  # noqa: E731
        measure(f"nearest of {size:,}, {share:.0%} allowed", budget, job)


def _some(dice: np.random.Generator, count: int) -> np.ndarray:
    made = dice.standard_normal((count, DIMENSION), dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _memory() -> float:
    """Megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measured(int(sys.argv[1]), sys.argv[2])
    else:
        main()
