"""The settings: which part is open, and what it shows."""

from typing import Any

import reflex as rx

from app.ui.base import loader
from app.ui.settings import health_view
from app.ui.settings.audit_state import AuditSettings
from app.ui.settings.health_view import HealthLine
from app.ui.settings.imports import Imports
from app.ui.settings.language import Language
from app.ui.settings.mail_state import Mail
from app.ui.settings.people_state import PeopleSettings
from app.ui.settings.teams import Teams
from app.ui.settings.workspace_state import WorkspaceSettings
from app.ui.settings.you_state import YouSettings

PARTS = ("you", "access", "people", "audit", "workspace", "mail", "model", "imports", "health")
FOR_MANAGERS = ("people", "audit", "workspace", "mail", "model", "imports", "health")


class Settings(YouSettings, PeopleSettings, AuditSettings, WorkspaceSettings, rx.State):
    """The part of the settings that is open."""

    part: str = "you"
    health: list[HealthLine] = []

    @loader
    async def load(self) -> Any:
        wanted = self.router.url.query_parameters.get("part", "you")
        part = wanted if wanted in PARTS else "you"
        if part != self.part:
            self.secret = self.link = self.reset_link = self.password_note = ""
            self._ask_no_more()
        self.part = part
        await self._show()
        self.ready = True
        others = {
            "people": Teams.load,
            "mail": Mail.load,
            "model": Language.load,
            "imports": Imports.load,
        }
        return others.get(self.part)

    async def _show(self) -> None:
        await self._show_you()
        if self.part in FOR_MANAGERS and not self.profile["manages"]:
            self.part = "you"
        if self.part == "people":
            await self._show_people()
        elif self.part == "audit":
            await self._show_audit()
        elif self.part == "workspace":
            await self._show_workspace()
        elif self.part == "health":
            self.health = await self._read(health_view.machine)
