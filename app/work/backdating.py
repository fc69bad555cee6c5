"""Records that are brought in with the moment they are of: for owners, who move work here from elsewhere.

The record itself carries that moment (when it was made, begun, done or said). The log keeps when it was really written,
and says of what moment it is (`dated`): so no week that is over changes by it.
"""

from datetime import datetime

from sqlmodel import Session

from app.domain.access import Actor, Role
from app.domain.errors import Invalid, NotAllowed
from app.domain.fields.values import EARLIEST
from app.work.recording import BACKDATED


def allow(session: Session, at: datetime | None, *, by: Actor, now: datetime) -> None:
    """From here on what is recorded in this session as of `at` is told as written now; None is now.

    Raises NotAllowed for others than owners, Invalid for what is no moment of the past.
    """
    if at is None:
        return
    if by.role is not Role.OWNER or not by.writes:
        raise NotAllowed("Only an owner can say of what moment something is: leave `at` out.")
    if at > now or at.date() < EARLIEST:
        raise Invalid("This must be a moment in the past, from 1900 on.", field="at")
    session.info[BACKDATED] = True
