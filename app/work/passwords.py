"""Passwords (argon2id by argon2-cffi) and the digests of tokens."""

import hashlib
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import Invalid

SHORTEST = 8
LONGEST = 200
_hasher = PasswordHasher()  # the library's defaults follow RFC 9106's low-memory profile


class Hashed(str):
    """A password's hash, made before the transaction that keeps it was opened."""

    __slots__ = ()


def hashed(password: str) -> Hashed:
    """Raises Invalid when too short or too long. Slow on purpose (about 50 ms): once hashed, it stays."""
    if isinstance(password, Hashed):
        return password
    if len(password) < SHORTEST:
        raise Invalid(f"A password needs at least {SHORTEST} characters.", field="password")
    if len(password) > LONGEST:
        raise Invalid(f"A password has at most {LONGEST} characters.", field="password")
    return Hashed(_hasher.hash(password))


def fits(password: str, password_hash: str | None) -> bool:
    """True when the password is the one hashed; takes the same time when there is none."""
    try:
        matches = _hasher.verify(password_hash or _nobodys(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return matches and password_hash is not None


@cache
def _nobodys() -> str:
    """Checked when nobody has the address, so that a wrong name takes as long as a wrong password."""
    return _hasher.hash("nobody has this password")


def digest(token: str) -> str:
    """How a token is kept: its SHA-256 (a token is 32 random bytes, so no salt is needed)."""
    return hashlib.sha256(token.encode()).hexdigest()
