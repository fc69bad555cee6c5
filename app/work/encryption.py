"""Secrets kept in the database, readable only with the workspace's own key, which is not in it."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def encrypt(text: str, secret: str) -> str:
    """The text, encrypted and signed; never the same twice."""
    return _box(secret).encrypt(text.encode()).decode("ascii")


def decrypt(sealed: str, secret: str) -> str | None:
    """The text again; None when it was sealed with another key or tampered with."""
    try:
        return _box(secret).decrypt(sealed.encode()).decode()
    except (InvalidToken, ValueError):
        return None


def _box(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"goalward sealed settings")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
