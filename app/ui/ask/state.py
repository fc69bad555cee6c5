"""Questions of this visit and their answers."""

import itertools
from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import col

from app import wiring
from app.assist import assistant
from app.domain.errors import WorkError
from app.models import Task
from app.reads import examples, goals, people, spaces, tasks
from app.settings import load as settings
from app.ui import rows, words
from app.ui.base import Desk, Page, handler, loader, reading_as, refused, run
from app.ui.guard import cookie_of

# Turns kept on the page, and items listed under one count.
MOST_TURNS, MOST_LINES = 8, 200
LONGEST_QUESTION = 800
PERIODS = ("today", "yesterday", "this week", "last week", "next week", "this month", "last month")
_numbers = itertools.count(1)


class Ask(Page, rx.State):
    """A conversation: each question with its answer, the newest last."""

    turns: list[dict[str, Any]] = []
    busy: str = ""
    examples: list[str] = []
    options: dict[str, list[dict[str, Any]]] = {}
    model: str = ""

    @loader
    async def load(self) -> Any:
        """Open the page; the question in the address is asked, and asked anew on every visit."""
        if not self.ready:
            self.examples, self.options = await self._read(_around)
            self.model = settings().model
            self.ready = True
        question = self.router.url.query_parameters.get("q", "").strip()[:LONGEST_QUESTION]
        if question:
            return Ask.ask(question)
        self.turns, self.busy = [], ""
        self.examples, self.options = await self._read(_around)
        return None

    @rx.event(background=True)
    async def ask(self, question: str) -> Any:
        """Answer one question; the page shows it as asked meanwhile."""
        async with self:
            if self.busy:
                return None
            self.busy = question[:LONGEST_QUESTION]
            # Going back to an earlier question leaves out what came after it.
            asked = [turn["question"] for turn in self.turns]
            if self.busy in asked:
                self.turns = self.turns[: asked.index(self.busy)]
            token = cookie_of(self)
        try:
            turn = await run(
                reading_as, token, lambda desk: answered(desk, question[:LONGEST_QUESTION])
            )
        except WorkError as refusal:
            return refused(refusal)
        finally:
            async with self:
                self.busy = ""
        async with self:
            self.turns = [*self.turns, turn][-MOST_TURNS:]
        return None

    @handler
    async def expand(self, turn: int, place: int) -> None:
        """List the items a count stands for: exactly those, as they are now."""
        if not 0 <= turn < len(self.turns) or not 0 <= place < len(self.turns[turn]["sentences"]):
            return
        keys = list(self.turns[turn]["sentences"][place]["items"])[:MOST_LINES]
        lines = await self._read(lambda d: _counted(d, keys))
        turns = [dict(one) for one in self.turns]
        sentences = [dict(one) for one in turns[turn]["sentences"]]
        sentences[place]["lines"] = lines
        turns[turn]["sentences"] = sentences
        self.turns = turns


def answered(desk: Desk, question: str) -> dict[str, Any]:
    """The answer as the page shows it."""
    answer = assistant.ask(
        desk.session, desk.actor, question, now=desk.now, library=wiring.current().library
    ).plain()
    as_of = datetime.fromisoformat(answer["as_of"])
    return {
        "id": next(_numbers),
        "question": answer["question"],
        "chips": answer["reading"]["chips"],
        "sentences": [_sentence(one, desk) for one in answer["sentences"]],
        "mode": answer["mode"],
        "looked_at": answer["looked_at"],
        "nearest": [_source(one, desk) for one in answer["nearest"]],
        "candidates": answer["candidates"],
        "took_ms": answer["took_ms"],
        "as_of_clock": f"{as_of.astimezone(desk.zone):%H:%M}",
        "as_of_text": words.exact_moment(as_of, desk.zone),
    }


def _sentence(one: dict[str, Any], desk: Desk) -> dict[str, Any]:
    items = list(one.get("items") or [])
    return {
        "text": one["text"],
        "sources": [_source(source, desk) for source in one["sources"]],
        "items": items,
        "all": one.get("all") or len(items),
        "lines": None,
    }


def _source(source: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """A source with its moment in the workspace's own time."""
    try:
        at = words.exact_moment(datetime.fromisoformat(str(source.get("at") or "")), desk.zone)
    except ValueError:
        at = ""
    return {**source, "at": at}


def _counted(desk: Desk, keys: list[str]) -> list[rows.TaskLine]:
    found = tasks.rows(desk.session, [col(Task.key).in_(keys)], actor=desk.actor)
    place = {key: index for index, key in enumerate(keys)}
    found.sort(key=lambda row: place.get(row.key, len(place)))
    return rows.lines(desk.session, found, actor=desk.actor, today=desk.today)


def _around(desk: Desk) -> tuple[list[str], dict[str, list[dict[str, Any]]]]:
    """Example questions, and what the chips can be changed to."""
    session, actor = desk.session, desk.actor
    tree = spaces.tree(session, actor=actor)
    lists = [
        one for space in tree
        for one in [*space.lists, *(x for folder in space.folders for x in folder.lists)]
    ]  # fmt: skip
    named = {
        "person": [one.name for one in people.everyone(session, actor=actor, active_only=True)],
        "place": [*(one.name for one in tree if one.whole), *(one.name for one in lists)],
        "goal": [
            one.title
            for one in goals.lines(session, actor=actor, now=desk.now, today=desk.today).values()
        ],
        "period": list(PERIODS),
    }
    return (
        examples.questions(session, actor=actor, today=desk.today),
        {kind: [{"value": name, "label": name} for name in names] for kind, names in named.items()},
    )
