"""Tasks by a filter, in an order, with the fields one needs."""

from app import access, db
from app.api import routing
from app.api.caller import Who
from app.api.narrowing import Wanted, condition
from app.api.paging import Id
from app.api.schemas import filtering as shape
from app.api.tasks import chosen_of
from app.domain import filters
from app.models import Task
from app.reads import filtering, tasks

router = routing.router("tasks")


@router.post(
    "/tasks/search",
    response_model=shape.FoundTasks | shape.FoundFields,
    response_model_exclude_unset=True,
)
def search_tasks(body: shape.TaskSearch, who: Who) -> shape.FoundValues:
    """Find tasks by a filter: a page of them, how many there are, and the page that shows them."""
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
        return shape.FoundValues(
            items=[chosen_of(row, body.fields) for row in found],
            total=total,
            next=end if end < total and found else None,
            words=filters.sentence(wanted, filtering.names_for(session, actor)),
            address=f"/tasks?where={filters.to_text(wanted)}",
        )


@router.get("/lists/{list_id}/fitting", response_model=shape.Fitting)
def get_fitting(list_id: Id, who: Who, where: Wanted = "") -> shape.Fitting:
    """The ids of a list's tasks that fit a filter: what the list page shows of the rows it has."""
    wanted = filters.from_text(where) if where else filters.EVERYTHING
    with db.reading() as session:
        actor = who.actor(session)
        access.task_list(session, list_id, actor)
        fits = condition(session, wanted, actor)
        return shape.Fitting(
            ids=tasks.ids(session, [Task.list_id == list_id, fits], actor=actor),
            words=filters.sentence(wanted, filtering.names_for(session, actor)),
        )
