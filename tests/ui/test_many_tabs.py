"""All tabs come back at once after a restart: what one reading answers is read once for a person's tabs."""

from datetime import UTC, datetime

from app import access, db
from app.models import User
from app.ui.home.state import Home
from app.ui.shell.state import Shell
from app.work import comments, lists, sessions, tasks
from tests.statements import counted
from tests.ui.tab import Tab, of

# Who asks: the guard, and then the reading itself.
WHO = 2


async def _opened(tab):
    """What a tab shows of the home page."""
    shown = {}
    for event in (Shell.load(), Home.load(), Home.load_weeks()):
        for state, values in (await tab.fire(event))[0].items():
            shown.setdefault(state, {}).update(values)
    return {one.get_full_name(): of(shown, one) for one in (Shell, Home)}


async def test_a_second_tab_only_asks_who_it_is(place, cookie):
    first = await _opened(Tab(f"goalward={cookie}", token="one"))

    with counted() as statements:
        second = await _opened(Tab(f"goalward={cookie}", token="two"))

    assert second == first
    assert len(statements) == 3 * WHO, statements


async def test_another_browser_of_the_same_person_does_so_too(place, cookie):
    first = await _opened(Tab(f"goalward={cookie}", token="one"))
    with db.writing() as session:
        other = sessions.start(session, 1, now=datetime.now(UTC))
    await _opened(Tab(f"goalward={other}", token="two"))

    with counted() as statements:
        again = await _opened(Tab(f"goalward={cookie}", token="three"))

    assert again == first
    assert len(statements) == 3 * WHO, statements


async def test_nobody_is_shown_another_person_s_page(place, tab_of):
    alice, bob = tab_of("alice"), tab_of("bob")
    hers, his = await _opened(alice), await _opened(bob)

    assert of(hers, Home)["comments_for_me"]
    assert of(hers, Shell)["me"]["person"]["id"] == 1
    assert not of(his, Home).get("comments_for_me")
    assert of(his, Shell)["me"]["person"]["id"] == 2


async def test_each_tab_sees_what_was_done_a_moment_ago(place, cookie):
    await _opened(Tab(f"goalward={cookie}", token="one"))
    with db.writing() as session:
        alice = access.actor(session, 1)
        tasks.create(session, place.home.id, title="One more", by=alice, assignees=[1])
        comments.resolve(session, place.comment, by=alice)

    shown = await _opened(Tab(f"goalward={cookie}", token="two"))

    assert of(shown, Home)["total"] == 2
    assert not of(shown, Home).get("comments_for_me")


async def test_a_right_that_was_taken_away_is_gone_at_once(place, tab_of):
    with db.writing() as session:
        lists.share(session, place.home.id, with_user=3, by=access.actor(session, 1))
    carol = tab_of("carol")
    assert place.home.name in str(await _opened(carol))
    with db.writing() as session:
        lists.unshare(session, place.home.id, with_user=3, by=access.actor(session, 1))

    assert place.home.name not in str(await _opened(Tab(carol.cookie, token="two")))


async def test_what_was_read_in_the_inbox_is_unread_in_no_new_tab(place, cookie):
    assert of(await _opened(Tab(f"goalward={cookie}", token="one")), Shell)["unread"] == 1
    with db.writing() as session:
        session.get_one(User, 1).last_visit_at = datetime.now(UTC)

    assert not of(await _opened(Tab(f"goalward={cookie}", token="two")), Shell).get("unread")
