"""The orders of a list, which the browser makes by itself, as the server makes them: one file tells both."""

import json
from pathlib import Path

import pytest

from app.domain import fields
from app.domain.filters import EVERYTHING
from app.reads import filtering
from tests.conftest import NOW, a_task

TOLD = json.loads((Path(__file__).parents[1] / "domain/browser_orders.json").read_text())


def is_known(word):
    return any(word in (one.name, *one.aliases) for one in fields.TASK.values())


def values_of(row):
    return {
        name: value
        for name, value in row.items()
        if value is not None and is_known(name) and fields.TASK[name].is_plain
    }


@pytest.mark.parametrize(
    "told", [one for one in TOLD["cases"] if is_known(one["by"])], ids=lambda told: told["spec"]
)
def test_the_server_sorts_as_the_browser_is_told_to_sort(session, home, alice, told):
    for row in TOLD["rows"]:
        a_task(session, home, alice, **values_of(row))
    session.flush()

    first, mark = filtering.page(
        session, EVERYTHING, sort=told["spec"], after="", limit=2, actor=alice, today=NOW.date()
    )
    rest, _ = filtering.page(
        session,
        EVERYTHING,
        sort=told["spec"],
        after=mark or "",
        limit=9,
        actor=alice,
        today=NOW.date(),
    )

    assert [row.key for row in (*first, *rest)] == told["keys"]


def test_the_browsers_tests_know_the_fields_as_the_server_describes_them():
    told = [one for one in TOLD["fields"] if is_known(one["name"])]

    assert told == fields.described(fields.TASK[one["name"]] for one in told)
