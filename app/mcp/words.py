"""What tools say: answers as Markdown whose every sentence links to its records."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from app.api.schemas.asking import Answer, Card, Source
from app.api.schemas.goals import Goal
from app.api.schemas.tasks import CommentThread, TaskDetail

LONGEST = 40_000  # letters of a page an assistant is sent
CUT = "\n\n… The page goes on; open it to read the rest."
SHOWN = 5  # sources named after a sentence
PRIORITY = {1: "urgent", 2: "high", 3: "normal", 4: "low"}


def answered(found: Answer, pages: str) -> str:
    """An answer with its sources, or what there is instead of one."""
    read = " · ".join(chip.label for chip in found.reading.chips)
    lines = [f"Read as: {read} (as of {found.as_of})", ""]
    for one in found.sentences:
        marks = " ".join(_link(source, pages) for source in one.sources[:SHOWN])
        keys = f" ({', '.join(one.items)})" if 0 < len(one.items) <= 50 else ""
        lines.append(f"- {one.text} {marks}{keys}".rstrip())
        lines += [
            f"  > {source.quote} ({source.author})"
            for source in one.sources[:1]
            if source.quote and source.quote not in one.text
        ]
    if found.note:
        lines.append(found.note)
    if found.candidates:
        lines += ["Ask one of these instead:", *(f"- {one.question}" for one in found.candidates)]
    elif not found.sentences and not found.note:
        looked = "; ".join(found.looked_at) or "everything you can see"
        lines.append(f"Nothing here answers this. Looked at: {looked}.")
    if found.nearest:
        lines += ["Nearest, not an answer:", *(f"- {_link(one, pages)}" for one in found.nearest)]
    return "\n".join(lines)


def proposed(cards: Sequence[Card]) -> str:
    """Exactly what would change."""
    lines: list[str] = []
    for card in cards:
        lines.append(f"{card.title}:")
        lines += [
            f"- {line.label}: {line.old + ' → ' if line.old else ''}{line.new}"
            for line in card.lines
        ]
        if card.warning:
            lines.append(f"- Mind: {card.warning}")
    return "\n".join(lines)


def where_to_confirm(change: str, pages: str) -> str:
    """The page that shows the same change to the person, to be confirmed there."""
    return f"{pages}/ask?q={quote(change)}"


def task(one: TaskDetail, names: Mapping[int, str]) -> str:
    """A task, whole; `names` are people's by id."""
    facts = {
        "Status": one.status,
        "Who does it": ", ".join(names.get(person, "somebody") for person in one.assignees),
        "Priority": PRIORITY.get(one.priority, ""),
        "Due": str(one.due or ""),
        "Start": str(one.start or ""),
        "Tags": ", ".join(one.tags),
        "Waits for": ", ".join(one.relations.blocked_by),
        "Holds up": ", ".join(one.relations.blocks),
        "Subtasks": ", ".join(one.subtask_keys),
        "Serves the goal": one.why.goal.title if one.why.goal else "",
    }
    comments = [
        f"- {comment.author or 'somebody'}, {comment.at.date()}: {comment.text}"
        for comment in _flat(one.discussion)
    ]
    happened = [f"- {line.at.date()} {line.who} {line.words}" for line in one.activity[:20]]
    return _page(
        f"{one.key} {one.title}",
        facts,
        one.description,
        {"Comments": comments, "History": happened},
    )


def goal(one: Goal) -> str:
    """A goal with its computed numbers and its targets."""
    facts = {
        "State": one.state.replace("_", " "),
        "Health": one.health.replace("_", " "),
        "Owner": one.owner or "",
        "Progress": _percent(one.actual),
        "Expected by now": _percent(one.expected),
        "Period": f"{one.period_start or '?'} to {one.period_end or '?'}",
    }
    targets = [
        f"- {target.name}: {_percent(target.percent)}"
        + (", counts confidential work" if target.counts_confidential else "")
        for target in one.targets
    ]
    return _page(one.title, facts, "", {"Targets": targets})


def _percent(value: float | None) -> str:
    return "no data" if value is None else f"{value:.0f} %"


def page(title: str, text: str) -> str:
    long = len(text) > LONGEST
    return _page(title, {}, text[:LONGEST] + (CUT if long else ""), {})


def _page(
    title: str, facts: Mapping[str, str], text: str, parts: Mapping[str, Iterable[str]]
) -> str:
    lines = [f"# {title}", "", *(f"{name}: {value}" for name, value in facts.items() if value)]
    if text.strip():
        lines += ["", text.strip()]
    for name, entries in parts.items():
        entries_ = list(entries)
        if entries_:
            lines += ["", f"## {name}", *entries_]
    return "\n".join(lines)


def _flat(thread: Iterable[CommentThread]) -> Iterable[CommentThread]:
    for one in thread:
        yield one
        yield from _flat(one.answers)


def _link(source: Source, pages: str) -> str:
    name = source.key or source.title or source.kind
    return f"[{name}]({pages}{source.url})"
