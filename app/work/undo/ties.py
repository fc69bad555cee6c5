"""Takes back relations between tasks, and links between items."""

from sqlmodel import select

from app import access
from app.domain.events import Kind
from app.models import Link, Relation
from app.work import relations
from app.work.undo.registry import undoes
from app.work.undo.step import Step, told

ORDER = ("task", "doc", "goal")


@undoes(Kind.TASK_RELATED, Kind.TASK_UNRELATED)
def relation_back(step: Step) -> None:
    old, new = step.event.changes["relation"]
    value = new or old
    word, other = value["relation"], value["task_id"]
    ends = (step.event.subject_id, other)
    if word.endswith("_by"):  # the other half of the same change, told from the other side
        word, ends = word.removesuffix("_by"), (other, step.event.subject_id)
    for end in ends:  # whether it stands is for who sees both ends
        access.task(step.session, end, step.by)
    there = step.session.exec(
        select(Relation.id).where(
            Relation.kind == word, Relation.from_id == ends[0], Relation.to_id == ends[1]
        )
    ).first()
    if bool(there) != bool(new):
        step.is_back()
        return
    if step.is_of_others("relation", lambda pair: told(pair) == value):
        return
    verb = relations.unrelate if new else relations.relate
    step.attempt(
        lambda: verb(step.session, ends[0], kind=word, to_task=ends[1], by=step.by), "relation"
    )


@undoes(Kind.LINKED, Kind.UNLINKED)
def link_back(step: Step) -> None:
    old, new = step.event.changes["link"]
    value = new or old
    ends = sorted(
        [(step.event.subject_kind, step.event.subject_id), (value["kind"], value["id"])],
        key=lambda end: (ORDER.index(end[0]), end[1]),
    )
    (from_kind, from_id), (to_kind, to_id) = ends
    for kind, item_id in ends:
        access.item(step.session, kind, item_id, step.by)
    there = step.session.exec(
        select(Link.id).where(
            Link.from_kind == from_kind,
            Link.from_id == from_id,
            Link.to_kind == to_kind,
            Link.to_id == to_id,
        )
    ).first()
    if bool(there) != bool(new):
        step.is_back()
        return
    if step.is_of_others("link", lambda pair: told(pair) == value):
        return
    verb = relations.unlink if new else relations.link
    step.attempt(lambda: verb(step.session, ends[0], ends[1], by=step.by), "link")
