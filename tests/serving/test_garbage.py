"""Full collections wait for a moment in which nobody does, and what is loaded for good is left out."""

import gc
from collections.abc import Generator
from pathlib import Path

import pytest

from app.consumers.pace import Pace
from app.serving import garbage
from app.serving.garbage import ENOUGH, GIVEN_BACK, LONGEST, Tidying


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class Collector:
    """How often all was collected, and how much has gathered since."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs, self.gathered = 0, 0
        monkeypatch.setattr(garbage.gc, "get_count", lambda: (0, 0, self.gathered))
        monkeypatch.setattr(garbage.gc, "collect", self._collect)

    def _collect(self) -> int:
        self.runs, self.gathered = self.runs + 1, 0
        return 0


@pytest.fixture(autouse=True)
def as_it_was() -> Generator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def test_little_garbage_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    collector = Collector(monkeypatch)
    collector.gathered = ENOUGH - 1
    Tidying(Pace()).look()
    assert collector.runs == 0


def test_much_is_collected_in_the_first_quiet_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    collector, pace = Collector(monkeypatch), Pace()
    tidying = Tidying(pace, now=Clock())
    collector.gathered = ENOUGH
    with pace.answering():
        tidying.look()
        assert collector.runs == 0
    pace = Pace()  # nobody asked yet
    Tidying(pace, now=Clock()).look()
    assert collector.runs == 1


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    collector, pace, clock = Collector(monkeypatch), Pace(), Clock()
    tidying = Tidying(pace, now=clock)
    collector.gathered = ENOUGH
    with pace.answering():
        tidying.look()
        clock.time = LONGEST - 1
        tidying.look()
        assert collector.runs == 0
        clock.time = LONGEST
        tidying.look()
        assert collector.runs == 1
        # What gathers from now on has its own wait.
        collector.gathered = ENOUGH
        tidying.look()
        assert collector.runs == 1


def test_what_is_loaded_is_left_out_of_later_collections() -> None:
    gc.unfreeze()
    garbage.settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[2] == garbage.NEVER


def test_free_memory_is_given_back_each_minute_however_busy_it_is() -> None:
    given, clock = [], Clock()
    pace = Pace()
    tidying = Tidying(pace, now=clock, give_back=lambda: given.append(clock.time))
    with pace.answering():
        for clock.time in (0, 1, GIVEN_BACK - 1, GIVEN_BACK, 2 * GIVEN_BACK - 1):
            tidying.look()
    assert given == [0, GIVEN_BACK]


def test_memory_that_was_used_for_a_moment_goes_back_to_the_system() -> None:
    garbage.few_heaps()
    before = _held()
    kept = [bytes(2_000) for _ in range(100_000)]
    few = kept[::1000]
    del kept
    full = _held()
    garbage.give_back()
    assert _held() - before < (full - before) / 2, len(few)


def _held() -> int:
    """Pages this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1])
