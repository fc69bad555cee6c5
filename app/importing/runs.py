"""An import as a run: staged in short transactions, published at once, resumed where it was cut off.

`staging`: all that is new is made, hidden, and its events are staged. `publishing`: one short
transaction has shown it; its events join the log. `following`: what was here before and changed at the
source is brought up to date, a few records at a time. `done`. After a crash the same command goes on.
"""

import time
import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select, update

from app import access, db
from app.domain.errors import Busy, WorkError
from app.importing import apply_tasks, hiding
from app.importing.apply import keyed
from app.importing.context import Context, Places, Progress, Report
from app.importing.kept_plans import Kept, alone
from app.importing.pace import Pace
from app.importing.plan import ImportRefused, NotCarried, Plan
from app.importing.removing import remove_run
from app.importing.steps import Step, alike, first_pass, second_pass
from app.models import Event, ImportRun, StagedEvent
from app.models.imports import SAMPLE
from app.work import jobs, transfers
from app.work.recording import when

# Seconds a transaction works before it lets others in, and how long it lets them.
HOLD, REST = 0.02, 0.012
OPEN = ("staging", "publishing", "following")
CLOSED = ("done", "removed")
# Cut off in these, it goes on by itself: people see it, or asked for it to go.
FINISHES_ITSELF = ("publishing", "following", "removing", "discarding")
FINISH = "finish_import"  # the job that does so, and how long it leaves that to us
OURS = timedelta(minutes=1)


def run_import(
    plan: Plan,
    *,
    now: datetime,
    folder: Path,
    space_key: str = "",
    progress: Progress | None = None,
) -> Report:
    """Import a plan, or go on with the same import that was cut off.

    Raises ImportRefused, also when another import runs or a different one was cut off; then nothing
    of this one stays. `folder` is the data folder, where the plan is kept until the import is done.
    """
    plan, key = keyed(plan, space_key)
    kept = Kept(folder)
    with alone(folder):
        plan_hash = kept.write(plan)
        run_id = _begin(plan, key, plan_hash, now)
        return _Run(run_id, plan, progress).go(kept)


def resume(run_id: int, *, folder: Path, progress: Progress | None = None) -> Report:
    """Go on with an import that was cut off, with the plan as it was read then."""
    kept = Kept(folder)
    with alone(folder):
        with db.reading() as session:
            run = _known(session, run_id)
        if run.state not in OPEN:
            raise ImportRefused(f"Import {run_id} is {run.state}: there is nothing to go on with.")
        return _Run(run_id, kept.read(run.plan_hash), progress).go(kept)


def remove(run_id: int, *, folder: Path, progress: Progress | None = None) -> Report:
    """Take away all an import made, with what was said on it; what it only changed stays changed."""
    with alone(folder):
        with db.reading() as session:
            run = _known(session, run_id)
        if run.state == "removed":
            raise ImportRefused(f"Import {run_id} was removed already.")
        with db.writing() as session:
            finish_later(session, run_id)
            by = access.machine(session)
            transfers.import_removed(session, run_id, source=run.source, rows=rows_of(run), by=by)
        report = remove_run(run_id, progress=progress)
        Kept(folder).forget(run.plan_hash)
        return report


def unfinished(session: Session) -> list[ImportRun]:
    """Imports, or removals of one, that were cut off (or run now)."""
    is_open = col(ImportRun.state).not_in(CLOSED)
    return list(session.exec(select(ImportRun).where(is_open, ImportRun.source != SAMPLE)))


def finish_later(session: Session, run_id: int) -> None:
    """Should this process die: the clock of a server sees to it."""
    due_at = when(None) + OURS
    jobs.schedule(session, FINISH, key=f"{FINISH}:{run_id}:{due_at.isoformat()}", due_at=due_at)


def rows_of(run: ImportRun) -> int:
    """The records it made and changed."""
    return sum(sum(run.report[name].values()) for name in ("created", "updated"))


def _known(session: Session, run_id: int) -> ImportRun:
    run = session.get(ImportRun, run_id)
    if run is None or run.source == SAMPLE:
        raise ImportRefused(f"There is no import {run_id}: see `goalward import --list`.")
    return run


def _begin(plan: Plan, key: str, plan_hash: str, now: datetime) -> int:
    """The run to go on with, or a new one."""
    with db.writing() as session:
        for other in unfinished(session):
            same = (other.source, other.plan_hash) == (plan.source, plan_hash)
            if same and other.state in OPEN:
                return other.id or 0
            raise ImportRefused(
                f"Import {other.id} ({other.source}) was cut off: go on with it "
                f"(`goalward import --resume {other.id}`) or take it away "
                f"(`goalward import --remove {other.id}`) first."
            )
        report = Report(not_carried=list(plan.not_carried))
        run = ImportRun(
            source=plan.source,
            space_key=key,
            plan_hash=plan_hash,
            batch=uuid.uuid4().hex,
            places=asdict(Places()),
            report=report.plain(),
            started_at=now,
        )
        session.add(run)
        session.flush()
        return run.id or 0


class _Run:
    """One run at work."""

    def __init__(self, run_id: int, plan: Plan, progress: Progress | None) -> None:
        self._id = run_id
        self._plan = plan
        self._progress = progress or (lambda _done, _all: None)
        self._all = 0
        self._pace = Pace()
        with db.reading() as session:
            self._run = session.get_one(ImportRun, run_id)
            report = Report()
            report.fill(self._run.report)
            report.run_id = run_id
            self._context = Context(plan, self._run.started_at, report, session, run_id)
            self._context.places = Places(**self._run.places)
            self._context.remember()
            apply_tasks.remember_columns(self._context)

    def go(self, kept: Kept) -> Report:
        new = list(first_pass(self._plan, self._run.space_key))
        changed = list(second_pass(self._context))
        self._all = len(new) + len(changed)
        if self._run.state == "staging":
            try:
                self._work(new, 0)
            except (Busy, KeyboardInterrupt, SystemExit):
                raise  # the same command goes on
            except BaseException:
                remove_run(self._id)
                kept.forget(self._run.plan_hash)
                raise
            self._publish()
        if self._run.state == "publishing":
            self._run = join_log(self._id, self._context.places, then="following")
        self._work(changed, len(new))
        with db.writing() as session:
            run = session.get_one(ImportRun, self._id)
            run.state, run.finished_at = "done", when(None)
            by = access.machine(session, kind="importer", name=run.source)
            transfers.imported(session, self._id, source=run.source, rows=rows_of(run), by=by)
        kept.forget(self._run.plan_hash)
        return self._context.report

    def _work(self, steps: Sequence[Step], before: int) -> None:
        """Do steps in short transactions; each leaves behind how far it came."""
        index = max(0, self._run.steps_done - before)
        while index < len(steps):
            with db.writing() as session:
                index = self._some(session, steps, index)
                self._note(session, before + index)
            self._progress(before + index, self._all)
            time.sleep(REST)

    def _some(self, session: Session, steps: Sequence[Step], index: int) -> int:
        """As many steps as fit into one short transaction; returns the next one's index."""
        context, staging = self._context, self._run.state == "staging"
        pace = self._pace.begin(HOLD)
        session.info["batch"] = self._run.batch
        context.session = session
        since = self._run.started_at
        hidden = hiding.lifted(session, self._id, context.places, since=since)
        with hidden if staging else nullcontext():
            context.refresh()
            while index < len(steps) and (most := pace.many(steps[index].do)):
                some = alike(steps, index, most)
                with pace.timed(some[0].do, len(some)):
                    self._do(some)
                index += len(some)
            context.write_refs()
        return index

    def _do(self, some: Sequence[Step]) -> None:
        if self._run.state == "staging":
            some[0].do(self._context, [step.one for step in some])
            return
        for step in some:
            _or_note(step, self._context)

    def _note(self, session: Session, done: int) -> None:
        """How far it came, in the same transaction as what was done."""
        reached = {"places": asdict(self._context.places), "report": self._context.report.plain()}
        session.exec(
            update(ImportRun)
            .where(col(ImportRun.id) == self._id)
            .values(steps_done=done, **reached)
        )

    def _publish(self) -> None:
        with db.writing() as session:
            run = session.get_one(ImportRun, self._id)
            hiding.publish(session, self._id, self._context.places)
            run.state, run.places = "publishing", asdict(self._context.places)
            finish_later(session, self._id)
        self._run = run


def join_log(run_id: int, places: Places, *, then: str) -> ImportRun:
    """Append what a run staged to the log, in its order; the run is in the state `then` when all is there."""
    many = 100
    while True:
        began = time.perf_counter()
        with db.writing() as session:
            joined = _append(session, run_id, places, many)
            if not joined:
                run = session.get_one(ImportRun, run_id)
                run.state = then
                return run
        held = time.perf_counter() - began
        many = max(20, min(2000, int(many * HOLD / held)))
        time.sleep(REST)


def _append(session: Session, run_id: int, places: Places, many: int) -> int:
    rows = db.execute(
        session,
        select(StagedEvent.id, StagedEvent.content)
        .where(StagedEvent.run_id == run_id)
        .order_by(col(StagedEvent.id))
        .limit(many),
    ).all()
    if not rows:
        return 0
    db.lock_log(session)
    events = [hiding.final(places, row.content) for row in rows]
    for event in events:
        event.pop("id")
        event["at"] = datetime.fromisoformat(event["at"])
    db.execute_many(session, insert(Event), events)
    joined = col(StagedEvent.run_id) == run_id, col(StagedEvent.id) <= rows[-1].id
    db.execute(session, delete(StagedEvent).where(*joined))
    return len(rows)


def _or_note(step: Step, context: Context) -> None:
    """Follow one record; where somebody's work here forbids it, that is reported and the rest goes on."""
    context.write_refs()
    try:
        with context.session.begin_nested():
            step.do(context, [step.one])
    except Busy:
        raise
    except WorkError as refusal:
        context.forget_unwritten()
        reported, why = context.report.not_carried, refusal.sentence
        before = next((one for one in reported if one.why == why), None)
        if before is not None:
            reported.remove(before)
        reported.append(
            NotCarried("a change at the source", (before.count if before else 0) + 1, why)
        )
