"""Mail: the server an owner chose, its password sealed, tried on the spot; and what could not be sent."""

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from app.consumers import mail as sending
from app.domain.access import Role
from app.domain.errors import Invalid, NotAllowed
from app.models import MailServer, User
from app.reads import mail as reading
from app.settings import load as settings
from app.ui import words
from app.ui.base import RequestContext, handler, loader, reading_as, run, toast
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.saving import saver
from app.work import letters, mail


class MailForm(TypedDict):
    """A server, how it is reached, and who writes; an empty password keeps the one there."""

    host: str
    port: str
    security: str
    user: str
    password: str
    sender: str


class UnsentLine(TypedDict):
    """A mail that was given up."""

    to: str
    facts: str


class ShownMail(TypedDict, total=False):
    """The server chosen and how mail goes; whoever does not manage the workspace is told nothing."""

    host: str
    port: str
    security: str
    user: str
    sender: str
    has_password: bool
    links: str
    by_environment: str
    owner: bool
    in_use: str
    waiting: str
    unsent: list[UnsentLine]


class Trial(TypedDict):
    """What a test mail needs."""

    server: mail.Server
    to: str
    words: dict[str, str]
    house: str


class Mail(Confirming, rx.State):
    """How mail goes out."""

    host: str = ""
    port: str = ""
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    has_password: bool = False
    links: str = ""
    by_environment: str = ""
    owner: bool = False
    in_use: str = ""
    waiting: str = ""
    unsent: list[UnsentLine] = []
    trying: bool = False
    outcome: str = ""
    failed: bool = False

    @loader
    async def load(self) -> None:
        await self._show()
        self._ask_no_more()
        self.outcome, self.ready = "", True

    async def _show(self) -> None:
        self._take(await self._read(_shown))

    @saver
    async def save(self, form: MailForm) -> Any:
        """Set the server; an empty password keeps the one there."""
        wanted = mail.Wanted(
            host=form["host"],
            security=form["security"],
            port=_a_port(form["port"]),
            user=form["user"],
            sender=form["sender"],
            password=form["password"] or None,
            address=str(self.router.url.origin),
        )
        had_password = self.has_password
        await self._write(
            lambda d: mail.choose_server(d.session, wanted, secret=settings().secret(), by=d.actor)
        )
        await self._show()
        self.outcome = ""
        if had_password and not self.has_password:
            return toast(
                "The password was given for another server or user: type it again for this one."
            )
        return toast("Mail is set: send yourself a test mail.")

    @handler
    async def ask_forget(self) -> None:
        """Ask once, with how much waits."""
        question = await self._read(_forgetting)
        if question:
            self._ask(question, yes="Forget it", do=self._forget, on=())

    async def _forget(self) -> Any:
        """No mail any more; the password is deleted, and what waits is not sent."""
        dropped, _ = await self._write(
            lambda d: mail.forget_server(d.session, now=d.now, by=d.actor)
        )
        await self._show()
        self.outcome = ""
        forgotten = "The mail server and its password are forgotten."
        if not dropped:
            return toast(forgotten)
        return toast(
            f"{forgotten} {words.many(dropped, 'mail')} will not be sent: see below whose."
        )

    @rx.event(background=True)
    async def try_it(self) -> None:
        """Mail whoever asks for it, and say exactly what failed."""
        async with self:
            if self.trying:
                return
            self.trying, self.outcome, token = True, "", cookie_of(self)
        outcome, failed = "There is no mail server to try.", True
        try:
            trial = await run(reading_as, token, _trial)
            if trial is not None:
                outcome, failed = await run(_tried, trial)
        except NotAllowed as refusal:
            outcome = refusal.sentence
        finally:
            async with self:
                self.trying, self.outcome, self.failed = False, outcome, failed


def _a_port(value: str) -> int:
    plain = value.strip()
    if not plain:
        return 0
    if not plain.isascii() or not plain.isdigit():
        raise Invalid("A port is a number from 1 to 65535.", field="port")
    return int(plain[:6]) or -1


def _shown(context: RequestContext) -> ShownMail:
    session = context.session
    if not context.actor.manages:
        return {"in_use": ""}
    row, used = session.get(MailServer, 1), mail.chosen(session)
    post = reading.post(session, actor=context.actor)
    return {
        "host": row.host if row else "",
        "port": str(row.port) if row else "",
        "security": row.security if row else "starttls",
        "user": row.user if row else "",
        "sender": row.sender if row else "",
        "has_password": bool(row and row.password),
        "links": mail.address(session),
        "by_environment": settings().mail_host,
        "owner": context.actor.role is Role.OWNER,
        "in_use": f"{used.host}, port {used.port}" if used else "",
        "waiting": _waiting(post),
        "unsent": [
            UnsentLine(
                to=one.to,
                facts=f"given up {words.moment(one.given_up_at, context.now, context.zone)} · {one.why}",
            )
            for one in post.unsent
        ],
    }


def _forgetting(context: RequestContext) -> str:
    row = context.session.get(MailServer, 1)
    if row is None or not context.actor.manages:
        return ""
    asked = f"Forget {row.host} and its password?"
    if settings().mail_host:
        return f"{asked} Mail goes on through the server set on this machine."
    waiting = reading.post(context.session, actor=context.actor).waiting
    if not waiting:
        return f"{asked} No mail goes out then. None waits to be sent."
    wait, they = ("waits", "it") if waiting == 1 else ("wait", "they")
    return (
        f"{asked} No mail goes out then. {words.many(waiting, 'mail')} {wait} to be sent:"
        f" {they} will not be, and {'is' if waiting == 1 else 'are'} listed here as not sent."
    )


def _waiting(post: reading.Post) -> str:
    if not post.waiting:
        return ""
    why = f" The last try: {post.trouble}" if post.trouble else ""
    return f"{words.many(post.waiting, 'mail')} to be sent.{why}"


def _trial(context: RequestContext) -> Trial | None:
    """Only who manages the place may send one, and only to themselves."""
    if not context.actor.manages:
        raise NotAllowed("Only owners and admins can send a test mail.")
    return _to_send(context.session, context.actor.user_id or 0)


def _to_send(session: Session, user_id: int) -> Trial | None:
    server, letter = mail.chosen(session), letters.trial(session)
    if server is None:
        return None
    return Trial(
        server=server,
        to=session.get_one(User, user_id).email,
        words={"subject": letter.subject, "text": letter.text, "html": letter.html},
        house=letters.house(session),
    )


def _tried(trial: Trial) -> tuple[str, bool]:
    to = trial["to"]
    try:
        sending.send(
            trial["server"],
            trial["words"],
            to=to,
            key=f"trial:{uuid.uuid4().hex}",
            house=trial["house"],
        )
    except sending.FAILURES as failure:
        return f"It was not sent. {failure}", True
    return f"It was handed over for {to}: look into your mail.", False
