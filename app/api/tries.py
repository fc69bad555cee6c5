"""Failed tries to get in, by password, token or link: how many one address may have, and how long it waits then.

Only failures count, so that an office behind one address may come in as often as it likes. Counts outlive a restart:
in Redis when it is set, else in a file of the data folder.
"""

import functools
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
)
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.api.counted import FILE, FileStorage
from app.domain.errors import NotFound, NotSignedIn, TooMany
from app.domain.plurals import many
from app.settings import load

# Failures per address and account (or kind of link), and per address alone, in so many minutes.
MINUTES, PER_ACCOUNT, PER_ADDRESS = 15, 8, 40
OF_ACCOUNT = RateLimitItemPerMinute(PER_ACCOUNT, MINUTES, namespace="sign-in of an account")
OF_ADDRESS = RateLimitItemPerMinute(PER_ADDRESS, MINUTES, namespace="sign-in from an address")
# A program whose token was revoked goes on asking: more of it is no attack yet.
OF_TOKENS = RateLimitItemPerMinute(120, MINUTES, namespace="failed tokens of an address")
# Links for a new password: for one account (more are not sent, and nobody is told), from one address, and of all.
OF_RESETS = RateLimitItemPerHour(3, namespace="reset mails of an account")
ASKED = RateLimitItemPerHour(30, namespace="reset mails asked for from an address")
OF_ALL_RESETS = RateLimitItemPerHour(300, namespace="reset mails")
# Addresses that were taken already, of one invitation as long as it lives: each tells that somebody has the account.
OF_INVITATION = RateLimitItemPerDay(5, 14, namespace="addresses of an invitation")
# Failed sign-ins that are put in the log, of all accounts together: nobody can fill it.
NOTED = RateLimitItemPerMinute(100, MINUTES, namespace="failed sign-ins in the log")


def check(address: str, account: str) -> None:
    """Raises TooMany where too many failed."""
    for limit, key in _limits(address, account):
        if not _limiter().test(limit, key):
            raise _too_many(limit, key)


def count(address: str, account: str) -> None:
    """Note a failure; raises TooMany with how long to wait when there were too many already."""
    for limit, key in _limits(address, account):
        if not _limiter().hit(limit, key):
            raise _too_many(limit, key)


def forgive(address: str, account: str) -> None:
    """A success clears the account's count."""
    _limiter().clear(OF_ACCOUNT, _account(address, account))


@contextmanager
def counting_failures(address: str, kind: str) -> Generator[None]:
    """For links: what is not found counts as a failure; raises TooMany where there were too many.

    A good link is never refused for others' bad ones, which may come from the same address.
    """
    try:
        yield
    except NotFound:
        count(address, kind)
        raise


def refused_token(address: str) -> NotSignedIn | TooMany:
    """A token nobody has: what to answer. One that is good is never refused for it."""
    if _limiter().hit(OF_TOKENS, address):
        return NotSignedIn()
    return _too_many(OF_TOKENS, address)


def may_be_mailed(address: str, account: str) -> bool:
    """Whether one more link may go to an account; raises TooMany where its address, or all, asked too often."""
    for limit, key in ((ASKED, address), (OF_ALL_RESETS, "")):
        if not _limiter().hit(limit, key):
            raise _too_many(limit, key)
    return _limiter().hit(OF_RESETS, account.strip().lower())


def takes_addresses(invitation: str) -> bool:
    """Whether an invitation was tried with few taken addresses so far; then no other is looked at any more."""
    return _limiter().test(OF_INVITATION, invitation)


def count_address(invitation: str) -> None:
    """Note that an address was taken."""
    _limiter().hit(OF_INVITATION, invitation)


def is_noted() -> bool:
    """Whether the log holds one more failed sign-in now."""
    return _limiter().hit(NOTED)


def forget() -> None:
    """All counts of this process' storage (tests)."""
    _storage.cache_clear()


def _limits(address: str, account: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (OF_ACCOUNT, _account(address, account)), (OF_ADDRESS, address)


def _account(address: str, account: str) -> str:
    return f"{address}|{account.strip().lower()}"


def _too_many(limit: RateLimitItem, key: str) -> TooMany:
    seconds = max(0, _limiter().get_window_stats(limit, key).reset_time - time.time())
    return TooMany(
        f"Too many tries: wait {many(int(seconds // 60) + 1, 'minute')}, then try again.",
        retry_after_seconds=int(seconds) + 1,
    )


def _limiter() -> MovingWindowRateLimiter:
    settings = load()
    return MovingWindowRateLimiter(_storage(settings.redis_url or str(settings.data / FILE)))


@functools.cache
def _storage(where: str) -> Storage:
    """Opened at the first try, never at import."""
    if "://" in where:
        opened: Storage = storage_from_string(where)  # pyright: ignore[reportAssignmentType] - not an async one
        return opened
    path = Path(where)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileStorage(path)
