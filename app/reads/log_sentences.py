"""An event as a sentence without its subject: “moved this from To do to Done”."""

from collections.abc import Callable
from datetime import datetime

from app.domain import fields
from app.domain.events import Kind
from app.domain.fields import Names
from app.domain.fields.values import day_words
from app.domain.plurals import many
from app.models import Event

# What names the moment a record is of, where it was brought in later (app/work/backdating).
DATED = "dated"

RELATIONS = {
    "blocks": "this blocks",
    "blocks_by": "this is blocked by",
    "relates": "this relates to",
    "relates_by": "this relates to",
    "duplicates": "this duplicates",
    "duplicates_by": "this is duplicated by",
}
# Kept with an event for other readers: how long a text was, which records were removed for good.
UNTOLD = {
    DATED,
    "length",
    "gone",
    "columns",
    "started_at",
    "done_at",
    "override_by",
    "override_at",
    "edited_at",
}
NAMELESS = ("comment", "target")  # told beside what they are on
# Told in the same words whatever they hold.
PLAIN = {
    Kind.HOURS_CHANGED: "changed working hours",
    Kind.DAY_OFF_ADDED: "noted days off",
    Kind.DAY_OFF_DELETED: "took days off back",
    Kind.DAY_OFF_RESTORED: "noted days off again",
    Kind.UNDO_REFUSED: "could not take a change back",
    Kind.SIGNED_IN: "signed in",
    Kind.SIGN_IN_FAILED: "saw somebody fail to sign in",
    Kind.SIGNED_OUT: "signed out",
    Kind.SESSION_ENDED: "signed another browser out",
    Kind.SESSIONS_ENDED: "ended all sessions of a person",
    Kind.PASSWORD_CHANGED: "changed the password",
    Kind.PASSWORD_RESET: "set a new password for a person",
    Kind.RESET_LINK_MADE: "made a link for a new password",
    Kind.RESET_REQUESTED: "made a link for a new password to be mailed, asked for on the sign-in page",
    Kind.RESET_MAILED: "mailed the link for a new password",
    Kind.RESET_NOT_MAILED: "could not mail the link for a new password",
    Kind.INVITATION_ACCEPTED: "took up an invitation",
    Kind.INVITATION_REVOKED: "took an invitation back",
    Kind.MODEL_CHOSEN: "chose the language model",
    Kind.MAIL_CHOSEN: "set how mail is sent",
}


def _records(event: Event) -> str:
    return many(event.changes["rows"][1], "record")


def _of_rows(event: Event) -> str:
    """A whole workspace has no number of rows."""
    return f", {many(event.changes['rows'][1], 'row')}" if "rows" in event.changes else ""


BY_CHANGES: dict[Kind, Callable[[Event], str]] = {
    Kind.GOAL_CLOSED: lambda event: f"closed this as {event.changes['state'][1]}",
    Kind.INVITED: lambda event: f"invited somebody as {event.changes['role'][1]}",
    Kind.TOKEN_CREATED: lambda event: f"made the token “{event.changes['token'][1]}”",
    Kind.TOKEN_REVOKED: lambda event: f"revoked the token “{event.changes['token'][0]}”",
    Kind.DATA_IMPORTED: lambda event: (
        f"imported {_records(event)} from {event.changes['source'][1]}"
    ),
    Kind.IMPORT_REMOVED: lambda event: (
        f"took away the import of {_records(event)} from {event.changes['source'][1]}"
    ),
    Kind.DATA_EXPORTED: lambda event: f"exported {event.changes['what'][1]}{_of_rows(event)}",
}


def of(event: Event, names: Names) -> str:
    """The sentence of one event, or nothing when there is nothing to tell; of what was back-dated, its day."""
    told = _of(event, names)
    if told and DATED in event.changes:
        moment = datetime.fromisoformat(event.changes[DATED][1])
        return f"{told}, back-dated to {day_words(moment.date())}"
    return told


def _of(event: Event, names: Names) -> str:
    noun, _, verb = event.kind.partition(".")
    match event.kind:
        case Kind.TASK_RELATED | Kind.TASK_UNRELATED:
            return _relation(event, names)
        case Kind.LINKED | Kind.UNLINKED:
            return _link(event, names)
        case kind if kind in BY_CHANGES:
            return BY_CHANGES[Kind(kind)](event)
        case kind if kind in PLAIN:
            return PLAIN[Kind(kind)]
        case _:
            return _by_verb(noun, verb, event, names)


def _by_verb(noun: str, verb: str, event: Event, names: Names) -> str:
    match verb:
        case "created" | "added":
            return _made(noun, event)
        case "purged":
            return f"deleted this {noun} for good"
        case "restored":
            return f"brought {'a' if noun in NAMELESS else 'this'} {noun} back"
        case "deleted" | "reopened":
            return f"{verb} {'a' if noun in NAMELESS else 'this'} {noun}"
        case "archived":
            return f"archived this {noun}"
        case "unarchived":
            return f"brought this {noun} back from the archive"
        case "shared" | "unshared":
            old, new = event.changes["member"]
            words = "shared this with" if new else "stopped sharing this with"
            return f"{words} {names('user', new or old) or 'somebody'}"
        case _:
            return _changed(noun, event, names)


def _made(noun: str, event: Event) -> str:
    match noun:
        case "target":
            return f"added the target “{event.changes.get('name', [None, ''])[1]}”"
        case "comment":
            return "commented"
        case "user":
            return "joined" if event.actor_id == event.subject_id else "added a person"
        case _:
            return f"made this {noun}"


def _changed(noun: str, event: Event, names: Names) -> str:
    if noun == "comment":
        return _comment(event)
    parts = [
        fields.logged(noun, name).sentence(old, new, names)
        for name, (old, new) in _in_order(noun, event)
        if name not in UNTOLD
    ]
    told = ", ".join(part for part in parts if part)
    return f"in a target, {told}" if noun == "target" and told else told


def _in_order(noun: str, event: Event) -> list[tuple[str, list[object]]]:
    """The changes as they are told: of a doc the version comes first."""
    changes = list(event.changes.items())
    return sorted(changes, key=lambda pair: pair[0] != "version") if noun == "doc" else changes


def _comment(event: Event) -> str:
    if "text" in event.changes:
        return "edited a comment"
    settled = event.changes.get("resolved_at", [1, None])[1]
    return "settled a comment" if settled else "changed a comment"


def _relation(event: Event, names: Names) -> str:
    old, new = event.changes["relation"]
    value = new or old
    other = names("task", value["task_id"])
    if other is None:
        return ""
    words = f"{RELATIONS[value['relation']]} {other}"
    return f"noted that {words}" if new else f"no longer says that {words}"


def _link(event: Event, names: Names) -> str:
    old, new = event.changes["link"]
    value = new or old
    other = names(value["kind"], value["id"])
    if other is None:
        return ""
    return f"linked this to {other}" if new else f"unlinked this from {other}"
