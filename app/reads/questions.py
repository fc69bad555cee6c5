"""A person's conversations with the assistant, nobody else's; and the words everybody taught."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Session, col, or_, select

from app import access
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.models import Alias, Conversation, Goal, Turn

# Where a question was asked from, and what its asker was offered to teach: nothing was put right.
NO_CORRECTION = ("near=", "learn=")


@dataclass(frozen=True)
class Line:
    """A conversation as its list shows it."""

    id: int
    title: str
    updated_at: datetime


def conversations(
    session: Session, *, actor: Actor, words: str = "", limit: int = 50
) -> list[Line]:
    """One's own, the last used first; with words: those that ask or answer with all of them."""
    query = select(Conversation).where(Conversation.user_id == actor.user_id)
    for word in words.split()[:6]:
        asked = select(Turn.conversation_id).where(
            or_(
                col(Turn.question).icontains(word, autoescape=True),
                col(Turn.answer).cast(Text).icontains(word, autoescape=True),
            )
        )
        query = query.where(col(Conversation.id).in_(asked))
    rows = session.exec(query.order_by(col(Conversation.updated_at).desc()).limit(limit))
    return [Line(one.id or 0, one.title, one.updated_at) for one in rows]


def turns(session: Session, conversation_id: int, *, actor: Actor, limit: int = 50) -> list[Turn]:
    """The last turns of one's own conversation, oldest first; raises NotFound."""
    found = session.get(Conversation, conversation_id)
    if found is None or actor.user_id is None or found.user_id != actor.user_id:
        raise NotFound("conversation")
    rows = session.exec(
        select(Turn)
        .where(Turn.conversation_id == conversation_id)
        .order_by(col(Turn.id).desc())
        .limit(limit)
    )
    return list(reversed(rows.all()))


def taught(session: Session, *, actor: Actor) -> list[Alias]:
    """The words that were taught, by id; only those that name what the actor sees."""
    people = {one.id for one in access.people_open_to(session, actor)}
    goals = set(session.exec(select(Goal.id).where(access.goals_open_to(actor))))
    seen = {"person": people, "goal": goals, "space": actor.spaces, "list": actor.lists}
    words = session.exec(select(Alias).order_by(col(Alias.id)))
    return [one for one in words if one.item_id in seen[one.kind]]


def rated(session: Session) -> list[Turn]:
    """Every answer somebody judged, of everybody: for `goalward eval`, run by who has the machine."""
    return list(session.exec(select(Turn).where(Turn.thumb != 0).order_by(col(Turn.id))))


def corrected(session: Session) -> list[Turn]:
    """Every answer asked again with a chip corrected, of everybody: for `goalward eval`."""
    rows = session.exec(select(Turn).order_by(col(Turn.id)))
    return [turn for turn in rows if any(not one.startswith(NO_CORRECTION) for one in turn.fixed)]
