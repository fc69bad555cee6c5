"""What a question covers, in words: “urgent open tasks in Engineering with Bob, due this week”."""

from agents.plain.words import joined
from agents.reading.priorities import WORD
from agents.reading.reading import Reading
from agents.reading.traits import OPEN

# Traits that stand before the noun; the others follow it.
BEFORE = (
    "open",
    "done",
    "cancelled",
    "not started",
    "overdue",
    "not overdue",
    "blocked",
    "unblocked",
    "blocking",
    "unassigned",
    "assigned",
)
AFTER = {
    "in progress": "in progress",
    "no due date": "without a due date",
    "stale": "without movement for two weeks",
    "unaligned": "without a goal",
}


def kind_of(reading: Reading, *, but: tuple[str, ...] = ()) -> str:
    """The adjectives, with a space at the end: “urgent open ”; `but` are said elsewhere."""
    wanted = reading.filter
    words = [WORD[p] for p in wanted.priorities]
    words = [f"{w}-priority" if w != "urgent" else w for w in words]
    words += [f"not {WORD[p]}" for p in wanted.not_priorities]
    adjectives = [t for t in reading.traits if t in BEFORE and t not in but]
    implied = frozenset(wanted.categories) == frozenset(OPEN) and not {"open", "overdue"} & {
        *adjectives,
        *but,
    }
    states = ["open"] if implied and "not started" not in adjectives else []
    ordered = (
        [t for t in adjectives if t not in ("open", "done")]
        + states
        + [t for t in adjectives if t in ("open", "done")]
    )
    text = ", ".join(words) + " " if words else ""
    return text + " ".join([*ordered, ""])


def of_whom(reading: Reading, *, with_period: bool = True) -> str:
    """The scope: “ in Engineering with Bob, 9 to 15 Nov”."""
    wanted, slots = reading.filter, reading.slots
    words = reading.where
    away = slots.excluded
    kept = [p.name for p in slots.people if p not in away]
    left = [p.name for p in slots.people if p in away]
    words += f" with {_either(kept, both=slots.match_all)}" if kept else ""
    words += f" not with {joined(left)}" if left else ""
    words += f" made by {joined([p.name for p in slots.creators])}" if slots.creators else ""
    tags = [*wanted.tags, *wanted.all_tags]
    words += f" tagged {_either(tags, both=slots.match_all)}" if tags else ""
    words += f" not tagged {joined(list(wanted.not_tags))}" if wanted.not_tags else ""
    words += (
        f" in {_either([f'“{s}”' for s in wanted.statuses], both=False)}" if wanted.statuses else ""
    )
    words += (
        f" not in {joined([f'“{s}”' for s in wanted.not_statuses])}" if wanted.not_statuses else ""
    )
    words += f" about {joined([f'“{word}”' for word in wanted.topics])}" if wanted.topics else ""
    words += "".join(f" {AFTER[t]}" for t in reading.traits if t in AFTER)
    if with_period and reading.period:
        words += f" ({reading.period.words})"
    return words


def _either(names: list[str], *, both: bool) -> str:
    if both or len(names) < 2:
        return joined(names)
    return ", ".join(names[:-1]) + f" or {names[-1]}"
