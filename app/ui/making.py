"""Tasks made by their titles, wherever a screen names them."""

from collections.abc import Sequence
from typing import TypedDict

from app.domain.errors import Invalid
from app.domain.events import Category
from app.domain.plurals import many
from app.lookups import statuses_of_lists
from app.ui.base import RequestContext
from app.work import changing, tasks

# More than this at once is a slip of the hand.
MOST = 1000
# So deep an outline is no list of tasks.
DEEPEST = 8


class Outline(TypedDict):
    """What a pasted checklist says beside the titles, a value a title."""

    depths: list[int]  # 0 for what stands under nothing
    done: list[bool]


def make(
    context: RequestContext,
    list_id: int,
    titles: list[str],
    *,
    outline: Outline | None = None,
    status_id: int | None = None,
    parent_id: int | None = None,
) -> str:
    """One task, whose refusal is plain, or many, all or none; returns what was made, in words."""
    if not titles or len(titles) > MOST:
        raise Invalid(f"Name 1 to {MOST} tasks.")
    session, by = context.session, context.actor
    depths = outline["depths"] if outline else [0] * len(titles)
    done = outline["done"] if outline else [False] * len(titles)
    if len(depths) != len(titles) or len(done) != len(titles):
        raise Invalid("This outline does not fit its titles: paste it again.")
    closed = _closed(context, list_id) if any(done) else None
    statuses = [closed if one and closed else status_id for one in done]
    if len(titles) == 1:
        return tasks.create(
            session, list_id, title=titles[0], status_id=statuses[0], parent_id=parent_id, by=by
        ).key
    above, levels = _placed(depths)
    made: dict[int, int] = {-1: parent_id or 0}  # the id of each, by its place among the titles
    for level in sorted(set(levels)):
        places = [at for at, one in enumerate(levels) if one == level]
        drafts = [
            {
                "list_id": list_id,
                "status_id": statuses[at],
                "title": titles[at],
                "parent_id": made[above[at]] or None,
            }
            for at in places
        ]
        made |= dict(zip(places, changing.create_many(session, drafts, by=by), strict=True))
    return many(len(titles), "task")


def _placed(depths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of each line the place of the one it stands under (-1 for none), and how many those are in all."""
    above, levels, open_lines = list[int](), list[int](), list[int]()
    for at, depth in enumerate(depths):
        while open_lines and depths[open_lines[-1]] >= depth:
            open_lines.pop()
        above.append(open_lines[-1] if open_lines else -1)
        levels.append(len(open_lines))
        open_lines.append(at)
    if max(levels) > DEEPEST:
        raise Invalid(f"Nest at most {DEEPEST} levels at once.")
    return above, levels


def _closed(context: RequestContext, list_id: int) -> int | None:
    """The list's first status of finished work; the verb makes sure that the list may be seen."""
    choices = statuses_of_lists(context.session, [list_id]).get(list_id)
    found = choices.statuses if choices else ()
    return next((one.id for one in found if one.category == Category.DONE), None)
