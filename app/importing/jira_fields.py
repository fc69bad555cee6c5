"""What one Jira issue's fields say, in our values."""

import re
from datetime import UTC, datetime
from typing import Any

from app.importing.wiki import to_markdown

FINISHED = {"fixed", "done", "complete", "completed", "resolved", "implemented", ""}


PRIORITY = {
    "blocker": 1,
    "critical": 1,
    "highest": 1,
    "urgent": 1,
    "major": 2,
    "high": 2,
    "medium": 3,
    "normal": 3,
    "minor": 4,
    "low": 4,
    "lowest": 4,
    "trivial": 4,
}


def values(fields: dict[str, Any]) -> dict[str, Any]:
    priority = ((fields.get("priority") or {}).get("name") or "").lower()
    seconds = fields.get("timeoriginalestimate")
    return {
        "priority": PRIORITY.get(priority, 0),
        "due": fields.get("duedate") or None,
        "estimate_minutes": round(seconds / 60) if seconds else None,
    }


def text(fields: dict[str, Any]) -> str:
    environment = to_markdown(fields.get("environment"))
    parts = [to_markdown(fields.get("description"))]
    parts += [f"**Environment:** {environment}"] if environment else []
    return "\n\n".join(part for part in parts if part)


def moment(value: str) -> datetime:
    """“2012-07-18T09:24:46.000+0000” as an instant."""
    at = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value))
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
