"""Who sits behind a socket: a person in one session, with the role they have, or nobody."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col, select

from app import db
from app.models import SignIn, User
from app.work import passwords

# Digests asked for in one statement.
AT_ONCE = 500


@dataclass(frozen=True)
class Seat:
    """A session by the digest of its token, whose it is, and their role; all empty for nobody."""

    session: str = ""
    user_id: int = 0
    role: str = ""

    def state_of(self, tab: str) -> str:
        """The name under which a tab's state is kept: nobody can tell it who has not the same session.

        With another role it is another state: what an admin was shown is not there for a member.
        """
        said = f"{self.session}|{self.user_id}|{self.role}|{tab}"
        return hashlib.sha256(said.encode()).hexdigest()


NOBODY = Seat()


async def seat_of(cookie: str) -> Seat:
    """Whom a cookie speaks for now; nobody for one whose session is over."""
    if not cookie:
        return NOBODY
    digest = passwords.digest(cookie)
    found = await asyncio.to_thread(living, [digest])
    return found.get(digest, NOBODY)


def living(digests: Iterable[str]) -> dict[str, Seat]:
    """Of these sessions, those that go on, each with its person as they are now."""
    wanted, found = list(digests), dict[str, Seat]()
    with db.reading() as session:
        for start in range(0, len(wanted), AT_ONCE):
            rows = session.exec(
                select(SignIn.token_hash, User.id, User.role)
                .join(User, col(User.id) == SignIn.user_id)
                .where(
                    col(SignIn.token_hash).in_(wanted[start : start + AT_ONCE]),
                    SignIn.expires_at > datetime.now(UTC),
                    col(User.is_active).is_(True),
                )
            )
            found |= {digest: Seat(digest, user_id or 0, role) for digest, user_id, role in rows}
    return found
