"""Leaves on goals and upkeep: the task's own links, the goals it helps, whether it needs none."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, false, not_, or_
from sqlmodel import col

from app.domain.filters import Leaf, Op
from app.models import Goal, Link, Task
from app.reads import serving
from app.reads.filtering.following import Condition
from app.reads.filtering.reader import Reader

Where = ColumnElement[bool]


def _linked(leaf: Leaf, reader: Reader) -> Where:
    goals = serving.visible(reader.actor)
    tasks = col(Link.from_id)
    if leaf.op is Op.IS_EMPTY:
        return col(Task.id).not_in(serving.linked(goals).with_only_columns(tasks))
    wanted = goals.where(col(Goal.id).in_(leaf.values))
    return col(Task.id).in_(serving.linked(wanted).with_only_columns(tasks))


def _helps(leaf: Leaf, reader: Reader) -> Where:
    actor = reader.actor
    if leaf.op is Op.IS_EMPTY:
        return not_(serving.helping(serving.visible(actor), actor=actor))
    goals = serving.below((int(str(one)) for one in leaf.values), actor=actor)
    return serving.helping(goals, actor=actor)


def _upkeep(leaf: Leaf, reader: Reader) -> Where:
    is_upkeep = serving.upkeep(reader.actor)
    return or_(false(), *(is_upkeep if one else not_(is_upkeep) for one in leaf.values))


CONDITIONS: Mapping[str, Condition] = {
    "goal_id": _linked,
    "helps_goal": _helps,
    "is_upkeep": _upkeep,
}
