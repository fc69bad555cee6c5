"""The words goals and targets are described with."""

from enum import StrEnum


class State(StrEnum):
    """Where a goal is in its life; the last three are closed."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    ACHIEVED = "achieved"
    MISSED = "missed"
    DROPPED = "dropped"


class GoalKind(StrEnum):
    """An initiative is a goal that is a body of work."""

    GOAL = "goal"
    INITIATIVE = "initiative"


class Health(StrEnum):
    """How a goal stands; suggested by the pace, overridden by a person."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class TargetKind(StrEnum):
    """How a target is measured; `tasks` is counted from work, the others are reported."""

    NUMBER = "number"
    CURRENCY = "currency"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    TASKS = "tasks"


CLOSED = (State.ACHIEVED, State.MISSED, State.DROPPED)
