"""serve, migrate, build."""

import time

import typer

from app.commands.output import clearly, say
from app.serving import build, ready, server
from app.settings import load


def register(cli: typer.Typer) -> None:
    cli.command()(serve)
    cli.command()(migrate)
    cli.command(name="build")(build_pages)


@clearly
def serve() -> None:
    """Migrate, build what changed, and serve until Ctrl-c."""
    settings = load()
    ready.data_folder(settings)
    ready.alone(settings)
    ready.port_free(settings)
    if ready.migrated(settings):
        say("The database is up to date.")
    _built()
    say(f"Goalward serves {settings.url} (data in {settings.data}). Ctrl-c stops it.")
    server.run(settings)
    say("Goalward has stopped.")


@clearly
def migrate() -> None:
    """Bring the database to this version's shape."""
    settings = load()
    ready.data_folder(settings)
    say("The database is up to date." if ready.migrated(settings) else "Nothing to migrate.")


@clearly
def build_pages() -> None:
    """Build the pages if their sources changed."""
    _built()


def _built() -> None:
    if build.is_fresh():
        return
    say("Building the pages (about half a minute) …")
    began = time.monotonic()
    build.build()
    say(f"The pages are built ({time.monotonic() - began:.0f} s).")
