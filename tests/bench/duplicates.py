"""Issues marked as duplicates in a real Jira project: how often the other one is among the similar.

Run by itself (`python -m tests.bench.duplicates`): embedding the project takes some minutes. The two
legs alone stand beside the fusion of both, over the same texts in the same run.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import select

from app import db, doors
from app.followers.indexer import Indexer
from app.followers.loop import catch_up
from app.importing import apply, jira
from app.models import Task, metadata
from app.work import people
from knowledge.embedding import OnnxEmbedder
from knowledge.library import SIMILAR_TOKENS, Library
from knowledge.ranking import DEPTH
from knowledge.words import tokens_of
from tests.real import JIRA, issues

ROOT = Path(__file__).resolve().parents[2]
KIND = frozenset({"task"})


def pairs() -> list[tuple[str, str]]:
    """(issue, its duplicate) of the raw files, both inside the project."""
    here = {issue["key"] for issue in issues()}
    found: set[tuple[str, str]] = set()
    for issue in issues():
        for link in issue["fields"].get("issuelinks") or []:
            other = (link.get("outwardIssue") or link.get("inwardIssue") or {}).get("key")
            if "duplicate" in link["type"]["name"].casefold() and other in here:
                found.add((min(issue["key"], other), max(issue["key"], other)))
    return sorted(found)


def main() -> None:
    """Print recall at 1, 5 and 10 of both legs and of what Goalward does."""
    with tempfile.TemporaryDirectory() as folder:
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        now = datetime.now(UTC)
        with db.writing() as session:
            people.found(session, email="a@example.com", name="Alice", password="correct horse", workspace="Acme")  # fmt: skip
        with db.writing() as session:
            by = doors.machine(session, kind="importer", name="An import")
            apply.apply(session, jira.read(JIRA), by=by, now=now)
        library = Library(
            Path(folder) / "library", embedder=OnnxEmbedder(ROOT / ".cache" / "models")
        )
        catch_up([Indexer(library)])
        library.warm_up()
        while library.embed_pending(256):
            pass
        with db.reading() as session:
            ids = dict(session.exec(select(Task.key, Task.id)).all())
            scope = doors.actor(session, 1).places
        ranks: dict[str, list[int]] = {"words alone": [], "meaning alone": [], "both, fused": []}
        for one, other in pairs():
            for key, wanted in ((one, other), (other, one)):
                record, gold = f"task:{ids[key]}", f"task:{ids[wanted]}"
                for name, found in _legs(library, record, scope).items():
                    ranks[name].append(found.index(gold) + 1 if gold in found else 10_000)
        for name, found in ranks.items():
            shares = "   ".join(
                f"R@{k} {sum(r <= k for r in found) / len(found):.3f}" for k in (1, 5, 10)
            )
            print(f"{name:14} {shares}   of {len(found)} questions")
        library.close()
        db.close()


def _legs(library: Library, record: str, scope: frozenset[str]) -> dict[str, list[str]]:
    words, vectors = library._words, library._vectors
    mine = words.units_of(record)
    text = words.get(mine[:1])[mine[0]].text
    query = " ".join(tokens_of(text)[:SIMILAR_TOKENS])
    lexical = words.search(query, places=scope, kinds=KIND, limit=DEPTH)
    centre = vectors.of(mine).mean(axis=0)
    meaning = [
        unit for unit, _ in library._by_meaning(centre / (centre @ centre) ** 0.5, scope, KIND)
    ]
    fused = [p.record for p in library.similar(record, scope=scope, kinds=KIND, limit=10)]
    return {
        "words alone": _records(library, lexical, record),
        "meaning alone": _records(library, meaning, record),
        "both, fused": fused,
    }


def _records(library: Library, units: list[int], own: str) -> list[str]:
    known = library._words.get(units)
    every = [known[unit].record for unit in units if unit in known]
    return [one for one in dict.fromkeys(every) if one != own]


if __name__ == "__main__":
    main()
