"""Groups of people with a name."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.base import instant


class Team(SQLModel, table=True):
    """A group; work is given to its people, questions may name it."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    created_at: datetime = instant()


class TeamMember(SQLModel, table=True):
    """Who is in a team."""

    __tablename__ = "team_member"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    team_id: int = Field(primary_key=True, foreign_key="team.id", ondelete="CASCADE")
    user_id: int = Field(primary_key=True, foreign_key="user.id", index=True, ondelete="CASCADE")
