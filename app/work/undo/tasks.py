"""Takes back what happened to tasks: their fields, their way through the flow, and making them."""

from app.domain.events import Kind
from app.models import Task
from app.work.task_removals import Removable
from app.work.undo.logged import plain_fields, sets, typed
from app.work.undo.registry import undoes
from app.work.undo.step import UNTOLD, Step

MOMENTS = ("started_at", "done_at")


@undoes(Kind.TASK_CREATED, Kind.TASK_RESTORED)
def put_away(step: Step) -> None:
    removals = step.together.removals
    task = removals.task(step.event.subject_id)
    if task.deleted_at is not None:
        step.is_back()
    elif step.others_since():
        pass
    elif kept := _subtasks_since(step, task):
        seen = [one.key for one in kept if one.list_id in step.by.lists]
        # What the actor may not see is kept, too, and not told.
        named = f"It has got subtasks since: {', '.join(seen)}."
        step.leave("", named if seen else UNTOLD)
    else:
        step.plan(lambda: removals.put_away(task))


@undoes(Kind.TASK_DELETED)
def restore(step: Step) -> None:
    removals = step.together.removals
    task = removals.task(step.event.subject_id)
    if task.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.plan(lambda: removals.restore(task))


@undoes(Kind.TASK_CHANGED)
def set_back(step: Step) -> None:
    if step.together.follows(step.event):
        _follow(step)
        return
    edits = step.together.edits
    task = edits.known.task(step.event.subject_id)
    if "list_id" in step.event.changes:
        _list(step, task)
    elif "status" in step.event.changes:
        _status(step, task)
    else:
        _moments(step, task)
    values = typed("task", step.values(lambda name: getattr(task, name), plain_fields("task")))
    for name in sets("task"):
        if name in step.event.changes:
            wanted = step.elements(name, edits.known.held(name, task))
            if wanted is not None:
                values[name] = wanted
    step.plan_edit(values, lambda some: edits.edit(task.id or 0, some))


def _follow(step: Step) -> None:
    """Back to a status that is taken back itself, or to what it meant; there may be thousands of such tasks."""
    moves = step.together.moves
    task = moves.task(step.event.subject_id)
    was = {name: _old(step, name) for name in MOMENTS if name in step.event.changes}
    moments = typed("task", was)
    if "status" not in step.event.changes:
        category = step.event.changes.get("category")
        if category is None:
            values = step.values(lambda name: getattr(task, name), MOMENTS)
            step.plan(lambda: moves.put_back(task, None, typed("task", values)))
        elif task.category == category[0]:
            step.plan(lambda: moves.put_back(task, None, moments), "category")
        else:
            step.leave("category", "It follows the task's status.")
        return
    old, new = step.event.changes["status"]
    if task.status_id == old:
        step.is_back()
    elif task.status_id != new:
        step.leave("status", step.since("status"))
    elif not step.is_of_others("status"):
        step.plan(lambda: moves.put_back(task, old, moments), "status")


def _list(step: Step, task: Task) -> None:
    """Back to the list it came from, with the status, place and key it had there."""
    old, new = step.event.changes["list_id"]
    status = step.event.changes.get("status", [task.status_id, task.status_id])
    rank = _old(step, "rank") or task.rank  # not told: it was the same in both lists
    if task.list_id == old:
        step.is_back()
    elif task.list_id != new:
        step.leave("list_id", step.since("list_id"))
    elif task.status_id != status[1]:
        step.leave("list_id", step.since("status"))
    elif not step.is_of_others("list_id"):

        def back() -> None:
            edits = step.together.edits
            edits.known.task_list(old)
            edits.validate_old(old, status[0])
            edits.transfer(task.id or 0, to_list=old)
            _return(step, task, status_id=status[0], rank=rank)

        step.plan(back, "list_id")


def _status(step: Step, task: Task) -> None:
    old, new = step.event.changes["status"]
    if task.status_id == new:
        if step.is_of_others("status"):
            return
        rank = _old(step, "rank") if task.rank == _new(step, "rank") else None
        step.plan(lambda: _return(step, task, status_id=old, rank=rank), "status")
    elif task.status_id == old:
        step.is_back()
    else:
        step.leave("status", step.since("status"))


def _moments(step: Step, task: Task) -> None:
    """A place in the row, or the moments a status's new category set; the category itself follows."""
    rank = step.values(lambda name: getattr(task, name), ("rank",)).get("rank")
    category = step.event.changes.get("category")
    if category is None and (moments := step.values(lambda name: getattr(task, name), MOMENTS)):
        set_back = typed("task", moments)
        step.plan(lambda: step.together.edits.put_back(task.id or 0, moments=set_back))
    follows = category is not None and task.category == category[0]
    if rank is not None or follows:
        step.plan(lambda: _return(step, task, rank=rank), "rank")
    elif category is not None:
        step.leave("category", "It follows the task's status.")


def _return(
    step: Step, task: Task, *, status_id: int | None = None, rank: str | None = None
) -> None:
    moments = {name: _old(step, name) for name in MOMENTS if name in step.event.changes}
    step.together.edits.put_back(
        task.id or 0, status_id=status_id, rank=rank, moments=typed("task", moments)
    )


def _old(step: Step, name: str) -> str | None:
    return step.event.changes[name][0] if name in step.event.changes else None


def _new(step: Step, name: str) -> str | None:
    return step.event.changes[name][1] if name in step.event.changes else None


def _subtasks_since(step: Step, task: Removable) -> list[Removable]:
    """Living tasks under it that this batch did not make or bring back."""
    return [
        one
        for one in step.together.removals.under(task)
        if one.deleted_at is None and not step.together.takes("task", one.id)
    ]
