"""A result told: the answer first, then what supports it."""

from agents.algebra.groups import Result
from agents.algebra.query import Query
from agents.algebra.told import (
    aims,
    clashes,
    decided,
    explained,
    extremes,
    forecasts,
    grouped,
    growth,
    lineage,
    moves,
    single,
    standing,
    stays,
    story,
    tied,
    values,
    whether,
)
from agents.algebra.told.teller import Teller, claim_of
from agents.answer import Draft
from agents.workspace import WorkspaceGateway

EXPLAINED = {
    "load": explained.loads,
    "reasons": explained.reasons,
    "waits": tied.waits,
    "holds": tied.holds,
    "tied": tied.between,
    "forecast": forecasts.forecast,
    "standing": standing.standing,
    "stands": standing.stands,
    "whether": whether.whether,
    "moves": moves.moves,
    "stays": stays.stays,
    "decided": decided.decided,
    "growth": growth.growth,
    "story": story.story,
    "clashes": clashes.clashes,
    "aim": aims.aim,
    "aim_left": aims.left,
    "aim_forecast": aims.forecast,
    "aims": aims.aims,
    "unmoved": aims.unmoved,
    "lineage": lineage.lineage,
}


def tell(
    query: Query,
    result: Result,
    gateway: WorkspaceGateway,
    draft: Draft,
    *,
    says_yes: bool,
    open_ones: int | None,
) -> None:
    """Write what a query found; `open_ones` says how many of what is counted are open."""
    teller = Teller(query, result, gateway, draft)
    draft.looked_at.append(teller.noun(0))
    if query.measure in EXPLAINED:
        EXPLAINED[query.measure](teller)
    elif query.versus:
        grouped.versus(teller, says_yes=says_yes)
    elif query.per:
        grouped.groups(teller)
    elif query.measure == "share":
        single.share(teller)
    elif query.measure in ("list", "count"):
        single.counted(teller, says_yes=says_yes, open_ones=open_ones)
    elif query.having is not None and not teller.measure.is_sum:
        extremes.beyond(teller)
    elif query.order:
        extremes.extremes(teller)
    else:
        values.value(teller)


__all__ = ["Teller", "claim_of", "tell"]
