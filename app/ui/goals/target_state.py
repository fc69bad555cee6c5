"""The targets of the goal on its page, and every change of them."""

from typing import Any, TypedDict

from app.ui.arguments import id_in, parse_number
from app.ui.base import handler, toast
from app.ui.goals.change_state import GoalChanges
from app.ui.goals.goal_shapes import TargetView
from app.ui.saving import saver
from app.work import targets


class TargetForm(TypedDict, total=False):
    """A new target; which lines the form has depends on its kind."""

    name: str
    kind: str
    list: str
    start: str
    target: str
    unit: str


class TargetChanges(GoalChanges, mixin=True):
    """Gives the goal page its targets."""

    targets: list[TargetView] = []

    @saver
    async def add_target(self, form: TargetForm) -> Any:
        number, kind = self.number, form.get("kind", "number")
        counted = kind in ("number", "currency", "percent")
        counted_list = form.get("list", "")
        lists = [id_in(counted_list)] if id_in(counted_list) and kind == "tasks" else []
        values = {
            "start": parse_number(form.get("start") or "0") if counted else 0.0,
            "target": parse_number(form.get("target") or "1") if counted else 1.0,
        }
        await self._write(
            lambda d: targets.add(
                d.session,
                number,
                name=form.get("name", ""),
                kind=kind,
                by=d.actor,
                unit=form.get("unit", "").strip(),
                lists=lists,
                **values,
            )
        )
        self.adding = ""
        await self._reread()

    @saver
    async def set_current(self, target_id: int, value: str) -> Any:
        shown = next((one for one in self.targets if one["id"] == target_id), None)
        number = parse_number(value)
        if shown is None or shown["current"] == number:
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, current=number, by=d.actor)
        )
        await self._reread()
        return toast("Value recorded.", batch)

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
