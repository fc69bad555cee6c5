"""Groups that are only counted are read without what nobody asks of them, and say the same."""

import pytest

from agents.algebra.groups import grouped
from agents.algebra.measures import REGISTRY, Moment
from agents.algebra.query import PLACES, Query
from app.assist import assistant, rows
from app.lookups import statuses_of
from app.work import goals, relations, tasks
from tests.assist.conftest import NOW
from tests.conftest import a_task
from tests.statements import counted

# What only tells or measures one task.
OWN = ("estimate_minutes", "points", "created_by", "created_at", "updated_at", "done_at")


@pytest.fixture
def work(session, alice, home):
    """Tasks in several groups of each kind."""
    goal = goals.create(session, title="EU launch", by=alice)
    later = next(one for one in statuses_of(session, home) if one.category == "started")
    for n in range(4):
        task = a_task(
            session,
            home,
            alice,
            f"Task {n}",
            assignees=[1, 2][: n % 3],
            tags=["b", "A"][: n % 3],
            priority=n,
            estimate_minutes=60 * n or None,
        )
        if n % 2:
            tasks.move(session, task.id, to=later.id, by=alice)
            relations.link(session, ("task", task.id), ("goal", goal.id), by=alice)


@pytest.mark.parametrize("per", PLACES)
def test_it_counts_the_same_groups(session, alice, library, work, per):
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)
    where = rows.conditions(session, alice, {}, today=gateway.today)
    query, moment = Query(measure="count", per=per), Moment(NOW, gateway.zone)

    whole, light = (
        grouped(
            query,
            rows.tasks(session, where, alice, per=per, is_counted=is_counted),
            0,
            REGISTRY["count"],
            moment,
            gateway,
        )
        for is_counted in (False, True)
    )

    assert query.is_counted
    assert light.values() == whole.values()
    assert (len(light.groups) > 1) is (per not in ("list", "space"))
    assert [(row.key, row.title, row.url) for row in light.rows] == [
        (row.key, row.title, row.url) for row in whole.rows
    ]


def test_what_measures_a_task_is_not_read_for_a_count(ask, work):
    ask("how many open tasks by status")
    with counted() as statements:
        answer = ask("how many open tasks by status")

    selected = [one.partition("FROM")[0] for one in statements.seen]
    [read] = [one for one in selected if "task.title" in one and "task.status_id" in one]
    assert not [column for column in OWN if column in read]
    assert answer.sentences[0].text.startswith("4 open tasks by status:")


@pytest.mark.parametrize(
    "query",
    [
        Query(measure="count"),
        Query(measure="list", per="week"),
        Query(measure="count", per="creator"),
        Query(measure="count", per="status", late=True),
        Query(measure="estimate", per="status"),
    ],
)
def test_where_more_is_asked_of_each_task_all_of_it_is_read(query):
    assert not query.is_counted
