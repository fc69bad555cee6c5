"""What can be set from outside, each with a default: nothing is needed to start."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal, cast

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_known: dict[str, Any] = {}
ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """The environment, read once. README lists every one of these."""

    model_config = SettingsConfigDict(env_prefix="GOALWARD_", frozen=True, extra="ignore")
    DATABASE: ClassVar[str] = "goalward.db"
    LOCAL_TOKEN: ClassVar[str] = "local.token"

    port: int = Field(8080, validation_alias=AliasChoices("PORT", "GOALWARD_PORT"), ge=1, le=65535)
    host: str = "127.0.0.1"  # 0.0.0.0 to be reached from other machines
    base_url: str = ""  # how browsers reach it, when not http://localhost:PORT
    data_dir: Path = Path(".data")  # relative: to the program, wherever a command is run from
    models_dir: Path | None = None  # default: .cache/models beside the program
    database_url: str = ""  # default: SQLite in the data folder
    chroma_url: str = ""  # default: Chroma's files in the data folder
    redis_url: str = Field("", validation_alias="REDIS_URL")
    model: str = ""  # openai:…, anthropic:…, ollama:…; none: answers are worded by templates
    model_url: str = ""  # base URL of an OpenAI-style server
    model_key: str = Field(
        "", repr=False
    )  # for that server; a provider's own variable goes to it alone
    model_timeout: float = 20.0  # seconds until the plain answer stands
    embedder: str = ""  # st:FOLDER_OR_NAME, openai:MODEL@BASE_URL; none: the one that comes along
    embedder_key: str = ""  # for an endpoint that asks for one
    reranker: str = ""  # st:FOLDER_OR_NAME; none: hits keep the order words and meaning give them
    # Mail goes out by SMTP where a host is named here, or in the owner's settings.
    mail_host: str = ""
    mail_port: int = Field(0, ge=0, le=65535)  # 0: the usual one of mail_security
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_password: str = Field("", repr=False)
    mail_from: str = ""  # the sender's address
    secret_key: str = ""  # default: made once, kept in the data folder
    trusted_proxies: int = 0  # how many proxies in front set X-Forwarded-For
    # Requests a minute of one token, browser or address; 0: any.
    api_rate: int = Field(12_000, ge=0)
    # How long a save waits while others write, before it answers 503.
    busy_seconds: float = Field(10.0, gt=0)
    consumers: bool = True  # off when `goalward worker` runs beside the web process

    @cached_property
    def data(self) -> Path:
        """The data folder, absolute."""
        return _beside_the_program(self.data_dir)

    @property
    def database(self) -> str:
        """The address of the database; a relative path of SQLite is relative to the program too."""
        file = self.sqlite
        return self.database_url if file is None else f"sqlite:///{file}"

    @property
    def sqlite(self) -> Path | None:
        """The database's file; None for another kind of database."""
        if not self.database_url:
            return self.data / self.DATABASE
        kind, _, path = self.database_url.partition(":///")
        return _beside_the_program(Path(path)) if kind.startswith("sqlite") and path else None

    @property
    def library(self) -> Path:
        return self.data / "library"

    @property
    def models(self) -> Path:
        """Where the exported embedding model is kept: made from the installed package, not data."""
        return _beside_the_program(self.models_dir or Path(".cache", "models"))

    @property
    def url(self) -> str:
        return (self.base_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def origins(self) -> list[str]:
        """The web origins whose pages may talk to us."""
        local = [f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"]
        return list(dict.fromkeys([self.url, *local]))

    def secret(self) -> str:
        """The key that only this workspace knows; made at the first call and kept."""
        if self.secret_key:
            return self.secret_key
        return kept_secret(self.data / "secret.key")

    def local_token(self) -> str:
        """Lets the command line of this machine speak to its running server."""
        return kept_secret(self.data / self.LOCAL_TOKEN)


def kept_secret(path: Path) -> str:
    """Random text in a file only the owner reads; made when absent."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """A whole file at once, which only its owner reads."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.rename(path)


def _beside_the_program(path: Path) -> Path:
    """Absolute; what is relative is so to the program, never to where a command is run from."""
    return (ROOT / path.expanduser()).resolve()


def load() -> Settings:
    """The settings as the environment says now; read again only when that changed."""
    if "held" in _known:
        return cast(Settings, _known["held"])
    present = tuple(map(os.environ.get, NAMES))
    if _known.get("present") != present:
        _known["present"], _known["settings"] = present, _read()
    return cast(Settings, _known["settings"])


def hold() -> None:
    """Keep what the environment says now: a server's does not change, and every request asks several times."""
    _known["held"] = load()


def _read() -> Settings:
    return Settings()  # pyright: ignore[reportCallIssue] - every field has a default


# Every variable that is read; validating them anew for every request costs a millisecond.
NAMES = ("PORT", "REDIS_URL", *(f"GOALWARD_{name.upper()}" for name in Settings.model_fields))
