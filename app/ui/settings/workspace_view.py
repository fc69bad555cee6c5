"""What the settings show of the workspace itself."""

from typing import TypedDict
from zoneinfo import available_timezones

from app.lookups import workspace
from app.reads import trash
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Choice, nothing_yet

MOST_OLD = 1000  # counted no further
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class DayLine(TypedDict):
    """A weekday, worked or not."""

    name: str
    index: int
    works: bool


class WorkspaceFields(TypedDict):
    """The workspace itself."""

    name: str
    zone: str
    country: str
    trash_days: str


class WorkspaceView(TypedDict):
    """The workspace's settings."""

    workspace: WorkspaceFields
    days: list[DayLine]
    zones: list[Choice]


def shortening(context: RequestContext, days: int) -> str:
    """The question before the trash keeps things for fewer days than now; nothing where it does not."""
    session, now_kept = context.session, trash.days(context.session)
    if not 0 < days < now_kept or not context.actor.manages:
        return ""
    old = trash.overdue(session, now=context.now, by=context.actor, limit=MOST_OLD, kept=days)
    seen = words.many(len(old), "thing") if old else "nothing"
    seen = f"{MOST_OLD:,} things or more" if len(old) == MOST_OLD else seen
    return (
        f"Keep what was deleted for {words.many(days, 'day')} instead of {now_kept}? "
        f"What is older goes for good, and nobody can bring it back: {seen} of what you see."
    )


def settings(context: RequestContext) -> WorkspaceView:
    """The workspace's own settings."""
    own = workspace(context.session)
    return {
        "workspace": WorkspaceFields(
            name=own.name, zone=own.zone, country=own.country, trash_days=str(own.trash_days)
        )
        if own
        else nothing_yet(WorkspaceFields),
        "days": [
            DayLine(name=DAYS[index], index=index, works=works == "1")
            for index, works in enumerate(own.working_days if own else "")
        ],
        "zones": [
            Choice(value=zone, label=zone.replace("_", " "))
            for zone in sorted(available_timezones())
            if zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/")))
        ],
    }
