"""Tasks made by their titles, wherever a screen names them."""

from app.domain.errors import Invalid
from app.ui.base import RequestContext
from app.work import changing, tasks

# More than this at once is a slip of the hand.
MOST = 1000


def make(
    context: RequestContext,
    list_id: int,
    titles: list[str],
    *,
    status_id: int | None = None,
    parent_id: int | None = None,
) -> str:
    """One task, whose refusal is plain, or many, all or none; returns what was made, in words."""
    if not titles or len(titles) > MOST:
        raise Invalid(f"Name 1 to {MOST} tasks.")
    session, by = context.session, context.actor
    if len(titles) == 1:
        return tasks.create(
            session, list_id, title=titles[0], status_id=status_id, parent_id=parent_id, by=by
        ).key
    shared = {"list_id": list_id, "status_id": status_id, "parent_id": parent_id}
    drafts = [{**shared, "title": title} for title in titles]
    return f"{len(changing.create_many(session, drafts, by=by))} tasks"
