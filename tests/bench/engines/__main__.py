"""Measures the engines side by side in one run: `python -m tests.bench.engines [SIZE …]`.

Each engine has a process of its own, so that its memory is its own. It needs the dependency group `bench`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.bench.engines import corpus, vectors, words
from tests.bench.engines.corpus import CHANGED, SHARES
from tests.bench.measure import Span, of

SIZES = (50_000, 500_000)
PATIENCE = 100.0  # seconds an engine may take to build; one that needs longer is told as such
SINGLES = 3


def main(arguments: list[str]) -> None:
    """Run every engine at every size, or (with a kind and a name) one of them here."""
    if len(arguments) == 4:
        kind, name, size, folder = arguments
        {"words": _words, "vectors": _vectors}[kind](name, int(size), Path(folder))
        return
    for size in [int(one) for one in arguments] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{size:,} texts by words · load {os.getloadavg()[0]:.1f}", flush=True)
            made, asked = corpus.texts(size), corpus.queries()
            np.save(f"{folder}/exact.npy", corpus.exact_scores(made, size, asked))
            for name in words.ENGINES:
                _run("words", name, size, folder)
            print(f"\n{size:,} vectors · load {os.getloadavg()[0]:.1f}", flush=True)
            for name in vectors.ENGINES:
                _run("vectors", name, size, folder)


def _run(kind: str, name: str, size: int, folder: str) -> None:
    command = [sys.executable, "-m", "tests.bench.engines", kind, name, str(size), folder]
    subprocess.run(command, check=True)


def _words(name: str, size: int, folder: Path) -> None:
    texts, asked = corpus.texts(size), corpus.queries()
    exact = np.load(folder / "exact.npy", mmap_mode="r")
    before, place = _memory(), folder / "".join(c for c in name if c.isalnum())
    engine = words.ENGINES[name](place)
    built = _seconds(lambda: engine.build(texts, size))
    print(f"  {name}: built in {built:.1f} s", flush=True)
    first = True
    for share in SHARES:
        scope = corpus.visible(share)
        fits = texts.places[:size] < scope.stop
        if first:  # no engine has seen these words before
            _tell("first time,", share, _spans(lambda q, s=scope: engine.search(asked[q], s)), None)
            first = False
        span = _spans(lambda q, s=scope: engine.search(asked[q], s))
        recalls = [
            corpus.recall(engine.search(q, scope), exact[n], fits) for n, q in enumerate(asked)
        ]
        _tell("again,", share, span, float(np.mean(recalls)))
    held = _memory() - before
    _tell_changes(
        lambda numbers: engine.add(texts, numbers),
        engine.drop,
        size,
        lambda: engine.search(asked[0], corpus.visible(1.0)),
    )
    print(
        f"    {held:.0f} MB of memory, {corpus.disk(place) if place.exists() else 0:.0f} MB on disk",
        flush=True,
    )


def _vectors(name: str, size: int, folder: Path) -> None:
    before = _memory()
    engine = vectors.ENGINES[name]()
    asked = corpus.vectors(corpus.QUERIES, start=10**9)
    places = np.random.default_rng(17).integers(0, corpus.PLACES, size)
    exact, built = np.zeros((len(asked), size), np.float32), 0.0
    for start in range(0, size, vectors.PAGE):
        rows = corpus.vectors(min(vectors.PAGE, size - start), start=start)
        exact[:, start : start + len(rows)] = asked @ rows.T
        built += _seconds(lambda r=rows, s=start: engine.put(range(s, s + len(r)), r))
        if built > PATIENCE:
            print(f"  {name}: {start + len(rows):,} vectors in {built:.0f} s, given up", flush=True)
            return
    held = _memory() - before - exact.nbytes / 1e6
    print(f"  {name}: built in {built:.1f} s", flush=True)
    for share in SHARES:
        mask = places < corpus.visible(share).stop
        span = _spans(lambda q, m=mask: engine.search(asked[q], m))
        recalls = [
            corpus.recall(engine.search(q, mask), exact[n], mask) for n, q in enumerate(asked)
        ]
        _tell("", share, span, float(np.mean(recalls)))
    more, everywhere = corpus.vectors(CHANGED, start=size), np.ones(size + CHANGED, np.bool_)

    def add(numbers: range) -> None:
        engine.put(numbers, more[numbers.start - size : numbers.stop - size])

    _tell_changes(add, engine.drop, size, lambda: engine.search(asked[0], everywhere))
    print(f"    {held:.0f} MB of memory", flush=True)


def _tell_changes(
    add: Callable[[range], object],
    drop: Callable[[range], object],
    size: int,
    search: Callable[[], list[int]],
) -> None:
    """One text at a time (found, or found no more, by the next search), then many at once."""
    single = range(size, size + SINGLES)
    ones = of([1000 * _seconds(lambda n=n: (add(range(n, n + 1)), search())) for n in single])
    many = _seconds(lambda: (add(range(single.stop, size + CHANGED)), search()))
    best = search()[:SINGLES]
    drops = of([1000 * _seconds(lambda n=n: (drop(range(n, n + 1)), search())) for n in best])
    if left := set(best) & set(search()):
        print(f"    it still finds what was dropped: {sorted(left)}")
    dropped = _seconds(lambda: (drop(range(CHANGED)), search()))
    print(
        f"    with the next search: add one {ones.p50:.1f} ms, {CHANGED} {many:.2f} s;"
        f" drop one {drops.p50:.1f} ms, {CHANGED} {dropped:.2f} s"
    )


def _tell(when: str, share: float, span: Span, recall: float | None) -> None:
    judged = "" if recall is None else f"   recall@10 {recall:.3f}"
    label = f"{when} {share:.0%} visible".strip()
    print(f"    {label:26} p50 {span.p50:7.2f} ms   p95 {span.p95:7.2f} ms{judged}", flush=True)


def _spans(job: Callable[[int], object]) -> Span:
    return of([1000 * _seconds(lambda q=q: job(q)) for q in range(corpus.QUERIES)])


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _memory() -> float:
    """Megabytes this process holds now, mapped files among them."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
