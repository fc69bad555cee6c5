"""What weighs an answer: fitted from what is kept, and as good elsewhere as it is said to be."""

from agents.passages.weighing import WEIGHTS
from agents.plain.narrative import FLOOR
from tests.eval import floor


def test_the_weights_are_what_fitting_gives():
    assert floor.text_of(floor.fit(floor.read())) == WEIGHTS.read_text(encoding="utf-8")


def test_strangers_questions_are_answered_by_weights_of_other_workspaces():
    told = floor.elsewhere(floor.read())["company"]

    right, wrong, anyway = floor.shares(told, FLOOR)

    assert right >= 0.6
    assert wrong <= 0.1
    assert anyway <= 0.35
