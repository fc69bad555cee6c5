"""catch-up, reindex, doctor, worker."""

import signal
import threading
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app import wiring
from app.commands.home import library, server, workspace
from app.commands.output import Refused, clearly, say, say_json
from app.consumers import upkeep
from app.consumers.loop import catch_up as run_consumers
from app.domain.plurals import many
from knowledge.owning import LibraryBusy

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(cli: typer.Typer) -> None:
    cli.command(name="catch-up")(catch_up)
    cli.command()(reindex)
    cli.command()(doctor)
    cli.command()(worker)


@clearly
def catch_up(json: Json = False) -> None:
    """Run the consumers until nothing is unread."""
    with library() as running:
        if running is None:
            found = server("POST", "/api/local/catch-up")
        else:
            handled = run_consumers(running.consumers)
            with _bar(json) as (bar, _):
                upkeep.embed(running.library, bar)
            found = {"handled": handled}
    say_json(found) if json else say(f"Caught up: {many(found['handled'], 'event')} handled.")


@clearly
def reindex(json: Json = False) -> None:
    """File everything anew (words at once, then meaning)."""
    with library() as running:
        if running is None:
            found = server("POST", "/api/local/reindex")
        else:
            with _bar(json) as (bar, _):
                found = {"records": upkeep.reindex(running.library, bar)}
    say_json(found) if json else say(f"Filed: {many(found['records'], 'record')}.")


@clearly
def doctor(
    repair: Annotated[bool, typer.Option(help="Mend what is wrong.")] = True, json: Json = False
) -> None:
    """Compare library and database; exit code 1 when something was wrong."""
    with library() as running:
        if running is None:
            found = server("POST", f"/api/local/{'repair' if repair else 'doctor'}")
        else:
            found = upkeep.doctor(running.library, repair=repair).plain()
            if repair:
                upkeep.embed(running.library, lambda *_: None)
    if json:
        say_json(found | {"repaired": repair and not found["is_well"]})
    else:
        words = f"{found['missing']} missing, {found['outdated']} outdated, {found['ghosts']} without a record, {many(found['numbers'], 'goal')} with a wrong number"
        end = "all is well" if found["is_well"] else words + (", mended" if repair else "")
        say(f"{many(found['records'], 'record')}: {end}.")
        for one in found["jobs"]:
            say(f"A job was given up: {one}")
        for one in found["imports"]:
            say(f"Not finished: {one} (see `goalward import --list`)")
    if not found["is_well"] or found["jobs"]:
        raise typer.Exit(1)


@clearly
def worker() -> None:
    """Run the consumers as their own process (with GOALWARD_CONSUMERS=false on the server)."""
    with workspace() as settings:
        try:
            wiring.open_all()
        except LibraryBusy as error:
            raise Refused(f"{error} Set GOALWARD_CONSUMERS=false there, or stop it.") from error
        stop = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: stop.set())
        say(f"The consumers are at work on {settings.data}. Ctrl-c stops them.")
        stop.wait()
    say("The consumers have stopped.")


class _bar:  # noqa: N801 - used as a with-statement, like a function
    """A progress bar on stderr that feeds `upkeep`'s callback."""

    def __init__(self, quiet: bool) -> None:
        self._bar = Progress(
            TextColumn("{task.description:10}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            disable=quiet,
            transient=True,
        )
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> tuple[upkeep.Progress, Progress]:
        self._bar.start()
        return self._step, self._bar

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _step(self, done: int, total: int, what: str) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what.capitalize(), total=total)
        self._bar.update(self._tasks[what], completed=done, total=total)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - rich's TaskID
