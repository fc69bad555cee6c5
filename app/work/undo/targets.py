"""Takes back what happened to goals' targets."""

from app import access, trash
from app.domain.events import Kind
from app.work import targets
from app.work.undo.logged import plain_fields
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.TARGET_CREATED, Kind.TARGET_RESTORED)
def put_away(step: Step) -> None:
    target = trash.target(step.session, step.event.subject_id, step.by)
    if target.deleted_at is not None:
        step.is_back()
    elif not step.others_since():
        step.attempt(lambda: targets.delete(step.session, target.id or 0, by=step.by))


@undoes(Kind.TARGET_DELETED)
def bring_back(step: Step) -> None:
    target = trash.target(step.session, step.event.subject_id, step.by)
    if target.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.attempt(lambda: targets.restore(step.session, target.id or 0, by=step.by))


@undoes(Kind.TARGET_CHANGED)
def set_back(step: Step) -> None:
    target = access.target(step.session, step.event.subject_id, step.by)
    values = step.values(lambda name: getattr(target, name), plain_fields("target"))
    counted = targets.counted(step.session, target.id or 0)
    for name, current in zip(("tasks", "lists"), counted, strict=True):
        if name in step.event.changes:
            wanted = step.elements(name, current)
            if wanted is not None:
                values[name] = wanted
    step.edit(values, lambda some: targets.edit(step.session, target.id or 0, by=step.by, **some))
