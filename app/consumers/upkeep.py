"""Looks after the library and the goals' numbers: make them anew, compare them with the work, mend them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from app import db
from app.assist import documents
from app.consumers import clock, consumer, goalnumbers
from app.consumers.indexer import PAGE, Indexer
from app.importing import runs
from knowledge.library import Library

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Diagnosis:
    """How library and database compare: documents missing, outdated, or without a record."""

    records: int
    missing: int
    outdated: int
    ghosts: int
    waiting: int  # units not embedded yet
    numbers: int = 0  # goals whose kept number is not what their work says
    jobs: tuple[str, ...] = ()  # given up: which, and why
    imports: tuple[str, ...] = ()  # not finished: which, and how far

    @property
    def is_well(self) -> bool:
        return not (self.missing or self.outdated or self.ghosts or self.numbers)

    def plain(self) -> dict[str, Any]:
        return {**asdict(self), "is_well": self.is_well}


def resume(library: Library) -> None:
    """A library that is new, was emptied, or whose rebuilding was cut off reads the whole log again."""
    if not library.is_whole:
        consumer.rewind(Indexer.name)
        library.mark_whole()


def reindex(library: Library, progress: Progress) -> int:
    """Forget everything, compute every goal and file every record again; returns how many."""
    goalnumbers.rebuild()
    library.clear()
    with db.reading() as session:
        ids = list(documents.every_id(session))
    indexer = Indexer(library)
    for start in range(0, len(ids), PAGE):
        indexer.file(ids[start : start + PAGE])
        progress(min(start + PAGE, len(ids)), len(ids), "filed")
    library.mark_whole()
    embed(library, progress)
    return len(ids)


def embed(library: Library, progress: Progress) -> None:
    """Embed all that waits."""
    total = library.counts()[2]
    done = 0
    while made := library.embed_pending():
        done += made
        progress(min(done, total), total, "embedded")


def examine(library: Library) -> tuple[Diagnosis, list[str]]:
    """Compare every record with its document; returns the ids to file again, too."""
    known = library.fingerprints()
    wrong: list[str] = []
    missing = outdated = 0
    with db.reading() as session:
        ids = list(documents.every_id(session))
    alive: set[str] = set()
    for start in range(0, len(ids), PAGE):
        with db.reading() as session:
            found, _ = documents.of(session, ids[start : start + PAGE])
        for document in found:
            alive.add(document.id)
            print_ = f"{document.content_hash}@{document.place}"
            if document.id not in known:
                missing += 1
                wrong.append(document.id)
            elif known[document.id] != print_:
                outdated += 1
                wrong.append(document.id)
    ghosts = [one for one in known if one not in alive]
    waiting = library.counts()[2]
    return Diagnosis(len(alive), missing, outdated, len(ghosts), waiting), [*wrong, *ghosts]


def doctor(library: Library, *, repair: bool) -> Diagnosis:
    """Compare and, if asked to, mend; the diagnosis is from before the mending."""
    diagnosis, wrong = examine(library)
    with db.reading() as session:
        given_up = tuple(f"{one.key}: {one.error}" for one in clock.troubles(session))
        open_runs = tuple(
            f"import {run.id} ({run.source}): {run.state}" for run in runs.unfinished(session)
        )
    diagnosis = replace(
        diagnosis, numbers=len(goalnumbers.wrong()), jobs=given_up, imports=open_runs
    )
    if repair and wrong:
        Indexer(library).file(wrong)
    if repair and diagnosis.numbers:
        goalnumbers.rebuild()
    return diagnosis
