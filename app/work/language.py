"""Which language model words answers: chosen by the owner, its key sealed."""

import re
from urllib.parse import urlsplit

from sqlmodel import Session

from agents import reaching
from app.domain.access import Actor, Role
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.events import Kind
from app.models import Workspace
from app.work import encryption
from app.work.recording import Changes, of_workspace, record

PROVIDERS = ("openai", "anthropic", "ollama")
NAME = re.compile(r"[\w.:/@+-]{1,120}")
LONGEST = 500


def choose_model(
    session: Session, *, model: str, url: str = "", key: str | None = None, secret: str, by: Actor
) -> Workspace:
    """Set the model (`provider:name`; empty for none), its server and key.

    `key` None keeps the one there, unless it would go to another provider or address: then it is forgotten.

    `secret` is the workspace's own key. The log tells that a key changed, never which.
    """
    if by.role is not Role.OWNER or not by.writes:
        raise NotAllowed("Only an owner can choose the language model.")
    home = session.get(Workspace, 1)
    if home is None:
        raise NotFound("workspace")
    wanted = (_a_model(model), _an_address(url))
    # Of the address the host alone: what else it holds may be a secret.
    changes: Changes = {
        "model": [home.model, wanted[0]],
        "server": [urlsplit(one).hostname or "" for one in (home.model_url, wanted[1])],
    }
    if key is None and home.model_key and not _same_server(home, *wanted):
        key = ""
    if key is not None:
        if len(key) > LONGEST or any(ord(letter) < 33 for letter in key):
            raise Invalid("This is no key: it is one word of letters and digits.", field="key")
        changes["has_key"] = [bool(home.model_key), bool(key)]
        home.model_key = encryption.encrypt(key, secret) if key else ""
    home.model, home.model_url = wanted
    session.add(home)
    record(session, Kind.MODEL_CHOSEN, of_workspace(), changes, by=by)
    return home


def _same_server(home: Workspace, model: str, url: str) -> bool:
    """Whoever has got the key already would get it again, and nobody else."""
    same_provider = home.model.partition(":")[0] == model.partition(":")[0]
    return same_provider and home.model_url == url


def _a_model(value: str) -> str:
    plain = value.strip()
    provider, colon, name = plain.partition(":")
    if plain and (provider not in PROVIDERS or not colon or not NAME.fullmatch(name)):
        raise Invalid(
            f"Name a model as provider:name, the provider one of {', '.join(PROVIDERS)}.",
            field="model",
        )
    return plain


def _an_address(value: str) -> str:
    plain = value.strip().rstrip("/")
    if not plain:
        return ""
    parts = urlsplit(plain)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(plain) > LONGEST:
        raise Invalid(
            "The server's address begins with http:// or https://, like http://localhost:11434/v1.",
            field="url",
        )
    if parts.username or parts.password:
        raise Invalid(
            "Leave name and password out of the address: the key has its own field.", field="url"
        )
    if reaching.is_forbidden(parts.hostname):
        raise Invalid(
            "No model stands at a link-local address or a cloud's metadata service.", field="url"
        )
    return plain
