"""Mail goes to a real server, once for each row, and what fails is said exactly."""

import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
from sqlmodel import select

from app import db
from app.consumers import mail as sending
from app.consumers import outbox as boxes
from app.consumers.outbox import NeverSent, Outbox
from app.models import Delivery
from app.work import letters, mail
from app.work.letters import Letter
from app.work.mail import Server
from tests import smtp
from tests.conftest import NOW

WORDS = {"subject": "Grüße", "text": "Hello\n", "html": "<p>Hello</p>"}
LETTER = Letter("Hello", ("One.",), action="Open", url="https://work.example/reset#s3cret")


@pytest.fixture
def by_environment(monkeypatch, database):
    """Points the workspace at a mail server, as the environment does."""

    def point(box):
        monkeypatch.setenv("GOALWARD_SECRET_KEY", "of the workspace")
        monkeypatch.setenv("GOALWARD_MAIL_HOST", "localhost")
        monkeypatch.setenv("GOALWARD_MAIL_PORT", str(box.port))
        monkeypatch.setenv("GOALWARD_MAIL_SECURITY", "none")
        monkeypatch.setenv("GOALWARD_MAIL_FROM", "goalward@example.com")

    return point


def to(box, **given):
    fixed = {"host": "localhost", "port": box.port, "security": "none", "user": ""}
    return Server(**{**fixed, "sender": "goalward@example.com", **given})


def sent(server, *, key="k"):
    sending.send(server, WORDS, to="bob@example.com", key=key, house="Acmé, Inc.")


def failure(server):
    with pytest.raises(sending.FAILURES) as caught:
        sent(server)
    return str(caught.value)


def post(key="k1", now=NOW):
    with db.writing() as session:
        letters.post(session, LETTER, to="bob@example.com", key=key, now=now)


def rows():
    with db.reading() as session:
        return list(session.exec(select(Delivery)))


def outbox():
    return Outbox({letters.CHANNEL: sending.channel}, ready=sending.is_set)


def test_a_mail_arrives_as_text_and_html_and_says_who_it_is_from(tmp_path):
    with smtp.served() as box:
        sent(to(box))
    message = box.wait()

    assert message["Subject"] == "Grüße"
    assert "Acmé, Inc. on Goalward" in message["From"]
    assert "goalward@example.com" in message["From"]
    assert message["To"] == "bob@example.com"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().strip() == "Hello"
    assert message.get_body(("html",)).get_content().strip() == "<p>Hello</p>"
    assert any(one.lower().startswith("mail from:<goalward@example.com>") for one in box.heard)


@pytest.mark.parametrize(("security", "at_once"), [("starttls", False), ("tls", True)])
def test_it_signs_in_over_an_encrypted_connection(tmp_path, monkeypatch, security, at_once):
    file = smtp.certificate(tmp_path)
    with smtp.served(users={"bob": "s3cret"}, certificate=file, tls_at_once=at_once) as box:
        server = to(box, security=security, user="bob", password="s3cret")
        assert "not trusted" in failure(server)
        assert "certificate" in failure(server)

        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        sent(server)
        wrong = failure(to(box, security=security, user="bob", password="hunter22"))
    box.wait()

    assert "refused the user or the password: 535" in wrong
    assert "hunter22" not in wrong  # the server repeated it


def test_what_fails_is_said_exactly(tmp_path):
    with smtp.served(answers={"MAIL": "553 not this sender"}) as box:
        assert failure(to(box)) == (
            f"localhost, port {box.port}, refused the sender goalward@example.com: 553 not this sender"
        )
        assert "STARTTLS" in failure(to(box, security="starttls"))
        assert "does not speak TLS" in failure(to(box, security="tls"))
    assert failure(to(box)) == f"localhost, port {box.port}, takes no connection."
    unknown = to(box, host="no.such.invalid")
    assert sending._sentence(unknown, socket.gaierror(-2, "unknown"), "bob@example.com") == (
        "No address was found for the name no.such.invalid."
    )
    assert "never reached" in failure(to(box, host="169.254.169.254"))
    with smtp.served(answers={"DATA": "554 too much of this"}) as box:
        assert "refused: 554 too much of this" in failure(to(box))


def test_an_address_nobody_has_is_given_up_at_once_and_a_full_box_is_tried_again():
    with smtp.served(answers={"RCPT": "550 no such user"}) as box, pytest.raises(NeverSent):
        sent(to(box))
    with (
        smtp.served(answers={"RCPT": "452 mailbox full"}) as box,
        pytest.raises(sending.MailFailed, match="452 mailbox full"),
    ):
        sent(to(box))


def test_what_is_in_the_outbox_is_sealed_sent_once_and_then_forgotten(by_environment):
    with smtp.served() as box:
        by_environment(box)
        post()
        [waiting] = rows()
        assert "s3cret" not in str(waiting.payload)
        while outbox().look(now=NOW):
            pass
    [row] = rows()

    assert "https://work.example/reset#s3cret" in box.wait().get_body(("plain",)).get_content()
    assert len(box.came) == 1
    assert (row.state, row.payload) == ("sent", {})


def test_nothing_is_claimed_while_no_server_is_set(database):
    post()
    assert outbox().look(now=NOW) is False
    assert [(one.state, one.tries) for one in rows()] == [("waiting", 0)]


def test_it_is_given_up_with_its_reason_after_days_or_when_nobody_wants_it(by_environment):
    with smtp.served() as box:
        by_environment(box)
    post("late")
    now = NOW
    while outbox().look(now=now):  # nobody listens any more
        now = rows()[0].next_at
    [row] = rows()

    assert (row.state, row.payload) == ("dead", {})
    assert "takes no connection" in row.last_error
    assert timedelta(days=2) < row.next_at - NOW <= letters.LONGEST + boxes.LONGEST_WAIT


def test_what_two_servers_see_one_of_them_sends(by_environment):
    with smtp.served() as box:
        by_environment(box)
        post()
        first = boxes.claim([letters.CHANNEL], now=NOW)
        assert first is not None
        assert outbox().look(now=NOW) is False
        assert len(box.came) == 0
        # The other one took so long that it was tried again: what it says then counts for nothing.
        assert outbox().look(now=NOW + boxes.LEASE) is True
        outbox()._put_off(first, OSError("late"), now=NOW)
    assert [one.state for one in rows()] == ["sent"]


KILLED = """
    import os, signal, sys
    from datetime import datetime
    from app import db
    from app.consumers import mail, outbox
    from app.work.letters import CHANNEL
    db.connect(sys.argv[1])
    outbox.Outbox._end = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    outbox.Outbox({CHANNEL: mail.channel}, ready=mail.is_set).look(now=datetime.fromisoformat(sys.argv[2]))
"""


def test_killed_between_sending_and_noting_it_arrives_twice_under_one_name(by_environment):
    with smtp.served() as box:
        by_environment(box)
        post()
        code = textwrap.dedent(KILLED)
        child = subprocess.run(
            [sys.executable, "-c", code, str(db.engine().url), NOW.isoformat()],
            env=dict(os.environ),
            check=False,
        )
        assert child.returncode == -signal.SIGKILL
        assert outbox().look(now=NOW) is False  # the one that died may still be at it
        assert outbox().look(now=NOW + boxes.LEASE) is True
        assert outbox().look(now=NOW + 2 * boxes.LEASE) is False

    assert len(box.came) == 2
    names = {one["Message-ID"] for one in box.came}
    assert len(names) == 1
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.com>", names.pop())


def test_a_letter_shows_its_words_as_words():
    letter = Letter(
        "A & B", ("<script>alert(1)</script>",), action="Go", url='https://x/?a=1&b="2"'
    )

    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert 'href="https://x/?a=1&amp;b=&quot;2&quot;"' in letter.html
    assert 'https://x/?a=1&b="2"' in letter.text


def test_what_was_sent_or_given_up_is_forgotten_after_a_month(by_environment):
    with smtp.served() as box:
        by_environment(box)
        post("old")
        while outbox().look(now=NOW):
            pass
    assert boxes.forget_old(now=NOW + timedelta(days=29)) is False
    assert len(rows()) == 1
    boxes.forget_old(now=NOW + timedelta(days=31))
    assert rows() == []


def test_a_link_in_a_mail_begins_where_the_workspace_is_said_to_be(by_environment, session):
    with smtp.served() as box:
        by_environment(box)
    assert mail.address(session) == "http://localhost:8080"
