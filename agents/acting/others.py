"""Commands about tasks that change no field, as cards: relations, comments, deletion."""

from agents.acting import values
from agents.acting.changing import Made
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.acting.quoting import bare
from agents.answer import Card, Choice, Line, of_task
from agents.facts import Named, TaskFact
from agents.reading.names import KEY


def related(context: CommandContext, command: Command) -> Made:
    """One task tied to another."""
    tasks = context.meant(command)
    [other] = context.meant(Command("relate", target=command.value))[:1]
    words = {
        "blocked_by": "waits for",
        "duplicates": "is a duplicate of",
        "relates": "is related to",
    }[command.field]
    made: Made = []
    for task in tasks:
        first, second = (other, task) if command.field == "blocked_by" else (task, other)
        kind = "blocks" if command.field == "blocked_by" else command.field
        act = {"do": "relate", "key": first.key, "kind": kind, "to": second.key}
        line = Line("Relation", "", f"{task.key} {words} {other.key} {other.title}")
        made.append(Card(f"{task.key} {words} {other.key}", (line,), act, of_task(task)))
    return made


def commented(context: CommandContext, command: Command) -> Made:
    """Words for a task, to the letter; whom they are for is named before them."""
    text = bare(command.value)
    if command.whom:
        text = f"{_mention(context, command.whom)} {text}"
    return [
        Card(
            f"Comment on {task.key}",
            (Line("Comment", "", text),),
            {"do": "comment", "key": task.key, "text": text},
            of_task(task),
        )
        for task in _spoken_of(context, command)
    ]


def _mention(context: CommandContext, words: str) -> str:
    """“@ben.okafor”, of a team each of its people; raises Unclear for nobody, or for several of a name."""
    found = values.people(words.lstrip("@"), context.names, context.me)
    if found is None:
        raise Unclear(f"Nobody you can see is called “{words}”.")
    named, several = found
    if several:
        raise Unclear(
            f"“{words}” can be several people.",
            depth=2,
            choices=[
                Choice(one.name, context.question.replace(words, one.name, 1)) for one in several
            ],
        )
    ids = dict.fromkeys(i for one in named for i in (one.members or (one.id,)))
    people = [
        context.names.by_ref[f"person:{i}"] for i in ids if f"person:{i}" in context.names.by_ref
    ]
    return " ".join(f"@{_handle(one)}" for one in people)


def _handle(person: Named) -> str:
    """How a text names them: the one of their names without spaces that is a whole one."""
    whole = [one for one in person.aliases if "." in one and " " not in one and "@" not in one]
    return whole[0] if whole else f'"{person.name}"'


def _spoken_of(context: CommandContext, command: Command) -> list[TaskFact]:
    """The tasks that are named, else the one the words themselves name, else the one that was spoken of."""
    if command.target:
        return context.meant(command)
    keys = list(dict.fromkeys(key.upper() for key in KEY.findall(command.value)))
    if len(keys) == 1 and command.whom:
        return [context.keyed(keys[0])]
    try:
        return context.meant(Command("comment", target="it"))
    except Unclear as unclear:
        who = f"tell {command.whom}" if command.whom else "comment"
        raise Unclear(
            f"On which task? Name it by its key, as in “{who} on ENG-12: …”.", depth=2
        ) from unclear


def deleted(context: CommandContext, command: Command) -> Made:
    return [
        Card(
            f"Delete {task.key}",
            (Line("Task", task.title, "deleted, with its subtasks"),),
            {"do": "delete", "key": task.key},
            of_task(task),
        )
        for task in context.meant(command)
    ]
