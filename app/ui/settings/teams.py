"""Teams: what the settings know of them, and their part of the page."""

from typing import Any, TypedDict

import reflex as rx

from app.reads import people
from app.ui.arguments import NameForm, SetChange, changed, parse_id
from app.ui.base import RequestContext, handler, loader, toast
from app.ui.components import forms, pickers
from app.ui.confirming import Confirming, ask_first
from app.ui.saving import saver
from app.ui.shapes import Choice, people_choices
from app.ui.shell.layout import section
from app.work import teams


class TeamRow(TypedDict):
    """A team as the settings list it."""

    id: int
    name: str
    members: list[int]
    names: str


class Teams(Confirming, rx.State):
    """The teams, and who may be in them."""

    teams: list[TeamRow] = []
    everyone: list[Choice] = []
    wrong: str = ""

    @loader
    async def load(self) -> None:
        self.teams, self.everyone = await self._read(_teams)
        self._ask_no_more()
        self.wrong, self.ready = "", True

    @saver
    async def make(self, form: NameForm) -> Any:
        name = form["name"]
        made, _ = await self._write(
            lambda d: teams.create(d.session, name=name, members=[], by=d.actor).name
        )
        self.teams, self.everyone = await self._read(_teams)
        return toast(f"The team {made} is here: choose its people.")

    @handler
    async def set_people(self, team_id: int, what: SetChange) -> Any:
        """{add, remove} of people."""

        def do(context: RequestContext) -> None:
            wanted = changed(teams.members_of(context.session, team_id), what, parse_id)
            teams.change(context.session, team_id, members=wanted, by=context.actor)

        await self._write(do)
        self.teams, self.everyone = await self._read(_teams)
        return toast("The team was changed.")

    @handler
    async def ask_take_apart(self, team_id: int) -> None:
        """Ask once: the log knows nothing of teams, so no undo brings one back."""
        found = next((one for one in self.teams if one["id"] == team_id), None)
        if found is not None:
            question = f"Take the team “{found['name']}” apart? Its people stay; the team can't be brought back."
            self._ask(question, yes="Take it apart", do=self._take_apart, on=(team_id,))

    async def _take_apart(self, team_id: int) -> Any:
        await self._write(lambda d: teams.delete(d.session, team_id, by=d.actor))
        self.teams, self.everyone = await self._read(_teams)
        return toast("The team is gone; its people stay.")


def _teams(context: RequestContext) -> tuple[list[TeamRow], list[Choice]]:
    everyone = people.everyone(context.session, actor=context.actor, active_only=True)
    names = {one.id: one.name for one in people.everyone(context.session, actor=context.actor)}
    return [
        TeamRow(
            id=team.id,
            name=team.name,
            members=team.members,
            names=", ".join(names[i] for i in team.members if i in names) or "Nobody yet",
        )
        for team in people.teams(context.session, actor=context.actor)
    ], people_choices(everyone)


def part() -> rx.Component:
    return section(
        "Teams",
        rx.el.p(
            "A team can be asked about (“what is the Support team working on?”) and given work by name.",
            class_name="hint",
        ),
        rx.el.ul(rx.foreach(Teams.teams, _row), class_name="setting-lines"),
        ask_first(Teams),
        forms.ask_form(
            rx.el.input(
                name="name",
                placeholder="Name of a new team",
                class_name="input wide",
                required=True,
                auto_complete="off",
                custom_attrs={"aria-label": "Name of a new team"},
            ),
            rx.el.button("Make a team", type="submit", class_name="button"),
            on_send=Teams.make,
            class_name="add-row",
        ),
        count=Teams.teams.length(),
    )


def _row(team: rx.Var[TeamRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(team["name"], dir="auto"), rx.el.p(team["names"], class_name="hint")
        ),
        pickers.multi_picker(
            rx.el.span("People"),
            options=Teams.everyone,
            values=team["members"],
            label=f"People of {team['name']}",
            class_name="button quiet",
            on_pick=lambda what: Teams.set_people(team["id"], what),
        ),
        rx.el.button(
            "Take apart",
            type="button",
            class_name="button quiet danger",
            on_click=Teams.ask_take_apart(team["id"]),
        ),
    )
