"""Takes back that something was archived, or brought back."""

from collections.abc import Callable
from typing import Any

from app import access
from app.domain.events import Kind
from app.work import folders, goals, lists, spaces
from app.work.undo.registry import undoes
from app.work.undo.step import Step

VERBS: dict[str, Any] = {"space": spaces, "folder": folders, "list": lists, "goal": goals}
DOORS: dict[str, Callable[..., Any]] = {
    "space": access.space,
    "folder": access.folder,
    "list": access.task_list,
    "goal": access.goal,
}


@undoes(Kind.SPACE_ARCHIVED, Kind.FOLDER_ARCHIVED, Kind.LIST_ARCHIVED, Kind.GOAL_ARCHIVED)
def bring_back(step: Step) -> None:
    _set(step, "unarchive", is_archived=False)


@undoes(Kind.SPACE_UNARCHIVED, Kind.FOLDER_UNARCHIVED, Kind.LIST_UNARCHIVED, Kind.GOAL_UNARCHIVED)
def put_by(step: Step) -> None:
    _set(step, "archive", is_archived=True)


def _set(step: Step, verb: str, *, is_archived: bool) -> None:
    kind, item_id = step.event.subject_kind, step.event.subject_id
    row = DOORS[kind](step.session, item_id, step.by)
    if (row.archived_at is not None) == is_archived:
        step.is_back()
    elif not step.is_of_others("archived"):
        do = getattr(VERBS[kind], verb)
        step.attempt(lambda: do(step.session, item_id, by=step.by), "archived")
