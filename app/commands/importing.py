"""import KIND PATH: a dry run first if asked, a progress bar; gone on with or removed as a whole."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlmodel import col, select

from app import db
from app.commands.home import workspace
from app.commands.output import Refused, clearly, say, say_json
from app.importing import apply, jira, markdown, runs
from app.importing.context import Report
from app.importing.plan import Plan
from app.models import ImportRun
from app.models.imports import SAMPLE
from app.work import people

READERS: dict[str, Callable[..., Plan]] = {"jira": jira.read, "markdown": markdown.read}
# What those leave out because only some people may read it there.
RESTRICTED: dict[str, Callable[..., Plan]] = {"jira": jira.read_restricted}
KINDS = ", ".join(READERS)


def register(cli: typer.Typer) -> None:
    cli.command(name="import")(import_)


@clearly
def import_(
    kind: Annotated[str, typer.Argument(help=f"One of {KINDS}.")] = "",
    path: Annotated[Path | None, typer.Argument()] = None,
    space: Annotated[str, typer.Option(help="Key of the space to import into.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")
    ] = False,
    restricted: Annotated[
        bool,
        typer.Option(
            "--restricted", help="Bring what only some people may read there, into a private list."
        ),
    ] = False,
    resume: Annotated[int, typer.Option(help="Go on with an import that was cut off.")] = 0,
    remove: Annotated[int, typer.Option(help="Take away all an import made.")] = 0,
    list_runs: Annotated[bool, typer.Option("--list", help="The imports there were.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import a Jira project or a folder of Markdown, with authors, states and dates."""
    if list_runs:
        _list(json=json)
    elif resume or remove:
        _go_on(resume, remove, json=json)
    else:
        if not kind or path is None:
            raise typer.BadParameter(f"name what to import ({KINDS}), and where it lies")
        reader = _reader(kind, RESTRICTED if restricted else READERS)
        _import(reader, path, space, dry_run=dry_run, json=json)


def _reader(kind: str, readers: dict[str, Callable[..., Plan]]) -> Callable[..., Plan]:
    if kind.lower() not in READERS:
        raise Refused(f"“{kind}” can't be imported: choose one of {KINDS}.")
    if kind.lower() not in readers:
        raise Refused(f"An import of {kind} can't go to a private list: leave --restricted out.")
    return readers[kind.lower()]


def _import(
    reader: Callable[..., Plan], path: Path, space: str, *, dry_run: bool, json: bool
) -> None:
    with workspace() as settings, _bar(json) as bar:
        plan = reader(path, progress=_stage(bar, "Reading"))
        _must_be_made()
        tell = _stage(bar, "Importing")
        if dry_run:
            report = _tried(plan, space, tell)
        else:
            report = runs.bring_in(
                plan,
                now=datetime.now(UTC),
                folder=settings.data,
                space_key=space,
                progress=tell,
            )
            db.tune()
    if json:
        say_json(report.plain() | {"dry_run": dry_run})
    else:
        _tell(report, dry_run=dry_run)


def _go_on(resume: int, remove: int, *, json: bool) -> None:
    with workspace() as settings, _bar(json) as bar:
        if resume:
            tell = _stage(bar, "Importing")
            report = runs.resume(resume, folder=settings.data, progress=tell)
        else:
            tell = _stage(bar, "Removing")
            report = runs.remove(remove, folder=settings.data, progress=tell)
        db.tune()
    if json:
        say_json(report.plain())
    elif resume:
        _tell(report, dry_run=False)
    else:
        say(f"Took away {_counts(report.updated)} of import {remove}.")


def _list(*, json: bool) -> None:
    with workspace(), db.reading() as session:
        imports = select(ImportRun).where(ImportRun.source != SAMPLE)
        found = session.exec(imports.order_by(col(ImportRun.id))).all()
    if json:
        say_json([run.model_dump(include={"id", "source", "state", "started_at"}) for run in found])
        return
    for run in found:
        say(f"{run.id:5}  {run.state:11}  {run.started_at:%Y-%m-%d %H:%M}  {run.source}")


def _must_be_made() -> None:
    with db.reading() as session:
        if people.is_new(session):
            raise Refused(
                "Make the workspace first: open it in a browser, or `goalward user add … --role owner`."
            )


def _tried(plan: Plan, space: str, progress: Callable[[int, int], None]) -> Report:
    """What an import would do, found out in a session whose work is taken back."""
    with db.rehearsal() as session:
        return apply.apply(session, plan, now=datetime.now(UTC), space_key=space, progress=progress)


def _bar(quiet: bool) -> Progress:
    return Progress(
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        disable=quiet,
        transient=True,
    )


def _stage(bar: Progress, name: str) -> Callable[[int, int], None]:
    task = bar.add_task(name, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)


def _tell(report: Report, *, dry_run: bool) -> None:
    head = "A dry run: nothing was kept. It would make" if dry_run else "Made"
    say(
        f"{head} {_counts(report.created)} in {report.space_key}; changed {_counts(report.updated)}; {_counts(report.unchanged)} as they were."
    )
    if not dry_run:
        say(f"To take it away again: goalward import --remove {report.run_id}")
    if report.not_carried:
        say("Not carried over:")
        for one in report.not_carried:
            say(f"  {one.count:5}  {one.field}: {one.why}")


def _counts(counter: dict[str, int]) -> str:
    return ", ".join(f"{count} {noun}" for noun, count in counter.items() if count) or "nothing"
