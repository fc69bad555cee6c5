"""What a goal's page offers to choose from: nothing that is archived."""

from collections.abc import Iterable

from app.domain import nesting
from app.domain.access import Actor
from app.reads.docs import DocLine
from app.reads.goals import GoalLine
from app.reads.spaces import ListInSpace
from app.ui.shapes import Choice


def parents(goal_id: int, every: dict[int, GoalLine]) -> list[Choice]:
    """The goals it may stand under: open ones outside its own family."""
    family = _family(goal_id, every)
    return [
        Choice(value=0, label="No goal above"),
        *(
            Choice(value=one.id, label=one.title)
            for one in every.values()
            if one.id not in family and one.is_open and not one.is_archived
        ),
    ]


def lists(every: Iterable[ListInSpace], actor: Actor) -> list[Choice]:
    """The lists a target may count."""
    return [
        Choice(value=str(one.id), label=f"{one.space} › {one.name}")
        for one in every
        if one.id not in actor.archived.lists
    ]


def docs(every: Iterable[DocLine], actor: Actor) -> list[Choice]:
    """The pages that may be linked."""
    return [
        Choice(value=one.id, label=one.title)
        for one in every
        if one.space_id not in actor.archived.spaces
    ]


def _family(goal_id: int, every: dict[int, GoalLine]) -> set[int]:
    """The goal and everything below it."""
    below = nesting.reached(goal_id, lambda one: every[one].children if one in every else ())
    return {goal_id} | below
