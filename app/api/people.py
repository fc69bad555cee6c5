"""Oneself, the people of the workspace, and one's tokens."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from sqlmodel import Session

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned, Versions
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import people as shape
from app.domain.access import Actor, must_comment
from app.domain.errors import NotFound
from app.models import ApiToken, SignIn, Team, User
from app.reads import people
from app.work import people as working
from app.work import sessions, teams

router = routing.router("people")
Email = Annotated[str | None, Query(max_length=254, description="Who has this address, whole.")]


@router.get("/me", response_model=shape.Me)
def get_me(who: Who, version: Versioned) -> shape.Me:
    """Who the caller is, and what is open to them."""
    with db.reading() as session:
        return _me(session, who.actor(session), version)


@router.patch("/me", response_model=shape.Me)
@routing.refusing(404)
def change_me(body: shape.MeChange, who: Who, version: Versioned) -> shape.Me:
    """Change one's own name, hours a week, and height of rows."""
    with db.writing() as session:
        actor = who.actor(session)
        must_comment(actor)
        version.check_shown(_me(session, actor, version))
        given = body.model_dump(exclude_unset=True)
        working.change_profile(session, actor.user_id or 0, by=actor, **given)
        session.flush()
        return _me(session, who.actor(session), version)


def _me(session: Session, actor: Actor, version: Versions) -> shape.Me:
    user = session.get_one(User, actor.user_id)
    shown = shape.Me(
        id=actor.user_id,
        name=user.name,
        role=actor.role,
        writes=actor.writes,
        spaces=sorted(actor.spaces),
        lists=sorted(actor.lists),
        hours_per_week=user.hours_per_week,
        row_height=user.row_height,
    )
    version.mark(shown)
    return shown


@router.get("/users", response_model=shape.PersonPage)
def list_people(
    who: Who, email: Email = None, after: After = 0, limit: Limit = 100
) -> Slice[people.Person]:
    """The people the caller may know of, a page at a time; one of them by e-mail."""
    with db.reading() as session:
        actor = who.actor(session)
        found = (
            people.everyone(session, actor=actor)
            if email is None
            else people.by_email(session, email, actor=actor)
        )
        return paged(found, after, limit)


@router.get("/teams", response_model=shape.TeamPage)
def list_teams(who: Who, after: After = 0, limit: Limit = 100) -> Slice[people.TeamLine]:
    """The teams and the ids of their people."""
    with db.reading() as session:
        return paged(people.teams(session, actor=who.actor(session)), after, limit)


@router.post("/teams", status_code=201, response_model=shape.Team)
def create_team(body: shape.NewTeam, who: Who, version: Versioned) -> shape.Team:
    """Make a team."""
    with db.writing() as session:
        made = teams.create(session, name=body.name, members=body.members, by=who.actor(session))
        session.flush()
        return _team(session, made, version)


@router.get("/teams/{team_id}", response_model=shape.Team)
def get_team(team_id: Id, who: Who, version: Versioned) -> shape.Team:
    """A team and the ids of its people."""
    with db.reading() as session:
        return _known(session, team_id, who.actor(session), version)


@router.patch("/teams/{team_id}", response_model=shape.Team)
def change_team(team_id: Id, body: shape.TeamChange, who: Who, version: Versioned) -> shape.Team:
    """Rename a team, or set its people."""
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_known(session, team_id, actor, version))
        changed = teams.change(session, team_id, name=body.name, members=body.members, by=actor)
        session.flush()
        return _team(session, changed, version)


def _known(session: Session, team_id: int, actor: Actor, version: Versioned) -> shape.Team:
    found = next((one for one in people.teams(session, actor=actor) if one.id == team_id), None)
    if found is None:
        raise NotFound("team")
    return _marked(shape.Team.model_validate(found), version)


def _team(session: Session, team: Team, version: Versioned) -> shape.Team:
    members = teams.members_of(session, team.id or 0)
    return _marked(shape.Team(id=team.id or 0, name=team.name, members=members), version)


def _marked(team: shape.Team, version: Versioned) -> shape.Team:
    version.mark(team)
    return team


@router.delete("/teams/{team_id}", status_code=204)
def delete_team(team_id: Id, who: Who, version: Versioned) -> None:
    """Take a team apart; its people stay."""
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_known(session, team_id, actor, version))
        teams.delete(session, team_id, by=actor)


@router.get("/sign-ins", response_model=shape.OwnSignInPage)
def list_sign_ins(who: Who, after: After = 0, limit: Limit = 100) -> Slice[SignIn]:
    """The browsers one is signed in with. They are signed out on our own page only."""
    with db.reading() as session:
        found = sessions.mine(session, by=who.actor(session), now=datetime.now(UTC))
        return paged(found, after, limit)


@router.get("/tokens", response_model=shape.TokenPage)
def list_tokens(who: Who, after: After = 0, limit: Limit = 100) -> Slice[ApiToken]:
    """One's own tokens, without their secrets."""
    with db.reading() as session:
        found = sessions.tokens(session, by=who.actor(session))
        return paged(found, after, limit)


@router.get("/tokens/{token_id}", response_model=shape.TokenName)
def get_token(token_id: Id, who: Who, version: Versioned) -> shape.TokenName:
    """One of one's own tokens, without its secret."""
    with db.reading() as session:
        return _own_token(session, token_id, who.actor(session), version)


def _own_token(
    session: Session, token_id: int, actor: Actor, version: Versioned
) -> shape.TokenName:
    mine = (one for one in sessions.tokens(session, by=actor) if one.id == token_id)
    if (found := next(mine, None)) is None:
        raise NotFound("token")
    shown = shape.TokenName.model_validate(found)
    version.mark(shown)
    return shown


@router.post("/tokens", status_code=201, response_model=shape.MadeToken)
@routing.refusing(404)
def create_token(body: shape.NewToken, who: Who, version: Versioned) -> shape.MadeToken:
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
        own = shape.TokenName.model_validate(token)
        version.mark_read(own)
        return shape.MadeToken(**dict(own), secret=secret)


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: Id, who: Who, version: Versioned) -> None:
    """Revoke one of one's own tokens."""
    with db.writing() as session:
        actor = who.actor(session)
        must_comment(actor)  # before it is told which tokens there are
        version.check_shown(_own_token(session, token_id, actor, version))
        sessions.revoke_token(session, token_id, by=actor, now=datetime.now(UTC))
