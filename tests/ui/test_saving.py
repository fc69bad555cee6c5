"""What a browser sent by number is answered by number: done once, or refused in words."""

from sqlmodel import select

from app import db
from app.models import Task, User
from app.ui.saving import MOST_REFUSALS, Answers
from app.ui.settings.state import Settings
from app.ui.settings.teams import Teams
from app.ui.tasks.state import TaskPage
from tests.ui.tab import of


async def _opened(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(TaskPage.load(), path=f"/tasks/{place.mine.key}")
    return tab


def _children(place) -> list[str]:
    with db.reading() as session:
        mine = select(Task.title).where(Task.parent_id == place.mine.id).order_by(Task.number)
        return list(session.exec(mine).all())


async def test_what_is_sent_twice_under_a_number_is_done_once(place, tab_of):
    tab = await _opened(place, tab_of)
    for _ in range(2):
        changed, _ = await tab.fire(TaskPage.add_children(["Pour the slab"], None, 7))

    assert _children(place) == ["Pour the slab"]
    assert of(changed, Answers).get("done", 7) == 7


async def test_a_refusal_comes_back_by_its_number_and_not_as_a_toast(place, tab_of):
    tab = await _opened(place, tab_of)
    changed, sent = await tab.fire(TaskPage.set_field("estimate_minutes", "inf", 8))

    answers = of(changed, Answers)
    assert answers["done"] == 8
    assert "no length of time" in answers["refusals"]["8"]
    assert not sent


async def test_without_a_number_a_refusal_is_a_toast(place, tab_of):
    tab = await _opened(place, tab_of)
    changed, sent = await tab.fire(TaskPage.set_field("estimate_minutes", "inf"))

    assert "no length of time" in str(sent)
    assert not of(changed, Answers)


async def test_many_subtasks_are_made_together_or_not_at_all(place, tab_of):
    tab = await _opened(place, tab_of)
    changed, _ = await tab.fire(TaskPage.add_children(["Order glass", "x" * 501], None, 9))
    assert "501 characters" in of(changed, Answers)["refusals"]["9"]
    assert _children(place) == []

    await tab.fire(TaskPage.add_children(["Order glass", "Paint the frame"], None, 10))
    assert _children(place) == ["Order glass", "Paint the frame"]


async def test_only_the_last_refusals_are_kept(place, tab_of):
    tab = tab_of("alice")
    for number in range(1, MOST_REFUSALS + 6):
        changed, _ = await tab.fire(Teams.make({"name": " "}, number))

    kept = of(changed, Answers)["refusals"]
    assert list(kept) == [str(n) for n in range(6, MOST_REFUSALS + 6)]


async def test_hours_a_week_are_read_as_every_length_of_time(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings")
    await tab.fire(Settings.save_profile({"name": "Alice", "hours": "37h 30m"}, 1))
    with db.reading() as session:
        assert session.get_one(User, 1).hours_per_week == 37.5

    for number, hours in enumerate(("nan", "inf", "1e300", "-1", "101"), start=2):
        changed, _ = await tab.fire(
            Settings.save_profile({"name": "Alice", "hours": hours}, number)
        )
        assert str(number) in of(changed, Answers)["refusals"]
    with db.reading() as session:
        assert session.get_one(User, 1).hours_per_week == 37.5
