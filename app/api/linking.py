"""What ties tasks, docs and goals together, in no direction."""

from typing import Annotated

from fastapi import APIRouter, Path

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.comments import Commented, Item, subject_of
from app.api.schemas import tasks as shape
from app.reads import taskpage
from app.work import relations

router: APIRouter = routing.router("comments and relations")
Other = Annotated[str, Path(min_length=1, max_length=40, description="A task's key, else an id.")]


@router.get("/{kind}/{item}/links", response_model=shape.Links)
def list_links(kind: Commented, item: Item, who: Who) -> shape.Links:
    """The tasks, docs and goals an item is tied to, as far as the caller sees them."""
    with db.reading() as session:
        actor = who.actor(session)
        subject = subject_of(session, kind, item, actor)
        found = taskpage.linked(session, *subject, actor=actor)
        return shape.Links(items=[shape.LinkedItem.model_validate(one) for one in found])


@router.post("/{kind}/{item}/links", status_code=201, response_model=shape.LinkedItem)
def link_item(kind: Commented, item: Item, body: shape.NewLink, who: Who) -> shape.LinkedItem:
    """Tie a task, doc or goal to another one; twice is once."""
    with db.writing() as session:
        actor = who.actor(session)
        one = subject_of(session, kind, item, actor)
        other = subject_of(session, body.kind, body.item, actor)
        relations.link(session, one, other, by=actor)
        session.flush()
        [shown] = taskpage.items(session, [other], actor=actor)
        return shape.LinkedItem.model_validate(shown)


@router.delete("/{kind}/{item}/links/{other_kind}/{other}", status_code=204)
def unlink_item(kind: Commented, item: Item, other_kind: Commented, other: Other, who: Who) -> None:
    """Untie two of them; untying what is not tied is fine."""
    with db.writing() as session:
        actor = who.actor(session)
        one = subject_of(session, kind, item, actor)
        relations.unlink(session, one, subject_of(session, other_kind, other, actor), by=actor)
