"""The command line `goalward`: its topics, joined."""

import typer

from app.commands import asking, evaluate, importing, mcp, sample, serving, upkeep, users

cli = typer.Typer(
    name="goalward",
    help="Work that knows why: goals, tasks and answers in one workspace.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for topic in (serving, users, importing, asking, evaluate, mcp, upkeep, sample):
    topic.register(cli)


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
