"""Who is here: the workspace, its people, and how they come in."""

from datetime import datetime

from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant


class Workspace(SQLModel, table=True):
    """The one workspace of this database (its id is always 1)."""

    id: int = Field(primary_key=True, default=1)
    name: str
    zone: str = "UTC"
    working_days: str = "1111100"  # Monday first
    country: str = ""  # ISO code whose public holidays count, or none
    subdivision: str = ""  # the part of the country, as ISO 3166-2 calls it: BY for Bavaria
    trash_days: int = 30  # how long what was put away can be brought back
    model: str = ""  # the language model that words answers, as provider:name
    model_url: str = ""  # where an OpenAI-style server answers
    model_key: str = ""  # sealed: readable only with the workspace's secret key
    created_at: datetime = instant()


class User(SQLModel, table=True):
    """A person. Imported authors who never sign in are inactive members."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True)  # lower case
    name: str
    role: str = "member"
    password_hash: str | None = None
    is_active: bool = True
    hours_per_week: float = 40.0
    row_height: str = "normal"
    last_visit_at: datetime | None = maybe_instant()
    import_run_id: int | None = None  # the import that still hides them
    created_at: datetime = instant()


class SignIn(SQLModel, table=True):
    """One browser that is signed in; the cookie's token is kept only as its hash."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True, index=True)
    created_at: datetime = instant()
    last_seen_at: datetime = instant()
    expires_at: datetime = instant()
    address: str = ""
    browser: str = ""


class ApiToken(SQLModel, table=True):
    """A personal token for programs; `scope` is read or write."""

    __tablename__ = "api_token"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    name: str
    token_hash: str = Field(unique=True, index=True)
    scope: str = "read"
    created_at: datetime = instant()
    last_used_at: datetime | None = maybe_instant()
    revoked_at: datetime | None = maybe_instant()


class PasswordReset(SQLModel, table=True):
    """A link that lets a person choose a new password, once, until it expires."""

    __tablename__ = "password_reset"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True, index=True)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = instant()
    expires_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()  # used, or replaced by another


class Invitation(SQLModel, table=True):
    """A link that lets one person in, once, until it expires."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, index=True)
    email: str = ""
    role: str = "member"
    space_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = instant()
    expires_at: datetime = instant()
    accepted_at: datetime | None = maybe_instant()
    accepted_by: int | None = Field(default=None, foreign_key="user.id")
    revoked_at: datetime | None = maybe_instant()
