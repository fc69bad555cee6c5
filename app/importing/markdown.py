"""Reads a folder of Markdown: pages as docs, and pages that open with a goal's table as goals.

A goal page has a table headed “Metadata” with a “Point of contact” (the owner), and lies in a folder
named after its period: `2024h2`, `2025h1`, `2026`. Status “Accepted” is a goal in progress,
“Proposed” a planned one, “Not accepted” a dropped one. The page itself is kept whole as a doc.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.importing.plan import DocPlan, GoalPlan, ImportRefused, NotCarried, PersonPlan, Plan

ROW = re.compile(r"^\s*\|\s*(.+?)\s*(?<!\\)\|\s*(.*?)\s*\|?\s*$")
DIVIDER = re.compile(r"^\s*\|[\s:|-]+$")
PERIOD = re.compile(r"^(20\d\d)(?:[hH]([12])|[qQ]([1-4]))?$")
SPAN = re.compile(r"^(20\d\d)\s*[-–]\s*(20\d\d)$")
HANDLE = re.compile(r"@([A-Za-z0-9][\w-]*)")
LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^(\s{0,3}\[[^\]]+\]:\s*)<?(\S+?)>?(\s.*)?$", re.MULTILINE)
STATE = {"accepted": "in_progress", "proposed": "planned", "not accepted": "dropped", "": "planned"}
OWNER, STATUS, WHY, SPAN_OF = "point of contact", "status", "what and why", "timespan"
CARRIED = {"metadata", OWNER, STATUS, WHY, SPAN_OF, "short title"}
MOST_BYTES = 5_000_000
# Lines of YAML (or TOML) that static site generators put above a page.
FRONT_MATTER = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
UNPUBLISHED = re.compile(
    r"""^(?:draft|private|hidden|unlisted)\s*[:=]\s*["']?(?:true|yes|on|1)\b"""
    r"""|^(?:published|public|publish)\s*[:=]\s*["']?(?:false|no|off|0)\b"""
    r"""|^(?:visibility|access|status)\s*[:=]\s*["']?(?:private|internal|restricted|confidential|draft)\b""",
    re.IGNORECASE | re.MULTILINE,
)
UNPUBLISHED_FOLDERS = frozenset(["_drafts", "drafts", "_private", "private"])


def read(path: Path, *, progress: Callable[[int, int], None] | None = None) -> Plan:
    """Read all `.md` files below a folder; raises ImportRefused when there are none, or one is no text."""
    if not path.is_dir():
        raise ImportRefused(
            f"{path} is no folder: point at the folder that holds the Markdown pages."
        )
    files = sorted(file for file in path.rglob("*.md") if not _hidden(file, path))
    if not files:
        raise ImportRefused(f"There is no Markdown page (.md) in {path}.")
    texts: dict[str, str] = {}
    for done, file in enumerate(files, 1):
        texts[file.relative_to(path).as_posix()] = _text(file)
        if progress:
            progress(done, len(files))
    unpublished = sorted(place for place, text in texts.items() if is_unpublished(place, text))
    plan = _plan(_name(path), {p: text for p, text in texts.items() if p not in unpublished})
    if not unpublished:
        return plan
    why = f"not published there, so not shown here: {', '.join(unpublished)}"
    left = NotCarried("pages (unpublished)", len(unpublished), why)
    return replace(plan, not_carried=[left, *plan.not_carried])


def _plan(name: str, texts: dict[str, str]) -> Plan:
    docs, goals, people = [], [], dict[str, PersonPlan]()
    left: Counter[str] = Counter()
    for place, text in texts.items():
        title = title_of(text) or place.rpartition("/")[2].removesuffix(".md")
        docs.append(DocPlan(place, title, _linked(text, place, texts), _parent(place, texts)))
        table = metadata(text)
        period = _period(place, table.get(SPAN_OF, ""))
        if OWNER not in table or period is None:
            continue
        owners = HANDLE.findall(table[OWNER])
        for handle in owners:
            people.setdefault(handle.lower(), PersonPlan(handle.lower(), handle))
        for field in set(table) - CARRIED:
            left[field] += 1
        if len(owners) > 1:
            left["point of contact (second and further)"] += len(owners) - 1
        goals.append(
            GoalPlan(
                external_id=place,
                title=_plain(title),
                description=_linked(table.get(WHY, ""), place, texts),
                owner=owners[0].lower() if owners else "",
                state=STATE.get(table.get(STATUS, "").strip().lower(), "planned"),
                period_start=period[0],
                period_end=period[1],
                doc=place,
            )
        )
    return Plan(
        source=f"markdown:{name}",
        key="".join(
            re.findall(r"[A-Z0-9]", "".join(w[:1] for w in re.split(r"\W+", name.upper())))
        )[:6]
        or "DOCS",
        name=name.replace("-", " ").replace("_", " ").title(),
        people=list(people.values()),
        docs=docs,
        goals=goals,
        not_carried=[
            NotCarried(f, n, "no field of its own: it stays in the page's table")
            for f, n in sorted(left.items())
        ],
    )


def title_of(text: str) -> str:
    """The first heading outside of code."""
    in_code = False
    for line in text.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
        if not in_code and (found := re.match(r"^#\s+(.+?)\s*#*$", line)):
            return _plain(found.group(1))
    return ""


def metadata(text: str) -> dict[str, str]:
    """The table headed “Metadata”, field (lower case) → value; repeated fields are joined."""
    found: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        row = ROW.match(line)
        if not row:
            if inside:
                break
            continue
        name = re.sub(r"[*`\\]", "", row.group(1)).strip().lower()
        if name == "metadata":
            inside = True
        elif inside and not DIVIDER.match(line):
            value = row.group(2).strip()
            found[name] = f"{found[name]}, {value}" if found.get(name) else value
    return found


def is_unpublished(place: str, text: str) -> bool:
    """A page whose folder or front matter says that it is a draft, or not for everybody."""
    if UNPUBLISHED_FOLDERS.intersection(place.lower().split("/")[:-1]):
        return True
    front = FRONT_MATTER.match(text)
    return front is not None and UNPUBLISHED.search(front.group(1)) is not None


def _period(place: str, span: str) -> tuple[date, date] | None:
    """From the page's folder, widened by its own timespan."""
    found = [_named_period(part) for part in place.split("/")[:-1]]
    known = next((period for period in found if period), None)
    if match := SPAN.match(span.strip()):
        return date(int(match.group(1)), 1, 1), date(int(match.group(2)), 12, 31)
    return known


def _named_period(name: str) -> tuple[date, date] | None:
    match = PERIOD.match(name)
    if not match:
        return None
    year, half, quarter = int(match.group(1)), match.group(2), match.group(3)
    first, months = (1, 12)
    if half:
        first, months = (1 if half == "1" else 7, 6)
    elif quarter:
        first, months = (3 * int(quarter) - 2, 3)
    last = first + months - 1
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), date.fromordinal(after.toordinal() - 1)


def _parent(place: str, texts: dict[str, str]) -> str:
    """The opening page of its folder, else of the folder above."""
    folder, _, name = place.rpartition("/")
    opening = name.lower() in ("readme.md", "index.md")
    while True:
        if not opening:
            for candidate in ("README.md", "index.md"):
                home = f"{folder}/{candidate}" if folder else candidate
                if home in texts and home != place:
                    return home
        if not folder:
            return ""
        opening = False
        folder = folder.rpartition("/")[0]


def _linked(text: str, place: str, texts: dict[str, str]) -> str:
    """Links to other pages of this import point at them by id."""

    def target(address: str) -> str:
        page, hash_, anchor = address.partition("#")
        if not page or "://" in page or page.startswith(("mailto:", "/")):
            return address
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place), page))
        for candidate in (
            path,
            f"{path}/README.md",
            f"{path}.md",
            path.removesuffix(".html") + ".md",
        ):
            if candidate in texts:
                return f"doc:{candidate}{hash_}{anchor}"
        return address

    text = LINK.sub(lambda m: f"[{m.group(1)}]({target(m.group(2))}{m.group(3) or ''})", text)
    return REFERENCE.sub(lambda m: f"{m.group(1)}{target(m.group(2))}{m.group(3) or ''}", text)


def _plain(title: str) -> str:
    """A title without Markdown's marks."""
    words = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", title)
    return " ".join(re.sub(r"(?<!\w)[*_]{1,2}|[*_]{1,2}(?!\w)|`", "", words).split())


def _text(file: Path) -> str:
    raw = file.read_bytes()
    if b"\x00" in raw or len(raw) > MOST_BYTES:
        raise ImportRefused(
            f"{file} is no Markdown page (it is binary or far too long): take it out."
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"{file} is not UTF-8 text: save it as UTF-8, then import again."
        ) from error


def _hidden(file: Path, root: Path) -> bool:
    return any(
        part.startswith(".") or part == "node_modules" for part in file.relative_to(root).parts
    )


def _name(path: Path) -> str:
    """The folder's name; a `src` or `docs` goes by the folder above."""
    folder = path.resolve()
    return folder.parent.name if folder.name in ("src", "docs", "content", "book") else folder.name
