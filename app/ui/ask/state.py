"""Questions of this visit and their answers."""

from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import col

from agents import claims
from agents.reading import times
from agents.reading.reading import LABELS
from app import wiring
from app.assist import assistant
from app.domain.errors import Invalid, WorkError
from app.models import Task
from app.reads import examples, goals, people, questions, spaces, tasks
from app.settings import load as settings
from app.ui import rows, words
from app.ui.base import Desk, Page, handler, loader, reading_as, refused, run, said, writing_as
from app.ui.guard import cookie_of
from app.work import questions as keeping

# Turns kept on the page, and items listed under one count.
MOST_TURNS, MOST_LINES = 8, 200
LONGEST_QUESTION = 800
PERIODS = ("today", "yesterday", "this week", "last week", "next week", "this month", "last month")


class Ask(Page, rx.State):
    """A conversation: each question with its answer, the newest last."""

    turns: list[dict[str, Any]] = []
    busy: str = ""
    conversation: int = 0
    past: list[dict[str, Any]] = []
    examples: list[str] = []
    options: dict[str, list[dict[str, Any]]] = {}
    model: str = ""

    @loader
    async def load(self) -> Any:
        """Open the page: a conversation of the address, and the question in it when it is new there."""
        if not self.ready:
            self.examples, self.options = await self._read(_around)
            self.model = settings().model
            self.ready = True
        query = self.router.url.query_parameters
        question = query.get("q", "").strip()[:LONGEST_QUESTION]
        number = query.get("c", "")
        await self._open(int(number) if number.isdigit() else 0)
        fixed = [one[:200] for one in query.get("fix", "").split(";") if one][:20]
        asked = self.turns[-1] if self.turns else {}
        if question and (asked.get("question"), asked.get("fixed")) != (question, fixed):
            return Ask.ask(question, fixed)
        if self.turns:
            return Ask.recheck
        self.busy = ""
        self.examples, self.options = await self._read(_around)
        return None

    async def _open(self, conversation: int) -> None:
        """Show a kept conversation, or none."""
        if conversation and conversation == self.conversation and self.turns:
            return
        self.conversation = conversation
        self.turns = await self._read(lambda d: kept(d, conversation)) if conversation else []
        self.past = await self._read(_past)

    @rx.event(background=True)
    async def ask(self, question: str, fixed: list[str]) -> Any:
        """Answer one question; the page shows it as asked meanwhile."""
        async with self:
            if self.busy:
                return None
            self.busy = question[:LONGEST_QUESTION]
            # Asked anew, or with a chip corrected: what came after it is left out.
            asked = [turn["question"] for turn in self.turns]
            if self.busy in asked:
                self.turns = self.turns[: asked.index(self.busy)]
            earlier = [turn["question"] for turn in self.turns]
            token, conversation = cookie_of(self), self.conversation
        wanted = [str(one) for one in fixed][:20]
        try:
            turn = await run(
                reading_as,
                token,
                lambda desk: answered(desk, question[:LONGEST_QUESTION], earlier, wanted),
            )
            ids, _ = await run(writing_as, token, lambda desk: keep(desk, conversation, turn))
        except WorkError as refusal:
            return refused(refusal)
        finally:
            async with self:
                self.busy = ""
        async with self:
            self.conversation, turn["id"] = ids
            turn.pop("kept")
            self.turns = [*self.turns, turn][-MOST_TURNS:]
            self.past = await self._read(_past)
        return rx.call_script(f"history.replaceState(history.state, '', '/ask?c={ids[0]}')")

    @rx.event(background=True)
    async def recheck(self) -> None:
        """Run the claims of what is shown again, and say which of them no longer hold."""
        async with self:
            token, turns = cookie_of(self), [dict(turn) for turn in self.turns]
        verdicts = await run(reading_as, token, lambda desk: checked(desk, turns))
        async with self:
            if [turn["id"] for turn in self.turns] == [turn["id"] for turn in turns]:
                self.turns = [
                    {**turn, **found} for turn, found in zip(turns, verdicts, strict=True)
                ]

    @handler
    async def judge(self, turn_id: int, thumb: int) -> None:
        """Say whether an answer helped."""
        await self._write(lambda d: keeping.judge(d.session, turn_id, thumb=thumb, by=d.actor))
        self.turns = [
            {**one, "thumb": thumb} if one["id"] == turn_id else one for one in self.turns
        ]

    @handler
    async def forget(self, conversation: int) -> Any:
        """Delete one's own conversation for good."""
        await self._write(lambda d: keeping.forget(d.session, conversation, by=d.actor))
        self.past = await self._read(_past)
        if conversation == self.conversation:
            self.turns, self.conversation = [], 0
            return [rx.redirect("/ask"), said("Conversation deleted.")]
        return said("Conversation deleted.")

    @handler
    async def teach(self, words: str, ref: str) -> Any:
        """Remember what the words mean here."""
        kind, _, number = ref.partition(":")
        if not number.isdigit():
            raise Invalid("This is nothing to name.")
        _, batch = await self._write(
            lambda d: keeping.learn(
                d.session, words=words, kind=kind, item_id=int(number), by=d.actor
            )
        )
        return said(f"From now on “{words}” is known here.", batch)

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


def answered(desk: Desk, question: str, earlier: list[str], fixed: list[str]) -> dict[str, Any]:
    """The answer as the page shows it."""
    answer = assistant.ask(
        desk.session, desk.actor, question, now=desk.now, library=wiring.current().library,
        earlier=earlier, fixed=fixed,
    ).plain()  # fmt: skip
    return {**shown(desk, answer, fixed), "id": 0, "thumb": 0, "kept": answer, "earlier": earlier}


def keep(desk: Desk, conversation: int, turn: dict[str, Any]) -> tuple[int, int]:
    """Keep a turn; returns its conversation's id and its own."""
    made = keeping.keep(
        desk.session, conversation_id=conversation or None, answer=turn["kept"], fixed=turn["fixed"], by=desk.actor
    )  # fmt: skip
    return made.conversation_id, made.id or 0


def kept(desk: Desk, conversation: int) -> list[dict[str, Any]]:
    """The turns of a kept conversation, as they were answered."""
    turns = questions.turns(desk.session, conversation, actor=desk.actor, limit=MOST_TURNS)
    asked = [turn.question for turn in turns]
    return [
        {**shown(desk, turn.answer, turn.fixed), "id": turn.id, "thumb": turn.thumb, "earlier": asked[:index], "saved": True}
        for index, turn in enumerate(turns)
    ]  # fmt: skip


def shown(desk: Desk, answer: dict[str, Any], fixed: list[str]) -> dict[str, Any]:
    as_of = datetime.fromisoformat(answer["as_of"])
    today = as_of.astimezone(desk.zone).date() == desk.today
    return {
        "question": answer["question"],
        "fixed": fixed,
        "follows": answer["reading"].get("follows", False),
        "chips": answer["reading"]["chips"],
        "sentences": [_sentence(one, desk) for one in answer["sentences"]],
        "mode": answer["mode"],
        "looked_at": answer["looked_at"],
        "nearest": [_source(one, desk) for one in answer["nearest"]],
        "candidates": answer["candidates"],
        "took_ms": answer["took_ms"],
        "as_of_clock": f"{as_of.astimezone(desk.zone):%H:%M}" if today else words.plain_day(as_of.astimezone(desk.zone).date(), desk.today),
        "as_of_text": words.exact_moment(as_of, desk.zone),
    }  # fmt: skip


def checked(desk: Desk, turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each turn its sentences with their verdicts, and how many no longer hold."""
    agents = assistant.desk_of(
        desk.session, desk.actor, now=desk.now, library=wiring.current().library
    )
    found: list[dict[str, Any]] = []
    for turn in turns:
        sentences = [
            {**one, "verdict": claims.verdict(one["claim"], agents)} for one in turn["sentences"]
        ]
        changed = sum(one["verdict"] in ("changed", "gone") for one in sentences)
        found.append({"sentences": sentences, "changed": changed, "checked": desk.clock})
    return found


def _past(desk: Desk) -> list[dict[str, Any]]:
    """The asker's conversations, the last used first."""
    return [
        {"id": one.id, "title": one.title, "at": words.moment(one.updated_at, desk.now, desk.zone)}
        for one in questions.conversations(desk.session, actor=desk.actor, limit=30)
    ]


def _sentence(one: dict[str, Any], desk: Desk) -> dict[str, Any]:
    items = list(one.get("items") or [])
    return {
        "text": one["text"],
        "sources": [_source(source, desk) for source in one["sources"]],
        "items": items,
        "all": one.get("all") or len(items),
        "lines": None,
        "claim": one.get("claim"),
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
    people_ = people.everyone(session, actor=actor, active_only=True)
    lines = goals.lines(session, actor=actor, now=desk.now, today=desk.today).values()
    return (
        examples.questions(session, actor=actor, today=desk.today),
        {
            "intent": [{"value": name, "label": label} for name, label in LABELS.items() if name not in ("act", "nothing")],
            "person": [{"value": f"person:{one.id}", "label": one.name, "person": one.plain()} for one in people_],
            "place": [
                *({"value": f"space:{one.id}", "label": one.name, "hint": "space"} for one in tree if one.whole),
                *({"value": f"list:{one.id}", "label": one.name, "hint": "list"} for one in lists),
            ],
            "goal": [{"value": f"goal:{one.id}", "label": one.title} for one in lines],
            "period": [
                {"value": f"{period.start}/{period.end}", "label": name, "hint": period.words}
                for name in PERIODS
                if (period := times.read(name, desk.today)[0])
            ],
        },
    )  # fmt: skip
