"""The filters the browser decides by itself, as the server decides them: one file tells both."""

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain import filters
from app.domain.events import OPEN

TOLD = json.loads((Path(__file__).parent / "browser_filters.json").read_text())
TODAY = date.fromisoformat(TOLD["today"])
CATEGORIES = {status["id"]: status["category"] for status in TOLD["statuses"]}


def facts(row):
    category = CATEGORIES[row["status_id"]]
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return {
        "status": (row["status_id"], ""),
        "category": category,
        "is_open": category in OPEN,
        "overdue": category in OPEN and due is not None and due < TODAY,
        "priority": row["priority"],
        "assignees": frozenset(row["assignees"]),
        "tags": frozenset(row["tags"]),
        "headline": (row["key"], row["title"], *row["tags"]),
    }


@pytest.mark.parametrize("told", TOLD["cases"], ids=lambda told: json.dumps(told["where"]))
def test_the_server_finds_what_the_browser_is_told_to_find(told):
    wanted = filters.parse(told["where"])
    read = filters.resolve(wanted, today=TODAY, me=TOLD["me"])

    found = [
        row["key"]
        for row in TOLD["rows"]
        if filters.matches(read, facts(row), zone=ZoneInfo("UTC"))
    ]

    assert found == told["fits"]
    assert filters.to_text(wanted) == told["text"]
