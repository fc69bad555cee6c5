"""People with their roles, and invitations, as owners and admins see them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.api.schemas.base import LEFT_OUT, Clean, Ids, Name, Page, Request, Role, Shape

Hours = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Member(Shape):
    """Somebody with e-mail, role and working hours a week."""

    id: int
    name: str
    is_active: bool
    email: str
    role: str
    hours_per_week: float


class MemberPage(Page[Member]):
    """People by id."""


class MemberChange(Request):
    """What to change of somebody; fields left out stay."""

    role: Role = LEFT_OUT
    is_active: bool = LEFT_OUT
    name: Name = LEFT_OUT
    hours_per_week: Hours = LEFT_OUT


class NewInvitation(Request):
    """Whom to invite, and what they may see: with `email`, only who has that address comes in."""

    role: Role = Role.MEMBER
    email: Annotated[str, Field(max_length=254), Clean] = ""
    space_ids: Ids = Field(default_factory=list)


class Invitation(Shape):
    """An invitation nobody took up yet."""

    id: int
    email: str
    role: str
    space_ids: list[int]
    expires_at: datetime


class InvitationPage(Page[Invitation]):
    """Invitations by id."""


class MadeInvitation(Invitation):
    """A new invitation with its link, shown this once."""

    url: str
