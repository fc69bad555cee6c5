"""The command line `goalward`: its topics, joined."""

import sys
from collections.abc import Iterable
from importlib import import_module

import typer

TOPICS = (
    "serving",
    "users",
    "importing",
    "asking",
    "evaluate",
    "mcp",
    "upkeep",
    "backups",
    "sample",
)
# These need one topic, and whoever starts a server waits for it: the others take a second to import.
OF_SERVING = frozenset(["serve", "build", "migrate"])


def program(topics: Iterable[str] = TOPICS) -> typer.Typer:
    """The commands of these topics."""
    cli = typer.Typer(
        name="goalward",
        help="Work that knows why: goals, tasks and answers in one workspace.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for topic in topics:
        import_module(f"app.commands.{topic}").register(cli)
    return cli


def main() -> None:
    alone = OF_SERVING.intersection(sys.argv[1:2])
    program(["serving"] if alone else TOPICS)()


if __name__ == "__main__":
    main()
