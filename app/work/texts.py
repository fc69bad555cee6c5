"""Texts that several people write: a save is joined with what others wrote since, or refused with both versions."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, select

from app import access, past
from app.domain import fields, merging
from app.domain.access import Actor, must_comment, must_edit
from app.domain.clashes import Clash, TextClash, TextNow
from app.domain.errors import Invalid, NotFound
from app.domain.events import Subject
from app.domain.fields import Type
from app.models import Doc, DocVersion, Event, User
from app.work import comments, docs, folders, goals, lists, spaces, statuses, targets, tasks

Edit = Callable[..., object]


class _Noun(NamedTuple):
    look_up: Callable[[Session, int, Actor], Any]
    edit: Edit


NOUNS: Mapping[str, _Noun] = {
    "task": _Noun(access.task, tasks.edit),
    "goal": _Noun(access.goal, goals.edit),
    "target": _Noun(access.target, targets.edit),
    "doc": _Noun(access.doc, docs.save),
    "comment": _Noun(access.comment, comments.edit),
    "list": _Noun(access.task_list, lists.edit),
    "folder": _Noun(access.folder, folders.edit),
    "space": _Noun(access.space, spaces.edit),
    "status": _Noun(access.status, statuses.edit),
}


class _Hidden:
    """A text that was replaced in a place the actor may not know of: nothing of it is told or joined."""


HIDDEN = _Hidden()
WRITTEN = (Type.TEXT, Type.LONG_TEXT)


def is_text(noun: str, name: str) -> bool:
    """Whether a field holds words people write."""
    field = fields.of(noun).get(name)
    return field is not None and field.is_editable and field.type in WRITTEN


def now(
    session: Session, noun: str, item_id: int, name: str, *, since: int, by: Actor
) -> tuple[TextNow, bool]:
    """A text as it stands, and whether it changed after a version."""
    row = _row(session, noun, item_id, name, by)
    return _now(session, noun, row, name), _base(session, noun, row, name, since, by) is not None


def save(
    session: Session,
    noun: str,
    item_id: int,
    name: str,
    *,
    text: str,
    based_on: int,
    by: Actor,
    grew_from: str | None = None,
) -> TextNow:
    """Write a text that grew from the one of version `based_on`, with what others wrote since.

    `grew_from` is the text it grew from, where that was not the saved one of the version. Raises
    TextClash where both changed the same lines.
    """
    (must_comment if noun == "comment" else must_edit)(by)
    row = _row(session, noun, item_id, name, by)
    words = settled(
        session, noun, item_id, {name: text}, based_on=based_on, by=by, grew_from=grew_from
    )
    more = {"based_on": row.version} if isinstance(row, Doc) else {}
    NOUNS[noun].edit(session, item_id, by=by, **words, **more)
    session.flush()
    return _now(session, noun, row, name)


def settled(
    session: Session,
    noun: str,
    item_id: int,
    values: Mapping[str, Any],
    *,
    based_on: int,
    by: Actor,
    grew_from: str | None = None,
) -> dict[str, Any]:
    """The values with each text joined with what was written after version `based_on`; raises TextClash."""
    found = dict(values)
    for name, raw in values.items():
        if not is_text(noun, name):
            continue
        row = _row(session, noun, item_id, name, by)
        base = _base(session, noun, row, name, based_on, by) if grew_from is None else grew_from
        if base is not None:
            mine = fields.of(noun)[name].parse(raw)
            theirs = _now(session, noun, row, name)
            found[name] = _joined(base, mine, theirs, noun=noun, name=name)
    return found


def _joined(base: str | _Hidden, mine: str, theirs: TextNow, *, noun: str, name: str) -> str:
    """One text of both; a single line, and what grew from a hidden text, is nobody's to join."""
    if isinstance(base, _Hidden):
        if mine == theirs.text:
            return mine
        raise TextClash(Clash("", mine, theirs, None), field=name)
    if mine in (base, theirs.text):
        return theirs.text
    if theirs.text == base:
        return mine
    if fields.of(noun)[name].type is Type.TEXT:
        raise TextClash(Clash(base, mine, theirs, None), field=name)
    merged = merging.merge(base, mine, theirs.text)
    if merged is None:
        both = merging.together(base, mine, theirs.text)
        raise TextClash(Clash(base, mine, theirs, both), field=name)
    return merged


def _row(session: Session, noun: str, item_id: int, name: str, by: Actor) -> Any:
    if noun not in NOUNS or not is_text(noun, name):
        raise Invalid(f"A {noun} has no text “{name}”.", field="field")
    return NOUNS[noun].look_up(session, item_id, by)


def _base(
    session: Session, noun: str, row: Any, name: str, version: int, by: Actor
) -> str | _Hidden | None:
    """The text as it was at a version; None where it is the same still. Raises Invalid for one there never was."""
    if isinstance(row, Doc):
        return _old_version(session, row, name, version, by)
    if version > (session.exec(NEWEST).one() or 0):
        raise Invalid("There is no such version yet: read the text again.", field="based_on")
    later = _events(noun, row).where(col(Event.id) > version).order_by(col(Event.id))
    replaced = next((one for one in session.exec(later) if name in one.changes), None)
    if replaced is None:
        return None
    return (replaced.changes[name][0] or "") if _is_told(session, replaced, by) else HIDDEN


def _old_version(
    session: Session, doc: Doc, name: str, version: int, by: Actor
) -> str | _Hidden | None:
    if version == doc.version:
        return None
    old = session.get(DocVersion, (doc.id, version))
    if old is None:
        raise NotFound("version")
    if getattr(old, name) == getattr(doc, name):
        return None
    return getattr(old, name) if version in past.versions_open_to(session, doc, by) else HIDDEN


def _is_told(session: Session, event: Event, by: Actor) -> bool:
    """The place a text was replaced in was open to the actor."""
    seen = select(Event.id).where(Event.id == event.id, past.place_then_open_to(by))
    return session.exec(seen).first() is not None


def _now(session: Session, noun: str, row: Any, name: str) -> TextNow:
    text = getattr(row, fields.of(noun)[name].column or name)
    if isinstance(row, Doc):
        return TextNow(text, row.version, _name(session, row.updated_by), row.updated_at)
    # Its own last change: what else happened to the row may be hidden, a tie to something.
    newest_first = session.exec(_events(noun, row).order_by(col(Event.id).desc())).all()
    last = next((one for one in newest_first if name in one.changes), None)
    if last is None:
        return TextNow(text, 0)
    return TextNow(text, last.id or 0, _name(session, last.actor_id), last.at)


def _events(noun: str, row: Any) -> Any:
    return select(Event).where(
        Event.subject_kind == Subject(noun).value, Event.subject_id == row.id
    )


def _name(session: Session, user_id: int | None) -> str | None:
    person = session.get(User, user_id) if user_id else None
    return person.name if person else None


NEWEST = select(func.max(Event.id))
