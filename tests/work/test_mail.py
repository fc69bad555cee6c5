"""Who sets how mail is sent, where its password goes, and what is written to whom."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app import access
from app.consumers import due
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.models import Delivery, Event, Job, MailServer, PasswordReset
from app.reads import mail as reading
from app.work import encryption, invitations, letters, mail, passwords, people, resets, sessions
from tests.conftest import NOW

SECRET, BOB = "of the workspace", 2
HERE = {
    "host": "smtp.example.com",
    "user": "goalward",
    "sender": "goalward@example.com",
    "address": "https://work.example/",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("GOALWARD_SECRET_KEY", SECRET)
    monkeypatch.delenv("GOALWARD_MAIL_HOST", raising=False)
    monkeypatch.delenv("GOALWARD_BASE_URL", raising=False)


def choose(session, by, **given):
    wanted = mail.Wanted(**{**HERE, **given})
    return mail.choose_server(session, wanted, secret=SECRET, by=by)


def posted(session):
    """Who gets what: the address, the subject and the text."""
    session.flush()
    waiting = session.exec(select(Delivery).where(Delivery.state == "waiting")).all()
    read = [(one.target, letters.opened(one.payload)) for one in waiting]
    return [(to, words["subject"], words["text"]) for to, words in read if words]


def link_in(text, mark):
    return text.partition(mark)[2].split()[0]


def test_the_password_is_in_no_row_in_the_clear_and_in_no_event(session, alice):
    choose(session, alice, password="s3cret")
    server = mail.chosen(session)

    assert server is not None
    assert (server.host, server.port, server.security) == ("smtp.example.com", 587, "starttls")
    assert server.password == "s3cret"
    assert "s3cret" not in repr(server) + session.get_one(MailServer, 1).password
    assert "s3cret" not in str([one.changes for one in session.exec(select(Event))])


def test_the_password_stays_for_the_server_it_was_given_for_and_no_other(session, alice):
    choose(session, alice, password="s3cret")
    choose(session, alice, sender="other@example.com")
    kept = mail.chosen(session)
    assert kept is not None
    assert (kept.sender, kept.password) == ("other@example.com", "s3cret")


@pytest.mark.parametrize(
    "elsewhere",
    [{"host": "evil.example"}, {"port": 2525}, {"security": "none"}, {"user": "somebody"}],
)
def test_another_server_port_user_or_encryption_needs_it_again(session, alice, elsewhere):
    choose(session, alice, password="s3cret")
    choose(session, alice, **elsewhere)
    server = mail.chosen(session)

    assert server is not None
    assert server.password == ""
    assert session.get_one(MailServer, 1).password == ""


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"host": ""}, "host"),
        ({"host": "http://smtp.example.com/"}, "host"),
        ({"host": "169.254.169.254"}, "host"),
        ({"host": "metadata.google.internal"}, "host"),
        ({"host": "[fe80::1]"}, "host"),
        ({"port": 65536}, "port"),
        ({"port": -1}, "port"),
        ({"security": "ssl"}, "security"),
        ({"sender": "nobody"}, "sender"),
        ({"sender": "a@example.com\nBcc: b@example.com"}, "sender"),
        ({"user": "a\nb"}, "user"),
        ({"password": "a\r\nb"}, "password"),
        ({"password": "p" * 501}, "password"),
        ({"password": "s3cret", "security": "none"}, "security"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(session, alice, given, field):
    with pytest.raises(Invalid) as caught:
        choose(session, alice, **given)
    assert caught.value.field == field
    assert session.get(MailServer, 1) is None


def test_a_server_of_the_local_network_is_fine(session, alice):
    for host in ("localhost", "127.0.0.1", "10.0.0.25", "mail"):
        assert choose(session, alice, host=host).host == host


def test_only_an_owner_sets_it_and_a_reading_token_does_not(session, alice, bob):
    people.change_role(session, BOB, to="admin", by=alice)
    for actor in (access.actor(session, BOB), access.actor(session, 3)):
        with pytest.raises(NotAllowed):
            choose(session, actor)
        with pytest.raises(NotAllowed):
            mail.forget_server(session, now=NOW, by=actor)


def test_the_environment_counts_first_and_says_where_links_begin(session, alice, monkeypatch):
    choose(session, alice, password="s3cret")
    assert mail.address(session) == "https://work.example"
    monkeypatch.setenv("GOALWARD_MAIL_HOST", "relay.example")
    monkeypatch.setenv("GOALWARD_MAIL_SECURITY", "tls")
    monkeypatch.setenv("GOALWARD_MAIL_FROM", "us@example.com")
    server = mail.chosen(session)

    assert server == mail.Server("relay.example", 465, "tls", "", "us@example.com", "")
    assert mail.address(session) == "http://localhost:8080"
    monkeypatch.setenv("GOALWARD_BASE_URL", "https://goalward.example")
    assert mail.address(session) == "https://goalward.example"


def test_an_invitation_is_mailed_where_mail_goes_out_and_names_one(session, alice):
    invitations.make(session, email="dan@example.com", by=alice, now=NOW)
    assert posted(session) == []
    choose(session, alice)
    _, token = invitations.make(session, email="dan@example.com", by=alice, now=NOW)
    invitations.make(session, by=alice, now=NOW)  # for whoever has the link

    [(to, subject, text)] = posted(session)
    assert (to, subject) == ("dan@example.com", "Join Acme on Goalward")
    assert "Alice Moreau invites you" in text
    assert link_in(text, "https://work.example/welcome?invite=") == token
    [row] = session.exec(select(Delivery))
    assert token not in str(row.payload)


def test_an_invitation_taken_back_before_it_was_mailed_is_not_mailed(session, alice):
    choose(session, alice)
    made, _ = invitations.make(session, email="dan@example.com", by=alice, now=NOW)
    invitations.revoke(session, made.id, by=alice, now=NOW)

    assert posted(session) == []


def test_a_link_that_was_asked_for_works_once_for_an_hour(session, alice, bob):
    choose(session, alice)
    cookie = sessions.start(session, BOB, now=NOW)
    _, secret = sessions.make_token(session, BOB, name="CI", scope="read", now=NOW, by=bob)
    assert resets.mail_link(session, " BOB@example.com", key="k", now=NOW)
    [(to, _, text)] = posted(session)
    token = link_in(text, "https://work.example/reset#")
    assert to == "bob@example.com"

    with pytest.raises(NotFound):
        resets.use(session, token, password_hash="#", now=NOW + timedelta(hours=1))
    fresh = passwords.hashed("another one")
    resets.use(session, token, password_hash=fresh, now=NOW + timedelta(minutes=59))
    with pytest.raises(NotFound):
        resets.use(session, token, password_hash=fresh, now=NOW)
    for gone in (
        lambda: sessions.actor_of(session, cookie, now=NOW),
        lambda: sessions.actor_of_token(session, secret),
    ):
        with pytest.raises(sessions.NotSignedIn):
            gone()


def test_asking_writes_the_same_whether_anybody_has_the_address(session, alice):
    choose(session, alice)
    session.flush()
    for email in ("bob@example.com", "nobody@example.com", "no address"):
        resets.ask(session, email, now=NOW)
    session.flush()

    asked = session.exec(select(Job).where(Job.kind == resets.JOB)).all()
    assert [one.payload["email"] for one in asked] == [
        "bob@example.com",
        "nobody@example.com",
        "no address",
    ]
    assert posted(session) == []
    session.commit()
    clock = due.clock(None)
    while clock.look(now=NOW + timedelta(seconds=1)):
        pass
    assert [to for to, _, _ in posted(session)] == ["bob@example.com"]


def test_nobody_who_may_not_come_in_gets_a_link_and_the_same_job_twice_is_once(session, alice, bob):
    choose(session, alice)
    people.disable(session, BOB, by=alice)
    assert not resets.mail_link(session, "bob@example.com", key="k", now=NOW)
    people.enable(session, BOB, by=alice)
    assert resets.mail_link(session, "bob@example.com", key="k", now=NOW)
    assert not resets.mail_link(session, "bob@example.com", key="k", now=NOW)

    assert len(posted(session)) == 1
    assert len(session.exec(select(PasswordReset)).all()) == 1


def test_whoever_asks_takes_no_link_of_an_owner_away(session, alice):
    choose(session, alice)
    owners = resets.make(session, BOB, by=alice, now=NOW)
    resets.mail_link(session, "bob@example.com", key="k", now=NOW)

    resets.use(session, owners, password_hash=passwords.hashed("another one"), now=NOW)
    [(_, _, text)] = posted(session)
    with pytest.raises(NotFound):  # but a link that was used ends all others
        resets.use(session, link_in(text, "/reset#"), password_hash="#", now=NOW)


def test_without_mail_nothing_is_asked_for(session, alice):
    with pytest.raises(NotFound):
        resets.ask(session, "bob@example.com", now=NOW)


def test_what_was_given_up_is_shown_to_managers_alone(session, alice, bob):
    session.add(
        Delivery(
            channel="mail",
            key="k",
            target="dan@example.com",
            state="dead",
            next_at=NOW,
            last_error="No address was found.",
        )
    )
    session.flush()

    post = reading.post(session, actor=alice)
    assert (post.given_up, post.waiting) == (1, 0)
    assert post.unsent == (reading.Unsent("dan@example.com", NOW, "No address was found."),)
    with pytest.raises(NotAllowed):
        reading.post(session, actor=bob)


def test_what_is_sealed_with_another_key_is_not_read():
    assert letters.opened({"sealed": encryption.encrypt("{}", "another")}) is None


@pytest.mark.parametrize("state", ["sent", "dead"])
def test_the_log_tells_what_came_of_a_mail_with_a_link(session, alice, state):
    choose(session, alice)
    resets.mail_link(session, "bob@example.com", key=f"{resets.JOB}:1", now=NOW)
    session.flush()
    asked = session.exec(select(Event.kind).where(Event.subject_id == BOB)).all()
    assert asked[-1] == "security.reset_requested"  # nothing was sent so far, and nothing says so

    delivery = session.exec(select(Delivery)).one()
    delivery.state = state
    resets.note_mailed(session, delivery)
    resets.note_mailed(session, Delivery(channel="mail", key="other", target="bob@example.com"))

    session.flush()
    told = session.exec(select(Event.kind).where(Event.subject_id == BOB)).all()
    kind = "security.reset_mailed" if state == "sent" else "security.reset_not_mailed"
    assert told == [*asked, kind]
