"""How mail goes out: an SMTP server of the environment, or one an owner chose, its password sealed."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from agents import reaching
from app.domain.access import Actor, Role
from app.domain.errors import Invalid, NotAllowed
from app.domain.events import Kind
from app.models import MailServer
from app.settings import Settings, load
from app.work import checks, encryption, outbox
from app.work.recording import Changes, of_workspace, record

# How the connection is closed to others, and the port that is usual for it.
PORTS = {"starttls": 587, "tls": 465, "none": 25}
# Where mail waits to be sent, and why it is not any more.
CHANNEL = "mail"
FORGOTTEN = "The mail server was forgotten before it was sent."
LONGEST = 253  # letters of a host's name
LONGEST_PASSWORD = 500


@dataclass(frozen=True)
class Server:
    """A server mail is handed to."""

    host: str
    port: int
    security: str
    user: str
    sender: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Wanted:
    """What an owner typed; `password` None keeps the one there, `port` 0 is the usual one."""

    host: str
    security: str = "starttls"
    port: int = 0
    user: str = ""
    sender: str = ""
    password: str | None = None
    address: str = ""  # where the owner's browser reaches the workspace


def chosen(session: Session) -> Server | None:
    """What the environment says, else what an owner chose; None when no mail goes out."""
    settings = load()
    if settings.mail_host:
        return _of_environment(settings)
    row = session.get(MailServer, 1)
    if row is None:
        return None
    password = encryption.decrypt(row.password, settings.secret()) if row.password else ""
    return Server(row.host, row.port, row.security, row.user, row.sender, password or "")


def is_set(session: Session) -> bool:
    """Whether mail goes out."""
    return bool(load().mail_host) or session.get(MailServer, 1) is not None


def address(session: Session) -> str:
    """What links in mails begin with: never what a request says, which anybody may write."""
    settings = load()
    row = None if settings.base_url or settings.mail_host else session.get(MailServer, 1)
    return row.address if row is not None and row.address else settings.url


def choose_server(session: Session, wanted: Wanted, *, secret: str, by: Actor) -> MailServer:
    """Set where mail is handed to; `secret` is the workspace's own key.

    The password is kept only for the server, user and security it was given for: for others it is forgotten.
    The log tells that it changed, never which.
    """
    _must_own(by)
    fresh = _checked(wanted)
    row = session.get(MailServer, 1)
    changes: Changes = {"server": [row.host if row else "", fresh.host]}
    if wanted.password is not None:
        _a_password(wanted.password, security=fresh.security)
        fresh.password = encryption.encrypt(wanted.password, secret) if wanted.password else ""
    elif row is not None and _goes_to(row) == _goes_to(fresh):
        fresh.password = row.password
    changes["has_password"] = [bool(row and row.password), bool(fresh.password)]
    row = session.merge(fresh)
    record(session, Kind.MAIL_CHOSEN, of_workspace(), changes, by=by)
    return row


def forget_server(session: Session, *, now: datetime, by: Actor) -> int:
    """No mail any more; the password is deleted, and what waits is given up: returns how many mails that were.

    Where the environment names a server, mail goes on through that.
    """
    _must_own(by)
    row = session.get(MailServer, 1)
    if row is None:
        return 0
    session.delete(row)
    record(session, Kind.MAIL_CHOSEN, of_workspace(), {"server": [row.host, ""]}, by=by)
    if load().mail_host:
        return 0
    return outbox.give_up(session, CHANNEL, reason=FORGOTTEN, now=now)


def _must_own(by: Actor) -> None:
    if by.role is not Role.OWNER or not by.writes:
        raise NotAllowed("Only an owner can set how mail is sent.")


def _of_environment(settings: Settings) -> Server:
    security = settings.mail_security
    return Server(
        host=settings.mail_host,
        port=settings.mail_port or PORTS[security],
        security=security,
        user=settings.mail_user,
        sender=settings.mail_from or settings.mail_user,
        password=settings.mail_password,
    )


def _checked(wanted: Wanted) -> MailServer:
    host = wanted.host.strip().rstrip(".").lower()
    if not host or len(host) > LONGEST or any(one in host for one in " /@?#\\\t\n"):
        raise Invalid("Name the mail server, like smtp.example.com.", field="host")
    if reaching.is_forbidden(host):
        raise Invalid(
            "No mail server stands at a link-local address or a cloud's metadata service.",
            field="host",
        )
    checks.one_of(wanted.security, PORTS, field="security")
    port = wanted.port or PORTS[wanted.security]
    if not 1 <= port <= 65535:
        raise Invalid("A port is a number from 1 to 65535.", field="port")
    user = checks.text(wanted.user).strip()
    if len(user) > LONGEST or any(ord(letter) < 32 for letter in user):
        raise Invalid("This is no user name of a mail server.", field="user")
    try:
        sender = checks.email(wanted.sender)
    except Invalid:
        raise Invalid(
            "Name the sender's address, like goalward@example.com.", field="sender"
        ) from None
    return MailServer(
        host=host,
        port=port,
        security=wanted.security,
        user=user,
        sender=sender,
        address=wanted.address.rstrip("/"),
    )


def _a_password(password: str, *, security: str) -> None:
    if len(password) > LONGEST_PASSWORD or any(ord(letter) < 32 for letter in password):
        raise Invalid("This is no password of a mail server.", field="password")
    if password and security == "none":
        raise Invalid(
            "A password goes only over an encrypted connection: choose STARTTLS or TLS.",
            field="security",
        )


def _goes_to(row: MailServer) -> tuple[str, int, str, str]:
    """Whoever has got the password already would get it again, and nobody else."""
    return row.host, row.port, row.security, row.user
