"""The workspace itself: its name, its clock, its working days."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.domain.access import Actor, must_manage
from app.domain.errors import Invalid, NotFound
from app.domain.events import Kind
from app.models import Workspace
from app.work import editing
from app.work.countries import validate_country
from app.work.recording import change, of_workspace, record


def edit(
    session: Session,
    *,
    by: Actor,
    name: str | None = None,
    zone: str | None = None,
    working_days: str | None = None,
    country: str | None = None,
    trash_days: int | None = None,
) -> Workspace:
    """Rename the workspace; set its time zone, working days (seven of 0/1, Monday first), country, trash."""
    must_manage(by)
    home = session.get(Workspace, 1)
    if home is None:
        raise NotFound("workspace")
    given: dict[str, Any] = {
        "name": name,
        "zone": zone,
        "country": country,
        "trash_days": trash_days,
    }
    if working_days is not None:
        if not re.fullmatch(r"[01]{7}", working_days) or "1" not in working_days:
            raise Invalid("Choose at least one working day.", field="working_days")
        given["working_days"] = working_days
    given = {field: value for field, value in given.items() if value is not None}
    values = editing.parsed(session, "workspace", given, by=by)
    if "zone" in values:
        values["zone"] = parse_zone(values["zone"])
    if "country" in values:
        values["country"] = validate_country(values["country"])
    if changes := change(home, **values):
        record(session, Kind.WORKSPACE_CHANGED, of_workspace(), changes, by=by)
    return home


def parse_zone(value: str) -> str:
    try:
        return ZoneInfo(value.strip()).key
    except (ValueError, OSError, KeyError) as error:
        raise Invalid(
            f"“{value}” is no time zone: write it like Europe/Berlin.", field="zone"
        ) from error
