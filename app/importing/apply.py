"""Brings a plan in within one transaction: all of it or nothing. What a dry run does.

Each of our records remembers the one it came from (ExternalRef), so a second import makes nothing
anew and changes only what changed at the source since.
"""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app.importing.context import Context, Progress, Report
from app.importing.plan import Plan
from app.importing.steps import alike, first_pass, second_pass

GROUP = 50  # steps of a kind taken at once


def apply(
    session: Session,
    plan: Plan,
    *,
    now: datetime,
    space_key: str = "",
    progress: Progress | None = None,
) -> Report:
    """Write a plan through the caller's transaction; raises ImportRefused and leaves the rest to it."""
    plan, key = keyed(plan, space_key)
    context = Context(plan, now, Report(not_carried=list(plan.not_carried)), session)
    context.remember()
    todo = [*first_pass(plan, key), *second_pass(context)]
    done = 0
    while done < len(todo):
        some = alike(todo, done, GROUP)
        some[0].do(context, [step.one for step in some])
        done += len(some)
        if progress:
            progress(done, len(todo))
    context.write_refs()
    return context.report


def keyed(plan: Plan, space_key: str) -> tuple[Plan, str]:
    """The plan as the import into this space knows it, and the space's key."""
    key = space_key.strip().upper() or plan.key
    return replace(plan, source=f"{plan.source}>{key}"), key
