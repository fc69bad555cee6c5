"""What people do with their questions: keep, judge, forget; and teach the workspace a word."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, func, select

from app import access
from app.domain.access import Actor, must_comment, must_edit
from app.domain.errors import Invalid, NotFound
from app.domain.events import Kind, Subject
from app.domain.fields.values import Line
from app.models import Alias, Conversation, Turn
from app.work import checks
from app.work.recording import About, record, when

LONGEST_TITLE = 120
MOST_TURNS = 100  # of one conversation; a longer one is begun anew
LEARNABLE = ("person", "goal", "space", "list")


def keep(
    session: Session,
    *,
    conversation_id: int | None,
    answer: dict[str, Any],
    fixed: list[str],
    by: Actor,
) -> Turn:
    """Keep a question with its answer, in one's own conversation or a new one."""
    now = when(None)
    question = str(answer["question"])
    found = mine(session, conversation_id, by=by) if conversation_id else None
    if found is None or _is_full(session, found):
        found = Conversation(
            user_id=_who(by), title=question[:LONGEST_TITLE], created_at=now, updated_at=now
        )
        session.add(found)
        session.flush()
    found.updated_at = now
    turn = Turn(
        conversation_id=found.id or 0, question=question, fixed=fixed, answer=answer, asked_at=now
    )
    session.add(turn)
    session.flush()
    return turn


def mine(session: Session, conversation_id: int, *, by: Actor) -> Conversation:
    """One's own conversation; anybody else's does not exist."""
    found = session.get(Conversation, conversation_id)
    if found is None or found.user_id != by.user_id or by.user_id is None:
        raise NotFound("conversation")
    return found


def turn_of(session: Session, turn_id: int, *, by: Actor) -> Turn:
    """One's own answer; anybody else's does not exist."""
    turn = session.get(Turn, turn_id)
    home = session.get(Conversation, turn.conversation_id) if turn else None
    if turn is None or home is None or by.user_id is None or home.user_id != by.user_id:
        raise NotFound("answer")
    return turn


def mark(
    session: Session, turn_id: int, marks: Mapping[int, dict[str, Any] | None], *, by: Actor
) -> Turn:
    """Note on an answer's cards, by their place, what came of them; None is nothing any more."""
    must_comment(by)
    turn = turn_of(session, turn_id, by=by)
    cards = [
        {**card, "done": marks[i]} if i in marks else card
        for i, card in enumerate(turn.answer.get("cards", []))
    ]
    turn.answer = {**turn.answer, "cards": cards}
    return turn


def rate(session: Session, turn_id: int, *, thumb: int, remark: str = "", by: Actor) -> Turn:
    """Say whether an answer helped (1), did not (-1), or take that back (0)."""
    must_comment(by)
    turn = turn_of(session, turn_id, by=by)
    if thumb not in (-1, 0, 1):
        raise Invalid("A thumb is up (1), down (-1) or neither (0).", field="thumb")
    turn.thumb, turn.remark = thumb, checks.text(remark[:2000], field="remark")
    return turn


def forget(session: Session, conversation_id: int, *, by: Actor) -> None:
    """Delete one's own conversation for good."""
    must_comment(by)
    found = mine(session, conversation_id, by=by)
    for turn in session.exec(select(Turn).where(Turn.conversation_id == conversation_id)):
        session.delete(turn)
    session.flush()
    session.delete(found)


def learn(session: Session, *, words: str, kind: str, item_id: int, by: Actor) -> Alias:
    """From now on these words mean this thing, for everybody who may see it.

    It takes the place of what they meant as far as the actor sees that; what it means to others stays theirs.
    """
    must_edit(by)
    folded = Line(noun="word").parse(words, "words").casefold()
    if not 2 <= len(folded) <= 80:
        raise Invalid("Teach 2 to 80 letters.", field="words")
    if kind not in LEARNABLE:
        raise Invalid(
            f"“{kind}” can't be named: it is one of {', '.join(LEARNABLE)}.", field="kind"
        )
    _seen(session, kind, item_id, by)
    known = meanings(session, folded, by)
    same = [one for one in known if (one.kind, one.item_id) == (kind, item_id)]
    found = next(iter(same or known), None)
    for other in known:
        if other is not found:
            unlearn(session, other.id or 0, by=by)
    if same:
        return same[0]
    old = [found.kind, found.item_id] if found else None
    if found is None:
        found = Alias(
            words=folded,
            kind=kind,
            item_id=item_id,
            created_by=by.user_id,
            created_at=when(None),
        )
    found.kind, found.item_id = kind, item_id
    session.add(found)
    about = About(Subject.WORKSPACE, 1)
    record(session, Kind.WORKSPACE_CHANGED, about, {"word": [old, [folded, kind, item_id]]}, by=by)
    return found


def meanings(session: Session, words: str, who: Actor) -> list[Alias]:
    """What these (folded) words mean, as far as the actor sees it; the first taught first."""
    rows = session.exec(select(Alias).where(Alias.words == words).order_by(col(Alias.id)))
    return [one for one in rows if _is_seen(session, one, who)]


def unlearn(session: Session, alias_id: int, *, by: Actor) -> None:
    """These words mean nothing in particular again."""
    must_edit(by)
    found = session.get(Alias, alias_id)
    if found is None:
        raise NotFound("word")
    if not _is_seen(session, found, by):
        raise NotFound("word")  # what it names must not be told by the refusal
    session.delete(found)
    about = About(Subject.WORKSPACE, 1)
    old = [found.words, found.kind, found.item_id]
    record(session, Kind.WORKSPACE_CHANGED, about, {"word": [old, None]}, by=by)


def _is_seen(session: Session, alias: Alias, by: Actor) -> bool:
    try:
        _seen(session, alias.kind, alias.item_id, by)
    except NotFound:
        return False
    return True


def _seen(session: Session, kind: str, item_id: int, by: Actor) -> None:
    """Raises NotFound for what the actor can't see."""
    match kind:
        case "goal":
            access.goal(session, item_id, by)
        case "space":
            access.space(session, item_id, by)
        case "list":
            access.task_list(session, item_id, by)
        case _:
            access.user(session, item_id, by)


def _who(by: Actor) -> int:
    if by.user_id is None:
        raise NotFound("conversation")
    return by.user_id


def _is_full(session: Session, conversation: Conversation) -> bool:
    query = select(func.count()).where(col(Turn.conversation_id) == conversation.id)
    return session.exec(query).one() >= MOST_TURNS
