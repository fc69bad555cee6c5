"""Tasks by a filter, in an order, with the fields one needs."""

from typing import Annotated, Literal

from fastapi import Query
from sqlmodel import Session, select

from app import db
from app.among import among
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.narrowing import Wanted, condition, today_of
from app.api.paging import ById, Id, SinceEvent
from app.api.schemas import filtering as shape
from app.api.tasks import chosen
from app.assist import narrowing
from app.domain import fields, filters
from app.domain.access import Actor, must_see_list
from app.domain.filters import Filter, vocabulary
from app.models import Task
from app.reads import filtering, list_changes, tasks
from app.reads.filtering import Reader

router = routing.router("tasks")
Line = Annotated[str, Query(min_length=1, max_length=400, examples=["-is:blocked due:<today"])]


@router.post(
    "/tasks/search",
    response_model=shape.FoundTasks | shape.FoundFields,
    response_model_exclude_unset=True,
)
@routing.refusing(404)
def search_tasks(body: shape.TaskSearch, who: Who) -> shape.FoundValues:
    """Find tasks by a filter: a page of them, how many there are, and the page that shows them."""
    wanted = filters.parse(body.where)
    with db.reading() as session:
        actor = filtering.actor_for(wanted, who.actor(session))
        today = today_of(session)
        where = [filtering.compile(session, wanted, actor=actor, today=today)]
        found, mark = filtering.page(
            session,
            wanted,
            sort=body.sort,
            after=body.after,
            limit=body.limit,
            actor=actor,
            today=today,
        )
        return shape.FoundValues(
            items=chosen(found, body.fields, Reader(session, actor, today)),
            total=tasks.count(session, where, actor=actor),
            next=mark,
            words=filters.sentence(wanted, filtering.names_for(session, actor)),
            address=f"/tasks?where={filters.to_text(wanted)}",
        )


@router.get("/lists/{list_id}/fitting", response_model=shape.Fitting)
def get_fitting(
    list_id: Id, who: Who, version: Versioned, where: Wanted = "", since: SinceEvent = None
) -> shape.Fitting:
    """The ids of a list's tasks that fit a filter: all of them, or of those that changed after the event `since`."""
    wanted = _filter(where)
    with db.reading() as session:
        actor = who.actor(session)
        must_see_list(list_id, actor)
        fits = [Task.list_id == list_id, condition(session, wanted, actor)]
        changed = None
        if since is not None and filtering.is_of_rows(wanted):
            changed = list_changes.touched(session, since, actor=actor)
        ids, newest = changed or (None, None)
        # What changed elsewhere is not told of, and may be hidden.
        near = [Task.list_id == list_id, among(Task.id, ids or ())]
        if ids is not None:
            fits += near
        if newest is None:
            newest = session.exec(select(list_changes.newest_seen(session, actor))).one()
        shown = shape.Fitting(
            ids=tasks.ids(session, fits, actor=actor),
            among=None if ids is None else tasks.ids(session, near, actor=actor),
            version=newest,
            words=filters.sentence(wanted, filtering.names_for(session, actor)),
        )
        return version.mark_but(shown, "version")


@router.get("/filters/vocabulary", response_model=shape.FilterVocabulary)
@routing.refusing(404)
def get_vocabulary(
    who: Who, list_id: ById = None, noun: Literal["task", "goal"] = "task"
) -> shape.FilterVocabulary:
    """Every field a filter of tasks or goals may ask, and the values to choose from; of a list, its statuses by id."""
    with db.reading() as session:
        choices = filtering.choices(session, list_id=list_id, actor=who.actor(session))
    described = fields.described(vocabulary.NOUNS[noun].values())
    return shape.FilterVocabulary.model_validate({"fields": described, "choices": choices})


@router.get("/filters/words", response_model=shape.ReadFilter)
def get_words(who: Who, where: Wanted = "") -> shape.ReadFilter:
    """A filter in words, with the names its reader may see."""
    with db.reading() as session:
        return _read(session, _filter(where), who.actor(session))


@router.get("/filters/line", response_model=shape.ReadFilter)
def read_line(who: Who, line: Line, where: Wanted = "") -> shape.ReadFilter:
    """The filter narrowed by what a search line says, like `-is:blocked due:<today+7 owner:me`."""
    with db.reading() as session:
        actor = who.actor(session)
        today = today_of(session)
        wanted = narrowing.narrowed(
            session, _filter(where), line, actor=actor, today=today, locale=who.locale
        )
        return _read(session, wanted, actor)


def _filter(where: str) -> Filter:
    return filters.from_text(where) if where else filters.EVERYTHING


def _read(session: Session, wanted: Filter, actor: Actor) -> shape.ReadFilter:
    names = filtering.names_for(session, actor)
    return shape.ReadFilter(
        where=filters.to_json(wanted),
        words=filters.sentence(wanted, names),
        parts=[filters.sentence(part, names) for part in filters.parts(wanted)],
        address=f"/tasks?where={filters.to_text(wanted)}",
    )
