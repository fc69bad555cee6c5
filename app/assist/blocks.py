"""Who waits for whom among open tasks, and which of them holds most up."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from agents.facts import BlockerFact
from app.assist import facts
from app.domain.access import Actor
from app.domain.bottlenecks.blocker import behind
from app.models import Relation
from app.reads import serving

Below = dict[int, set[int]]


def below(relations: Sequence[Relation]) -> Below:
    """Blocker → those that wait for it directly."""
    found: Below = {}
    for relation in relations:
        found.setdefault(relation.from_id, set()).add(relation.to_id)
    return found


def holding(
    session: Session,
    relations: Sequence[Relation],
    fitting: set[int],
    *,
    actor: Actor,
    now: datetime,
) -> list[BlockerFact]:
    """What holds up tasks that fit, the heaviest first."""
    under, since = below(relations), _since(relations)
    roots = {first: behind(first, under) & fitting for first in under}
    roots = {root: waiting for root, waiting in roots.items() if waiting}
    everyone = set(roots).union(*roots.values()) if roots else set[int]()
    rows = facts.by_ids(session, sorted(everyone))
    serves = serving.of_tasks(session, everyone, actor=actor)
    blocked = {second for group in under.values() for second in group}
    found = [
        BlockerFact(
            task=rows[root],
            waiting=tuple(rows[i] for i in sorted(waiting)),
            days=(now - since[root]).days + 1,
            goals=tuple(sorted({way.title for i in waiting for way in serves.get(i, ())})),
        )
        for root, waiting in roots.items()
        if root in rows
    ]
    # What is itself blocked can't be worked on: roots come first.
    return sorted(found, key=lambda b: (b.task.id in blocked, -len(b.waiting), -b.days))


def _since(relations: Sequence[Relation]) -> dict[int, datetime]:
    """Since when each blocker has held something up."""
    found: dict[int, datetime] = {}
    for relation in relations:
        at = found.get(relation.from_id, relation.created_at)
        found[relation.from_id] = min(at, relation.created_at)
    return found
