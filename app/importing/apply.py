"""Brings a plan in: all of it or nothing, with the original authors, states and moments.

Each of our records remembers the one it came from (ExternalRef), so a second import makes nothing
anew and changes only what changed at the source since.
"""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, select

from app.domain.access import Actor
from app.importing import apply_records
from app.importing.context import Context, Progress, Report
from app.importing.plan import Plan
from app.models import ExternalRef


def apply(
    session: Session,
    plan: Plan,
    *,
    by: Actor,
    now: datetime,
    space_key: str = "",
    progress: Progress | None = None,
) -> Report:
    """Write a plan through the caller's transaction; raises ImportRefused and leaves the rest to it."""
    key = space_key.strip().upper() or plan.key
    plan = replace(plan, source=f"{plan.source}>{key}")
    known = session.exec(select(ExternalRef).where(ExternalRef.source == plan.source)).all()
    context = Context(
        session,
        plan,
        by,
        now,
        Report(not_carried=list(plan.not_carried)),
        {(ref.kind, ref.external_id): ref for ref in known},
    )
    apply_records.everybody(context)
    context.space = apply_records.space(context, key)
    context.report.space_key = context.space.key
    apply_records.refresh_actors(context)
    apply_records.everything(context, progress or (lambda _done, _all: None))
    return context.report
