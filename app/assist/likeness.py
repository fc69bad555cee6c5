"""What reads like some words or like an item: found by the library, read again from the database."""

from sqlmodel import Session, col

from agents.facts import Quote, TaskFact
from app import access
from app.assist import facts, quotes
from app.domain.access import Actor
from app.models import Task
from knowledge.library import Library

MOST_ALIKE = 8
MOST_TITLED = 8
TASKS = frozenset({"task"})
# Cosine from which other words may mean a goal: enough to offer it, not to take it for meant.
MAY_MEAN = 0.4
MOST_MEANT = 2


def titled(session: Session, actor: Actor, library: Library, words: str) -> list[TaskFact]:
    """Tasks whose titles are nearest to these words."""
    found = library.search(words, scope=actor.places, limit=MOST_TITLED, kinds=TASKS)
    ids = _ids("task", [one.record for one in found])
    return facts.tasks(session, [col(Task.id).in_(ids), access.tasks_open_to(actor)])


def similar_tasks(session: Session, actor: Actor, library: Library, task_id: int) -> list[TaskFact]:
    """Tasks that read most like one, best first."""
    hits = library.similar(f"task:{task_id}", scope=actor.places, kinds=TASKS)
    ids = _ids("task", [hit.record for hit in hits])
    where = [col(Task.id).in_(ids), access.tasks_open_to(actor)]
    rows = {task.id: task for task in facts.tasks(session, where)}
    return [rows[i] for i in ids if i in rows]


def alike(session: Session, actor: Actor, library: Library, item: tuple[str, int]) -> list[Quote]:
    """Tasks, docs and goals that read most like one, best first."""
    kind, item_id = item
    hits = library.similar(f"{kind}:{item_id}", scope=actor.places, limit=MOST_ALIKE)
    return quotes.checked(session, actor, hits)


def goals_meaning(actor: Actor, library: Library, words: str) -> list[int]:
    """The few goals these words may mean, nearest first."""
    goals = frozenset({"goal"})
    found = library.meaning(words, scope=actor.places, kinds=goals, least=MAY_MEAN)
    return _ids("goal", found)[:MOST_MEANT]


def _ids(kind: str, records: list[str]) -> list[int]:
    """The ids of records of a kind (`task:12`)."""
    split = (record.partition(":") for record in records)
    return [int(number) for of, _, number in split if of == kind]
