"""mcp: speak the Model Context Protocol on stdin and stdout, for an assistant that starts programs."""

import asyncio
import os
from importlib.metadata import version
from typing import Annotated

import typer

from app.api.caller import ASKED_AS, LOCAL
from app.commands.output import Refused, clearly
from app.mcp.reach import Declined, Reach
from app.settings import load


def register(cli: typer.Typer) -> None:
    cli.command()(mcp)


@clearly
def mcp(
    as_: Annotated[
        str,
        typer.Option(
            "--as", help="E-mail of the person it acts for, on this machine's own server."
        ),
    ] = "",
    url: Annotated[
        str, typer.Option(help="Address of Goalward; this machine's own when left out.")
    ] = "",
) -> None:
    """Let an assistant use this workspace over stdio; GOALWARD_TOKEN (or --as) says for whom."""
    settings = load()
    token = os.environ.get("GOALWARD_TOKEN", "")
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    here = f"http://{host}:{settings.port}"
    if token:
        headers = {"authorization": f"Bearer {token}"}
    elif as_ and not url:
        headers = {LOCAL: settings.local_token(), ASKED_AS: as_}
    else:
        raise Refused(
            "Say for whom: set GOALWARD_TOKEN to a personal token, or give --as EMAIL on the server's own machine."
        )
    asyncio.run(_serve(Reach.over(url or here, headers, pages=url or settings.url)))


async def _serve(reach: Reach) -> None:
    from app.api.schemas.people import Me
    from app.mcp.server import build

    try:
        await reach.get(Me, "/api/v1/me")
    except Declined as declined:
        raise Refused(str(declined)) from declined
    await build(lambda _ctx: reach, version=version("goalward")).run_stdio_async()
