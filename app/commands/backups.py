"""backup, restore."""

import contextlib
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app import access, db
from app.commands.home import workspace
from app.commands.output import Refused, clearly, say, say_json
from app.domain.errors import Busy
from app.importing import kept_plans
from app.serving import archives, ready, swap
from app.settings import Settings, load
from app.work import transfers
from knowledge.owning import LibraryBusy, owning

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
MAKING = "restore-making-"  # what a restore that was killed leaves


def register(cli: typer.Typer) -> None:
    cli.command()(backup)
    cli.command()(restore)


@clearly
def backup(path: Path, json: Json = False) -> None:
    """Write database and attachments into one .tar.gz, also while the server runs."""
    if path.exists():
        raise Refused(f"{path} exists already: choose another name.")
    if not path.absolute().parent.is_dir():
        raise Refused(f"There is no folder {path.absolute().parent}: make it, or name another one.")
    with workspace() as settings:
        try:
            archives.write(path.absolute(), database=_database(settings), folder=settings.data)
        except archives.Damaged as error:
            raise Refused(ready.damaged(" ".join(str(error).split()))) from error
        # On a full disk a backup is worth more than its line in the log.
        with contextlib.suppress(Busy), db.writing() as session:
            transfers.exported(session, "a backup of all", rows=None, by=access.machine(session))
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
    database = _database(settings)
    ready.finished_restore(settings)
    _in_place(settings, new=new)
    if not path.is_file():
        raise Refused(f"There is no file {path}: name the backup to put in place.")
    is_made = not settings.data.exists()
    try:
        with _nobody_else(settings):
            aside = _restore(path, settings, database)
    except BaseException:
        if is_made:
            shutil.rmtree(settings.data, ignore_errors=True)
        raise
    say_json({"restored": str(path), "kept_aside": str(aside)}) if json else say(
        f"Restored {path}; what was there is in {aside}. The next start files everything anew."
    )


def _restore(path: Path, settings: Settings, database: Path) -> Path:
    """Look through the backup, bring it to this version's shape, and swap; nothing changes before that."""
    for left in settings.data.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = settings.data / f"before-restore-{stamp}"
    made = Path(tempfile.mkdtemp(dir=settings.data, prefix=MAKING))
    try:
        archives.unpack(path, made)
        archives.check(made / swap.DATABASE, path=path)
        _bring_up_to_date(settings, made / swap.DATABASE)
        database.parent.mkdir(parents=True, exist_ok=True)
        swap.decide(settings.data, made, database=database, aside=aside)
    except archives.Unfit as error:
        raise Refused(str(error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    swap.swap(settings.data)
    return aside


def _bring_up_to_date(settings: Settings, database: Path) -> None:
    """Migrate what was unpacked; raises NotReady for what a newer Goalward made."""
    try:
        ready.migrated(settings.model_copy(update={"database_url": f"sqlite:///{database}"}))
    finally:
        db.close()


@contextmanager
def _nobody_else(settings: Settings) -> Generator[None]:
    """No server, no import and no other restore at work in this folder; raises Refused."""
    ready.only_ours()
    settings.data.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(owning(settings.library))
            held.enter_context(swap.alone(settings.data))
        except LibraryBusy as error:
            raise Refused(f"{error} Stop the server first.") from error
        except swap.Restoring as error:
            raise Refused(str(error)) from error
        held.enter_context(kept_plans.alone(settings.data))
        yield


def _in_place(settings: Settings, *, new: bool) -> None:
    """Raises when there is no workspace to replace, or one where a new one was to be made."""
    if not new:
        try:
            ready.made(settings)
        except ready.NotReady as error:
            raise Refused(f"{error} To make it of this backup, add --new.") from error
    elif _database(settings).exists():
        raise Refused(f"There is a workspace in {settings.data}: leave --new out to replace it.")


def _database(settings: Settings) -> Path:
    if settings.sqlite is None:
        raise Refused("This database is not SQLite: back it up with its own tools (pg_dump).")
    return settings.sqlite
