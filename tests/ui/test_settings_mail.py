"""The owner's mail settings: what is shown, kept, forgotten, and said of a test mail."""

import pytest
from sqlmodel import select

from app import access, db
from app.models import Delivery, MailServer
from app.ui.settings.mail_state import Mail
from app.ui.settings.state import Settings
from app.ui.signin.state import Forgot
from app.work import invitations, people
from tests import smtp
from tests.conftest import NOW
from tests.ui.tab import of

FORM = {
    "host": "localhost",
    "port": "",
    "security": "starttls",
    "user": "goalward",
    "password": "s3cret",
    "sender": "goalward@example.com",
}


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv("GOALWARD_SECRET_KEY", "of the workspace")


async def _opened(tab):
    """The mail settings, as they are shown first."""
    first, _ = await tab.fire(Settings.load(), path="/settings?part=mail")
    then, _ = await tab.fire(Mail.load(), path="/settings?part=mail")
    return {**of(first, Mail), **of(then, Mail)}


async def test_what_is_kept_is_shown_without_its_password_until_it_is_for_another(place, tab_of):
    tab = tab_of("alice")
    assert (await _opened(tab))["links"] == "http://localhost:8080"
    changed, sent = await tab.fire(Mail.save(FORM))
    shown = of(changed, Mail)
    assert (shown["in_use"], shown["has_password"]) == ("localhost, port 587", True)
    assert "s3cret" not in str((changed, sent))

    changed, sent = await tab.fire(Mail.save(FORM | {"password": "", "host": "mail.example"}))
    assert of(changed, Mail)["has_password"] is False
    assert "type it again" in str(sent)
    _, sent = await tab.fire(Mail.save(FORM | {"port": "x"}))
    assert "from 1 to 65535" in str(sent)
    changed, _ = await tab.fire(Mail.ask_forget())
    assert of(changed, Mail)["question"] == (
        "Forget mail.example and its password? No mail goes out then. None waits to be sent."
    )
    changed, _ = await tab.fire(Mail.do_asked())
    assert of(changed, Mail)["in_use"] == ""
    with db.reading() as session:
        assert session.get(MailServer, 1) is None


async def test_a_test_mail_comes_to_whoever_asks_or_says_exactly_what_failed(place, tab_of):
    tab = tab_of("alice")
    await _opened(tab)
    with smtp.served() as box:
        form = FORM | {"port": str(box.port), "security": "none", "user": "", "password": ""}
        await tab.fire(Mail.save(form))
        changed, _ = await tab.fire(Mail.try_it())
        assert of(changed, Mail)["outcome"] == (
            "It was handed over for alice@example.com: look into your mail."
        )
        message = box.wait()
        assert (message["To"], message["Subject"]) == (
            "alice@example.com",
            "Mail from Acme arrives",
        )
    changed, _ = await tab.fire(Mail.try_it())
    assert of(changed, Mail)["outcome"] == (
        f"It was not sent. localhost, port {box.port}, takes no connection."
    )
    assert of(changed, Mail)["failed"] is True


async def test_who_does_not_manage_is_shown_nothing_and_an_admin_sets_nothing(place, tab_of):
    tab = tab_of("bob")
    assert "links" not in await _opened(tab)
    _, sent = await tab.fire(Mail.save(FORM))
    assert "Only an owner" in str(sent)
    changed, _ = await tab.fire(Mail.try_it())
    assert "Only owners and admins" in of(changed, Mail)["outcome"]

    with db.writing() as session:
        people.change_role(session, 2, to="admin", by=access.actor(session, 1))
    _, sent = await tab.fire(Mail.save(FORM))
    assert "Only an owner" in str(sent)
    with db.reading() as session:
        assert session.get(MailServer, 1) is None


async def test_what_could_not_be_sent_is_shown_with_its_reason(place, tab_of):
    with db.writing() as session:
        row = {"channel": "mail", "next_at": NOW, "last_error": "It takes no connection."}
        session.add(Delivery(key="a", target="dan@example.com", state="dead", **row))
        session.add(Delivery(key="b", target="eve@example.com", **row))
    tab = tab_of("alice")
    shown = await _opened(tab)

    assert shown["waiting"] == "1 mail to be sent. The last try: It takes no connection."
    [line] = shown["unsent"]
    assert line["to"] == "dan@example.com"
    assert line["facts"].endswith("It takes no connection.")


async def test_the_sign_in_page_offers_a_link_only_where_mail_goes_out(place, tab_of, monkeypatch):
    tab = tab_of("alice")
    changed, _ = await tab.fire(Forgot.load(), path="/forgot")
    assert of(changed, Forgot).get("by_mail", False) is False
    monkeypatch.setenv("GOALWARD_MAIL_HOST", "localhost")
    changed, _ = await tab.fire(Forgot.load(), path="/forgot")
    assert of(changed, Forgot)["by_mail"] is True


async def test_an_invitation_says_that_it_was_mailed(place, tab_of, monkeypatch):
    monkeypatch.setenv("GOALWARD_MAIL_HOST", "localhost")
    tab = tab_of("alice")
    await tab.fire(Settings.load(), path="/settings?part=people")
    changed, _ = await tab.fire(Settings.invite({"email": "dan@example.com", "role": "member"}))

    shown = of(changed, Settings)
    assert "/welcome?invite=" in shown["link"]
    assert shown["link_words"].startswith("It is on its way to dan@example.com.")


async def test_who_forgets_the_server_is_told_how_much_waits_and_it_is_given_up(place, tab_of):
    tab = tab_of("alice")
    await _opened(tab)
    await tab.fire(Mail.save(FORM))
    with db.writing() as session:
        alice = access.actor(session, 1)
        for who in ("dan", "eve"):
            invitations.make(session, email=f"{who}@example.com", by=alice, now=NOW)

    changed, _ = await tab.fire(Mail.ask_forget())
    assert of(changed, Mail)["question"] == (
        "Forget localhost and its password? No mail goes out then."
        " 2 mails wait to be sent: they will not be, and are listed here as not sent."
    )
    changed, sent = await tab.fire(Mail.do_asked())
    shown = of(changed, Mail)
    assert "2 mails will not be sent" in str(sent)
    assert shown["question"] == ""
    assert [one["to"] for one in shown["unsent"]] == ["eve@example.com", "dan@example.com"]
    assert "was forgotten before it was sent" in shown["unsent"][0]["facts"]

    await tab.fire(Mail.save(FORM))
    with db.reading() as session:
        assert {one.state for one in session.exec(select(Delivery))} == {"dead"}
        assert not any(one.payload for one in session.exec(select(Delivery)))
