"""What the settings show of the server's health."""

from typing import TypedDict

from sqlmodel import func, select

from app import db, wiring
from app.assist.model import chosen
from app.models import ConsumerOffset, DeadLetter, Event
from app.reads import mail as reading_mail
from app.ui import words
from app.ui.base import RequestContext
from app.work import mail


class HealthLine(TypedDict):
    """One part of the machine and how it is."""

    name: str
    state: str
    tone: str
    more: str


def machine(context: RequestContext) -> list[HealthLine]:
    """Database, consumers, library and model, each with how it is."""
    session, model = context.session, chosen(context.session)
    newest = session.exec(select(func.max(Event.id))).one() or 0
    marks = session.exec(select(ConsumerOffset).order_by(ConsumerOffset.consumer)).all()
    dead_letters = session.exec(select(func.count()).select_from(DeadLetter)).one()
    library = wiring.current().library
    lines = [
        HealthLine(
            name="Database",
            state="open",
            tone="is-green",
            more=f"{db.engine().dialect.name}, {words.many(newest, 'event')} in the log",
        ),
        HealthLine(
            name="Meaning search",
            state="ready" if library.ready else "by words alone",
            tone="is-green" if library.ready else "is-amber",
            more=library.state if library.state != "ready" else "finds by words and by meaning",
        ),
    ]
    for mark in marks:
        behind = newest - mark.event_id
        lines.append(
            HealthLine(
                name=mark.consumer.capitalize(),
                state="up to date" if behind <= 0 else f"{words.many(behind, 'event')} behind",
                tone="is-green" if behind <= 0 else "is-amber",
                more="follows the log",
            )
        )
    lines.append(
        HealthLine(
            name="Unhandled events",
            state=str(dead_letters),
            tone="is-amber" if dead_letters else "is-green",
            more="events a consumer could not handle; `goalward doctor` looks at them"
            if dead_letters
            else "every event was handled",
        )
    )
    lines.append(
        HealthLine(
            name="Language model",
            state=model.name if model else "none",
            tone="is-green" if model else "",
            more="words answers; never trusted with a number"
            if model
            else "not needed: answers are computed. An owner can choose one to have them worded.",
        )
    )
    lines.append(_mail(context))
    return lines


def _mail(context: RequestContext) -> HealthLine:
    server = mail.chosen(context.session)
    post = reading_mail.post(context.session, actor=context.actor)
    trouble = bool(post.given_up or post.trouble)
    state = f"{words.many(post.given_up, 'mail')} not sent" if post.given_up else "none"
    if server is not None and not post.given_up:
        state = f"{words.many(post.waiting, 'mail')} waiting" if post.waiting else "goes out"
    return HealthLine(
        name="Mail",
        state=state,
        tone="is-amber" if trouble else "is-green" if server else "",
        more=post.trouble
        or (
            f"through {server.host}, port {server.port}"
            if server
            else "not needed: links are handed over. An owner can choose a server to have them mailed."
        ),
    )
