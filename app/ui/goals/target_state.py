"""The targets of the goal on its page, and every change of them."""

from collections.abc import Iterable
from typing import Any, TypedDict

from app.domain import numbers
from app.domain.errors import NotFound
from app.domain.numbers import Understood
from app.ui import calls
from app.ui.arguments import id_in, understand_number
from app.ui.base import handler, toast
from app.ui.goals.change_state import GoalChanges
from app.ui.goals.goal_shapes import TargetView
from app.ui.saving import saver
from app.ui.words import joined
from app.work import targets


class TargetForm(TypedDict, total=False):
    """A new target; which lines the form has depends on its kind."""

    name: str
    kind: str
    list: str
    start: str
    target: str
    unit: str


class TargetChange(TypedDict, total=False):
    """A target's own facts, as the form on its line gives them with its id."""

    id: str
    name: str
    start: str
    target: str
    unit: str
    weight: str


class Meant(TypedDict, total=False):
    """The other meaning of numbers that were written."""

    start_value: float
    current_value: float
    target_value: float


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
        unit = numbers.unit_of(kind, unit, (start, aim))
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
        return toast(f"Target added: {said}.", batch, other=self._offer(made.id or 0, offers))

    @saver
    async def set_current(self, target_id: int, value: str) -> Any:
        shown = self._target(target_id)
        if shown["current"] == value.strip():
            return None
        found = self._understood(value)
        values = {"current_value": found.value, **_unit(shown, shown["unit"], [found])}
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, by=d.actor, **values)
        )
        await self._reread()
        said = self._said(found.value, shown["kind"], str(values.get("unit", shown["unit"])))
        other = self._offer(target_id, {"current_value": found})
        return toast(f"Value recorded: {said}.", batch, other=other)

    @handler
    async def correct(self, target_id: int, meant: Meant) -> Any:
        """Take the other meaning of what was written."""
        values = {name: value for name, value in meant.items() if name in OFFERED}
        if not values:
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, by=d.actor, **values)
        )
        await self._reread()
        return toast(f"Recorded as {self._listed(values.values())}.", batch)

    @handler
    async def start_changing(self, target_id: int) -> None:
        """Open the form of a target's own facts, or close it."""
        self.changing = 0 if self.changing == target_id else target_id

    @saver
    async def change_target(self, form: TargetChange) -> Any:
        """Change the name, the way it goes, the unit or the weight, in one step of the history."""
        target_id = id_in(form.get("id", "")) or self.changing
        shown = self._target(target_id)
        written = {
            field: self._understood(value)
            for name, field in NUMBERS.items()
            if (value := form.get(name, shown[name]).strip()) != shown[name]
        }
        values: dict[str, float | str] = {field: found.value for field, found in written.items()}
        for name in ("name", "unit"):
            if (words := form.get(name, shown[name]).strip()) != shown[name]:
                values[name] = words
        values |= _unit(shown, str(values.get("unit", shown["unit"])), written.values())
        if not values:
            self.changing = 0
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, by=d.actor, **values)
        )
        self.changing = 0
        await self._reread()
        return toast("Target changed.", batch, other=self._offer(target_id, written))

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

    def _target(self, target_id: int) -> TargetView:
        """One of those shown; what is gone is refused, never passed over."""
        for one in self.targets:
            if one["id"] == target_id:
                return one
        raise NotFound("target")

    def _understood(self, value: str) -> Understood:
        return understand_number(value, locale=self._locale())

    def _said(self, value: float, kind: str, unit: str) -> str:
        return numbers.with_unit(value, kind=kind, unit=unit, locale=self._locale())

    def _offer(self, target_id: int, written: dict[str, Understood]) -> calls.Button | None:
        """Where what was written may as well mean another number: a button that takes that one."""
        others = {
            name: one.other
            for name, one in written.items()
            if one.other is not None and name in OFFERED
        }
        if not others:
            return None
        to_others = type(self).correct(target_id, others)  # pyright: ignore[reportCallIssue] - an event handler on its class
        return calls.button(f"Make it {self._listed(others.values())}", to_others)

    def _listed(self, values: Iterable[float]) -> str:
        locale = self._locale()
        return joined([numbers.shown(one, locale=locale) for one in values])


def _unit(shown: TargetView, unit: str, written: Iterable[Understood]) -> dict[str, str]:
    """The unit that what was written gives the target, where it has none. Raises Invalid."""
    found = numbers.unit_of(shown["kind"], unit, written)
    return {"unit": found} if found != unit else {}


NUMBERS = {"start": "start_value", "target": "target_value", "weight": "weight"}
OFFERED = ("start_value", "current_value", "target_value")
