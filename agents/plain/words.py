"""How plain answers speak: names, days, lists of tasks."""

from collections.abc import Iterable, Sequence
from datetime import date

from agents.answer import Draft, Source, of_task
from agents.claims import Claim
from agents.facts import TaskFact, Tasks
from agents.reading.priorities import WORD

SHOWN = 5  # named in a sentence each; the rest is one click away
HEALTH = {
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "no_data": "without data",
    "planned": "planned",
}


def plural(count: int, noun: str, many: str = "") -> str:
    """“1 task”, “3 tasks”, “no tasks”."""
    word = noun if count == 1 else many or f"{noun}s"
    return f"{count or 'no'} {word}"


def joined(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)


def percent(value: float | None) -> str:
    """Whole percent, halves up."""
    return "no data" if value is None else f"{int(value + 0.5)} %"


def day(value: date, today: date) -> str:
    """“today”, “Fri 4 Dec”, with the year only when it is another."""
    if value == today:
        return "today"
    return f"{value:%a %-d %b}" if value.year == today.year else f"{value:%-d %b %Y}"


def due(task: TaskFact, today: date) -> str:
    """“due Fri 4 Dec”, “3 days overdue”, or nothing."""
    if task.due is None or task.category in ("done", "cancelled"):
        return ""
    late = (today - task.due).days
    return f"{plural(late, 'day')} overdue" if late > 0 else f"due {day(task.due, today)}"


def people(task: TaskFact) -> str:
    return joined(list(task.people)) if task.people else "nobody"


def verb(count: int, one: str = "is", many: str = "are") -> str:
    return one if count == 1 else many


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 220 else line[:219].rsplit(" ", 1)[0] + "…"


def cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def counted(draft: Draft, head: str, tasks: Tasks, claim: Claim | None = None) -> None:
    """A sentence with a count, carrying exactly the tasks it counts."""
    draft.say(head, *(of_task(task) for task in tasks[:SHOWN]), items=tasks.keys, claim=claim)


def each(draft: Draft, tasks: Sequence[TaskFact], today: date) -> None:
    """One sentence a task, the most pressing first."""
    for task in tasks[:SHOWN]:
        parts = [due(task, today), f"with {people(task)}"]
        if task.blocked_by:
            parts.append(f"blocked by {plural(task.blocked_by, 'open task')}")
        if task.priority in (1, 2):
            parts.append(f"{WORD[task.priority]} priority")
        draft.say_of_task(
            f"{task.title}: {', '.join(p for p in parts if p)}.",
            task,
            "title",
            "due",
            "category",
            "people",
            "blocked_by",
            "priority",
        )


def during(words: str) -> str:
    """A period's words inside a sentence: “from 16 to 22 Nov”, “on 3 Nov”, “in 2026”."""
    if words[:1].isdigit():
        return (
            f"from {words}" if " to " in words else f"on {words}" if " " in words else f"in {words}"
        )
    return (
        words if words.split(" ")[0] in ("the", "before", "by", "until", "since") else f"in {words}"
    )


def on(at: date, today: date) -> str:
    """“on Mon 9 Nov”, “today”."""
    words = day(at, today)
    return words if words == "today" else f"on {words}"


def sources_of(tasks: Iterable[TaskFact]) -> tuple[Source, ...]:
    return tuple(of_task(task) for task in tasks)
