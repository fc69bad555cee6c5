"""What was acknowledged over all rounds, and what must be true of a workspace after a kill."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session, col, select

from app import access, db
from app.consumers import due, upkeep
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.events import Kind, Subject
from app.importing import runs
from app.models import Comment, Event, StagedEvent, Task
from app.serving import swap
from app.work import comments
from knowledge.library import Library
from tests.fakes import WordEmbedder


@dataclass
class Kept:
    """What may stand where: of the last thing said, and of the one after it, which nobody heard of."""

    titles: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    away: dict[tuple[str, ...], bool] = field(default_factory=dict[tuple[str, ...], bool])
    said: set[str] = field(default_factory=set[str])
    lost: list[str] = field(default_factory=list[str])
    acknowledged: Counter[str] = field(default_factory=Counter[str])

    def hear(self, lines: list[list[str]]) -> None:
        """Remember what a process said before it was killed."""
        told: dict[str, list[str]] = {}
        for what, *rest in lines:
            match what:
                case "task":
                    told.setdefault(rest[0], []).append(" ".join(rest[1:]))
                case "away" | "back":
                    self.away[tuple(rest)] = what == "away"
                case "said":
                    self.said.add(" ".join(rest))
                case _:
                    pass
        for key, titles in told.items():
            # One more change of it may have been kept, and not been said any more.
            self.titles[key] = {titles[-1], "wrong", titles[0]}


def look(folder: Path, kept: Kept) -> None:
    """Open the workspace as a server does, and note all that is not as it must be."""
    swap.finish(folder)
    db.connect(f"sqlite:///{folder / 'goalward.db'}")
    with db.engine().connect() as connection:
        [(whole,)] = connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    kept.lost += [f"the database: {whole}"] * (whole != "ok") + [f"loose: {one}" for one in loose]
    _finish_imports(folder)
    _say_again(kept)
    with db.reading() as session:
        kept.lost += [*_missing(session, kept), *_half_done(session, kept)]
    kept.lost += _index(folder)
    db.close()


def _finish_imports(folder: Path) -> None:
    """What the clock finishes, and what whoever began it would take away."""
    clock = due.clock(folder)
    while clock.look():
        pass
    with db.reading() as session:
        left = [run.id or 0 for run in runs.unfinished(session)]
    for run_id in left:
        runs.remove(run_id, folder=folder)


def _say_again(kept: Kept) -> None:
    """A browser sends what it got no answer for again, under the same name."""
    for name in kept.said:
        with db.writing() as session:
            old = session.exec(select(Comment).where(Comment.sent_as == name)).first()
            if old is not None:
                comments.add(
                    session,
                    (old.subject_kind, old.subject_id),
                    text=name,
                    sent_as=name,
                    by=access.actor(session, 1),
                )


def _missing(session: Session, kept: Kept) -> Iterator[str]:
    there = dict(session.exec(select(Task.key, Task.title).where(Task.list_id == 1)).all())
    for key, allowed in kept.titles.items():
        if there.get(key) not in allowed:
            yield f"{key}: {there.get(key)!r} is none of {allowed}"
    times = Counter(session.exec(select(Comment.text)))
    yield from (f"“{name}” stands {times[name]} times" for name in kept.said if times[name] != 1)


def _half_done(session: Session, kept: Kept) -> Iterator[str]:
    """The log and what it tells of agree, and of one operation all was kept or nothing."""
    for keys in kept.away:
        where = col(Task.key).in_(keys)
        states = {one is None for one in session.exec(select(Task.deleted_at).where(where))}
        if len(states) != 1:
            yield f"some of {keys} are in the trash, some are not"
    if session.exec(select(StagedEvent.id)).first() is not None:
        yield "events that never joined the log"
    if session.exec(select(Event.id).where(Event.subject_id == 0)).first() is not None:
        yield "an event about nothing"
    yield from _unlike_the_log(session)


def _unlike_the_log(session: Session) -> Iterator[str]:
    titles: dict[int, str] = {}
    deleted: dict[int, bool] = {}
    told = select(Event.subject_id, Event.kind, Event.changes).where(
        Event.subject_kind == Subject.TASK, Event.list_id == 1
    )
    for task_id, kind, changes in session.exec(told.order_by(col(Event.id))):
        if "title" in changes:
            titles[task_id] = changes["title"][1]
        if kind in (Kind.TASK_CREATED, Kind.TASK_DELETED, Kind.TASK_RESTORED):
            deleted[task_id] = kind == Kind.TASK_DELETED
    for task in session.exec(select(Task).where(Task.list_id == 1)):
        logged = (titles.pop(task.id or 0, None), deleted.get(task.id or 0))
        if logged != (task.title, task.deleted_at is not None):
            yield f"{task.key} is {task.title!r}, and the log says {logged}"
    yield from (f"the log tells of task {task_id}, which is not there" for task_id in titles)


def _index(folder: Path) -> Iterator[str]:
    library = Library(folder / "library", embedder=WordEmbedder())
    library.warm_up()
    upkeep.resume(library)
    catch_up([Indexer(library)])
    upkeep.embed(library, lambda *_: None)
    diagnosis, _ = upkeep.examine(library)
    library.close()
    if not diagnosis.is_well:
        yield f"the index: {diagnosis}"
