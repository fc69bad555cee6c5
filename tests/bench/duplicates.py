"""Issues known to be duplicates in a real Jira project: how often the other one is among the similar.

Run by itself (`python -m tests.bench.duplicates`): embedding the project takes some minutes. The two
legs alone stand beside the fusion of both, over the same texts in the same run.
"""

import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import select

from app import access, db
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.importing import apply, jira
from app.models import Task, metadata
from app.work import people
from knowledge.embedding import OnnxEmbedder
from knowledge.library import Library
from tests.real import JIRA, issues

ROOT = Path(__file__).resolve().parents[2]
KIND = frozenset({"task"})
STATED = re.compile(r"\bduplicates?(?: of)? ([A-Z]+-\d+)", re.IGNORECASE)


def linked() -> set[tuple[str, str]]:
    """(issue, its duplicate) by a link between two issues of the project."""
    here = {issue["key"] for issue in issues()}
    found: set[tuple[str, str]] = set()
    for issue in issues():
        for link in issue["fields"].get("issuelinks") or []:
            other = (link.get("outwardIssue") or link.get("inwardIssue") or {}).get("key")
            if "duplicate" in link["type"]["name"].casefold() and other in here:
                found.add((min(issue["key"], other), max(issue["key"], other)))
    return found


def stated() -> set[tuple[str, str]]:
    """(issue, its duplicate) where an issue was resolved as a duplicate and a comment says of which.

    Comments are neither in the query nor among the hits, so the answer isn't given away.
    """
    here = {issue["key"] for issue in issues()}
    found: set[tuple[str, str]] = set()
    for issue in issues():
        if (issue["fields"].get("resolution") or {}).get("name") != "Duplicate":
            continue
        for comment in (issue["fields"].get("comment") or {}).get("comments") or []:
            for other in STATED.findall(comment.get("body", "")):
                if other in here and other != issue["key"]:
                    found.add((min(issue["key"], other), max(issue["key"], other)))
    return found


def main() -> None:
    """Print recall at 1, 5 and 10 of both legs and of what Goalward does."""
    with tempfile.TemporaryDirectory() as folder:
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        now = datetime.now(UTC)
        with db.writing() as session:
            people.found(
                session,
                email="a@example.com",
                name="Alice",
                password="correct horse",
                workspace="Acme",
            )
        with db.writing() as session:
            apply.apply(session, jira.read(JIRA), now=now)
        library = Library(
            Path(folder) / "library", embedder=OnnxEmbedder(ROOT / ".cache" / "models")
        )
        catch_up([Indexer(library)])
        library.warm_up()
        while library.embed_pending(256):
            pass
        with db.reading() as session:
            ids = dict(session.exec(select(Task.key, Task.id)).all())
            scope = access.actor(session, 1).places
        both = linked() | stated()
        for name, pairs in (("linked", linked()), ("linked or stated", both)):
            print(f"{len(pairs)} pairs, {name}, asked in both directions")
            _tell(library, [(f"task:{ids[a]}", f"task:{ids[b]}") for a, b in sorted(pairs)], scope)
        library.close()
        db.close()


def _tell(library: Library, pairs: list[tuple[str, str]], scope: frozenset[str]) -> None:
    ranks: dict[str, list[int]] = {"words alone": [], "meaning alone": [], "both, fused": []}
    for record, gold in (*pairs, *((b, a) for a, b in pairs)):
        for name, found in _legs(library, record, scope).items():
            ranks[name].append(found.index(gold) + 1 if gold in found else 10_000)
    for name, found in ranks.items():
        shares = "   ".join(
            f"R@{k} {sum(r <= k for r in found) / len(found):.3f}" for k in (1, 5, 10)
        )
        print(f"{name:14} {shares}   of {len(found)} questions")


def _legs(library: Library, record: str, scope: frozenset[str]) -> dict[str, list[str]]:
    lexical, meaning = library.alike(record, scope=scope, kinds=KIND)
    fused = library.similar(record, scope=scope, kinds=KIND, limit=10)
    return {
        "words alone": _records(library, lexical),
        "meaning alone": _records(library, meaning),
        "both, fused": [passage.record for passage in fused],
    }


def _records(library: Library, chunks: list[int]) -> list[str]:
    known = library._lexical.get(chunks)
    return [known[chunk].record for chunk in chunks]


if __name__ == "__main__":
    main()
