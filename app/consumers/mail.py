"""Hands mail to an SMTP server, and says what failed in one sentence.

Addresses are looked at before anything connects to them (`agents/reaching.py`); certificates are checked.
"""

import hashlib
import smtplib
import socket
import ssl
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as MAIL
from email.utils import format_datetime
from typing import Any

from agents import reaching
from app import db
from app.consumers.outbox import NeverSent
from app.work import letters, mail
from app.work.mail import Server

# Seconds for each step; all of them together stay under the lease of a delivery.
PATIENCE = 20.0


class MailFailed(Exception):
    """It was not handed over; the sentence says at which step, and what the server answered."""


FAILURES = (MailFailed, NeverSent)


class _Looked(smtplib.SMTP):
    """Connects to addresses it has looked at; the name itself is never asked for again."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        last: OSError = OSError("the name has no address")
        for address in reaching.resolved(host, port):
            try:
                return socket.create_connection((address, port), timeout)
            except OSError as error:
                last = error
        raise last


class _LookedTLS(smtplib.SMTP_SSL, _Looked):
    """The same, encrypted from the first byte."""


def is_set() -> bool:
    """Whether there is a server to hand mail to."""
    with db.reading() as session:
        return mail.is_set(session)


def channel(target: str, payload: dict[str, Any], key: str) -> None:
    """What the outbox calls; raises MailFailed, or NeverSent for what no later try would change."""
    words = letters.opened(payload)
    if words is None:
        raise NeverSent("It was sealed with another key of the workspace.")
    with db.reading() as session:
        server, house = mail.chosen(session), letters.house(session)
    if server is None:
        raise MailFailed("No mail server is set.")
    send(server, words, to=target, key=key, house=house)


def send(server: Server, words: dict[str, str], *, to: str, key: str, house: str) -> None:
    """Hand one mail over; the same key makes the same Message-ID, by which a receiver knows it came twice."""
    message = _message(server, words, to=to, key=key, house=house)
    try:
        with _connected(server) as smtp:
            if server.user and server.password:
                smtp.login(server.user, server.password)
            smtp.send_message(message, from_addr=server.sender, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as refused:
        code, _ = refused.recipients[to]
        sentence = _sentence(server, refused, to)
        raise (NeverSent if code >= 500 else MailFailed)(sentence) from None
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise MailFailed(_sentence(server, error, to)) from None


def _message(
    server: Server, words: dict[str, str], *, to: str, key: str, house: str
) -> EmailMessage:
    message = EmailMessage(policy=MAIL)
    message["From"] = Address(f"{house} on Goalward", addr_spec=server.sender)
    message["To"] = to
    message["Subject"] = words["subject"]
    message["Date"] = format_datetime(datetime.now(UTC))
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{name}@{server.sender.partition('@')[2]}>"
    # So that an answering machine does not answer.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words["text"])
    message.add_alternative(words["html"], subtype="html")
    return message


def _connected(server: Server) -> smtplib.SMTP:
    # Without a name smtplib looks this machine's own up, which nobody needs to know.
    house, safe = server.sender.partition("@")[2], ssl.create_default_context()
    if server.security == "tls":
        return _LookedTLS(server.host, server.port, house, timeout=PATIENCE, context=safe)
    smtp = _Looked(server.host, server.port, house, timeout=PATIENCE)
    if server.security == "starttls":
        try:
            smtp.starttls(context=safe)
        except BaseException:
            smtp.close()
            raise
    return smtp


def _sentence(server: Server, error: Exception, to: str) -> str:
    """Where it failed, without the password, which a server may repeat."""
    told = _told(server, error, to)
    return told.replace(server.password, "(password)") if server.password else told


def _told(server: Server, error: Exception, to: str) -> str:
    here = f"{server.host}, port {server.port},"
    if isinstance(error, smtplib.SMTPException):
        return f"{here} {_refused(server, error, to)}"
    match error:
        case reaching.Forbidden():
            return str(error)
        case socket.gaierror():
            return f"No address was found for the name {server.host}."
        case ssl.SSLCertVerificationError():
            return f"{here} shows a certificate that is not trusted: {error.verify_message}."
        case ssl.SSLError():
            return f"{here} does not speak TLS: choose STARTTLS, or another port ({error.reason})."
        case TimeoutError():
            return f"{here} did not answer within {PATIENCE:.0f} seconds."
        case ConnectionRefusedError():
            return f"{here} takes no connection."
        case _:
            return f"{here} could not be reached: {error}."


def _refused(server: Server, error: smtplib.SMTPException, to: str) -> str:
    """What a server said that was reached."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"refused the user or the password: {_answer(error)}"
        case smtplib.SMTPSenderRefused():
            return f"refused the sender {server.sender}: {_answer(error)}"
        case smtplib.SMTPRecipientsRefused():
            code, words = error.recipients[to]
            return f"refused the address {to}: {code} {_plain(words)}"
        case smtplib.SMTPNotSupportedError():
            return f"does not offer what is needed: {error}"
        case smtplib.SMTPResponseException():
            return f"refused: {_answer(error)}"
        case _:
            return f"ended the conversation: {error}."


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_plain(error.smtp_error)}"


def _plain(words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(said.split())[:300]
