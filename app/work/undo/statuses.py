"""Takes back what happened to a workflow's columns."""

from app import access, trash
from app.domain.events import Kind
from app.work import statuses
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.STATUS_CREATED, Kind.STATUS_RESTORED)
def put_away(step: Step) -> None:
    status = trash.status(step.session, step.event.subject_id, step.by)
    if status.deleted_at is not None:
        step.is_back()
    elif not step.others_since():
        step.attempt(lambda: statuses.remove(step.session, status.id or 0, by=step.by))


@undoes(Kind.STATUS_DELETED)
def bring_back(step: Step) -> None:
    status = trash.status(step.session, step.event.subject_id, step.by)
    if status.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.attempt(lambda: statuses.restore(step.session, status.id or 0, by=step.by))


@undoes(Kind.STATUS_CHANGED)
def set_back(step: Step) -> None:
    status = access.status(step.session, step.event.subject_id, step.by)
    names = ("name", "category", "position", "wip_limit")
    values = step.values(lambda name: getattr(status, name), names)

    def edit(some: dict[str, object]) -> None:
        given = {n: 0 if n == "wip_limit" and v is None else v for n, v in some.items()}
        statuses.edit(step.session, status.id or 0, by=step.by, **given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - as they were

    step.edit(values, edit)
