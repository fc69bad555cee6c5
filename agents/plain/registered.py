"""What any registered field of a task or goal holds: said by what it holds, so a new one needs no line here."""

from datetime import datetime

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.described import FieldDescription
from agents.facts import GoalFact, TaskFact
from agents.plain.since import displayed, on_day, since
from agents.plain.words import short
from agents.workspace import Subject, WorkspaceGateway


def say(
    fact: TaskFact | GoalFact, field: FieldDescription, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """A field as it is, with its last change."""
    kind: Subject = "task" if isinstance(fact, TaskFact) else "goal"
    now = gateway.stated(kind, fact.id, field.name)
    last = gateway.last_change(kind, fact.id, field.name)
    named = f"{fact.key} ({fact.title})" if isinstance(fact, TaskFact) else fact.title
    words = _words(field, now, named, gateway) + since(kind, field.name, now, last, gateway)
    claim = claims.of_field(fact, field.name, now, last)
    if isinstance(fact, TaskFact):
        draft.say(
            f"{words}.", of_task(fact), claim=claims.every(claim, claims.of_task(fact, "title"))
        )
    else:
        draft.say(
            f"{words}.", of_goal(fact), claim=claims.every(claim, claims.of_goal(fact, "title"))
        )


def _words(field: FieldDescription, now: str, named: str, gateway: WorkspaceGateway) -> str:
    if field.type == "flag":
        return f"{named} is {'' if now else 'not '}marked as “{field.label}”"
    if field.type == "instant":
        what = field.label.lower()
        return (
            f"{named} was {what} {on_day(datetime.fromisoformat(now), gateway)}"
            if now
            else f"{named} was not {what} yet"
        )
    of = field.phrase if field.phrase.startswith("the ") else f"“{field.label}”"
    if not now:
        return f"{named} has no {of.removeprefix('the ')}"
    return f"{of[:1].upper()}{of[1:]} of {named} is {short(displayed(field, now, gateway))}"
