"""What a manager changes of the workspace: its name, its time, the sample company."""

from typing import Any, TypedDict

import reflex as rx

from app.domain.errors import Invalid, WorkError
from app.ui import samples
from app.ui.arguments import id_in
from app.ui.base import handler, refused, run, toast
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.saving import saver
from app.ui.settings import workspace_view
from app.ui.settings.workspace_view import DayLine, WorkspaceFields
from app.ui.shapes import Choice, nothing_yet
from app.ui.shell.state import Shell
from app.work import workspaces


class WorkspaceForm(TypedDict):
    """The workspace's name and country, and how long its trash keeps things."""

    name: str
    country: str
    trash_days: str


class WorkspaceSettings(Confirming, mixin=True):
    """Gives the settings the workspace's own."""

    workspace: WorkspaceFields = nothing_yet(WorkspaceFields)
    days: list[DayLine] = []
    zones: list[Choice] = []
    has_sample: bool = False
    busy: str = ""

    async def _show_workspace(self) -> None:
        self._take(await self._read(workspace_view.settings))
        self.has_sample = await self._read(samples.is_here)

    @saver
    async def save_workspace(self, form: WorkspaceForm) -> Any:
        name, country, days = form["name"], form["country"], id_in(form["trash_days"].strip())
        question = await self._read(lambda d: workspace_view.shortening(d, days))
        if question:
            self._ask(question, yes="Shorten it", do=self._save, on=(name, country, days))
            return None
        return await self._save(name, country, days)

    async def _save(self, name: str, country: str, days: int) -> Any:
        await self._write(
            lambda d: workspaces.edit(
                d.session, by=d.actor, name=name, country=country, trash_days=days
            )
        )
        await self._show_workspace()
        return [Shell.load, toast("Workspace saved.")]

    @handler
    async def set_zone(self, zone: str) -> Any:
        await self._write(lambda d: workspaces.edit(d.session, by=d.actor, zone=zone))
        await self._show_workspace()
        return toast(f"Days now begin by the clock of {zone.replace('_', ' ')}.")

    @handler
    async def turn_day(self, index: int) -> None:
        if not 0 <= index < len(self.days):
            raise Invalid("There is no such day.")
        days = "".join("1" if one["works"] != (one["index"] == index) else "0" for one in self.days)
        await self._write(lambda d: workspaces.edit(d.session, by=d.actor, working_days=days))
        await self._show_workspace()

    @handler
    async def ask_removal(self) -> None:
        question = "Remove the sample? Everything it made goes; your own work stays."
        self._ask(question, yes="Remove it", do=self._remove_sample, on=())

    async def _remove_sample(self) -> Any:
        return type(self).turn_sample

    @rx.event(background=True)
    async def turn_sample(self) -> Any:
        """Add the sample company, or take it away; either takes some seconds."""
        async with self:
            if self.busy:
                return None
            there = self.has_sample
            self.busy = "Removing the sample…" if there else "Making the sample…"
            token = cookie_of(self)
        try:
            await run(samples.remove if there else samples.create, token)
        except WorkError as refusal:
            return refused(refusal)
        finally:
            async with self:
                self.busy = ""
        async with self:
            self.has_sample = not there
        return [Shell.load, toast("The sample is gone." if there else "The sample is here.")]
