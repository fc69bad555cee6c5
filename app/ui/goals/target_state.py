"""The targets of the goal on its page, and every change of them."""

from typing import Any, TypedDict

import reflex as rx
from reflex_components_sonner.toast import ToastAction

from app.domain import numbers
from app.domain.numbers import Understood
from app.ui.arguments import id_in, understand_number
from app.ui.base import TOAST_MS, handler, toast
from app.ui.goals.change_state import GoalChanges
from app.ui.goals.goal_shapes import TargetView
from app.ui.saving import saver
from app.work import targets

# What is said of a value that may as well be another stays until it was read.
OFFER_MS = 3 * TOAST_MS


class TargetForm(TypedDict, total=False):
    """A new target; which lines the form has depends on its kind."""

    name: str
    kind: str
    list: str
    start: str
    target: str
    unit: str


class TargetChange(TypedDict, total=False):
    """A target's own facts, as the form on its line gives them."""

    name: str
    start: str
    target: str
    unit: str
    weight: str


class TargetChanges(GoalChanges, mixin=True):
    """Gives the goal page its targets."""

    targets: list[TargetView] = []
    changing: int = 0  # the target whose facts are being changed

    @saver
    async def add_target(self, form: TargetForm) -> Any:
        number, kind = self.number, form.get("kind", "number")
        counted = kind in ("number", "currency", "percent")
        counted_list = form.get("list", "")
        lists = [id_in(counted_list)] if id_in(counted_list) and kind == "tasks" else []
        unit = form.get("unit", "").strip()
        start = self._understood(form.get("start") or "0" if counted else "0")
        aim = self._understood(form.get("target") or "1" if counted else "1")
        made, batch = await self._write(
            lambda d: targets.add(
                d.session,
                number,
                name=form.get("name", ""),
                kind=kind,
                by=d.actor,
                unit=unit,
                lists=lists,
                start_value=start.value,
                target_value=aim.value,
            )
        )
        self.adding = ""
        await self._reread()
        if not counted:
            return toast("Target added.", batch)
        said = f"from {self._said(start.value, kind, unit)} to {self._said(aim.value, kind, unit)}"
        offers = {"start_value": start, "target_value": aim}
        return [toast(f"Target added: {said}.", batch), *self._offers(made.id or 0, offers)]

    @saver
    async def set_current(self, target_id: int, value: str) -> Any:
        shown = next((one for one in self.targets if one["id"] == target_id), None)
        if shown is None or shown["current"] == value.strip():
            return None
        found = self._understood(value)
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, current_value=found.value, by=d.actor)
        )
        await self._reread()
        said = self._said(found.value, shown["kind"], shown["unit"])
        return [
            toast(f"Value recorded: {said}.", batch),
            *self._offers(target_id, {"current_value": found}),
        ]

    @handler
    async def correct(self, target_id: int, field: str, value: float) -> Any:
        """Take the other meaning of what was written."""
        if field not in ("start_value", "current_value", "target_value"):
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, by=d.actor, **{field: value})
        )
        await self._reread()
        return toast(f"Recorded as {numbers.shown(value, locale=self._locale())}.", batch)

    @handler
    async def start_changing(self, target_id: int) -> None:
        """Open the form of a target's own facts, or close it."""
        self.changing = 0 if self.changing == target_id else target_id

    @saver
    async def change_target(self, form: TargetChange) -> Any:
        """Change the name, the way it goes, the unit or the weight, in one step of the history."""
        target_id = self.changing
        shown = next((one for one in self.targets if one["id"] == target_id), None)
        if shown is None:
            return None
        written = {
            field: self._understood(value)
            for name, field in NUMBERS.items()
            if (value := form.get(name, shown[name]).strip()) != shown[name]
        }
        values: dict[str, float | str] = {field: found.value for field, found in written.items()}
        for name in ("name", "unit"):
            if (words := form.get(name, shown[name]).strip()) != shown[name]:
                values[name] = words
        if not values:
            self.changing = 0
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, by=d.actor, **values)
        )
        self.changing = 0
        await self._reread()
        return [toast("Target changed.", batch), *self._offers(target_id, written)]

    @handler
    async def set_done(self, target_id: int, done: bool) -> Any:
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, current=1.0 if done else 0.0, by=d.actor)
        )
        await self._reread()
        return toast("Reached." if done else "Open again.", batch)

    @handler
    async def drop_target(self, target_id: int) -> Any:
        _, batch = await self._write(lambda d: targets.delete(d.session, target_id, by=d.actor))
        await self._reread()
        return toast("Target removed.", batch)

    def _understood(self, value: str) -> Understood:
        return understand_number(value, locale=self._locale())

    def _said(self, value: float, kind: str, unit: str) -> str:
        return numbers.with_unit(value, kind=kind, unit=unit, locale=self._locale())

    def _offers(self, target_id: int, written: dict[str, Understood]) -> list[Any]:
        """Where what was written may as well mean another number: a toast that offers it."""
        locale = self._locale()
        found: list[Any] = []
        for field, one in written.items():
            if one.other is not None and field in OFFERED:
                read, other = (numbers.shown(v, locale=locale) for v in (one.value, one.other))
                to_other = type(self).correct(target_id, field, one.other)  # pyright: ignore[reportCallIssue] - an event handler on its class
                action = ToastAction(label=f"Make it {other}", on_click=to_other)
                words = f"Understood as {read}, with decimals."
                found.append(rx.toast(words, duration=OFFER_MS, action=action))
        return found


NUMBERS = {"start": "start_value", "target": "target_value", "weight": "weight"}
OFFERED = ("start_value", "current_value", "target_value")
