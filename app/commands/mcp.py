"""mcp: speak the Model Context Protocol on stdin and stdout, for an assistant that starts programs."""

import asyncio
import os
from importlib.metadata import version
from typing import Annotated

import typer

from app.api.caller import ASKED_AS, LOCAL
from app.commands.output import Refused, clearly
from app.mcp.reach import Declined, Reach
from app.serving import address
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
    token = os.environ.get("GOALWARD_TOKEN", "")
    if not token and (url or not as_):
        raise Refused(
            "Say for whom: set GOALWARD_TOKEN to a personal token, or give --as EMAIL on the server's own machine."
        )
    bearer = {"authorization": f"Bearer {token}"}
    reach = Reach.over(url, bearer) if url else _own_server(bearer if token else None, as_)
    asyncio.run(_serve(reach))


def _own_server(bearer: dict[str, str] | None, as_email: str) -> Reach:
    """The server of this machine; raises Refused when none was started on the data folder."""
    settings = load()
    try:
        where = address.running(settings)
    except address.NoServer as error:
        raise Refused(f"{error} A server elsewhere is named by --url.") from error
    secret = bearer or {LOCAL: address.known_token(settings), ASKED_AS: as_email}
    return Reach.own(where.url, address.Proved(settings, where, secret), pages=settings.url)


async def _serve(reach: Reach) -> None:
    from app.api.schemas.people import Me
    from app.mcp.server import build

    try:
        await reach.get(Me, "/api/v1/me")
    except Declined as declined:
        raise Refused(str(declined)) from declined
    await build(lambda _ctx: reach, version=version("goalward")).run_stdio_async()
