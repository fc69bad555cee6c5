"""Signing in, the first owner, and invitations."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Clean, Name, Request, Role, Shape

Email = Annotated[str, Field(min_length=1, max_length=254, examples=["alice@example.com"]), Clean]
Password = Annotated[str, Field(max_length=1000)]
Secret = Annotated[str, Field(min_length=1, max_length=200), Clean]


class SignIn(Request):
    """What the sign-in form sends."""

    email: Email
    password: Password


class Welcome(SignIn):
    """The first owner and the workspace."""

    name: Name
    workspace: Name
    zone: Annotated[str, Field(max_length=60, examples=["Europe/Berlin"]), Clean] = "UTC"


class Acceptance(SignIn):
    """Somebody invited, making their account."""

    token: Secret
    name: Name


class ResetLink(Request):
    """A link for a new password, by its token."""

    token: Secret


class NewPassword(Request):
    """Somebody with a reset link, choosing a new password."""

    token: Secret
    password: Password


class ForgottenPassword(Request):
    """Somebody who wants a link for a new password mailed."""

    email: Email


class Okay(Shape):
    """It worked."""

    ok: bool


class Invitation(Shape):
    """What an invitation link offers."""

    email: str
    role: Role
