"""A process may be killed at any moment: what it acknowledged stays, what it was at is not there by half."""

import random

import pytest

from tests.faults import kills
from tests.faults.kept import Kept
from tests.faults.work import WORK


@pytest.mark.parametrize("work", WORK)
def test_what_was_acknowledged_stays_and_nothing_is_half_done(tmp_path, work):
    folder, dice, kept = tmp_path / "data", random.Random(work), Kept()
    kills.found(folder)
    kills.one_round(folder, work, 1, dice, kept)

    assert kept.lost == []
