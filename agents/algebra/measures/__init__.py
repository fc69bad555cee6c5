"""The measures there are; to add one, write its file and name it here."""

from agents.algebra.measures import (
    age,
    count,
    cycle,
    estimate,
    estimating,
    finished,
    goals,
    lateness,
    points,
    staying,
)
from agents.algebra.measures.measure import REGISTRY, Measure, Moment

__all__ = [
    "REGISTRY",
    "Measure",
    "Moment",
    "age",
    "count",
    "cycle",
    "estimate",
    "estimating",
    "finished",
    "goals",
    "lateness",
    "points",
    "staying",
]
