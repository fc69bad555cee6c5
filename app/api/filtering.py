"""Tasks by a filter, in an order, with the fields one needs."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from app import access, db
from app.api.caller import Who
from app.api.narrowing import Wanted, condition
from app.api.tasks import plain
from app.domain import filters
from app.domain.errors import Invalid
from app.models import Task
from app.reads import filtering, tasks

router = APIRouter(prefix="/api/v1", tags=["tasks"])
FURTHEST = 1_000_000


class TaskSearch(BaseModel):
    """Which tasks, in which order; `fields` are what each item holds, all when left out."""

    model_config = ConfigDict(extra="forbid")

    where: Annotated[dict[str, Any], Field(description="A filter tree; {} is every task.")] = {}
    sort: Annotated[str, Field(max_length=200, examples=["-due,priority"])] = ""
    fields: Annotated[list[str] | None, Field(max_length=40)] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: Annotated[int, Field(ge=0, le=FURTHEST, description="`next` of the page before.")] = 0


class FoundTasks(BaseModel):
    """A page of what fits; `total` counts all of it, `words` says what was asked."""

    items: list[dict[str, Any]]
    total: int
    next: int | None
    words: str
    address: str


@router.post("/tasks/search")
def search_tasks(body: TaskSearch, who: Who) -> FoundTasks:
    """Find tasks by a filter; a page of them, how many there are, and the page that shows them."""
    wanted = filters.parse(body.where)
    order = filtering.order(body.sort)
    with db.reading() as session:
        actor = who.actor(session)
        where = [condition(session, wanted, actor)]
        found = tasks.rows(
            session, where, actor=actor, limit=body.limit, order=order, offset=body.after
        )
        total = tasks.count(session, where, actor=actor)
        end = body.after + len(found)
        return FoundTasks(
            items=[_chosen(plain(row), body.fields) for row in found],
            total=total,
            next=end if end < total and found else None,
            words=filters.sentence(wanted, filtering.names_for(session, actor)),
            address=f"/tasks?where={filters.to_text(wanted)}",
        )


class Fitting(BaseModel):
    """The tasks of a list that fit a filter, and the filter in words."""

    ids: list[int]
    words: str


@router.get("/lists/{list_id}/fitting")
def list_fitting(list_id: int, who: Who, where: Wanted = "") -> Fitting:
    """The ids of a list's tasks that fit: what the list page shows of the rows it has."""
    wanted = filters.from_text(where) if where else filters.EVERYTHING
    with db.reading() as session:
        actor = who.actor(session)
        access.task_list(session, list_id, actor)
        fits = condition(session, wanted, actor)
        ids = tasks.ids(session, [Task.list_id == list_id, fits], actor=actor)
        words = filters.sentence(wanted, filtering.names_for(session, actor))
        return Fitting(ids=ids, words=words)


def _chosen(item: dict[str, Any], names: list[str] | None) -> dict[str, Any]:
    """The item's chosen fields; raises Invalid for one it has not."""
    for name in names or ():
        if name not in item:
            shown = "".join(c for c in name[:40] if c.isprintable())
            raise Invalid(f"fields: a task has no “{shown}”.", field="fields")
    return item if names is None else {name: item[name] for name in names}
