"""More ways to ask the sample company, written before it was tried on them; gold is plain SQL."""

from datetime import timedelta

from tests.eval.scoring import Kind, Question, counting
from tests.eval.sets.company import (
    HELD,
    LAST_WEEK,
    LATE,
    MONDAY,
    NOBODY,
    OPEN,
    TODAY,
    WEEK,
    Asking,
    tagged,
    within,
)
from tests.eval.sets.company import of_person as of

TOMORROW = TODAY + timedelta(days=1)
FORTNIGHT = within("due", TODAY, TODAY + timedelta(days=14))
MADE_LAST_WEEK = within("created_at", MONDAY - timedelta(days=7), MONDAY)
DONE_LAST_WEEK = f"t.category = 'done' AND {LAST_WEEK}"
BY_MARA = "t.created_by = (SELECT id FROM user WHERE name = 'Mara Lindqvist')"


def _says(word: str) -> str:
    return f"(t.title LIKE '%{word}%' OR t.description LIKE '%{word}%')"


ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (LATE, ("give me all late stuff", "what slipped past its due date and is still open?", "anything we missed the deadline on?", "list overdue items", "tasks that are past their deadline")),
    (f"{LATE} AND t.list = 'Platform'", ("is anything overdue in Platform?", "overdue stuff on the Platform list", "Platform: late tasks")),
    (f"{LATE} AND {of('Aiko Tanaka')}", ("is Aiko late with anything?", "Aiko's overdue work", "which tasks of Aiko Tanaka are past due")),
    (f"{OPEN} AND {of('Jonas Weber')}", ("what has Jonas got on his plate?", "what's Jonas busy with", "everything open with Jonas", "Jonas' open tasks", "what does Jonas still have to do?")),
    (f"{OPEN} AND {of('Jonas Weber')} AND t.priority = 1", ("urgent tasks of Jonas", "what urgent work does Jonas have?")),
    (f"{OPEN} AND {of('Jonas Weber')} AND {WEEK}", ("what does Jonas have due this week?", "Jonas' tasks due this week")),
    (f"{OPEN} AND {NOBODY}", ("what has no owner?", "open work nobody has picked up", "tasks that need an assignee", "which open tasks aren't assigned to anyone?")),
    (f"{OPEN} AND {NOBODY} AND t.priority IN (1, 2)", ("unassigned high or urgent tasks", "urgent or high priority work without an assignee")),
    (f"{OPEN} AND t.due IS NULL AND t.space = 'Engineering'", ("Engineering tasks without a deadline", "which open tasks in ENG have no due date?")),
    (f"{OPEN} AND t.due = '{TODAY}'", ("what's due today?", "due today")),
    (f"{OPEN} AND t.due = '{TOMORROW}'", ("what is due tomorrow?",)),
    (f"{OPEN} AND {FORTNIGHT}", ("what is due in the next two weeks?", "due within 2 weeks")),
    (f"{DONE_LAST_WEEK} AND t.space = 'Engineering'", ("what did Engineering finish last week?", "done in ENG last week", "how many tasks were completed in Engineering last week?")),
    (f"{DONE_LAST_WEEK} AND {of('Mara Lindqvist')}", ("what did Mara get done last week?", "tasks Mara completed last week")),
    (MADE_LAST_WEEK, ("what was created last week?", "new tasks last week", "what came in last week?", "how many tasks were added last week?")),
    (f"{MADE_LAST_WEEK} AND t.list = 'Billing'", ("what was added to Billing last week?", "new Billing tasks last week")),
    ("t.category = 'started' AND t.space = 'Engineering'", ("started tasks in Engineering", "what's in progress in ENG?")),
    (f"t.category = 'started' AND {of('Priya Raman')}", ("Priya's tasks in progress", "what is in progress with Priya?")),
    (f"{OPEN} AND {HELD} AND {of('Priya Raman')}", ("which of Priya's tasks are blocked?", "Priya's blocked tasks")),
    (f"{OPEN} AND t.id IN (SELECT from_id FROM held)", ("which tasks block others?", "tasks that are blocking other work")),
    (f"{OPEN} AND {tagged('vat')} AND t.space = 'Engineering'", ("open vat tasks in Engineering", "open tasks in Engineering with the tag vat")),
    (f"{OPEN} AND {tagged('eu')} AND {tagged('legal')}", ("open tasks tagged both eu and legal",)),
    (f"{OPEN} AND ({tagged('eu')} OR {tagged('legal')})", ("open tasks tagged eu or legal",)),
    (f"{OPEN} AND t.list = 'Mobile app' AND NOT {of('Aiko Tanaka')}", ("open Mobile app tasks that are not Aiko's", "Mobile app open tasks except Aiko's")),
    (f"{OPEN} AND t.space = 'Engineering' AND t.list <> 'Platform'", ("open tasks in Engineering except Platform", "Engineering open work outside Platform")),
    ("t.category = 'backlog'", ("what is in the backlog?", "how many tasks are in the backlog?")),
    ("t.category = 'cancelled'", ("cancelled tasks", "how many tasks were cancelled in total?")),
    (f"{OPEN} AND t.priority = 2", ("high priority open tasks", "which open tasks have high priority?")),
    (f"{OPEN} AND t.priority <> 1", ("open tasks that are not urgent",)),
    (f"{OPEN} AND {_says('invoice')}", ("open tasks about invoices", "open tasks mentioning invoice", "open tasks that mention invoices", "open invoice tasks")),
    (f"{OPEN} AND {_says('vendor')}", ("how many open tasks mention a vendor?", "open tasks regarding vendors")),
    (f"{OPEN} AND t.list = 'API'", ("open tasks in API", "API open tasks", "what's open in the API list?", "how many tasks are open in API?")),
    (f"{OPEN} AND {of('Alice Moreau')}", ("my open tasks", "what do I have to do?", "what am I working on?", "tasks assigned to me", "what's on my plate")),
    (f"{LATE} AND {of('Alice Moreau')}", ("am I late with anything?", "what of mine is overdue?")),
    (f"{LATE} AND t.space = 'Go-to-market'", ("which GTM tasks are late?", "late work in Go-to-market")),
    (f"{OPEN} AND {BY_MARA}", ("open tasks created by Mara", "open tasks reported by Mara Lindqvist")),
)  # fmt: skip


def questions(asking: Asking) -> list[Question]:
    return [
        Question(_kind(text), text, counting(asking.where(condition)), "other phrasings")
        for condition, texts in ASKED
        for text in texts
    ]


def _kind(text: str) -> Kind:
    return "count" if text.startswith("how many") else "structured"
