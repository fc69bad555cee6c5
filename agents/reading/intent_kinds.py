"""Which intents are of one kind: what the rules of reading, following up and acting ask of one."""

# What happened is asked of a stretch of time; without one, the last week is meant.
HAPPENED = frozenset(["done", "created", "started", "cancelled", "slipped", "reopened"])
NEEDS_PERIOD = HAPPENED | {"changed", "away"}
MEASURES = frozenset(["cycle", "throughput", "ontime", "queue"])
TEXTUAL = frozenset(["narrative", "decisions", "knows"])  # tags and statuses are only words there
# Sets of tasks: a follow-up about one keeps its traits.
TASK_SETS = frozenset(
    [
        "open",
        "overdue",
        "due",
        "unassigned",
        "blocked",
        "stale",
        "count",
        "work",
        "unaligned",
        "aged",
    ]
)
# What filters narrow: these, and lists in an order of their own.
NARROWED = TASK_SETS | {"next", "waiting", "blockers"}
