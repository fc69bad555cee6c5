"""Takes back what happened to a workflow's columns."""

from sqlmodel import select

from app import access, trash
from app.domain.events import Kind
from app.models import Task
from app.work import statuses
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.STATUS_CREATED, Kind.STATUS_RESTORED)
def put_away(step: Step) -> None:
    status = trash.status(step.session, step.event.subject_id, step.by)
    if status.deleted_at is not None:
        step.is_back()
    elif not step.others_since():
        into = _where_to(step, status.id or 0)
        step.attempt(lambda: statuses.remove(step.session, status.id or 0, into=into, by=step.by))


def _where_to(step: Step, status_id: int) -> int | None:
    """Where its tasks were when all in it came with it: some may not be seen, and move with it only."""
    held = step.session.exec(select(Task.id).where(Task.status_id == status_id))
    came_along = all(step.together.takes("task", task_id) for task_id in held)
    return step.together.status_before(status_id) if came_along else None


@undoes(Kind.STATUS_DELETED)
def restore(step: Step) -> None:
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
