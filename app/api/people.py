"""Oneself, the people of the workspace, and one's tokens."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from app import db
from app.api.caller import Who
from app.api.paging import After, Limit, paged
from app.api.tasks import Strict
from app.domain.access import must_comment
from app.reads import people
from app.work import sessions, teams

router = APIRouter(prefix="/api/v1", tags=["people"])


class NewToken(Strict):
    """A personal token to make."""

    name: str
    scope: str = "read"


class NewTeam(Strict):
    """A team to make, of people by their ids."""

    name: str
    members: list[int] = Field(default_factory=list)


class TeamChange(Strict):
    """What to change of a team; fields left out stay."""

    name: str | None = None
    members: list[int] | None = None


@router.get("/me")
def me(who: Who) -> dict[str, Any]:
    """Who the caller is, and what is open to them."""
    with db.reading() as session:
        actor = who.actor(session)
        return {
            "id": actor.user_id,
            "name": actor.name,
            "role": actor.role,
            "writes": actor.writes,
            "spaces": sorted(actor.spaces),
            "lists": sorted(actor.lists),
        }


@router.get("/users")
def users(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """The people the caller may know of; a page at a time."""
    with db.reading() as session:
        everyone = people.everyone(session, actor=who.actor(session))
        return paged(everyone, lambda person: person.plain(), after, limit)


@router.get("/teams")
def list_teams(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """The teams and the ids of their people."""
    with db.reading() as session:
        found = people.teams(session, actor=who.actor(session))
        return paged(found, lambda one: one.plain(), after, limit)


@router.post("/teams", status_code=201)
def make_team(body: NewTeam, who: Who) -> dict[str, Any]:
    """Make a team."""
    with db.writing() as session:
        made = teams.create(session, name=body.name, members=body.members, by=who.actor(session))
        return {"id": made.id, "name": made.name, "members": body.members}


@router.patch("/teams/{team_id}")
def change_team(team_id: int, body: TeamChange, who: Who) -> dict[str, Any]:
    """Rename a team, or set its people."""
    with db.writing() as session:
        changed = teams.change(
            session, team_id, name=body.name, members=body.members, by=who.actor(session)
        )
        members = teams.members_of(session, team_id)
        return {"id": changed.id, "name": changed.name, "members": members}


@router.delete("/teams/{team_id}", status_code=204)
def delete_team(team_id: int, who: Who) -> None:
    """Take a team apart; its people stay."""
    with db.writing() as session:
        teams.delete(session, team_id, by=who.actor(session))


@router.get("/tokens")
def tokens(who: Who) -> dict[str, Any]:
    """One's own tokens, without their secrets."""
    with db.reading() as session:
        found = sessions.tokens(session, by=who.actor(session))
        return {
            "items": [
                {"id": t.id, "name": t.name, "scope": t.scope, "last_used_at": t.last_used_at}
                for t in found
            ],
            "next": None,
        }


@router.post("/tokens", status_code=201)
def make_token(body: NewToken, who: Who) -> dict[str, Any]:
    """Make a token; the secret is shown this once."""
    with db.writing() as session:
        actor = who.actor(session)
        must_comment(actor)  # a read-only token must not make itself a writing one
        token, secret = sessions.make_token(
            session, actor.user_id or 0, name=body.name, scope=body.scope, now=datetime.now(UTC)
        )
        return {"id": token.id, "name": token.name, "scope": token.scope, "secret": secret}


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: int, who: Who) -> None:
    """Revoke one of one's own tokens."""
    with db.writing() as session:
        actor = who.actor(session)
        must_comment(actor)
        sessions.revoke_token(session, token_id, by=actor, now=datetime.now(UTC))
