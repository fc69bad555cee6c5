"""Oneself, the people of the workspace, and one's tokens."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Query

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.paging import After, Id, Limit, as_it_is, paged
from app.api.schemas import people as shape
from app.domain.access import Actor
from app.reads import people
from app.work import sessions, teams

router = routing.router("people")
Email = Annotated[str | None, Query(max_length=254, description="Who has this address, whole.")]


@router.get("/me", response_model=shape.Me)
def get_me(who: Who) -> dict[str, Any]:
    """Who the caller is, and what is open to them."""
    with db.reading() as session:
        return _me(who.actor(session))


def _me(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.user_id,
        "name": actor.name,
        "role": actor.role,
        "writes": actor.writes,
        "spaces": sorted(actor.spaces),
        "lists": sorted(actor.lists),
    }


@router.get("/users", response_model=shape.PersonPage)
def list_people(
    who: Who, email: Email = None, after: After = 0, limit: Limit = 100
) -> dict[str, Any]:
    """The people the caller may know of, a page at a time; one of them by e-mail."""
    with db.reading() as session:
        actor = who.actor(session)
        found = (
            people.everyone(session, actor=actor)
            if email is None
            else people.by_email(session, email, actor=actor)
        )
        return paged(found, as_it_is, after, limit)


@router.get("/teams", response_model=shape.TeamPage)
def list_teams(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """The teams and the ids of their people."""
    with db.reading() as session:
        return paged(people.teams(session, actor=who.actor(session)), as_it_is, after, limit)


@router.post("/teams", status_code=201, response_model=shape.Team)
def create_team(body: shape.NewTeam, who: Who) -> dict[str, Any]:
    """Make a team."""
    with db.writing() as session:
        made = teams.create(session, name=body.name, members=body.members, by=who.actor(session))
        session.flush()
        return _team(session, made)


@router.patch("/teams/{team_id}", response_model=shape.Team)
def change_team(team_id: Id, body: shape.TeamChange, who: Who) -> dict[str, Any]:
    """Rename a team, or set its people."""
    with db.writing() as session:
        changed = teams.change(
            session, team_id, name=body.name, members=body.members, by=who.actor(session)
        )
        return _team(session, changed)


def _team(session: Any, team: Any) -> dict[str, Any]:
    return {"id": team.id, "name": team.name, "members": teams.members_of(session, team.id or 0)}


@router.delete("/teams/{team_id}", status_code=204)
def delete_team(team_id: Id, who: Who) -> None:
    """Take a team apart; its people stay."""
    with db.writing() as session:
        teams.delete(session, team_id, by=who.actor(session))


@router.get("/tokens", response_model=shape.TokenPage)
def list_tokens(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """One's own tokens, without their secrets."""
    with db.reading() as session:
        found = sessions.tokens(session, by=who.actor(session))
        return paged(found, as_it_is, after, limit)


@router.post("/tokens", status_code=201, response_model=shape.MadeToken)
def create_token(body: shape.NewToken, who: Who) -> dict[str, Any]:
    """Make a token; the secret is shown this once."""
    with db.writing() as session:
        actor = who.actor(session)
        token, secret = sessions.make_token(
            session,
            actor.user_id or 0,
            name=body.name,
            scope=body.scope,
            now=datetime.now(UTC),
            by=actor,
        )
        return {"id": token.id, "name": token.name, "scope": token.scope, "secret": secret}


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: Id, who: Who) -> None:
    """Revoke one of one's own tokens."""
    with db.writing() as session:
        actor = who.actor(session)
        sessions.revoke_token(session, token_id, by=actor, now=datetime.now(UTC))
