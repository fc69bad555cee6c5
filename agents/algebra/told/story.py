"""What became of a task: made, started, moved, done, taken up again, each with who and why."""

from agents import claims
from agents.algebra.rows import Row
from agents.algebra.told.teller import HAPPENED, Teller, as_day

MOST_SHOWN = 8


def story(t: Teller) -> None:
    """Oldest first; what is over is told first, as it stands now."""
    rows = t.result.rows
    tasks = [task for key in t.query.keys if (task := t.gateway.task(key)) is not None]
    if not tasks:
        t.draft.looked_at.append(f"the task {', '.join(t.query.keys)}")
        return
    for task in tasks:
        its = [row for row in rows if row.key == task.key]
        name = f"{task.key} {task.title}"
        if not its:
            text = f"Nothing became of {name} {t.when()}".strip()
            t.draft.say(
                f"{text}: it is in “{task.status}”.",
                *t.sources_of(task),
                claim=claims.every(t.claim, claims.of_task(task, "title", "status")),
            )
            continue
        text = f"{name} is in “{task.status}” now."
        t.draft.say(text, *t.sources_of(task), claim=claims.of_task(task, "title", "status"))
        for row in its[-MOST_SHOWN:]:
            t.say(f"{_told(t, row)}.", (row,))


def _told(t: Teller, row: Row) -> str:
    """“Reopened on Mon 23 Nov by Aiko Tanaka: “A customer still sees it””."""
    word = HAPPENED.get(row.state, "") or "due date moved"
    days = f" from {as_day(row.old)} to {as_day(row.new)}" if row.state == "moved" else ""
    who = f" by {row.who}" if row.who else ""
    reason = f": “{row.reason}”" if row.reason else ""
    return f"{word[0].upper()}{word[1:]}{days} on {t.on(row.at)}{who}{reason}"
