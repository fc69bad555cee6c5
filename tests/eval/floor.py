"""Fits what weighs a stretch as an answer (`agents/passages/weights.toml`), and tells how well it does elsewhere.

`sets/answers.csv.gz` holds numbers alone: for each question the features of its likeliest stretches, and whether one
answers. Each question is there twice: once as it is, once with the records that answer it left out, so that nothing does.
`python -m tests.eval.floor` tells; with `--write` it writes the weights. Each workspace is tested with weights of the others.
"""

import csv
import gzip
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.passages.weighing import MOST_COMPARED, WEIGHTS

ROWS = Path(__file__).parent / "sets" / "answers.csv.gz"
KNOWN_FIRST = (
    *("passage", "record", "lead", "held", "held_more", "titled", "rank"),
    *("said", "around", "fits", "short", "mute", "talk"),
)
CHOICE = (*KNOWN_FIRST, "near")
FLOOR = (
    *("near", "lead", "held", "held_more", "titled", "said", "around", "fits"),
    *("passage", "mute", "talk"),
)
# While nothing is known of meaning.
OF_WORDS = ("held", "held_more", "titled", "said", "around", "fits", "mute", "talk")
FLOORS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question's stretches: their features by name, and which answer."""

    workspace: str
    is_left_out: bool
    features: Mapping[str, Vector]
    right: Vector

    def of(self, names: Sequence[str]) -> Vector:
        return np.stack([self.features[name] for name in names], axis=1)


@dataclass(frozen=True)
class Fitted:
    """Weights: for the first look, for the choice, for the floor (its bias first)."""

    first: Vector
    choice: Vector
    floor: Vector
    floor_of_words: Vector

    def chosen(self, asked: Asked) -> int:
        """The stretch that says it best."""
        looked_at = np.argsort(-(asked.of(KNOWN_FIRST) @ self.first), kind="stable")[:MOST_COMPARED]
        return int(looked_at[int(np.argmax(asked.of(CHOICE)[looked_at] @ self.choice))])

    def best(self, asked: Asked) -> tuple[float, bool]:
        """The chance of the stretch that is chosen, and whether it answers."""
        one = self.chosen(asked)
        chance = _chance(self.floor[0] + asked.of(FLOOR)[one] @ self.floor[1:])
        return float(chance), bool(asked.right[one])


def read(file: Path = ROWS) -> list[Asked]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    found: list[Asked] = []
    for (workspace, _, left_out), group in groupby(
        rows, key=lambda row: (row["workspace"], row["question"], row["left_out"])
    ):
        own = list(group)
        features = {name: np.array([float(row[name]) for row in own]) for name in CHOICE}
        right = np.array([float(row["right"]) for row in own])
        found.append(Asked(workspace, left_out == "1", features, right))
    return found


def fit(questions: Sequence[Asked]) -> Fitted:
    first, choice = _choosing(questions, KNOWN_FIRST), _choosing(questions, CHOICE)
    unfitted = Fitted(first, choice, np.zeros(0), np.zeros(0))
    chosen = [(asked, unfitted.chosen(asked)) for asked in questions]
    right = np.array([asked.right[one] for asked, one in chosen], float)
    floors = [
        _logistic(np.stack([asked.of(names)[one] for asked, one in chosen]), right)
        for names in (FLOOR, OF_WORDS)
    ]
    return Fitted(first, choice, *floors)


def _choosing(questions: Sequence[Asked], names: Sequence[str]) -> Vector:
    """Weights by which those that answer come before the others of their question."""
    some = [(one.of(names), one.right) for one in questions if one.right.any()]
    weights = np.zeros(len(names))
    for _ in range(400):
        slope = -0.3 * weights
        for rows, right in some:
            sums = rows @ weights
            likely = np.exp(sums - sums.max())
            likely /= likely.sum()
            among = likely * right
            slope += rows.T @ (among / among.sum() - likely)
        weights += slope * (2.0 / len(some))
    return weights


def _logistic(rows: Vector, right: Vector, ridge: float = 0.5) -> Vector:
    """The bias, then the weights by which a chance follows from a row."""
    rows = np.c_[np.ones(len(rows)), rows]
    weights = np.zeros(rows.shape[1])
    pull = np.diag([1e-6, *[ridge] * (rows.shape[1] - 1)])
    for _ in range(30):
        chances = _chance(rows @ weights)
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + pull
        weights += np.linalg.solve(curve, rows.T @ (right - chances) - pull @ weights)
    return weights


def _chance(sums: Vector) -> Vector:
    return 1 / (1 + np.exp(-sums))


def elsewhere(questions: Sequence[Asked]) -> dict[str, list[tuple[float, bool, bool]]]:
    """Of each workspace, by the others' weights: chance, whether it answers, whether anything does."""
    found: dict[str, list[tuple[float, bool, bool]]] = {}
    for name in dict.fromkeys(one.workspace for one in questions):
        fitted = fit([one for one in questions if one.workspace != name])
        own = [one for one in questions if one.workspace == name]
        found[name] = [(*fitted.best(one), not one.is_left_out) for one in own]
    return found


def shares(told: Sequence[tuple[float, bool, bool]], floor: float) -> tuple[float, float, float]:
    """Of what can be answered: right, wrong; of what can't: answered all the same."""
    answerable = [one for one in told if one[2]]
    others = [one for one in told if not one[2]]
    right = sum(chance >= floor and is_right for chance, is_right, _ in answerable)
    wrong = sum(chance >= floor and not is_right for chance, is_right, _ in answerable)
    told_anyway = sum(chance >= floor for chance, _, _ in others)
    return right / len(answerable), wrong / len(answerable), told_anyway / max(1, len(others))


def text_of(fitted: Fitted) -> str:
    parts = (
        ("first", KNOWN_FIRST, fitted.first),
        ("choice", CHOICE, fitted.choice),
        ("floor", ("bias", *FLOOR), fitted.floor),
        ("floor_of_words", ("bias", *OF_WORDS), fitted.floor_of_words),
    )
    lines = ["# Fitted by `python -m tests.eval.floor --write`; not written by hand."]
    for name, names, weights in parts:
        lines += ["", f"[{name}]"]
        lines += [f"{one} = {weight:.3f}" for one, weight in zip(names, weights, strict=True)]
    return "\n".join(lines) + "\n"


def main() -> None:
    questions = read()
    for name, told in elsewhere(questions).items():
        print(f"{name}, by weights of the others ({len(told) // 2} questions)")
        for floor in FLOORS:
            right, wrong, anyway = shares(told, floor)
            print(
                f"  from {floor:.2f}: right {right:.2f}, wrong {wrong:.2f}; with the answer left out {anyway:.2f}"
            )
    if "--write" in sys.argv:
        WEIGHTS.write_text(text_of(fit(questions)), encoding="utf-8")


if __name__ == "__main__":
    main()
