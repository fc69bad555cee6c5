"""The language model in use: what the environment says, else what the owner chose."""

from sqlmodel import Session

from agents.model import LangChainModel
from app.lookups import workspace
from app.settings import load
from app.work import encryption


def chosen(session: Session) -> LangChainModel | None:
    """None when answers are to stand as they are computed."""
    settings = load()
    if settings.model:
        return LangChainModel(
            settings.model, settings.model_url, settings.model_timeout, settings.model_key
        )
    home = workspace(session)
    if home is None or not home.model:
        return None
    key = encryption.decrypt(home.model_key, settings.secret()) if home.model_key else ""
    return LangChainModel(home.model, home.model_url, settings.model_timeout, key or "")
