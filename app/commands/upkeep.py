"""catch-up, reindex, doctor, worker, backup, restore."""

import contextlib
import shutil
import signal
import sqlite3
import tarfile
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app import wiring
from app.commands.home import library, server, workspace
from app.commands.output import Refused, clearly, say, say_json
from app.consumers import upkeep
from app.consumers.loop import catch_up as run_consumers
from app.serving import ready
from app.settings import Settings, load
from knowledge.library import Library, LibraryBusy

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
INSIDE = "goalward.db"


def register(cli: typer.Typer) -> None:
    cli.command(name="catch-up")(catch_up)
    cli.command()(reindex)
    cli.command()(doctor)
    cli.command()(worker)
    cli.command()(backup)
    cli.command()(restore)


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
    say_json(found) if json else say(f"Caught up: {found['handled']} events handled.")


@clearly
def reindex(json: Json = False) -> None:
    """File everything anew (words at once, then meaning)."""
    with library() as running:
        if running is None:
            found = server("POST", "/api/local/reindex")
        else:
            with _bar(json) as (bar, _):
                found = {"records": upkeep.reindex(running.library, bar)}
    say_json(found) if json else say(f"{found['records']} records are filed.")


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
        words = f"{found['missing']} missing, {found['outdated']} outdated, {found['ghosts']} without a record, {found['numbers']} goals with a wrong number"
        end = "all is well" if found["is_well"] else words + (", mended" if repair else "")
        say(f"{found['records']} records: {end}.")
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


@clearly
def backup(path: Path, json: Json = False) -> None:
    """Write database and attachments into one .tar.gz, also while the server runs."""
    if path.exists():
        raise Refused(f"{path} exists already: choose another name.")
    with workspace() as settings:
        source = _database(settings)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / INSIDE
            with (
                contextlib.closing(sqlite3.connect(source)) as live,
                contextlib.closing(sqlite3.connect(copy)) as kept,
            ):
                live.backup(kept)
            with tarfile.open(path, "x:gz") as archive:
                archive.add(copy, INSIDE)
                files = settings.data / "files"
                if files.is_dir():
                    archive.add(files, "files")
                if (settings.data / "secret.key").exists():
                    archive.add(settings.data / "secret.key", "secret.key")
        path.chmod(0o600)
    size = path.stat().st_size
    say_json({"path": str(path), "bytes": size}) if json else say(
        f"Wrote {path} ({size / 1e6:.1f} MB)."
    )


@clearly
def restore(
    path: Path,
    new: Annotated[
        bool, typer.Option("--new", help="Make a workspace of it where none is yet.")
    ] = False,
    json: Json = False,
) -> None:
    """Put a backup in place; what was there is kept aside. Refused while the server runs."""
    settings = load()
    _in_place(settings, new=new)
    if not path.is_file() or not tarfile.is_tarfile(path):
        raise Refused(f"{path} is no backup of Goalward.")
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        Library(settings.library, embedder=_NoEmbedder()).close()
    except LibraryBusy as error:
        raise Refused(f"{error} Stop the server first.") from error
    target = _database(settings)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = settings.data / f"before-restore-{stamp}"
    with tarfile.open(path) as archive:
        if INSIDE not in archive.getnames():
            raise Refused(f"{path} is no backup of Goalward.")
        with tempfile.TemporaryDirectory(dir=settings.data) as folder:
            _unpack(archive, Path(folder))
            aside.mkdir()
            replaced = [target.with_name(target.name + end) for end in ("", "-wal", "-shm")]
            for old in (*replaced, settings.data / "files", settings.data / "library"):
                if old.exists():
                    shutil.move(old, aside / old.name)
            for item in Path(folder).iterdir():
                shutil.move(item, target if item.name == INSIDE else settings.data / item.name)
    with workspace():
        pass
    say_json({"restored": str(path), "kept_aside": str(aside)}) if json else say(
        f"Restored {path}; what was there is in {aside}. The next start files everything anew."
    )


def _in_place(settings: Settings, *, new: bool) -> None:
    """Raises when there is no workspace to replace, or one where a new one was to be made."""
    if not new:
        try:
            ready.made(settings)
        except ready.NotReady as error:
            raise Refused(f"{error} To make it of this backup, add --new.") from error
    elif (settings.data / INSIDE).exists():
        raise Refused(f"There is a workspace in {settings.data}: leave --new out to replace it.")


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write what a backup holds, and nothing else, into `folder`.

    `extractall(filter="data")` would do, but Python before 3.11.4 has no filters.
    """
    for member in archive:
        parts = PurePosixPath(member.name).parts
        ours = member.name in (INSIDE, "secret.key") or parts[:1] == ("files",)
        if member.isdir() and ours and ".." not in parts:
            continue
        content = archive.extractfile(member) if member.isfile() else None
        if content is None or not ours or ".." in parts:
            raise Refused(f"The backup holds {member.name!r}, which no backup of ours does.")
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as out:
            shutil.copyfileobj(content, out)
        target.chmod(0o600)


class _NoEmbedder:
    """Enough to see whether the library is free."""

    name = "none"

    def embed(self, texts: object) -> object:
        raise RuntimeError(f"a library opened to look at its lock embeds nothing: {texts}")


def _database(settings: Settings) -> Path:
    if settings.sqlite is None:
        raise Refused("This database is not SQLite: back it up with its own tools (pg_dump).")
    return settings.sqlite


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
