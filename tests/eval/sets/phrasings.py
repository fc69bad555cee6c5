"""More ways to ask the sample company, each thought of before the reading knew it; gold is plain SQL."""

from datetime import timedelta

from tests.eval.scoring import Kind, Question, counting
from tests.eval.sets.company import (
    HELD,
    LAST_WEEK,
    LATE,
    MONDAY,
    NEXT_WEEK,
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
LAST_DAYS = within("done_at", TODAY - timedelta(days=6), TOMORROW)
ENG = "t.space = 'Engineering'"
BY_MARA = "t.created_by = (SELECT id FROM user WHERE name = 'Mara Lindqvist')"


def _says(word: str) -> str:
    return f"(t.title LIKE '%{word}%' OR t.description LIKE '%{word}%')"


ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        LATE,
        (
            "give me all late stuff",
            "what slipped past its due date and is still open?",
            "anything we missed the deadline on?",
            "list overdue items",
            "tasks that are past their deadline",
        ),
    ),
    (
        f"{LATE} AND t.list = 'Platform'",
        (
            "is anything overdue in Platform?",
            "overdue stuff on the Platform list",
            "Platform: late tasks",
        ),
    ),
    (
        f"{LATE} AND {of('Aiko Tanaka')}",
        (
            "is Aiko late with anything?",
            "Aiko's overdue work",
            "which tasks of Aiko Tanaka are past due",
        ),
    ),
    (
        f"{OPEN} AND {of('Jonas Weber')}",
        (
            "what has Jonas got on his plate?",
            "what's Jonas busy with",
            "everything open with Jonas",
            "Jonas' open tasks",
            "what does Jonas still have to do?",
        ),
    ),
    (
        f"{OPEN} AND {of('Jonas Weber')} AND t.priority = 1",
        ("urgent tasks of Jonas", "what urgent work does Jonas have?"),
    ),
    (
        f"{OPEN} AND {of('Jonas Weber')} AND {WEEK}",
        ("what does Jonas have due this week?", "Jonas' tasks due this week"),
    ),
    (
        f"{OPEN} AND {NOBODY}",
        (
            "what has no owner?",
            "open work nobody has picked up",
            "tasks that need an assignee",
            "which open tasks aren't assigned to anyone?",
        ),
    ),
    (
        f"{OPEN} AND {NOBODY} AND t.priority IN (1, 2)",
        ("unassigned high or urgent tasks", "urgent or high priority work without an assignee"),
    ),
    (
        f"{OPEN} AND t.due IS NULL AND t.space = 'Engineering'",
        ("Engineering tasks without a deadline", "which open tasks in ENG have no due date?"),
    ),
    (f"{OPEN} AND t.due = '{TODAY}'", ("what's due today?", "due today")),
    (f"{OPEN} AND t.due = '{TOMORROW}'", ("what is due tomorrow?",)),
    (f"{OPEN} AND {FORTNIGHT}", ("what is due in the next two weeks?", "due within 2 weeks")),
    (
        f"{DONE_LAST_WEEK} AND t.space = 'Engineering'",
        (
            "what did Engineering finish last week?",
            "done in ENG last week",
            "how many tasks were completed in Engineering last week?",
        ),
    ),
    (
        f"{DONE_LAST_WEEK} AND {of('Mara Lindqvist')}",
        ("what did Mara get done last week?", "tasks Mara completed last week"),
    ),
    (
        MADE_LAST_WEEK,
        (
            "what was created last week?",
            "new tasks last week",
            "what came in last week?",
            "how many tasks were added last week?",
        ),
    ),
    (
        f"{MADE_LAST_WEEK} AND t.list = 'Billing'",
        ("what was added to Billing last week?", "new Billing tasks last week"),
    ),
    (
        "t.category = 'started' AND t.space = 'Engineering'",
        ("started tasks in Engineering", "what's in progress in ENG?"),
    ),
    (
        f"t.category = 'started' AND {of('Priya Raman')}",
        ("Priya's tasks in progress", "what is in progress with Priya?"),
    ),
    (
        f"{OPEN} AND {HELD} AND {of('Priya Raman')}",
        ("which of Priya's tasks are blocked?", "Priya's blocked tasks"),
    ),
    (
        f"{OPEN} AND t.id IN (SELECT from_id FROM held)",
        ("which tasks block others?", "tasks that are blocking other work"),
    ),
    (
        f"{OPEN} AND {tagged('vat')} AND t.space = 'Engineering'",
        ("open vat tasks in Engineering", "open tasks in Engineering with the tag vat"),
    ),
    (f"{OPEN} AND {tagged('eu')} AND {tagged('legal')}", ("open tasks tagged both eu and legal",)),
    (f"{OPEN} AND ({tagged('eu')} OR {tagged('legal')})", ("open tasks tagged eu or legal",)),
    (
        f"{OPEN} AND t.list = 'Mobile app' AND NOT {of('Aiko Tanaka')}",
        ("open Mobile app tasks that are not Aiko's", "Mobile app open tasks except Aiko's"),
    ),
    (
        f"{OPEN} AND t.space = 'Engineering' AND t.list <> 'Platform'",
        ("open tasks in Engineering except Platform", "Engineering open work outside Platform"),
    ),
    ("t.category = 'backlog'", ("what is in the backlog?", "how many tasks are in the backlog?")),
    ("t.category = 'cancelled'", ("cancelled tasks", "how many tasks were cancelled in total?")),
    (
        f"{OPEN} AND t.priority = 2",
        ("high priority open tasks", "which open tasks have high priority?"),
    ),
    (f"{OPEN} AND t.priority <> 1", ("open tasks that are not urgent",)),
    (
        f"{OPEN} AND {_says('invoice')}",
        (
            "open tasks about invoices",
            "open tasks mentioning invoice",
            "open tasks that mention invoices",
            "open invoice tasks",
        ),
    ),
    (
        f"{OPEN} AND {_says('vendor')}",
        ("how many open tasks mention a vendor?", "open tasks regarding vendors"),
    ),
    (
        f"{OPEN} AND t.list = 'API'",
        (
            "open tasks in API",
            "API open tasks",
            "what's open in the API list?",
            "how many tasks are open in API?",
        ),
    ),
    (
        f"{OPEN} AND {of('Alice Moreau')}",
        (
            "my open tasks",
            "what do I have to do?",
            "what am I working on?",
            "tasks assigned to me",
            "what's on my plate",
        ),
    ),
    (f"{LATE} AND {of('Alice Moreau')}", ("am I late with anything?", "what of mine is overdue?")),
    (
        f"{LATE} AND t.space = 'Go-to-market'",
        ("which GTM tasks are late?", "late work in Go-to-market"),
    ),
    (
        f"{OPEN} AND {BY_MARA}",
        ("open tasks created by Mara", "open tasks reported by Mara Lindqvist"),
    ),
    (
        f"{OPEN} AND {of('Nadia Petrova')}",
        (
            "Nadia: open items?",
            "everything Nadia Petrova still has open",
            "hi, could you list the open tasks for Nadia please",
            "open taks of Nadia",
        ),
    ),
    (
        f"{LATE} AND {of('Lena Fischer')}",
        (
            "did Lena miss any due dates?",
            "Lena overdue?",
            "tasks Lena Fischer should have finished by now",
        ),
    ),
    (
        f"{OPEN} AND {of('Lena Fischer')} AND t.priority IN (1, 2)",
        ("Lena's high and urgent priority tasks", "high or urgent tasks with Lena"),
    ),
    (
        f"{OPEN} AND {ENG} AND {NOBODY}",
        (
            "Engineering work that nobody owns",
            "what in Engineering is not assigned yet?",
            "unassigned ENG tasks",
            "how many Engineering tasks have no assignee?",
        ),
    ),
    (
        f"{OPEN} AND {ENG} AND t.priority = 1",
        ("urgent Engineering tasks", "what is urgent in ENG?"),
    ),
    (
        f"t.category = 'done' AND {within('done_at', MONDAY, MONDAY + timedelta(days=7))}",
        ("what have we finished so far this week?", "done this week"),
    ),
    (
        f"t.category = 'done' AND {within('done_at', MONDAY - timedelta(days=14), MONDAY - timedelta(days=7))}",
        ("what was done the week before last?", "tasks finished from 9 to 15 November"),
    ),
    (
        f"t.category = 'done' AND {LAST_DAYS} AND t.list = 'Billing'",
        (
            "what was finished in Billing in the last 7 days?",
            "Billing: finished in the past 7 days",
        ),
    ),
    (
        f"{MADE_LAST_WEEK} AND {ENG}",
        (
            "tasks created in Engineering last week",
            "how many new tasks did Engineering get last week?",
        ),
    ),
    (
        f"{OPEN} AND {NEXT_WEEK} AND {ENG}",
        ("what is due next week in Engineering?", "ENG tasks due next week"),
    ),
    (
        f"{OPEN} AND {within('due', TODAY, TODAY + timedelta(days=5))}",
        ("tasks due in the next 5 days",),
    ),
    (
        f"t.category = 'started' AND {NOBODY}",
        ("started tasks without an owner", "in progress but nobody on it"),
    ),
    (
        f"t.category = 'started' AND {HELD}",
        ("tasks in progress that are blocked", "blocked started tasks"),
    ),
    (
        f"{LATE} AND {HELD}",
        ("overdue tasks that are blocked", "which late tasks are also blocked?"),
    ),
    (
        f"{LATE} AND t.priority IN (1, 2)",
        ("overdue urgent or high priority tasks", "late tasks with high or urgent priority"),
    ),
    (
        f"{OPEN} AND {tagged('legal')} AND {of('Nadia Petrova')}",
        ("Nadia's open tasks tagged legal",),
    ),
    (f"{OPEN} AND {tagged('legal')} AND NOT ({HELD})", ("open legal tasks that are not blocked",)),
    (
        f"{OPEN} AND t.list = 'Onboarding'",
        (
            "what's open in Onboarding?",
            "remaining work in Onboarding",
            "how many tasks are left in Onboarding?",
        ),
    ),
    (
        f"{OPEN} AND t.list IN ('API', 'Billing')",
        (
            "open tasks in API and Billing",
            "open tasks in API or Billing",
            "what is open in Billing and API?",
        ),
    ),
    (
        f"{OPEN} AND ({of('Mara Lindqvist')} OR {of('Jonas Weber')})",
        ("open tasks of Mara or Jonas", "what are Mara and Jonas working on?"),
    ),
    (
        f"{OPEN} AND {of('Mara Lindqvist')} AND NOT {ENG}",
        ("Mara's open tasks outside Engineering", "open tasks of Mara not in Engineering"),
    ),
    ("t.status = 'To do'", ("tasks in To do", "how many tasks are in status To do?")),
    ("t.status = 'In progress'", ("tasks in status In progress",)),
    (
        f"{OPEN} AND t.space = 'Go-to-market' AND t.due IS NULL",
        ("Go-to-market tasks with no due date", "GTM tasks missing a due date"),
    ),
)


def questions(asking: Asking) -> list[Question]:
    return [
        Question(_kind(text), text, counting(asking.where(condition)), "other phrasings")
        for condition, texts in ASKED
        for text in texts
    ]


def _kind(text: str) -> Kind:
    return "count" if text.startswith("how many") else "structured"
