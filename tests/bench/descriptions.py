"""What others say of a record in their own words: how often the search finds the record they speak of.

Run by itself (`python -m tests.bench.descriptions`); it needs the public archives of `tests/real.py`. Pull requests say which
issue they close, pages of one goal speak of another with a link, and issues were closed as duplicates: the description is the
query, the record it names is the answer, and the record it stands in is no hit. Beside the library stands FTS5 over whole
records, with the same texts, in the same run. Pairs are told apart by a hash: half to choose by, half to report.
"""

import json
import re
import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.documents import Document
from knowledge.embedding import OnnxEmbedder
from knowledge.lexical.query import tokens_of
from knowledge.library import Library
from tests.bench.duplicates import linked, stated
from tests.real import FOLDER, GOALS, issues

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 2, tzinfo=UTC)
PLACE = "workspace"
DEPTHS = (1, 5, 10)
LEAST_WORDS, MOST_WORDS = 8, 60
CLOSES = re.compile(
    r"\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?|address(?:es)?)\b[:\s]*((?:(?:issue\s*)?#\d+[\s,and]*)+)",
    re.IGNORECASE,
)
CITED = re.compile(r"(?:\b(?:issue|pr|pull request|see)\s*)?#\d+|https?://\S+", re.IGNORECASE)
QUOTES = re.compile('["“”„]')
LINK = re.compile(r"\[([^\]]+)\]\((\.{0,2}/?[\w./-]+)\.md\)")
ANY_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
TRACKED = re.compile(r"Tracking issue\s*\|[^|\n]*#(\d+)")
SUMMED = re.compile(r"^## Summary\s+(\S[^\n]+(?:\n[^\n#]+)*)", re.MULTILINE)
PERIODS = ("2024h2", "2025h1", "2025h2", "2026")
STATUS_PAGES = (
    "goals",
    "readme",
    "not_accepted",
    "accepted",
    "flagship",
    "candidates",
    "roadmaps",
    "reports",
)


@dataclass(frozen=True)
class Pair:
    """A description, the records it may mean, and the record it stands in."""

    text: str
    gold: frozenset[str]
    source: str

    @property
    def query(self) -> str:
        """Without quotation marks, which in a search line are a condition."""
        return QUOTES.sub(" ", self.text)

    @property
    def is_held_out(self) -> bool:
        return zlib.crc32(self.text.encode()) % 2 == 0


def of_transport() -> tuple[list[Document], list[Pair]]:
    """Issues and pull requests of a standards group; a pull request describes what it closes."""
    archive = json.loads((FOLDER / "github-issues-moq.json").read_text())
    documents: list[Document] = []
    for one in (*archive["issues"], *archive["pulls"]):
        record = f"task:{one['number']}"
        key = f"MOQ-{one['number']}"
        documents.append(_document(record, record, f"{key} {one['title']}", one["body"] or "", key))
        documents += [
            _document(
                f"comment:{one['number']}{n:03}", record, f"{key} {one['title']}", said["body"]
            )
            for n, said in enumerate(one["comments"])
        ]
    numbers = {one["number"] for one in archive["issues"]}
    pairs: list[Pair] = []
    for one in archive["pulls"]:
        body = one["body"] or ""
        gold = {
            f"task:{n}"
            for match in CLOSES.finditer(body)
            for n in re.findall(r"#(\d+)", match.group(1))
            if int(n) in numbers
        }
        words = CITED.sub(" ", CLOSES.sub(" ", f"{one['title']}. {body}")).split()
        if gold and len(words) >= LEAST_WORDS:
            query = " ".join(words[:MOST_WORDS])
            pairs.append(Pair(query, frozenset(gold), f"task:{one['number']}"))
    return documents, pairs


def of_goals() -> tuple[list[Document], list[Pair]]:
    """Pages of a project's goals; a sentence that links another page describes it."""
    pages = {
        file.relative_to(GOALS).with_suffix("").as_posix(): file.read_text()
        for file in sorted(GOALS.rglob("*.md"))
        if file.name != "SUMMARY.md"
    }
    ids = {path: f"doc:{n}" for n, path in enumerate(pages, 1)}
    documents = [
        _document(ids[path], ids[path], _title(path, text), text) for path, text in pages.items()
    ]
    pairs: list[Pair] = []
    for path, text in pages.items():
        for line in text.splitlines():
            for match in LINK.finditer(line):
                target = (GOALS / path).parent.joinpath(f"{match.group(2)}.md").resolve()
                name = (
                    target.relative_to(GOALS).with_suffix("").as_posix()
                    if target.is_relative_to(GOALS)
                    else ""
                )
                stem = name.rpartition("/")[2].casefold()
                if name not in pages or name.split("/")[0] not in PERIODS or stem in STATUS_PAGES:
                    continue
                if line.lstrip().startswith("|"):
                    continue
                query = _sentence(line, match.start())
                gold = {
                    ids[other] for other in pages if other.rpartition("/")[2].casefold() == stem
                }
                if len(query.split()) >= LEAST_WORDS and ids[path] not in gold:
                    query = " ".join(query.split()[:MOST_WORDS])
                    pairs.append(Pair(query, frozenset(gold), ids[path]))
    return documents, [*pairs, *_gone_on_with(pages, ids)]


def _gone_on_with(pages: dict[str, str], ids: dict[str, str]) -> list[Pair]:
    """How a goal is summed up in one period, and its pages of other periods."""
    pairs: list[Pair] = []
    tracked = {path: TRACKED.search(text) for path, text in pages.items()}
    for path, text in pages.items():
        mine, summed = tracked[path], SUMMED.search(text)
        gold = {
            ids[other]
            for other, its in tracked.items()
            if other != path and mine and its and its.group(1) == mine.group(1)
        }
        words = ANY_LINK.sub(r"\1", summed.group(1)).split() if summed else []
        if gold and len(words) >= LEAST_WORDS:
            query = " ".join(words[:MOST_WORDS])
            pairs.append(Pair(query, frozenset(gold), ids[path]))
    return pairs


def of_jira() -> tuple[list[Document], list[Pair]]:
    """Issues of a project; one that was closed as a duplicate describes the other."""
    documents: list[Document] = []
    texts: dict[str, str] = {}
    for issue in issues():
        key, fields = issue["key"], issue["fields"]
        record = f"task:{key.partition('-')[2]}"
        title, body = f"{key} {fields['summary']}", fields.get("description") or ""
        texts[key] = f"{fields['summary']}. {body}"
        documents.append(_document(record, record, title, body, key))
        documents += [
            _document(f"comment:{said['id']}", record, title, said.get("body") or "")
            for said in (fields.get("comment") or {}).get("comments") or []
        ]
    both = [pair for a, b in sorted(linked() | stated()) for pair in ((a, b), (b, a))]
    pairs = [
        Pair(
            " ".join(texts[a].split()[:MOST_WORDS]),
            frozenset([f"task:{b.partition('-')[2]}"]),
            f"task:{a.partition('-')[2]}",
        )
        for a, b in both
    ]
    return documents, pairs


def main() -> None:
    """Print the shares found at 1, 5 and 10 by each way, of the pairs held out and of all."""
    wanted = sys.argv[1:] or ["general", "jira"]
    embedder = OnnxEmbedder(ROOT / ".cache" / "models")
    for name in wanted:
        parts = [of_transport(), of_goals()] if name == "general" else [of_jira()]
        documents = [one for part, _ in parts for one in part]
        with tempfile.TemporaryDirectory() as folder:
            library = Library(Path(folder), embedder=embedder)
            library.put(documents)
            library.warm_up()
            while library.embed_pending(256):
                pass
            _tell_of(library, documents, [pairs for _, pairs in parts])
            library.close()


def _tell_of(
    library: Library, documents: Sequence[Document], parts: Sequence[Sequence[Pair]]
) -> None:
    plain = _whole_records(documents)
    records = len({one.record for one in documents})
    print(f"{records} records, {library.counts()[1]} chunks")
    for pairs in parts:
        _tell("FTS5, whole records", pairs, lambda query: _by_fts5(plain, query))
        _tell("the library", pairs, lambda query: _by_library(library, query))


def _by_library(library: Library, query: str) -> list[str]:
    return [hit.record for hit in library.search(query, scope=frozenset([PLACE]), limit=12)]


def _whole_records(documents: Sequence[Document]) -> sqlite3.Connection:
    texts: dict[str, list[str]] = {}
    for one in documents:
        title = one.title if one.kind != "comment" else ""
        texts.setdefault(one.record, []).append(f"{title}\n{one.text}")
    plain = sqlite3.connect(":memory:")
    plain.execute(
        "CREATE VIRTUAL TABLE whole USING fts5(record UNINDEXED, text, tokenize='porter')"
    )
    plain.executemany(
        "INSERT INTO whole VALUES (?,?)", [(record, "\n".join(t)) for record, t in texts.items()]
    )
    return plain


def _by_fts5(plain: sqlite3.Connection, query: str) -> list[str]:
    match = " OR ".join(f'"{word}"' for word in tokens_of(query))
    rows = plain.execute(
        "SELECT record FROM whole WHERE whole MATCH ? ORDER BY bm25(whole) LIMIT 12", (match,)
    )
    return [record for (record,) in rows]


def _tell(name: str, pairs: Sequence[Pair], find: Callable[[str], list[str]]) -> None:
    began = time.perf_counter()
    ranks = [(one, _rank(one, find(one.query))) for one in pairs]
    spent = (time.perf_counter() - began) * 1000 / max(1, len(pairs))
    lines = []
    for held in (True, False):
        found = [rank for one, rank in ranks if one.is_held_out or not held]
        shares = " ".join(f"{sum(r <= k for r in found) / max(1, len(found)):.2f}" for k in DEPTHS)
        lines.append(f"{shares} of {len(found)}{' held out' if held else ''}")
    print(f"{name:22} {'   '.join(lines)}   {spent:.0f} ms each")


def _rank(pair: Pair, found: Sequence[str]) -> int:
    others = [record for record in found if record != pair.source]
    return next((n for n, record in enumerate(others, 1) if record in pair.gold), 10_000)


def _document(id: str, record: str, title: str, text: str, key: str = "") -> Document:
    return Document(id, PLACE, record, title, text, "", "", AT, key)


def _title(path: str, text: str) -> str:
    found = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
    return found.group(1) if found else path


def _sentence(line: str, at: int) -> str:
    """The sentence around a place of a line, links as their words."""
    bounds = [0, *(m.end() for m in re.finditer(r"(?<=[.!?])\s+(?=[A-Z(*\[])", line)), len(line)]
    start = max(b for b in bounds if b <= at)
    end = min(b for b in bounds if b > at)
    return " ".join(ANY_LINK.sub(r"\1", line[start:end]).replace("*", "").strip("-> ").split())


if __name__ == "__main__":
    main()
