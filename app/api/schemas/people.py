"""People, teams and tokens."""

from datetime import datetime

from pydantic import Field

from app.api.schemas import fields
from app.api.schemas.base import Ids, Name, Page, Request, Scope, Shape
from app.domain import fields as registry
from app.domain.access import Role

OWN = [field for field in registry.USER.values() if field.is_plain]


class Person(Shape):
    """Somebody, small enough to be in every row."""

    id: int
    name: str
    initials: str
    hue: int
    handle: str
    is_active: bool


class PersonPage(Page[Person]):
    """People by id."""


class Me(Shape):
    """Who calls, and what is open to them."""

    id: int | None
    name: str
    role: Role
    writes: bool
    spaces: list[int]
    lists: list[int]
    hours_per_week: float
    row_height: str


class MeChange(fields.changing("MeChangeFields", OWN)):
    """What to change of oneself; fields left out stay."""


class Team(Shape):
    """A team and the ids of its people."""

    id: int
    name: str
    members: list[int]


class TeamPage(Page[Team]):
    """Teams by id."""


class NewTeam(Request):
    """A team to make, of people by their ids."""

    name: Name
    members: Ids = Field(default_factory=list)


class TeamChange(Request):
    """What to change of a team; fields left out stay."""

    name: Name | None = None
    members: Ids | None = None


class OwnSignIn(Shape):
    """A browser one is signed in with; `browser` is what it says of itself."""

    id: int
    browser: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class OwnSignInPage(Page[OwnSignIn]):
    """One's own sign-ins by id."""


class NewToken(Request):
    """A personal token to make."""

    name: Name
    scope: Scope = "read"


class TokenName(Shape):
    """What a personal token is called, and may do."""

    id: int
    name: str
    scope: Scope


class Token(TokenName):
    """A personal token, without its secret."""

    last_used_at: datetime | None


class TokenPage(Page[Token]):
    """One's own tokens."""


class MadeToken(TokenName):
    """A new token with its secret, shown this once."""

    secret: str
