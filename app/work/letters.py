"""What Goalward writes to people by mail: the words, as text and as HTML, put into the outbox sealed."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any

from sqlmodel import Session

from app.domain.plurals import many
from app.lookups import workspace
from app.settings import load
from app.work import encryption, mail, outbox

CHANNEL = mail.CHANNEL
# Later nobody wants it: then it is given up.
LONGEST = timedelta(days=3)


@dataclass(frozen=True)
class Letter:
    """A subject, a few paragraphs, one link among them, and what is small below."""

    subject: str
    paragraphs: tuple[str, ...]
    action: str = ""  # what the link is called
    url: str = ""
    below: str = ""

    @property
    def text(self) -> str:
        """Plain, for whoever reads so."""
        link = f"{self.action}:\n{self.url}" if self.url else ""
        return "\n\n".join(one for one in (*self.paragraphs, link, self.below) if one) + "\n"

    @property
    def html(self) -> str:
        """The same words; styles stand at each piece, for mail programs keep no others. Nothing is loaded."""
        paragraphs = "".join(f'<p style="{P}">{escape(one)}</p>' for one in self.paragraphs)
        href = escape(self.url, quote=True)
        action = (
            f'<p style="{P}margin:24px 0"><a href="{href}" style="{BUTTON}">{escape(self.action)}</a></p>'
            f'<p style="{SMALL}">Or copy this address:<br><a href="{href}" style="{LINK}">{href}</a></p>'
            if self.url
            else ""
        )
        below = f'<p style="{SMALL}">{escape(self.below)}</p>' if self.below else ""
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="color-scheme" content="light dark">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(self.subject)}</title></head>"
            f'<body style="margin:0;padding:24px"><div style="{BODY}">'
            f'<h1 style="{TITLE}">{escape(self.subject)}</h1>{paragraphs}{action}{below}'
            "</div></body></html>"
        )


FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
BODY = f"{FONT}max-width:520px;margin:0 auto;font-size:15px;line-height:1.5;"
TITLE = "font-size:20px;line-height:1.3;font-weight:600;margin:0 0 16px;"
P = "margin:0 0 12px;"
BUTTON = (
    "background:#4f46e5;color:#ffffff;text-decoration:none;font-weight:500;"
    "padding:10px 18px;border-radius:6px;display:inline-block;"
)
SMALL = "font-size:13px;margin:0 0 12px;"
LINK = "word-break:break-all;"


def post(
    session: Session,
    letter: Letter,
    *,
    to: str,
    key: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Mail it when this transaction is committed; its words are sealed until then, for a link lets somebody in."""
    words = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    sealed = encryption.encrypt(json.dumps(words), load().secret())
    last = now + LONGEST
    outbox.deliver(
        session,
        CHANNEL,
        key=key,
        target=to,
        payload={"sealed": sealed},
        now=now,
        expires_at=min(last, expires_at) if expires_at else last,
    )


def opened(payload: dict[str, Any]) -> dict[str, str] | None:
    """The words again: subject, text and html; None when they were sealed with another key."""
    plain = encryption.decrypt(str(payload.get("sealed", "")), load().secret())
    return json.loads(plain) if plain is not None else None


def house(session: Session) -> str:
    """What the workspace is called, in one line."""
    home = workspace(session)
    return " ".join(home.name.split()) if home else "Goalward"


def invitation(session: Session, token: str, *, who: str, days: int) -> Letter:
    name = house(session)
    return Letter(
        f"Join {name} on Goalward",
        (f"{who} invites you to work together in {name}.",),
        action="Make your account",
        url=f"{mail.address(session)}/welcome?invite={token}",
        below=f"The link works once, for {many(days, 'day')}. If you expected no invitation, you need do nothing.",
    )


def reset(session: Session, token: str, *, person: str) -> Letter:
    return Letter(
        f"A new password for {house(session)}",
        (
            f"Hello {person},",
            "somebody asked on the sign-in page for a new password for this account.",
        ),
        action="Choose a new password",
        url=f"{mail.address(session)}/reset#{token}",
        below=(
            "The link works once, for an hour; used, it ends every session and token of yours. "
            "If it was not you, you need do nothing: your password stays as it is."
        ),
    )


def trial(session: Session) -> Letter:
    return Letter(
        f"Mail from {house(session)} arrives",
        (
            "This is the test mail you asked for. Invitations and links for new passwords come this way.",
        ),
        action="Open the workspace",
        url=mail.address(session),
    )
