"""Since when a field is as it is, and by whom: the end of a sentence about it."""

from datetime import date, datetime

from agents.changed import LastChange
from agents.described import FieldDescription, called
from agents.plain.fieldwords import length
from agents.plain.words import day, joined, on
from agents.workspace import Subject, WorkspaceGateway

# What somebody or something is in, rather than has.
SINCE = frozenset(["status", "user"])


def since(
    kind: Subject, name: str, now: str, last: LastChange | None, gateway: WorkspaceGateway
) -> str:
    """“; changed on Mon 9 Nov by Mara Lindqvist, from Wed 2 Dec”; nothing when the log knows no better."""
    field = called(gateway.fields(kind), name)
    if field is None or last is None or last.new != now or not (now or last.old):
        return ""
    by = changed_by(last, gateway)
    if field.type == "flag":
        return f"; set {by}" if now else f"; taken away {by}"
    if not now:
        return f"; taken away {by}, before it was {displayed(field, last.old, gateway)}"
    if not last.old:
        if field.noun in SINCE:
            return f"; since {day(_local(last.at, gateway), gateway.today)}"
        return f"; set {by}"
    moved = "moved" if field.noun == "status" else "changed"
    return f"; {moved} {by}, from {displayed(field, last.old, gateway)}"


def changed_by(last: LastChange, gateway: WorkspaceGateway) -> str:
    return on_day(last.at, gateway) + (f" by {last.who}" if last.who else "")


def on_day(at: datetime, gateway: WorkspaceGateway) -> str:
    return on(_local(at, gateway), gateway.today)


def displayed(field: FieldDescription, value: str, gateway: WorkspaceGateway) -> str:
    """A value as `LastChange` and `stated` have it, in a sentence."""
    match field.type:
        case "day":
            return day(date.fromisoformat(value), gateway.today)
        case "instant":
            return day(_local(datetime.fromisoformat(value), gateway), gateway.today)
        case "duration":
            return length(int(value))
        case "choice":
            words = {str(one): word for one, word in field.choices}
            return words.get(value, value.replace("_", " "))
        case "items":
            return joined(value.split(", "))
        case "item" if field.noun == "status":
            return f"“{value}”"
        case "text" | "long_text":
            return f"“{value}”"
        case _:
            return value


def _local(at: datetime, gateway: WorkspaceGateway) -> date:
    return at.astimezone(gateway.zone).date()
