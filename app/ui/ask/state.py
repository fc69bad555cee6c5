"""Questions of this visit and their answers."""

from typing import Any

import reflex as rx

from app.domain.errors import Invalid, WorkError
from app.ui import calls
from app.ui.arguments import id_in, parse_position
from app.ui.ask import checking
from app.ui.ask import turns as answers
from app.ui.ask.shapes import Asked, PastConversation, Turn
from app.ui.base import handler, loader, reading_as, refused, run, toast, writing_as
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.shapes import Choice
from app.work import questions as keeping

MOST_LINES = 200  # items listed under one count
LONGEST_QUESTION = 800


class Ask(Confirming, rx.State):
    """A conversation: each question with its answer, the newest last."""

    turns: list[Turn] = []
    busy: str = ""
    conversation: int = 0
    past: list[PastConversation] = []
    examples: list[str] = []
    options: dict[str, list[Choice]] = {}
    model: str = ""

    @loader
    async def load(self) -> Any:
        """Open the page: a conversation of the address, and the question in it when it is new there."""
        if not self.ready:
            self.examples, self.options = await self._read(answers.around)
            self.model = await self._read(answers.model_name)
            self.ready = True
        query = self.router.url.query_parameters
        question = query.get("q", "").strip()[:LONGEST_QUESTION]
        number = query.get("c", "")
        await self._open(id_in(number))
        fixed = [one[:200] for one in query.get("fix", "").split(";") if one][:20]
        last = self.turns[-1] if self.turns else None
        is_new = last is None or (last["question"], last["fixed"]) != (question, fixed)
        if question and is_new:
            return Ask.ask(question, fixed)
        if self.turns:
            return Ask.recheck
        self.busy = ""
        self.examples, self.options = await self._read(answers.around)
        return None

    async def _open(self, conversation: int) -> None:
        """Show a kept conversation, or none."""
        if conversation and conversation == self.conversation and self.turns:
            return
        self.conversation = conversation
        self.turns = (
            await self._read(lambda d: answers.kept(d, conversation)) if conversation else []
        )
        self.past = await self._read(answers.past)

    @rx.event(background=True)
    async def ask(self, question: str, fixed: list[str]) -> Any:
        """Answer one question; the page shows it as asked meanwhile."""
        async with self:
            if self.busy:
                return None
            self.busy = question[:LONGEST_QUESTION]
            # Asked anew, or with a chip corrected: what came after it is left out.
            questions = [turn["question"] for turn in self.turns]
            if self.busy in questions:
                self.turns = self.turns[: questions.index(self.busy)]
            earlier = [Asked(question=one["question"], fixed=one["fixed"]) for one in self.turns]
            token, conversation = cookie_of(self), self.conversation
            locale = self._locale()
        wanted = [str(one) for one in fixed][:20]
        try:
            turn, kept = await run(
                reading_as,
                token,
                lambda context: answers.answered(
                    context, question[:LONGEST_QUESTION], earlier, wanted
                ),
                locale,
            )
            ids, _ = await run(
                writing_as, token, lambda context: answers.keep(context, conversation, kept, wanted)
            )
        except WorkError as refusal:
            return refused(refusal)
        finally:
            async with self:
                self.busy = ""
        async with self:
            self.conversation, turn["id"] = ids
            self.turns = [*self.turns, turn][-answers.MOST_TURNS :]
            self.past = await self._read(answers.past)
        return calls.rename_address(f"/ask?c={ids[0]}")

    @rx.event(background=True)
    async def recheck(self) -> None:
        """Run the claims of what is shown again, and say which of them no longer hold.

        What was done meanwhile stays: only verdicts are put to the turns, as those are then.
        """
        async with self:
            token, turns = cookie_of(self), [Turn(**turn) for turn in self.turns]
        found = await run(reading_as, token, lambda context: checking.checked(context, turns))
        async with self:
            self.turns = [
                checking.with_verdicts(turn, found.get(turn["id"])) for turn in self.turns
            ]

    @handler
    async def rate(self, turn_id: int, thumb: int) -> None:
        """Say whether an answer helped."""
        await self._write(lambda d: keeping.rate(d.session, turn_id, thumb=thumb, by=d.actor))
        self.turns = [
            {**one, "thumb": thumb} if one["id"] == turn_id else one for one in self.turns
        ]

    @handler
    async def confirm(self, turn_id: int, which: list[int]) -> Any:
        """Do what these cards of an answer show: all of them or none."""
        wanted = [parse_position(one) for one in which]
        _, batch = await self._write(lambda d: answers.confirmed(d, turn_id, wanted))
        await self._again(turn_id)
        return toast("Done." if len(which) == 1 else f"All {len(which)} done.", batch)

    @handler
    async def take_back(self, turn_id: int, card: int) -> Any:
        """Undo what a card did, with all that was confirmed together with it."""
        sentence, _ = await self._write(lambda d: answers.taken_back(d, turn_id, card))
        await self._again(turn_id)
        return toast(sentence)

    async def _again(self, turn_id: int) -> None:
        """Show a turn's cards as they are now."""
        cards = await self._read(
            lambda d: keeping.turn_of(d.session, turn_id, by=d.actor).answer["cards"]
        )
        self.turns = [
            {**one, "cards": cards} if one["id"] == turn_id else one for one in self.turns
        ]

    @handler
    async def forget(self, conversation: int) -> None:
        """Ask before one's own conversation is deleted for good."""
        title = await self._read(lambda d: answers.title_of(d, conversation))
        question = f"Delete the conversation “{title}” for good? No undo brings it back."
        self._ask(question, yes="Delete for good", do=self._forget, on=(conversation,))

    async def _forget(self, conversation: int) -> Any:
        await self._write(lambda d: keeping.forget(d.session, conversation, by=d.actor))
        self.past = await self._read(answers.past)
        if conversation == self.conversation:
            self.turns, self.conversation = [], 0
            return [rx.redirect("/ask"), toast("Conversation deleted.")]
        return toast("Conversation deleted.")

    @handler
    async def teach(self, words: str, ref: str) -> Any:
        """Remember what the words mean here."""
        kind, _, number = ref.partition(":")
        if not id_in(number):
            raise Invalid("This is nothing to name.")
        _, batch = await self._write(
            lambda d: keeping.learn(
                d.session, words=words, kind=kind, item_id=id_in(number), by=d.actor
            )
        )
        return toast(f"From now on “{words}” is known here.", batch)

    @handler
    async def expand(self, turn: int, place: int) -> None:
        """List the items a count stands for: exactly those, as they are now."""
        if not 0 <= turn < len(self.turns) or not 0 <= place < len(self.turns[turn]["sentences"]):
            return
        keys = list(self.turns[turn]["sentences"][place]["items"])[:MOST_LINES]
        lines = await self._read(lambda d: answers.counted(d, keys))
        self.turns[turn]["sentences"][place]["lines"] = lines
