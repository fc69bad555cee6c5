"""What may be known of the workspace before anybody is known."""

from datetime import UTC, datetime

from app import db
from app.domain.errors import NotFound
from app.lookups import workspace
from app.work import invitations, mail, people


def own_path(path: str) -> str:
    """A path of this site, else the home page: a link may not lead a person elsewhere."""
    good = path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path
    return path if good else "/"


def house() -> tuple[str, bool]:
    """The workspace's name, and whether nobody has an account yet."""
    with db.reading() as session:
        home = workspace(session)
        return (home.name if home else "Goalward"), people.is_new(session)


def sends_mail() -> bool:
    """Whether a link for a new password can be mailed."""
    with db.reading() as session:
        return mail.is_set(session)


def invited(token: str) -> dict[str, str] | None:
    """What an invitation link offers; None when it was used, revoked or is too old."""
    with db.reading() as session:
        try:
            found = invitations.find(session, token, now=datetime.now(UTC))
        except NotFound:
            return None
        home = workspace(session)
        return {
            "email": found.email,
            "role": found.role,
            "workspace": home.name if home else "Goalward",
        }
