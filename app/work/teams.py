"""Teams: groups of people that questions and work can name."""

from typing import Any

from sqlmodel import Session, col, func, select

from app import access
from app.domain.access import Actor, must_manage
from app.domain.errors import Conflict, NotFound
from app.domain.events import Kind
from app.models import Team, TeamMember
from app.work import checks
from app.work.recording import Changes, of_workspace, record, when


def create(session: Session, *, name: str, members: list[int], by: Actor) -> Team:
    """Make a team of people."""
    must_manage(by)
    title = _a_name(session, name)
    team = Team(name=title, created_at=when(None))
    session.add(team)
    session.flush()
    ids = _put(session, team, members, by)
    record(
        session,
        Kind.WORKSPACE_CHANGED,
        of_workspace(),
        {"team": [None, [team.id, title, ids]]},
        by=by,
    )
    return team


def change(
    session: Session,
    team_id: int,
    *,
    name: str | None = None,
    members: list[int] | None = None,
    by: Actor,
) -> Team:
    """Rename a team, or set who is in it."""
    must_manage(by)
    team = _team(session, team_id)
    old = [team.id, team.name, members_of(session, team_id)]
    if name is not None and name.strip() != team.name:
        team.name = _a_name(session, name)
    if members is not None:
        _put(session, team, members, by)
    new = [team.id, team.name, members_of(session, team_id)]
    if old != new:
        record(session, Kind.WORKSPACE_CHANGED, of_workspace(), {"team": [old, new]}, by=by)
    return team


def restore(session: Session, team: list[Any], *, by: Actor) -> Team:
    """Make a team again that was taken apart, given as the log keeps it: id, name, members."""
    must_manage(by)
    team_id, name, members = team
    if session.get(Team, team_id) is not None:
        raise Conflict(f"There is a team called {name} already.")
    made = Team(id=team_id, name=_a_name(session, name), created_at=when(None))
    session.add(made)
    session.flush()
    changes: Changes = {"team": [None, [team_id, name, _put(session, made, members, by)]]}
    record(session, Kind.WORKSPACE_CHANGED, of_workspace(), changes, by=by)
    return made


def delete(session: Session, team_id: int, *, by: Actor) -> None:
    """Take a team apart; its people stay."""
    must_manage(by)
    team = _team(session, team_id)
    old = [team.id, team.name, members_of(session, team_id)]
    for one in session.exec(select(TeamMember).where(TeamMember.team_id == team_id)):
        session.delete(one)
    session.flush()
    session.delete(team)
    record(session, Kind.WORKSPACE_CHANGED, of_workspace(), {"team": [old, None]}, by=by)


def members_of(session: Session, team_id: int) -> list[int]:
    found = session.exec(select(TeamMember.user_id).where(TeamMember.team_id == team_id))
    return sorted(found)


def _put(session: Session, team: Team, members: list[int], by: Actor) -> list[int]:
    wanted = sorted(set(members))
    for user_id in wanted:
        access.user(session, user_id, by)
    for one in session.exec(select(TeamMember).where(TeamMember.team_id == team.id)):
        session.delete(one)
    session.flush()
    session.add_all(TeamMember(team_id=team.id or 0, user_id=user_id) for user_id in wanted)
    session.flush()
    return wanted


def _team(session: Session, team_id: int) -> Team:
    found = session.get(Team, team_id)
    if found is None:
        raise NotFound("team")
    return found


def _a_name(session: Session, name: str) -> str:
    title = checks.title(name, field="name", noun="team name")
    if session.exec(select(Team).where(func.lower(col(Team.name)) == title.lower())).first():
        raise Conflict(f"There is a team called {title} already.")
    return title
