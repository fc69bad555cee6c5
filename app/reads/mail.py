"""What waits to be mailed and what could not be: for owners and admins."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.domain.access import Actor, must_manage
from app.models import Delivery
from app.work.letters import CHANNEL

MOST = 20


@dataclass(frozen=True)
class Unsent:
    """A mail that was given up."""

    to: str
    given_up_at: datetime
    why: str


@dataclass(frozen=True)
class Post:
    """How many mails wait, why the last one does, and those that were given up, newest first."""

    waiting: int
    trouble: str
    given_up: int
    unsent: tuple[Unsent, ...]


def post(session: Session, *, actor: Actor) -> Post:
    must_manage(actor)
    counts = dict(
        session.exec(
            select(Delivery.state, func.count())
            .where(Delivery.channel == CHANNEL, Delivery.state != "sent")
            .group_by(Delivery.state)
        ).all()
    )
    mine = select(Delivery).where(Delivery.channel == CHANNEL)
    failing = session.exec(
        mine.where(Delivery.state == "waiting", Delivery.last_error != "")
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).first()
    dead = session.exec(
        mine.where(Delivery.state == "dead")
        .order_by(col(Delivery.next_at).desc(), col(Delivery.id).desc())
        .limit(MOST)
    )
    return Post(
        waiting=counts.get("waiting", 0),
        trouble=failing.last_error if failing else "",
        given_up=counts.get("dead", 0),
        unsent=tuple(Unsent(one.target, one.next_at, one.last_error) for one in dead),
    )
