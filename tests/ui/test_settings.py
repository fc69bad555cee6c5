"""Access is one's own to see and to end; secrets are shown once."""

from sqlmodel import select

from app import db
from app.models import SignIn, User
from app.ui.inbox.state import Inbox
from app.ui.settings.state import Settings
from app.ui.settings.you_view import browser
from app.work import passwords
from tests.ui.tab import of


async def test_a_token_is_shown_once_and_kept_as_a_hash(place, tab_of):
    tab = tab_of("bob")
    await tab.fire(Settings.load(), path="/settings?part=access")
    changed, _ = await tab.fire(Settings.make_token({"name": "CI", "scope": "read"}))
    assert of(changed, Settings)["secret"].startswith("gw_")

    changed, _ = await tab.fire(Settings.forget_secret())
    assert of(changed, Settings)["secret"] == ""
    changed, _ = await tab.fire(Settings.load(), path="/settings?part=access")
    assert "gw_" not in str(changed)


async def test_a_new_password_needs_the_old_one_and_ends_other_sessions(place, tab_of):
    here, _elsewhere = tab_of("bob"), tab_of("bob")
    await here.fire(Settings.load(), path="/settings")
    wrong = {"old": "not this one", "new": "another staple"}
    _, sent = await here.fire(Settings.change_password(wrong))
    assert "is not this one" in str(sent)

    await here.fire(Settings.change_password({"old": "battery staple", "new": "another staple"}))
    with db.reading() as session:
        assert passwords.fits("another staple", session.get_one(User, 2).password_hash)
        assert len(session.exec(select(SignIn).where(SignIn.user_id == 2)).all()) == 1


async def test_an_invitation_link_is_shown_once(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=people")
    changed, _ = await tab.fire(Settings.invite({"email": "dan@example.com", "role": "member"}))

    assert "/welcome?invite=" in of(changed, Settings)["link"]
    assert of(changed, Settings)["invitations"][0]["what"] == "dan@example.com, as member"


async def test_the_last_owner_cannot_be_locked_out(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=people")
    _, sent = await tab.fire(Settings.set_active(1, False))

    assert "last owner" in str(sent)


async def test_the_inbox_counts_what_is_new_until_it_is_looked_at(place, tab_of):
    tab = tab_of("alice")
    first = of((await tab.fire(Inbox.load(), path="/inbox"))[0], Inbox)
    second = of((await tab.fire(Inbox.load(), path="/inbox"))[0], Inbox)

    assert first["unread"] == 1
    assert second["unread"] == 0


def test_a_browser_is_named_as_people_know_it():
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert browser(agent) == "Firefox on Linux"
    assert browser("") == "Unknown browser"
