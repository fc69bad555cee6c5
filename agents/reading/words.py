"""Words that say nothing of what is sought, and names that are everyday words too."""

from knowledge.lexical import STOP_WORDS

# Beside what every search leaves out: what people say to somebody they ask.
ASIDES = frozenset(
    ["also", "am", "hey", "hi", "list", "now", "ok", "only", "over", "pls", "plz", "thanks"]
)
FILLER = STOP_WORDS | ASIDES
# Names that are also words of questions: only meant when written with a capital, or introduced.
COMMON = frozenset(
    [
        "all",
        "api",
        "backlog",
        "blocked",
        "cancelled",
        "closed",
        "comments",
        "compare",
        "count",
        "design",
        "do",
        "docs",
        "doing",
        "done",
        "due",
        "duplicate",
        "duplicates",
        "fixed",
        "general",
        "high",
        "history",
        "hold",
        "holds",
        "home",
        "in",
        "issues",
        "list",
        "low",
        "may",
        "new",
        "none",
        "now",
        "open",
        "other",
        "overdue",
        "people",
        "progress",
        "project",
        "recap",
        "release",
        "review",
        "started",
        "status",
        "summary",
        "support",
        "task",
        "tasks",
        "team",
        "test",
        "testing",
        "tests",
        "this",
        "to",
        "todo",
        "urgent",
        "week",
        "will",
        "work",
    ]
)
# States of work that statuses are often called, too: “open tasks” means all that is open.
STATES = frozenset(
    [
        "open",
        "done",
        "not done",
        "closed",
        "to do",
        "todo",
        "in progress",
        "blocked",
        "started",
        "cancelled",
        "resolved",
        "backlog",
        "finished",
        "unassigned",
        "overdue",
    ]
)
