"""import KIND PATH: a dry run first if asked, a progress bar, all or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app import access, db
from app.commands.home import workspace
from app.commands.output import Refused, clearly, say, say_json
from app.importing import apply, jira, markdown
from app.importing.context import Report
from app.importing.plan import Plan
from app.work import people

READERS: dict[str, Callable[..., Plan]] = {"jira": jira.read, "markdown": markdown.read}


class OnlyTried(Exception):
    """Ends a dry run: nothing of it is kept."""


def register(cli: typer.Typer) -> None:
    cli.command(name="import")(import_)


@clearly
def import_(
    kind: Annotated[str, typer.Argument(help="jira or markdown.")],
    path: Path,
    space: Annotated[str, typer.Option(help="Key of the space to import into.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import a Jira project or a folder of Markdown, with authors, states and dates."""
    reader = READERS.get(kind.lower())
    if reader is None:
        raise Refused(f"“{kind}” can't be imported: choose one of {', '.join(READERS)}.")
    with workspace(), _bar(json) as bar:
        plan = reader(path, progress=_stage(bar, "Reading"))
        report = _brought(plan, space, _stage(bar, "Importing"), dry_run=dry_run)
    if json:
        say_json(report.plain() | {"dry_run": dry_run})
    else:
        _tell(report, dry_run=dry_run)


def _brought(
    plan: Plan, space: str, progress: Callable[[int, int], None], *, dry_run: bool
) -> Report:
    report = Report()
    try:
        with db.writing() as session:
            if people.is_new(session):
                raise Refused(
                    "Make the workspace first: open it in a browser, or `goalward user add … --role owner`."
                )
            by = access.machine(session, kind="importer", name="An import")
            report = apply.apply(
                session, plan, by=by, now=datetime.now(UTC), space_key=space, progress=progress
            )
            if dry_run:
                raise OnlyTried  # noqa: TRY301 - rolls the transaction back
    except OnlyTried:
        return report
    db.tune()
    return report


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
    if report.not_carried:
        say("Not carried over:")
        for one in report.not_carried:
            say(f"  {one.count:5}  {one.field}: {one.why}")


def _counts(counter: dict[str, int]) -> str:
    return ", ".join(f"{count} {noun}" for noun, count in counter.items() if count) or "nothing"
