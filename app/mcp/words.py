"""What tools say: answers as Markdown whose every sentence links to its records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

LONGEST = 40_000  # letters of a page an assistant is sent
CUT = "\n\n… The page goes on; open it to read the rest."
SHOWN = 5  # sources named after a sentence
PRIORITY = {1: "urgent", 2: "high", 3: "normal", 4: "low"}


def answered(found: Mapping[str, Any], pages: str) -> str:
    """An answer with its sources, or what there is instead of one."""
    read = " · ".join(chip["label"] for chip in found["reading"]["chips"])
    lines = [f"Read as: {read} (as of {found['as_of']})", ""]
    for one in found["sentences"]:
        marks = " ".join(_link(source, pages) for source in one["sources"][:SHOWN])
        keys = f" ({', '.join(one['items'])})" if 0 < len(one["items"]) <= 50 else ""
        lines.append(f"- {one['text']} {marks}{keys}".rstrip())
        lines += [
            f"  > {s['quote']} ({s['author']})"
            for s in one["sources"][:1]
            if s["quote"] and s["quote"] not in one["text"]
        ]
    if found["note"]:
        lines.append(found["note"])
    if found["candidates"]:
        lines += ["Ask one of these instead:", *(f"- {c['question']}" for c in found["candidates"])]
    elif not found["sentences"] and not found["note"]:
        looked = "; ".join(found["looked_at"]) or "everything you can see"
        lines.append(f"Nothing here answers this. Looked at: {looked}.")
    if found["nearest"]:
        lines += ["Nearest, not an answer:", *(f"- {_link(s, pages)}" for s in found["nearest"])]
    return "\n".join(lines)


def proposed(cards: Sequence[Mapping[str, Any]]) -> str:
    """Exactly what would change."""
    lines: list[str] = []
    for card in cards:
        lines.append(f"{card['title']}:")
        lines += [
            f"- {line['label']}: {line['old'] + ' → ' if line['old'] else ''}{line['new']}"
            for line in card["lines"]
        ]
        if card["warning"]:
            lines.append(f"- Mind: {card['warning']}")
    return "\n".join(lines)


def where_to_confirm(change: str, pages: str) -> str:
    """The page that shows the same change to the person, to be confirmed there."""
    return f"{pages}/ask?q={quote(change)}"


def task(one: Mapping[str, Any]) -> str:
    """A task, whole."""
    facts = {
        "Status": one["status"],
        "Who does it": ", ".join(
            p["name"] if isinstance(p, dict) else str(p) for p in one["assignees"]
        ),
        "Priority": PRIORITY.get(one["priority"], ""),
        "Due": one["due"] or "",
        "Start": one["start"] or "",
        "Tags": ", ".join(one["tags"]),
        "Waits for": ", ".join(one["relations"].get("blocked_by", [])),
        "Holds up": ", ".join(one["relations"].get("blocks", [])),
        "Subtasks": ", ".join(one["subtask_keys"]),
        "Serves the goal": (one["why"]["goal"] or {}).get("title", ""),
    }
    said = [f"- {s['author']}, {s['at'][:10]}: {s['text']}" for s in _flat(one["discussion"])]
    happened = [f"- {h['at'][:10]} {h['who']} {h['words']}" for h in one["activity"][:20]]
    return _page(
        f"{one['key']} {one['title']}",
        facts,
        one["description"],
        {"Comments": said, "History": happened},
    )


def goal(one: Mapping[str, Any]) -> str:
    """A goal with its computed numbers and its targets."""
    facts = {
        "State": one["state"].replace("_", " "),
        "Health": one["health"].replace("_", " "),
        "Owner": one["owner"] or "",
        "Progress": _percent(one["actual"]),
        "Expected by now": _percent(one["expected"]),
        "Period": f"{one['period_start'] or '?'} to {one['period_end'] or '?'}",
    }
    targets = [f"- {t['name']}: {_percent(t['percent'])}" for t in one["targets"]]
    return _page(one["title"], facts, "", {"Targets": targets})


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


def _flat(thread: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for one in thread:
        yield one
        yield from _flat(one.get("answers", []))


def _link(source: Mapping[str, Any], pages: str) -> str:
    name = source["key"] or source["title"] or source["kind"]
    return f"[{name}]({pages}{source['url']})"
