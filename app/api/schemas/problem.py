"""A refusal: `application/problem+json` (RFC 9457)."""

from pydantic import BaseModel, Field

from app.api.schemas.clashes import TextClash


class UnfitField(BaseModel):
    """One field that doesn't fit, and why."""

    field: str
    message: str


class Problem(BaseModel):
    """Why something was not done, in one sentence to show (`detail`)."""

    type: str = Field(description="`about:blank#code`: the code names the kind of refusal.")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    field: str | None = Field(
        default=None, description="The field that doesn't fit, where it is one."
    )
    errors: list[UnfitField] | None = Field(
        default=None, description="Every field that doesn't fit."
    )
    clash: TextClash | None = Field(
        default=None, description="Both versions of a text, where the same lines changed."
    )
