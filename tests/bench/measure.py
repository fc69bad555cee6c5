"""How long something takes: its median and 95th percentile."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Milliseconds."""

    p50: float
    p95: float


def spans(job: Callable[[], object], *, times: int = 30) -> Span:
    """Run a job once to warm it, then `times` times."""
    job()
    found: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        found.append((time.perf_counter() - began) * 1000)
    return of(found)


def of(milliseconds: list[float]) -> Span:
    found = sorted(milliseconds)
    return Span(statistics.median(found), found[int(len(found) * 0.95)])


def measure(name: str, budget: str, job: Callable[[], object], *, times: int = 30) -> Span:
    """Print the median and the 95th percentile of a job beside its budget."""
    span = spans(job, times=times)
    tell(name, span, budget)
    return span


def tell(name: str, span: Span, budget: str) -> None:
    print(
        f"{name:48} p50 {span.p50:7.1f} ms   p95 {span.p95:7.1f} ms   budget {budget}", flush=True
    )
