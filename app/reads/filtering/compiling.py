"""The filter tree to SQL. What the reader may not see counts for nothing here."""

from datetime import date

from sqlalchemy import ColumnElement, and_, false, not_, or_, true
from sqlmodel import Session

from app.domain import filters
from app.domain.access import Actor
from app.domain.fields import Type
from app.domain.filters import Every, Filter, Leaf, Not, Some
from app.domain.filters.tree import NEGATIVE, OPPOSITES
from app.domain.filters.vocabulary import TASK
from app.reads.filtering import comparing, derived, goal_leaves
from app.reads.filtering.reader import Reader

Where = ColumnElement[bool]
# What is asked for by its address: a list, a goal (whose numbers go on counting what is archived), a task.
ASKING = ("archived", "key", "list_id", "parent_id", "goal_id", "helps_goal")


def compile(session: Session, wanted: Filter, *, actor: Actor, today: date) -> Where:
    """The condition on Task that a filter is for this reader today.

    It narrows and opens nothing: join it with `access.tasks_open_to`, as `tasks.rows` does.
    """
    reader = Reader(session, actor, today)
    return _condition(filters.resolve(wanted, today=today, me=actor.user_id), reader)


def is_of_rows(wanted: Filter) -> bool:
    """What it says of a task follows from the task and what is tied to it, not from goals, parents or places."""
    return all(leaf.field not in goal_leaves.CONDITIONS for leaf in filters.tree.leaves(wanted))


def actor_for(wanted: Filter, actor: Actor) -> Actor:
    """Whom a filter is read for: without what is archived, unless it asks for that, or for things by their names."""
    asks = any(leaf.field in ASKING for leaf in filters.tree.leaves(wanted))
    return actor if asks else actor.current


def _condition(of: Filter, reader: Reader) -> Where:
    match of:
        case Not(part):
            return not_(_condition(part, reader))
        case Every(parts):
            return and_(true(), *(_condition(part, reader) for part in parts))
        case Some(parts):
            return or_(false(), *(_condition(part, reader) for part in parts))
        case Leaf(field, op, values) if op in NEGATIVE:
            # Each positive leaf is never NULL, so that its negation holds for what is empty, too.
            return not_(_leaf(Leaf(field, OPPOSITES[op], values), reader))
        case Leaf():
            return _leaf(of, reader)


def _leaf(leaf: Leaf, reader: Reader) -> Where:
    own = derived.CONDITIONS.get(leaf.field) or goal_leaves.CONDITIONS.get(leaf.field)
    if own is not None:
        return own(leaf, reader)
    field = TASK[leaf.field]
    if field.type in (Type.ITEMS, Type.TAGS):
        return comparing.members(leaf)
    return comparing.column(leaf, reader)
