"""sample: make the sample company, or take it away."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlmodel import select

from app import access, db, sample
from app.commands.home import workspace
from app.commands.output import Refused, clearly, say, say_json
from app.models import User


def register(cli: typer.Typer) -> None:
    cli.command(name="sample")(sample_)


@clearly
def sample_(
    remove: Annotated[bool, typer.Option("--remove", help="Take the sample company away.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a believable company with twelve weeks of history, to look around in."""
    with workspace() as settings:
        with db.reading() as session:
            owner = session.exec(select(User).where(User.role == "owner")).first()
            if owner is None or owner.id is None:
                raise Refused("Make the workspace first: `goalward user add … --role owner`.")
            by, now = access.actor(session, owner.id), datetime.now(UTC)
        if remove:
            sample.remove(now=now, folder=settings.data)
        else:
            sample.make(by=by, now=now, folder=settings.data)
        with db.reading() as session:
            here = sample.is_here(session)
    say_json({"sample": here}) if json else say(
        "The sample company is here." if here else "The sample company is gone."
    )
