"""The door from the screens to the sample workspace."""

import importlib
import importlib.util
from typing import Any

from sqlmodel import col, func, select

from app.domain.access import must_manage
from app.models import ExternalRef
from app.ui.base import Desk


def is_there() -> bool:
    """The sample company ships with this copy."""
    return importlib.util.find_spec("app.sample") is not None


def create(desk: Desk) -> None:
    must_manage(desk.actor)
    _company().create(desk.session, by=desk.actor, now=desk.now)


def remove(desk: Desk) -> None:
    must_manage(desk.actor)
    _company().remove(desk.session, by=desk.actor)


def is_here(desk: Desk) -> bool:
    """Something of the sample is in the workspace."""
    count = select(func.count()).where(col(ExternalRef.source) == "sample")
    return desk.session.exec(count).one() > 0


def _company() -> Any:
    # Late: it is only needed once in a workspace's life.
    return importlib.import_module("app.sample")
